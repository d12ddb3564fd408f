import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { fixedClock } from '#server/clock.ts'
import { post } from '#server/ledger/post.ts'
import { followOffers } from '#server/offers/follow-offers.ts'
import { delegate, makeGranted, today } from '#server/offers/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeConvention, makeEnvelope } from '#tests/make-envelope.ts'
import { readPdf } from '#tests/read-pdf.ts'

const { offers } = contract
const officer = { as: 'project-officer' } as const

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
  await delegate(t, 100_000_000)
})
afterAll(() => t.close())

/** Words are drawn apart: without their spaces, they compare. */
const flat = (text: string) => text.replace(/\s+/g, '')
const read = async (financingId: string) => (await t.call(offers.get, { financingId }, officer)).body
type Day = `${number}-${number}-${number}`
const send = (financingId: string, on: Day, insuranceCents = 0) =>
  t.call(offers.send, { financingId, on, firstDueOn: '2027-02-05', insuranceCents }, officer)
type Change = Parameters<typeof record>[2]
const record = (
  financingId: string,
  on: Day,
  change:
    | { kind: 'offer-received' | 'offer-accepted' | 'offer-withdrawn' }
    | { kind: 'financing-cancelled' | 'offer-declined'; reason: string },
) => t.call(offers.record, { financingId, on, change }, officer)
const accepted: Change = { kind: 'offer-accepted' }
const received: Change = { kind: 'offer-received' }
const committedOf = async (financingId: string): Promise<number> => {
  const { rows } = await t.owner.query(
    "select coalesce(sum(cents), 0)::int as cents from ledger_entry where financing_id = $1 and movement in ('commitment', 'commitment-release')",
    [financingId],
  )
  return rows[0].cents
}
const at = async (day: Day, work: () => Promise<unknown>) => {
  const { clock } = t.house
  t.house.clock = fixedClock(`${day}T09:00:00Z`)
  await work()
  t.house.clock = clock
}
const night = () => followOffers.run(t.house, { organisationId: t.here.id }, new AbortController().signal)

