import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import {
  balanceOf,
  coordinator,
  euros,
  makeHouseholdPayee,
  makeInvoice,
  makeProject,
  makeSubsidy,
  makeSupplier,
  movementsOf,
  officer,
  type Project,
  passed,
  payInvoice,
  pdf,
  signFinancialMandate,
} from '#server/disbursements/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
let supplier: string
beforeAll(async () => {
  t = await openTestHouse()
  supplier = await makeSupplier(t)
})
afterAll(() => t.close())

const { disbursements, subsidies } = contract
const open = async (financingId: string) =>
  passed(await t.call(subsidies.openAdvance, { financingId }, officer))
const receive = (financingId: string, subsidyId: string, amount: number, more = {}) =>
  t.call(
    subsidies.recordReceipt,
    {
      financingId,
      subsidyId,
      kind: 'balance',
      cents: euros(amount),
      receivedOn: '2026-11-20',
      reference: `VIR ${amount}`,
      ...more,
    },
    officer,
  )
const settle = (financingId: string, settlement: object) =>
  t.call(subsidies.proposeSettlement, { financingId, way: 'repaid', cents: 1, ...settlement }, officer)

/** 24 000 and 5 000 advanced and paid on three invoices, a loan of 6 870 beside (handbook money §2.6 bis). */
const renovation = async (loanPaid = 6_870) => {
  const project = await makeProject(t)
  const advance = await project.grant('subsidy-advance', 29_000)
  const loan = await project.grant('loan', 6_870, { months: 84 })
  await signFinancialMandate(t, advance)
  const anah = await makeSubsidy(t, project, { funder: 'Anah', notified: 24_000 })
  const epci = await makeSubsidy(t, project, { funder: 'Clermont Métropole', notified: 5_000 })
  for (const amount of [10_000, 12_000, 7_000]) await payOn(advance, amount)
  if (loanPaid > 0) await payOn(loan, loanPaid)
  return { project, advance, loan, anah, epci }
}
const payOn = async (financingId: string, amount: number) => {
  const invoiceId = await makeInvoice(t, { financingId, payeeId: supplier, amount })
  return payInvoice(t, { financingId, invoiceId, amount })
}
const scheduleOf = async (financingId: string): Promise<number[]> => {
  const { rows } = await t.owner.query(
    'select cents from schedule_version where financing_id = $1 order by number desc limit 1',
    [financingId],
  )
  return rows[0].cents.map(Number)
}

