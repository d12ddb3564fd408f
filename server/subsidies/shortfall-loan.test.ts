import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { publishProduct } from '#server/applications/world-for-tests.ts'
import { fixedClock } from '#server/clock.ts'
import {
  balanceOf,
  coordinator,
  euros,
  makeInvoice,
  makeProject,
  makeSubsidy,
  makeSupplier,
  movementsOf,
  officer,
  type Project,
  passed,
  payInvoice,
  signFinancialMandate,
} from '#server/disbursements/world-for-tests.ts'
import { recordFinancingFact } from '#server/funding/record-financing-fact.ts'
import { delegate } from '#server/offers/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeEnvelope } from '#tests/make-envelope.ts'

let t: TestHouse
let supplier: string
let loanProduct: string
let grantProduct: string
beforeAll(async () => {
  t = await openTestHouse()
  supplier = await makeSupplier(t)
  loanProduct = await publishProduct(t, 'MS_LOAN', 'Prêt travaux', {
    eligibility: [],
    amount: { minCents: 50_000, maxCents: euros(10_000), stepCents: 1, limit: 'none' },
    length: { minMonths: 6, maxMonths: 120, maxDeferralMonths: 0 },
    delegationUpToCents: euros(10_000),
  })
  grantProduct = await publishProduct(t, 'MONTHLY_AID', 'Aide mensuelle', {})
})
afterAll(() => t.close())

const { subsidies, committees } = contract
const open = async (financingId: string) =>
  passed(await t.call(subsidies.openAdvance, { financingId }, officer))

/** Filed and declared complete: the file is in review, as when its advance was granted. */
const review = async (project: Project) => {
  await t.owner.query(`update application set purpose = 'energy-works' where id = $1`, [
    project.applicationId,
  ])
  for (const [kind, on] of [
    ['filed', '2026-08-01'],
    ['declared-complete', '2026-08-05'],
  ])
    await t.owner.query(
      `insert into application_event (organisation_id, id, application_id, kind, on_date, recorded_by, recorded_at)
       values ($1, $2, $3, $4, $5, $6, now())`,
      [
        t.here.id,
        randomUUIDv7(),
        project.applicationId,
        kind,
        on,
        t.here.members['project-officer'].membershipId,
      ],
    )
}

/** 5 000 advanced and paid, 3 400 received as the last of the subsidy: 1 600 are missing. */
const shortOf1600 = async (options: { loanIn?: string } = {}) => {
  const project = await makeProject(t)
  await review(project)
  const advance = await project.grant('subsidy-advance', 5_000)
  const loan = options.loanIn
    ? await project.grant('loan', 1_000, { months: 12, envelopeId: options.loanIn, decidedOn: '2026-09-01' })
    : null
  await signFinancialMandate(t, advance)
  const subsidyId = await makeSubsidy(t, project, { funder: 'Anah', notified: 5_000 })
  for (const [financingId, amount] of [
    [advance, 5_000],
    [loan, 1_000],
  ] as const)
    if (financingId) {
      const invoiceId = await makeInvoice(t, { financingId, payeeId: supplier, amount })
      await payInvoice(t, { financingId, invoiceId, amount })
    }
  const receipt = {
    kind: 'balance',
    cents: euros(3_400),
    receivedOn: '2026-11-20',
    reference: 'VIR',
  } as const
  passed(await t.call(subsidies.recordReceipt, { financingId: advance, subsidyId, ...receipt }, officer))
  return { project, advance, loan }
}
const ask = (financingId: string, more: object = {}, as: object = { as: 'social-worker' }) =>
  t.call(
    subsidies.askLoan,
    { financingId, productId: loanProduct, cents: euros(1_600), months: 20, ...more },
    { ...officer, ...as },
  )
const decide = (lineId: string, more: object = {}, as: object = officer) =>
  t.call(
    committees.decideAlone,
    {
      lineId,
      on: '2026-11-22' as PlainDate,
      decision: { outcome: 'granted', cents: euros(1_600), months: 20, envelopeId: null, ...more },
    },
    as,
  )
const at = (day: PlainDate) => {
  t.house.clock = fixedClock(`${day}T09:00:00Z`)
}