describe('an offer of consumer credit', () => {
  test('its regime, schedule and TAEG are told before it is sent, its papers are kept, its delays run', async () => {
    const { financingId, applicationId } = await makeGranted(t)
    const terms = { financingId, on: '2026-11-01' as const, firstDueOn: '2027-02-05' as const }
    const preview = await t.call(offers.preview, terms, officer)
    expect(preview.body).toMatchObject({
      regime: 'consumer',
      taeg: '0\u00a0%',
      instalments: 96,
      instalmentCents: 6_417,
      lastInstalmentCents: 6_385,
    })
    expect((await send(financingId, '2026-11-01')).status).toBe(200)
    const { documents } = await read(financingId)
    expect(documents.map(({ kind }) => kind).toSorted()).toEqual([
      'amortisation-table',
      'borrower-sheet',
      'credit-information',
      'loan-contract',
      'withdrawal-form',
    ])
    const sheet = documents.find(({ kind }) => kind === 'credit-information')
    const pdf = await t.send(
      contract.reviews.openDocument,
      { applicationId, documentId: sheet?.id ?? '' },
      officer,
    )
    const text = flat(readPdf(new Uint8Array(await pdf.arrayBuffer())))
    for (const heading of ['1. Le prêteur', '16. Le droit de rétractation', '21. La durée de validité'])
      expect(text).toContain(flat(heading))
    expect((await record(financingId, '2026-11-05', accepted)).status).toBe(200)
    const offer = await read(financingId)
    expect(offer).toMatchObject({ stage: 'open', releaseFrom: '2026-11-20' })
    expect(offer.line.find(({ key }) => key === 'withdraw')).toMatchObject({ on: '2026-11-19', rawOn: null })
    expect(offer.line.find(({ key }) => key === 'frozen')).toMatchObject({ on: '2026-11-12' })
    const { rows } = await t.owner.query(
      'select stage, release_from::text from offer_standing where financing_id = $1',
      [financingId],
    )
    expect(rows[0]).toEqual({ stage: 'open', release_from: '2026-11-20' })
  })

  test('a fourteenth day on a Saturday is Monday, and says so', async () => {
    const { financingId } = await makeGranted(t)
    await send(financingId, '2026-11-02')
    await record(financingId, '2026-11-14', accepted)
    const { line, stage } = await read(financingId)
    expect(stage).toBe('accepted')
    expect(line.find(({ key }) => key === 'withdraw')).toMatchObject({
      on: '2026-11-30',
      rawOn: '2026-11-28',
    })
  })

  test('a withdrawal gives the funds back, whole and once', async () => {
    const envelopeId = await makeEnvelope(t.owner, t.here, { cents: 700_000 })
    const { financingId } = await makeGranted(t, { envelopeId })
    expect(await committedOf(financingId)).toBe(616_000)
    await send(financingId, '2026-11-10')
    await record(financingId, '2026-11-12', accepted)
    const withdrawn = await record(financingId, '2026-11-20', { kind: 'offer-withdrawn' })
    expect(withdrawn.body).toMatchObject({ releasedCents: 616_000 })
    expect(await committedOf(financingId)).toBe(0)
    expect(await read(financingId)).toMatchObject({ stage: 'withdrawn', releaseFrom: null, changes: [] })
    expect((await record(financingId, '2026-11-21', accepted)).body).toMatchObject({ reason: 'out-of-order' })
    // The envelope holds another one now.
    await makeGranted(t, { envelopeId })
  })

  test('an offer nobody answers expires at night, once, and its file may be decided again', async () => {
    const { financingId, lineId, applicationId } = await makeGranted(t)
    await send(financingId, '2026-11-02')
    const { line } = await read(financingId)
    expect(line.find(({ key }) => key === 'valid-until')).toMatchObject({ on: '2026-11-17' })
    await night()
    expect((await read(financingId)).stage).toBe('sent')
    await at('2026-11-23', async () => {
      await night()
      await night()
    })
    expect(await committedOf(financingId)).toBe(0)
    const { rows } = await t.owner.query(
      "select on_date::text, recorded_by from financing_event where financing_id = $1 and kind = 'offer-expired'",
      [financingId],
    )
    expect(rows).toEqual([{ on_date: '2026-11-18', recorded_by: null }])
    const reopened = { applicationId, on: today, reason: 'Le ménage est de retour', lineIds: [lineId] }
    expect((await t.call(contract.reviews.reopen, reopened, officer)).status).toBe(200)
    const again = await t.call(
      contract.committees.decideAlone,
      { lineId, on: today, decision: { outcome: 'granted', cents: 616_000, months: 96, envelopeId: null } },
      { as: 'finance-officer' },
    )
    expect(again.status).toBe(200)
    const { rows: numbers } = await t.owner.query(
      'select number from financing where application_id = $1 order by number',
      [applicationId],
    )
    expect(numbers.map(({ number }) => number.slice(-2))).toEqual(['-1', '-2'])
  })

  test('what was paid is not given back', async () => {
    const { financingId } = await makeGranted(t)
    await send(financingId, '2026-11-01')
    await record(financingId, '2026-11-05', accepted)
    await t.asMember('finance-officer', (context) =>
      post(context, {
        key: `disbursement:${randomUUIDv7()}`,
        journal: 'loans',
        on: '2026-11-21',
        label: 'Versement',
        lines: [
          { use: 'loan-principal', cents: 100_000, movement: 'disbursement', financingId },
          { use: 'bank-in-transit', cents: -100_000 },
        ],
      }),
    )
    const cancelled = await record(financingId, today, {
      kind: 'financing-cancelled',
      reason: 'Travaux arrêtés',
    })
    expect(cancelled.body).toMatchObject({ reason: 'already-disbursed' })
    expect(await committedOf(financingId)).toBe(616_000)
  })

  test('compulsory insurance makes a TAEG of 0,70 %, never 0', async () => {
    const { financingId } = await makeGranted(t, {
      product: { charges: { fileFeeCents: 0, insurance: 'compulsory' } },
    })
    const preview = { financingId, on: '2026-11-21' as const, firstDueOn: '2027-01-05' as const }
    expect((await t.call(offers.preview, { ...preview, insuranceCents: 183 }, officer)).body.taeg).toBe(
      '0,70\u00a0%',
    )
    expect((await t.call(offers.preview, preview, officer)).body.taeg).toBe('0\u00a0%')
  })

  test('bad terms are refused in words', async () => {
    const { financingId } = await makeGranted(t)
    const ask = (changed: object) =>
      t.call(
        offers.send,
        { financingId, on: '2026-11-21', firstDueOn: '2027-02-05', ...changed } as never,
        officer,
      )
    expect((await ask({ firstDueOn: null })).body).toMatchObject({ reason: 'first-due-needed' })
    expect((await ask({ firstDueOn: '2026-11-21' })).body).toMatchObject({ reason: 'first-due-too-early' })
    expect((await ask({ on: '2026-10-01' })).body).toMatchObject({ reason: 'before-decision' })
    expect((await ask({ on: '2026-11-23' })).body).toMatchObject({ reason: 'future-fact' })
    expect((await ask({ insuranceCents: -1 })).status).toBe(400)
    expect((await read(financingId)).stage).toBe('granted')
  })

  test('the signed copy is kept; what is not a document is turned away', async () => {
    const { financingId } = await makeGranted(t)
    await send(financingId, '2026-11-20')
    const keep = (content: string, on: Day = today) =>
      t.call(
        offers.keepSigned,
        { financingId, kind: 'loan-contract', on },
        { ...officer, upload: { fileName: 'contrat.pdf', content } },
      )
    expect((await keep('pas un document')).body).toMatchObject({ reason: 'not-a-document' })
    expect((await keep('%PDF-1.4 signé', '2026-11-23')).body).toMatchObject({ reason: 'in-the-future' })
    expect((await keep('%PDF-1.4 signé')).status).toBe(200)
    expect((await read(financingId)).documents[0]).toMatchObject({ kind: 'loan-contract', isSigned: true })
  })

  test('an acceptance noted by mistake is cancelled; the end of an offer is not', async () => {
    const { financingId } = await makeGranted(t)
    await send(financingId, '2026-11-18')
    const { body } = await record(financingId, '2026-11-20', accepted)
    const cancel = { financingId, factId: body.factId, reason: 'Autre ménage' }
    expect((await t.call(offers.cancelFact, cancel, officer)).status).toBe(200)
    expect((await read(financingId)).stage).toBe('sent')
    const end = await record(financingId, today, { kind: 'offer-declined', reason: 'Ne veut plus' })
    expect(
      (await t.call(offers.cancelFact, { ...cancel, factId: end.body.factId }, officer)).body,
    ).toMatchObject({
      reason: 'funds-given-back',
    })
  })
})