describe('worked example: Anah pays 22 400 of 24 000, the EPCI its 5 000', () => {
  test('1 600 are missing, taken over by the loan: 8 470 over 84 is 83 × 100,83 and 101,11', async () => {
    const { advance, loan, anah, epci } = await renovation()
    expect(await open(advance)).toMatchObject({ state: 'awaiting-subsidy', outstandingCents: euros(29_000) })
    passed(await receive(advance, anah, 22_400))
    expect(await open(advance)).toMatchObject({
      state: 'awaiting-subsidy',
      outstandingCents: euros(6_600),
      foreseenShortfallCents: euros(1_600),
    })
    passed(await receive(advance, epci, 5_000))
    expect(await open(advance)).toMatchObject({ state: 'shortfall', shortfallCents: euros(1_600) })

    const asked = { way: 'converted', cents: euros(1_600), loanId: loan }
    expect((await settle(advance, asked)).body).toMatchObject({ reason: 'no-consent' })
    const { settlementId, isSettled } = passed(await settle(advance, { ...asked, agreedOn: '2026-11-21' }))
    expect(isSettled).toBe(false)
    expect((await settle(advance, { way: 'repaid', cents: 1 })).body).toMatchObject({
      reason: 'more-than-shortfall',
    })
    const decide = (version: number, as: object) =>
      t.call(subsidies.decideSettlement, { settlementId, version }, as)
    expect((await decide(1, officer)).body).toMatchObject({ reason: 'own-proposal' })
    expect((await decide(7, coordinator)).body).toMatchObject({ reason: 'stale-version' })
    passed(await decide(1, coordinator))
    expect((await decide(2, coordinator)).body).toMatchObject({ reason: 'not-waiting' })

    const rows = await scheduleOf(loan)
    expect(rows).toEqual([...Array.from({ length: 83 }, () => 10_083), 10_111])
    expect(await open(advance)).toMatchObject({ state: 'converted-to-loan', outstandingCents: 0 })
    expect(await movementsOf(t, advance)).toMatchObject({
      commitment: euros(29_000),
      disbursement: euros(29_000),
      repayment: -euros(29_000),
    })
    expect(await movementsOf(t, loan)).toEqual({ commitment: euros(8_470), disbursement: euros(8_470) })
    expect(await balanceOf(t, 'loan-principal', loan)).toBe(euros(8_470))
    expect(await balanceOf(t, 'subsidy-advance', advance)).toBe(0)
  })

  test('the money of the loan that was not spent goes first', async () => {
    const { advance, loan, anah, epci } = await renovation(5_870)
    passed(await receive(advance, anah, 22_400))
    passed(await receive(advance, epci, 5_000))
    expect((await open(advance)).loans).toMatchObject([{ id: loan, unspentCents: euros(1_000) }])
    const converted = { way: 'converted', loanId: loan, agreedOn: '2026-11-21' }
    expect((await settle(advance, { ...converted, cents: euros(1_600) })).body).toMatchObject({
      reason: 'unspent-first',
    })
    expect((await settle(advance, { way: 'unspent', cents: euros(1_001), loanId: loan })).body).toMatchObject(
      {
        reason: 'more-than-unspent',
      },
    )
    passed(await settle(advance, { way: 'unspent', cents: euros(1_000), loanId: loan }))
    expect(await movementsOf(t, loan)).toEqual({ commitment: euros(6_870), disbursement: euros(6_870) })
    expect(await scheduleOf(loan)).toEqual([...Array.from({ length: 83 }, () => 8_179), 8_143])
    expect((await open(advance)).shortfallCents).toBe(euros(600))
    passed(await settle(advance, { way: 'repaid', cents: euros(600) }))
    expect(await open(advance)).toMatchObject({ state: 'repaid-by-household', outstandingCents: 0 })
  })

  test('a loss is decided by two, with its reason', async () => {
    const { advance, anah, epci } = await renovation()
    passed(await receive(advance, anah, 22_400))
    passed(await receive(advance, epci, 5_000))
    const lost = { way: 'lost', cents: euros(1_600) }
    expect((await settle(advance, lost)).body).toMatchObject({ reason: 'no-reason' })
    const { settlementId } = passed(await settle(advance, { ...lost, reason: 'Commission du 20 novembre' }))
    await expect(
      t.owner.query(
        'update shortfall_settlement set decided_by = proposed_by, decided_on = now() where id = $1',
        [settlementId],
      ),
    ).rejects.toThrow(/shortfall_settlement_four_eyes/)
    passed(await t.call(subsidies.decideSettlement, { settlementId, version: 1 }, coordinator))
    expect(await open(advance)).toMatchObject({ state: 'lost', outstandingCents: 0 })
    expect(await movementsOf(t, advance)).toMatchObject({ 'write-off': -euros(1_600) })
    expect(await balanceOf(t, 'write-off')).toBe(euros(1_600))
  })
})