describe('a file without a loan', () => {
  test('the shortfall becomes a loan of its own: decided, offered, then lent to repay the advance', async () => {
    const { advance } = await shortOf1600()
    expect(await open(advance)).toMatchObject({ shortfallCents: euros(1_600), loans: [], askedLoans: [] })
    const { rows } = passed(await t.call(subsidies.listLoanProducts, { financingId: advance }, officer))
    expect(rows).toEqual([expect.objectContaining({ productId: loanProduct, minMonths: 6, maxMonths: 120 })])
    const { lineId } = passed(await ask(advance, {}, coordinator))
    expect(await open(advance)).toMatchObject({
      unsettledCents: 0,
      askedLoans: [{ lineId, cents: euros(1_600), state: 'to-decide', isFresh: true, financing: null }],
    })
    // Nothing is settled twice meanwhile.
    const twice = await t.call(
      subsidies.proposeSettlement,
      { financingId: advance, way: 'repaid', cents: 100 },
      officer,
    )
    expect(twice.body).toMatchObject({ reason: 'more-than-shortfall' })
    expect((await ask(advance)).body).toMatchObject({ reason: 'more-than-shortfall' })

    await delegate(t, euros(10_000))
    const envelopeId = await makeEnvelope(t.owner, t.here, { cents: euros(2_000) })
    const { financingId } = passed(await decide(lineId, { envelopeId }))
    const loan = financingId as string
    expect(await movementsOf(t, loan)).toEqual({ commitment: euros(1_600) })
    expect((await open(advance)).askedLoans).toMatchObject([
      { state: 'offer-awaited', financing: { id: loan } },
    ])
    const early = { financingId: advance, way: 'unspent', cents: euros(1_600), loanId: loan } as const
    expect((await t.call(subsidies.proposeSettlement, early, officer)).status).toBe(409)

    await t.asMember('coordinator', async (context) => {
      const terms = {
        regime: 'consumer' as const,
        cents: euros(1_600),
        months: 20,
        firstDueOn: '2027-01-05' as const,
        ...{ feeCents: 0, insuranceCents: 0, insuranceIsCompulsory: false, taeg: 0 },
      }
      for (const fact of [
        { kind: 'offer-sent', on: '2026-11-22', ...terms },
        { kind: 'offer-received', on: '2026-11-22' },
        { kind: 'offer-accepted', on: '2026-11-22' },
      ] as const)
        await recordFinancingFact(context, { financingId: loan, fact })
    })
    at('2026-12-15')
    expect((await open(advance)).askedLoans).toMatchObject([{ state: 'open' }])
    expect((await open(advance)).loans).toMatchObject([{ id: loan, unspentCents: euros(1_600) }])
    passed(await t.call(subsidies.proposeSettlement, early, officer))
    expect(await open(advance)).toMatchObject({ state: 'converted-to-loan', outstandingCents: 0 })
    expect(await movementsOf(t, loan)).toEqual({ commitment: euros(1_600), disbursement: euros(1_600) })
    expect(await balanceOf(t, 'loan-principal', loan)).toBe(euros(1_600))
    expect(await balanceOf(t, 'subsidy-advance', advance)).toBe(0)
    const { rows: versions } = await t.owner.query(
      'select cents from schedule_version where financing_id = $1 order by number desc limit 1',
      [loan],
    )
    expect(versions[0].cents.map(Number)).toEqual(Array.from({ length: 20 }, () => 8_000))
    at('2026-11-22')
  })

  test('who asked for it does not decide it; who decides needs a delegation or a sitting', async () => {
    const { advance } = await shortOf1600()
    await delegate(t, euros(10_000))
    const { lineId } = passed(await ask(advance, {}, officer))
    expect((await decide(lineId)).body).toMatchObject({ reason: 'instructed-it-yourself' })
    expect((await decide(lineId, {}, coordinator)).body).toMatchObject({ reason: 'no-delegation' })
    expect((await t.call(committees.openLine, { lineId }, officer)).body).toMatchObject({
      isInstructedByMe: true,
    })
  })

  test('a refused loan leaves the shortfall to settle otherwise; one not yet spoken of is taken back', async () => {
    const { advance } = await shortOf1600()
    const { lineId } = passed(await ask(advance, {}, coordinator))
    passed(await t.call(subsidies.withdrawLoan, { lineId, reason: 'Saisi par erreur' }, coordinator))
    expect(await open(advance)).toMatchObject({ askedLoans: [], unsettledCents: euros(1_600) })
    const { lineId: second } = passed(await ask(advance, {}, coordinator))
    await delegate(t, euros(10_000))
    const refused = {
      outcome: 'refused' as const,
      reasons: ['repayment-too-heavy' as const],
      text: 'Budget trop serré.',
    }
    passed(
      await t.call(committees.decideAlone, { lineId: second, on: '2026-11-22', decision: refused }, officer),
    )
    expect(await open(advance)).toMatchObject({
      askedLoans: [{ state: 'refused' }],
      unsettledCents: euros(1_600),
    })
    expect(
      (await t.call(subsidies.withdrawLoan, { lineId: second, reason: 'Trop tard' }, coordinator)).body,
    ).toMatchObject({ reason: 'on-its-way' })
    passed(
      await t.call(
        subsidies.proposeSettlement,
        { financingId: advance, way: 'repaid', cents: euros(1_600) },
        officer,
      ),
    )
    expect((await open(advance)).state).toBe('repaid-by-household')
  })

  test.each([
    [{ cents: 0 }, 'amount-not-positive'],
    [{ cents: euros(1_601) }, 'more-than-shortfall'],
    [{ cents: 10 ** 15 }, 'more-than-shortfall'],
    [{ cents: 100 }, 'product-refuses'],
    [{ months: 121 }, 'product-refuses'],
    [{ productId: '019f0000-0000-7000-8000-000000000000' }, 'unknown-product'],
  ])('%o is refused: %s', async (change, reason) => {
    const { advance } = await shortOf1600()
    expect((await ask(advance, change, coordinator)).body).toMatchObject({ reason })
    expect(await open(advance)).toMatchObject({ askedLoans: [] })
  })

  test('a product that does not lend, a file abandoned, another organisation', async () => {
    const { advance, project } = await shortOf1600()
    expect((await ask(advance, { productId: grantProduct }, coordinator)).body).toMatchObject({
      reason: 'not-lending',
    })
    await t.owner.query(
      `insert into application_event (organisation_id, id, application_id, kind, on_date, detail, recorded_at)
       values ($1, $2, $3, 'abandoned', '2026-11-21', '{"reason": "Départ"}', now())`,
      [t.here.id, randomUUIDv7(), project.applicationId],
    )
    expect((await ask(advance, {}, coordinator)).body).toMatchObject({ reason: 'file-closed' })
    const there = { ...coordinator, in: t.elsewhere }
    expect((await ask(advance, {}, there)).body).toMatchObject({ reason: 'unknown-record' })
  })
})