describe('other regimes', () => {
  test('buying a home: the receipt starts ten days of reflection', async () => {
    const { financingId } = await makeGranted(t, { field: 'social-housing-sale' })
    await send(financingId, '2026-10-28')
    expect((await record(financingId, '2026-11-20', accepted)).body).toMatchObject({
      reason: 'receipt-known',
    })
    await record(financingId, '2026-11-02', received)
    expect((await record(financingId, '2026-11-12', accepted)).body).toMatchObject({
      reason: 'after-reflection',
    })
    expect((await record(financingId, '2026-11-13', accepted)).status).toBe(200)
    const offer = await read(financingId)
    expect(offer).toMatchObject({ stage: 'open', releaseFrom: '2026-11-13', terms: { regime: 'mortgage' } })
    expect(offer.documents.map(({ kind }) => kind)).toContain('mortgage-information')
  })

  test('a convention set apart, by its own switch and with its reason', async () => {
    const conventionId = await makeConvention(t.owner, t.here)
    const { body } = await t.call(offers.getCreditRegime, { conventionId }, officer)
    expect(body).toMatchObject({ creditRegime: 'full', version: 1 })
    const set = { conventionId, version: 1, creditRegime: 'restricted-public' as const, reason: null }
    expect((await t.call(offers.setCreditRegime, set, officer)).body).toMatchObject({
      reason: 'reason-needed',
    })
    const reason = 'Avis du cabinet du 3 mars 2026'
    expect((await t.call(offers.setCreditRegime, { ...set, reason }, officer)).status).toBe(200)
    expect((await t.call(offers.setCreditRegime, { ...set, reason }, officer)).body).toMatchObject({
      reason: 'stale-version',
    })
    const envelopeId = await makeEnvelope(t.owner, t.here, { conventionId })
    const { financingId } = await makeGranted(t, { envelopeId })
    const asked = { financingId, on: '2026-11-21' as const, firstDueOn: '2027-02-05' as const }
    expect((await t.call(offers.preview, asked, officer)).body).toMatchObject({ regime: 'outside' })
  })

  test('a grant waits for no answer', async () => {
    const { financingId } = await makeGranted(t, { kind: 'grant', months: null, cents: 50_000 })
    expect(await read(financingId)).toMatchObject({
      stage: 'open',
      releaseFrom: '2026-10-10',
      needsOffer: false,
    })
    expect((await send(financingId, '2026-11-01')).body).toMatchObject({ reason: 'out-of-order' })
  })

  test('a microcredit commits nothing of ours; its bank refuses, another accepts, the guarantee pays half', async () => {
    const { financingId } = await makeGranted(t, { kind: 'microcredit', cents: 300_000, months: 36 })
    expect(await committedOf(financingId)).toBe(0)
    const step = (on: Day, change: object) =>
      t.call(offers.recordMicrocredit, { financingId, on, change } as never, officer)
    expect((await step('2026-10-12', { kind: 'microcredit-signed' })).body).toMatchObject({
      reason: 'out-of-order',
    })
    const steps: [Day, object][] = [
      ['2026-10-12', { kind: 'microcredit-interview' }],
      ['2026-10-13', { kind: 'microcredit-budget-diagnosed' }],
      ['2026-10-14', { kind: 'microcredit-sent-to-bank', bank: 'Banque du Lac' }],
      ['2026-10-20', { kind: 'microcredit-bank-accepted', cents: 300_000, months: 36, rateBasisPoints: 250 }],
      ['2026-10-21', { kind: 'microcredit-signed' }],
      ['2026-10-22', { kind: 'microcredit-paid-out' }],
      ['2026-11-01', { kind: 'microcredit-incident', outstandingCents: 184_000 }],
      ['2026-11-20', { kind: 'microcredit-guarantee-called' }],
    ]
    for (const [on, change] of steps)
      expect((await step(on, change)).status, JSON.stringify(change)).toBe(200)
    expect((await read(financingId)).microcredit).toMatchObject({
      stage: 'guarantee-called',
      guaranteedCents: 92_000,
      lostCents: 92_000,
    })
  })
})

test('another organisation finds no offer; rent staff are not let in', async () => {
  const { financingId } = await makeGranted(t)
  expect((await t.call(offers.get, { financingId }, { ...officer, in: t.elsewhere })).body).toMatchObject({
    reason: 'unknown-record',
  })
  const foreign = { financingId, on: '2026-11-21' as const, firstDueOn: '2027-02-05' as const }
  expect((await t.call(offers.send, foreign, { ...officer, in: t.elsewhere })).body).toMatchObject({
    reason: 'unknown-record',
  })
  expect((await t.call(offers.get, { financingId }, { as: 'rent-officer' })).status).toBe(403)
})
