import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { conventionWords } from '#tests/convention-words.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const as = 'project-officer' as const
const { conventions, envelopes } = contract
let made = 0
const nextReference = () => {
  made += 1
  return `R-${String(made).padStart(3, '0')}`
}
const create = async (part: Parameters<typeof conventionWords>[0] = {}) => {
  const words = conventionWords({ reference: nextReference(), ...part })
  const { status, body } = await t.call(conventions.create, words, { as })
  expect(status).toBe(200)
  return body.conventionId
}
const open = async (conventionId: string) =>
  (await t.call(conventions.open, { conventionId }, { as: 'auditor' })).body

describe('amendments', () => {
  const nothing = { changes: {}, allotments: [] }
  const amendment = {
    signedOn: '2026-06-15' as const,
    effectiveOn: '2026-07-01' as const,
    purpose: 'Prolongation et complément',
  }
  const openEnvelope = async (conventionId: string) =>
    (
      await t.call(
        envelopes.create,
        {
          ...{ conventionId, label: 'Prêts', kind: 'flow', countedAt: 'signature', year: null, field: null },
          ...{ territory: null, openedOn: '2024-01-01', closedOn: null },
          ...{ initialCents: 10_000_000, initialOn: null },
        },
        { as },
      )
    ).body.envelopeId

  test('Angers: 100 000 €, then + 100 000 €, then + 200 000 €, each from its day (handbook money §12)', async () => {
    const conventionId = await create({
      signedOn: '2010-06-04',
      terms: { startsOn: '2010-06-04', endsOn: '2027-12-31' },
    })
    const { body } = await t.call(
      envelopes.create,
      {
        ...{ conventionId, label: 'Vente HLM', kind: 'flow', countedAt: 'signature', year: null },
        ...{ field: 'social-housing-sale', territory: null, openedOn: '2010-06-04', closedOn: null },
        ...{ initialCents: 10_000_000, initialOn: null },
      },
      { as },
    )
    const { envelopeId } = body
    for (const [version, effectiveOn, cents] of [
      [1, '2010-10-12', 10_000_000],
      [2, '2011-03-01', 20_000_000],
    ] as const) {
      const sent = {
        ...{ conventionId, version, signedOn: effectiveOn, effectiveOn, purpose: 'Complément' },
        ...{ changes: {}, allotments: [{ envelopeId, cents }] },
      }
      expect((await t.call(conventions.amend, sent, { as })).status).toBe(200)
    }
    const { rows } = await t.owner.query(
      `select kind, on_date::text as on, cents::int from envelope_allotment where envelope_id = $1 order by on_date`,
      [envelopeId],
    )
    expect(rows).toEqual([
      { kind: 'initial', on: '2010-06-04', cents: 10_000_000 },
      { kind: 'amendment', on: '2010-10-12', cents: 10_000_000 },
      { kind: 'amendment', on: '2011-03-01', cents: 20_000_000 },
    ])
    const told = (await t.call(envelopes.open, { envelopeId }, { as })).body
    expect(told).toMatchObject({ cap: 40_000_000, available: 40_000_000 })
  })

  test('changes what it says, leaves what was agreed as it was, and is taken back with a reason', async () => {
    const conventionId = await create()
    const envelopeId = await openEnvelope(conventionId)
    const sent = {
      ...{ conventionId, version: 1, ...amendment },
      changes: {
        endsOn: '2027-12-31' as const,
        addedFields: ['unfit-housing' as const],
        clauses: { aidCapBasisPoints: 8_000 },
      },
      allotments: [{ envelopeId, cents: 5_000_000 }],
    }
    expect((await t.call(conventions.amend, sent, { as })).body).toEqual({ version: 2 })
    const amended = await open(conventionId)
    expect(amended).toMatchObject({
      period: { endsOn: '2027-12-31' },
      agreed: { endsOn: '2026-12-31', fields: ['adaptation'] },
      terms: { fields: ['adaptation', 'unfit-housing'], clauses: { aidCapBasisPoints: 8_000 } },
      amendments: [{ number: 1, allotments: [{ label: 'Prêts', cents: 5_000_000 }] }],
    })
    const cancel = {
      ...{ conventionId, version: 2, amendmentId: amended.amendments[0]?.id ?? '' },
      reason: 'Noté sur la mauvaise convention',
    }
    expect((await t.call(conventions.cancelAmendment, cancel, { as })).status).toBe(200)
    expect(await open(conventionId)).toMatchObject({
      period: { endsOn: '2026-12-31' },
      amendments: [{ cancelled: { reason: 'Noté sur la mauvaise convention' } }],
    })
    expect((await t.call(envelopes.open, { envelopeId }, { as })).body.cap).toBe(10_000_000)
    expect(await t.call(conventions.cancelAmendment, { ...cancel, version: 3 }, { as })).toMatchObject({
      body: { reason: 'unknown-record' },
    })
  })

  test('an envelope never falls below what is committed, and only those of the convention change', async () => {
    const conventionId = await create()
    const envelopeId = await openEnvelope(conventionId)
    await t.owner.query('update envelope set committed_cents = 9000000 where id = $1', [envelopeId])
    const sent = { conventionId, version: 1, ...amendment, changes: {} }
    const taking = (id: string, cents: number) =>
      t.call(conventions.amend, { ...sent, allotments: [{ envelopeId: id, cents }] }, { as })
    expect(await taking(envelopeId, -1_000_001)).toMatchObject({
      body: { reason: 'below-used', details: { available: 1_000_000 } },
    })
    expect((await taking(envelopeId, -1_000_000)).status).toBe(200)
    const other = await openEnvelope(await create())
    expect(
      await t.call(
        conventions.amend,
        { ...sent, version: 2, allotments: [{ envelopeId: other, cents: 1 }] },
        { as },
      ),
    ).toMatchObject({ body: { reason: 'unknown-envelope' } })
  })

  test.each([
    [{ signedOn: null }, { endsOn: '2027-12-31' as const }, amendment, 'not-signed'],
    [
      {},
      { endsOn: '2027-12-31' as const },
      { ...amendment, signedOn: '2026-11-23' as const },
      'in-the-future',
    ],
    [{}, {}, amendment, 'changes-nothing'],
    [{}, { endsOn: '2020-12-31' as const }, amendment, 'ends-before-start'],
  ])('%j %j: refused', async (part, changes, dated, reason) => {
    const conventionId = await create(part)
    const sent = { ...nothing, conventionId, version: 1, ...dated, changes }
    expect(await t.call(conventions.amend, sent, { as })).toMatchObject({ body: { reason } })
  })
})