test('a loan whose yearly envelope is closed takes nothing more: another loan of the file does', async () => {
  const closed = await makeEnvelope(t.owner, t.here, { cents: euros(50_000) })
  const { advance, loan } = await shortOf1600({ loanIn: closed })
  await t.owner.query(`update envelope set closed_on = '2026-11-01' where id = $1`, [closed])
  expect((await open(advance)).loans).toMatchObject([
    { id: loan, closedBecause: 'Cette enveloppe n’est pas ouverte à cette date.' },
  ])
  const topUp = { way: 'converted', cents: euros(1_600), loanId: loan, agreedOn: '2026-11-21' } as const
  expect(
    (await t.call(subsidies.proposeSettlement, { financingId: advance, ...topUp }, officer)).body,
  ).toMatchObject({ reason: 'envelope-closed' })
  const { lineId } = passed(await ask(advance, {}, coordinator))
  await delegate(t, euros(10_000))
  const thisYear = await makeEnvelope(t.owner, t.here, { cents: euros(1_000) })
  expect((await decide(lineId, { envelopeId: closed })).body).toMatchObject({ reason: 'envelope-closed' })
  expect((await decide(lineId, { envelopeId: thisYear })).body).toMatchObject({
    reason: 'envelope-exhausted',
  })
  const wide = await makeEnvelope(t.owner, t.here, { cents: euros(1_600) })
  const { financingId } = passed(await decide(lineId, { envelopeId: wide }))
  expect(await movementsOf(t, financingId as string)).toEqual({ commitment: euros(1_600) })
})

test('the loan that takes it over stays within its product: 84 months, not 85', async () => {
  const { advance, loan } = await shortOf1600({ loanIn: await makeEnvelope(t.owner, t.here) })
  const propose = async (instalments: number) => {
    const way = { way: 'converted', cents: euros(1_600), loanId: loan, agreedOn: '2026-11-21' } as const
    const asked = { financingId: advance, ...way, instalments }
    return passed(await t.call(subsidies.proposeSettlement, asked, officer)).settlementId
  }
  const settlementId = await propose(85)
  const decided = await t.call(subsidies.decideSettlement, { settlementId, version: 1 }, coordinator)
  expect(decided.body).toMatchObject({
    reason: 'schedule-problem',
    details: { told: expect.stringContaining('va jusqu’à 84 mois') },
  })
  expect((await open(advance)).shortfallCents).toBe(euros(1_600))
  const withdrawn = { settlementId, version: 1, reason: 'Trop long' }
  passed(await t.call(subsidies.withdrawSettlement, withdrawn, officer))
  const again = { settlementId: await propose(84), version: 1 }
  passed(await t.call(subsidies.decideSettlement, again, coordinator))
  expect((await open(advance)).state).toBe('converted-to-loan')
})