describe('what is received is seldom what was notified', () => {
  const small = async (amount = 5_000): Promise<{ project: Project; advance: string; subsidy: string }> => {
    const project = await makeProject(t)
    const advance = await project.grant('subsidy-advance', amount)
    await signFinancialMandate(t, advance)
    const subsidy = await makeSubsidy(t, project, { funder: 'Département', notified: amount })
    return { project, advance, subsidy }
  }

  test('more than advanced is the household’s, and given back to it alone, once', async () => {
    const { project, advance, subsidy } = await small()
    await payOn(advance, 5_000)
    const told = passed(await receive(advance, subsidy, 5_500))
    expect(told).toMatchObject({ toAdvanceCents: euros(5_000), toHouseholdCents: euros(500) })
    expect(await open(advance)).toMatchObject({ state: 'reimbursed', owedToHouseholdCents: euros(500) })
    const refund = (payeeId: string) =>
      t.call(
        disbursements.prepareRefund,
        { financingId: advance, payeeId, dueOn: '2026-11-23', execution: 'cheque' },
        officer,
      )
    expect((await refund(supplier)).body).toMatchObject({ reason: 'not-the-household' })
    const payeeId = await makeHouseholdPayee(t, project.householdId)
    const { orderId, cents } = passed(await refund(payeeId))
    expect(cents).toBe(euros(500))
    expect((await refund(payeeId)).body).toMatchObject({ reason: 'already-ordered' })
    passed(await t.call(disbursements.release, { orderIds: [orderId] }, coordinator))
    passed(await t.call(disbursements.issue, { orderIds: [orderId] }, coordinator))
    expect(await balanceOf(t, 'owed-to-household', advance)).toBe(0)
    expect((await refund(payeeId)).body).toMatchObject({ reason: 'nothing-held' })
    expect(await movementsOf(t, advance)).toMatchObject({
      disbursement: euros(5_000),
      repayment: -euros(5_000),
    })
  })

  test('received before the artisans are paid, it is held, then repays the advance as they are', async () => {
    const { project, advance, subsidy } = await small()
    passed(await receive(advance, subsidy, 1_500, { kind: 'advance', reference: 'AV 1' }))
    expect(await open(advance)).toMatchObject({
      heldCents: euros(1_500),
      outstandingCents: 0,
      state: 'approved',
    })
    const payeeId = await makeHouseholdPayee(t, project.householdId)
    expect(
      (
        await t.call(
          disbursements.prepareRefund,
          { financingId: advance, payeeId, dueOn: '2026-11-23', execution: 'cheque' },
          officer,
        )
      ).body,
    ).toMatchObject({ reason: 'still-needed' })
    const orderId = await payOn(advance, 2_000)
    expect(await open(advance)).toMatchObject({ heldCents: 0, outstandingCents: euros(500), state: 'active' })
    passed(await t.call(disbursements.reject, { orderId, on: '2026-11-22', reasonCode: 'AC04' }, officer))
    expect(await open(advance)).toMatchObject({ heldCents: euros(1_500), outstandingCents: 0 })
  })

  test('typed by mistake it is reversed; taken back by the funder it is owed again', async () => {
    const { advance, subsidy } = await small()
    await payOn(advance, 5_000)
    const { receiptId } = passed(await receive(advance, subsidy, 4_000, { kind: 'interim', reference: 'A' }))
    passed(await t.call(subsidies.reverseReceipt, { receiptId, reason: 'Erreur' }, officer))
    expect(
      (await t.call(subsidies.reverseReceipt, { receiptId, reason: 'Erreur' }, officer)).body,
    ).toMatchObject({
      reason: 'was-reversed',
    })
    expect((await open(advance)).outstandingCents).toBe(euros(5_000))
    passed(await receive(advance, subsidy, 5_000, { reference: 'A' }))
    expect((await receive(advance, subsidy, 1, { reference: 'B' })).body).toMatchObject({
      reason: 'subsidy-over',
    })
    passed(await receive(advance, subsidy, 2_000, { kind: 'claw-back', reference: 'C' }))
    expect(await open(advance)).toMatchObject({ state: 'shortfall', shortfallCents: euros(2_000) })
  })

  test('a subsidy that ends without paying leaves all that it was to repay', async () => {
    const { advance, subsidy } = await small()
    await payOn(advance, 5_000)
    await t.owner.query("update subsidy set ended_on = '2026-11-20', ended_as = 'withdrawn' where id = $1", [
      subsidy,
    ])
    expect(await open(advance)).toMatchObject({ state: 'shortfall', shortfallCents: euros(5_000) })
  })

  test('four months of silence reject it', async () => {
    const project = await makeProject(t)
    const advance = await project.grant('subsidy-advance', 1_000)
    const id = await makeSubsidy(t, project, { funder: 'Anah', requested: 1_000 })
    expect((await open(advance)).subsidies).toMatchObject([{ over: null, silentRejectionOn: '2027-01-15' }])
    await t.owner.query("update subsidy set complete_on = '2026-07-21' where id = $1", [id])
    expect((await open(advance)).subsidies).toMatchObject([{ over: 'rejected-by-silence' }])
  })

  test.each([
    [{ cents: 0 }, 'amount-not-positive'],
    [{ cents: -100 }, 'amount-not-positive'],
    [{ cents: 10 ** 15 }, 'amount-too-large'],
    [{ receivedOn: '2026-11-23' }, 'in-the-future'],
    [{ receivedOn: '2026-02-28' }, 'before-request'],
    [{ kind: 'claw-back' }, 'more-than-received'],
    [{ subsidyId: '019f0000-0000-7000-8000-000000000000' }, 'unknown-record'],
  ])('bad input %o is refused: %s', async (change, reason) => {
    const { advance, subsidy } = await small()
    expect((await receive(advance, subsidy, 100, change)).body).toMatchObject({ reason })
    expect(await movementsOf(t, advance)).toEqual({ commitment: euros(5_000) })
  })

  test('the same receipt sent by two people is written once', async () => {
    const { advance, subsidy } = await small()
    await payOn(advance, 5_000)
    const once = { kind: 'interim', reference: 'VIR 88' }
    const answers = await Promise.all(Array.from({ length: 6 }, () => receive(advance, subsidy, 1_000, once)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect((await open(advance)).outstandingCents).toBe(euros(4_000))
  })

  test('the other organisation finds nothing', async () => {
    const { advance, subsidy } = await small()
    const there = { as: 'finance-officer', in: t.elsewhere } as const
    const unknown = { reason: 'unknown-record' }
    expect((await t.call(subsidies.openAdvance, { financingId: advance }, there)).body).toMatchObject(unknown)
    expect(
      (await t.call(subsidies.estimate, { subsidyId: subsidy, progressBasisPoints: 0 }, there)).body,
    ).toMatchObject(unknown)
  })
})

test('a financial mandate needs the six pieces of its mandatary', async () => {
  const project = await makeProject(t)
  const advance = await project.grant('subsidy-advance', 1_000)
  const recorded = await t.send(
    subsidies.recordMandate,
    { financingId: advance, kind: 'mixed', mandatary: 'Soliha', signedOn: '2026-05-02' },
    { as: 'social-worker', upload: pdf('mandat signé') },
  )
  const { mandateId } = (await recorded.json()) as { mandateId: string }
  const mandate = async () => (await open(advance)).mandates[0]
  const pieces = (await mandate())?.missingPieces ?? []
  expect(pieces).toHaveLength(6)
  for (const piece of pieces) {
    const added = await t.send(subsidies.addPiece, { mandateId, piece }, { ...officer, upload: pdf(piece) })
    expect(added.status).toBe(200)
  }
  expect(await mandate()).toMatchObject({ isUsable: true, missingPieces: [] })
  const piece = await t.send(subsidies.openPaper, { mandateId, piece: 'quality-plan' }, officer)
  expect(await piece.text()).toContain('quality-plan')
  passed(
    await t.call(
      subsidies.endMandate,
      { mandateId, on: '2026-11-22', reason: 'Révoqué', version: 1 },
      officer,
    ),
  )
  expect(await mandate()).toMatchObject({ ended: { reason: 'Révoqué' } })
})

test('24 000 notified, 7 200 advanced: 7 200 more at 60 % of the works', async () => {
  const project = await makeProject(t)
  const advance = await project.grant('subsidy-advance', 24_000)
  const subsidyId = await makeSubsidy(t, project, { funder: 'Anah', notified: 24_000 })
  passed(await receive(advance, subsidyId, 7_200, { kind: 'advance', reference: 'AV' }))
  const { body } = await t.call(subsidies.estimate, { subsidyId, progressBasisPoints: 6_000 }, officer)
  expect(body.interim.result).toEqual({ kind: 'cents', value: euros(7_200) })
  expect(body.balance.result).toEqual({ kind: 'cents', value: euros(16_800) })
  expect(body.advance.parameters).toMatchObject([{ confidence: 'general-knowledge', value: 3000 }])
})
