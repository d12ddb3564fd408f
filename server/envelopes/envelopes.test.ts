import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { inOrganisation, openDatabase } from '#server/db.ts'
import { commitFunds } from '#server/envelopes/commit-funds.ts'
import { conventionWords } from '#tests/convention-words.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeConvention, makeEnvelope } from '#tests/make-envelope.ts'
import { makeFinancing } from '#tests/make-financing.ts'
import { makeHousehold } from '#tests/make-household.ts'

let t: TestHouse
let householdId: string
beforeAll(async () => {
  t = await openTestHouse()
  householdId = await makeHousehold(t.owner, t.here)
})
afterAll(() => t.close())

const { envelopes, conventions } = contract
const as = 'finance-officer' as const
const on = '2026-11-22' as const
const euros = (amount: number) => amount * 100
type Creating = Sent<typeof contract.envelopes.create>
const described = {
  ...{ label: 'Prêts 2026', kind: 'flow', countedAt: 'signature', year: 2026, field: null },
  ...{ territory: null, openedOn: '2026-01-01', closedOn: '2026-12-31' },
} satisfies Partial<Creating>
const creating = (part: Partial<Creating> = {}): Creating => ({
  ...described,
  conventionId: null,
  initialCents: euros(50_000),
  initialOn: null,
  ...part,
})
const open = async (envelopeId: string) => (await t.call(envelopes.open, { envelopeId }, { as })).body
const commit = async (envelopeId: string, cents: number, conventionId: string | null = null) => {
  const { financingId } = await makeFinancing(t.owner, t.here, {
    householdId,
    envelopeId,
    conventionId,
    cents,
  })
  await t.asMember(as, (context) => commitFunds(context, { financingId, envelopeId, cents, on }))
  return financingId
}

describe('an envelope', () => {
  test('is opened with what is in it', async () => {
    const { body } = await t.call(envelopes.create, creating(), { as })
    expect(await open(body.envelopeId)).toMatchObject({
      ...described,
      cap: euros(50_000),
      available: euros(50_000),
      isOpen: true,
      forecastEndOn: null,
      allotments: [{ kind: 'initial', on: '2026-01-01', cents: euros(50_000) }],
    })
  })
  test.each([
    [{ closedOn: '2025-12-31' as const }, 'closes-before-opening'],
    [{ kind: 'stock' as const }, 'year-of-stock'],
    [{ conventionId: '01900000-0000-7000-8000-000000000000' }, 'unknown-convention'],
  ])('%j is refused', async (part, reason) => {
    expect(await t.call(envelopes.create, creating(part), { as })).toMatchObject({ body: { reason } })
  })
  test.each([0, -1, 1e17, 1.5])('%d is no amount to put in it', async (initialCents) => {
    expect((await t.call(envelopes.create, creating({ initialCents }), { as })).status).toBe(400)
  })

  test('is drawn month by month, with what is consumed and when it ends', async () => {
    const envelopeId = await makeEnvelope(t.owner, t.here, { cents: euros(60_000), openedOn: '2026-09-15' })
    await commit(envelopeId, euros(30_000))
    const told = await open(envelopeId)
    expect(told).toMatchObject({ consumed: euros(30_000), consumption: 5_000, financings: 1 })
    expect(told.forecastEndOn).toBe('2027-05-22')
    expect(told.months).toEqual([
      { on: '2026-09-30', cap: euros(60_000), used: 0, consumed: 0 },
      { on: '2026-10-31', cap: euros(60_000), used: 0, consumed: 0 },
      { on: '2026-11-22', cap: euros(60_000), used: euros(30_000), consumed: euros(30_000) },
    ])
  })

  test('a correction is a row of its own, never below what is committed', async () => {
    const envelopeId = await makeEnvelope(t.owner, t.here, { cents: euros(1_000) })
    await commit(envelopeId, euros(600))
    const correct = (version: number, cents: number) =>
      t.call(
        envelopes.allot,
        { envelopeId, version, kind: 'correction', on, cents, reason: 'Zéro de trop' },
        { as },
      )
    expect(await correct(1, -euros(400) - 1)).toMatchObject({
      body: { reason: 'below-used', details: { available: euros(400) } },
    })
    expect((await correct(1, -euros(400))).body).toEqual({ version: 2 })
    expect(await correct(1, -1)).toMatchObject({ body: { reason: 'stale-version' } })
    expect(await open(envelopeId)).toMatchObject({ cap: euros(600), available: 0 })
  })

  test('is renamed and closed; another organisation finds nothing', async () => {
    const envelopeId = await makeEnvelope(t.owner, t.here)
    const sent = {
      envelopeId,
      version: 1,
      label: 'Close',
      field: null,
      territory: null,
      closedOn: '2026-10-31',
    } as const
    expect(await t.call(envelopes.change, sent, { as, in: t.elsewhere })).toMatchObject({ status: 409 })
    expect(await t.call(envelopes.open, { envelopeId }, { as, in: t.elsewhere })).toMatchObject({
      status: 409,
    })
    expect((await t.call(envelopes.change, sent, { as })).status).toBe(200)
    expect(await open(envelopeId)).toMatchObject({ label: 'Close', isOpen: false })
  })
})

describe('transfers, by decision', () => {
  const pair = async (fungibility: 'none' | 'by-decision' = 'by-decision') => {
    const words = conventionWords({ reference: crypto.randomUUID() })
    words.terms.clauses.fungibility = fungibility
    const { conventionId } = (await t.call(conventions.create, words, { as })).body
    const parts = { conventionId, cents: euros(1_000) }
    return [await makeEnvelope(t.owner, t.here, parts), await makeEnvelope(t.owner, t.here, parts)] as const
  }
  const propose = (fromEnvelopeId: string, toEnvelopeId: string, cents: number) =>
    t.call(
      envelopes.proposeTransfer,
      { fromEnvelopeId, toEnvelopeId, cents, on, reason: 'Le domaine voisin est épuisé' },
      { as },
    )
  const decide = (transferId: string, by: 'coordinator' | 'finance-officer', version = 1) =>
    t.call(envelopes.decideTransfer, { transferId, version, decision: 'approved', reason: null }, { as: by })

  test('one proposes, another decides; both envelopes keep a row', async () => {
    const [from, to] = await pair()
    const { transferId } = (await propose(from, to, euros(400))).body
    expect(await open(from)).toMatchObject({ cap: euros(1_000), transfers: [{ state: 'proposed' }] })
    expect(await decide(transferId, 'finance-officer')).toMatchObject({ body: { reason: 'own-proposal' } })
    expect((await decide(transferId, 'coordinator')).body).toEqual({ version: 2 })
    expect(await decide(transferId, 'coordinator', 2)).toMatchObject({ body: { reason: 'already-decided' } })
    expect(await open(from)).toMatchObject({ cap: euros(600) })
    expect(await open(to)).toMatchObject({ cap: euros(1_400) })
    const { rows } = await t.owner.query(
      'select envelope_id, cents::int from envelope_allotment where transfer_id = $1 order by cents',
      [transferId],
    )
    expect(rows).toEqual([
      { envelope_id: from, cents: -euros(400) },
      { envelope_id: to, cents: euros(400) },
    ])
  })

  test('the database itself refuses one pair of eyes', async () => {
    const [from, to] = await pair()
    const { transferId } = (await propose(from, to, 1)).body
    await expect(
      t.owner.query(
        `update envelope_transfer set state = 'approved', decided_by = proposed_by, decided_at = now() where id = $1`,
        [transferId],
      ),
    ).rejects.toThrow('four_eyes')
  })

  test('what was committed meanwhile is not transferred', async () => {
    const [from, to] = await pair()
    const { transferId } = (await propose(from, to, euros(700))).body
    await commit(from, euros(301))
    expect(await decide(transferId, 'coordinator')).toMatchObject({
      body: { reason: 'not-enough', details: { available: euros(699) } },
    })
    expect(await open(to)).toMatchObject({ cap: euros(1_000), transfers: [{ state: 'proposed' }] })
  })

  test.each([
    ['too much', async () => [...(await pair()), euros(1_001)] as const, 'not-enough'],
    ['what the text forbids', async () => [...(await pair('none')), 1] as const, 'not-fungible'],
    [
      'another convention',
      async () => [(await pair())[0], (await pair())[1], 1] as const,
      'other-convention',
    ],
    ['the same', async () => [(await pair())[0], '', 1] as const, 'same-envelope'],
  ])('%s is refused', async (_, make, reason) => {
    const [from, to, cents] = await make()
    expect(await propose(from, to || from, cents)).toMatchObject({ body: { reason } })
  })

  test('is refused with a reason, or withdrawn by who proposed it', async () => {
    const [from, to] = await pair()
    const first = (await propose(from, to, 1)).body.transferId
    const refuse = (reason: string | null) =>
      t.call(
        envelopes.decideTransfer,
        { transferId: first, version: 1, decision: 'refused', reason },
        { as: 'coordinator' },
      )
    expect(await refuse(null)).toMatchObject({ body: { reason: 'reason-missing' } })
    expect((await refuse('Trop tôt')).status).toBe(200)
    const second = { transferId: (await propose(from, to, 1)).body.transferId, version: 1 }
    expect(await t.call(envelopes.withdrawTransfer, second, { as: 'coordinator' })).toMatchObject({
      body: { reason: 'not-yours' },
    })
    expect((await t.call(envelopes.withdrawTransfer, second, { as })).status).toBe(200)
    const { rows } = (await t.call(envelopes.listTransfers, { limit: 200 }, { as })).body
    expect(rows.find(({ id }) => id === second.transferId)).toMatchObject({ state: 'withdrawn' })
  })

  test('commitments, transfers and their reverse at the same instant: no cap is passed, no one waits for ever', async () => {
    const [left, right] = await pair()
    const proposals: { from: string; to: string; id: string }[] = []
    for (let rank = 0; rank < 12; rank += 1) {
      const [from, to] = rank % 2 ? [left, right] : [right, left]
      proposals.push({ from, to, id: (await propose(from, to, euros(150))).body.transferId })
    }
    const wanted: { envelopeId: string; financingId: string }[] = []
    for (let rank = 0; rank < 36; rank += 1) {
      const envelopeId = rank % 2 ? left : right
      const { financingId } = await makeFinancing(t.owner, t.here, { householdId, envelopeId })
      wanted.push({ envelopeId, financingId })
    }
    const database = openDatabase(t.databaseUrl, 16)
    const actor = t.here.members[as]
    const commitments = wanted.map((one) =>
      inOrganisation(database, t.here.id, (tx) =>
        commitFunds({ tx, actor, now: new Date() }, { ...one, cents: euros(90), on }),
      ),
    )
    const decisions = proposals.map(({ id }) => decide(id, 'coordinator'))
    const [answers] = await Promise.all([Promise.all(commitments), Promise.all(decisions)])
    await database.pool.end()
    const { rows } = await t.owner.query<{ cap: number; used: number; picture: number }>(
      `select (select sum(cents)::int from envelope_allotment where envelope_id = e.id) as cap,
         (select coalesce(sum(cents), 0)::int from ledger_entry where envelope_id = e.id) as used,
         committed_cents::int as picture
       from envelope e where id in ($1, $2)`,
      [left, right],
    )
    expect(rows.reduce((sum, { cap }) => sum + cap, 0)).toBe(euros(2_000))
    for (const { cap, used, picture } of rows) {
      expect(used).toBeLessThanOrEqual(cap)
      expect(picture).toBe(used)
    }
    const served = answers.filter(({ outcome }) => outcome === 'committed').length
    expect(rows.reduce((sum, { used }) => sum + used, 0)).toBe(served * euros(90))
    expect(served).toBeGreaterThan(18)
  })
})

describe('which envelope for a file', () => {
  test('those that are open for its field, in its commune', async () => {
    const running = await makeConvention(t.owner, t.here)
    const ended = await makeConvention(t.owner, t.here, { endsOn: '2026-11-21' })
    const elsewhere = await makeConvention(t.owner, t.here)
    await t.owner.query("update convention set territories = '{departement:13}' where id = $1", [elsewhere])
    const field = 'unfit-housing'
    const good = await makeEnvelope(t.owner, t.here, { conventionId: running, field })
    for (const conventionId of [ended, elsewhere])
      await makeEnvelope(t.owner, t.here, { conventionId, field })
    await makeEnvelope(t.owner, t.here, { conventionId: running, field: 'adaptation' })
    await makeEnvelope(t.owner, t.here, { conventionId: running, field, year: 2025 })
    await makeEnvelope(t.owner, t.here, { conventionId: running, field, closedOn: '2026-11-21' })
    const { rows } = (await t.call(envelopes.listChoices, { field, communeCode: '49007' }, { as })).body
    expect(rows.filter(({ conventionId }) => conventionId !== null).map(({ id }) => id)).toEqual([good])
  })
})

describe('what was done under a convention', () => {
  test('each figure is the sum of the list it opens on', async () => {
    const words = conventionWords({ reference: 'FIG-1' })
    words.terms.targets = [
      { kind: 'households', field: null, year: 2026, value: 10 },
      { kind: 'amount', field: 'improvement', year: null, value: euros(5_000) },
    ]
    const { conventionId } = (await t.call(conventions.create, words, { as })).body
    const envelopeId = await makeEnvelope(t.owner, t.here, { conventionId })
    await commit(envelopeId, euros(2_000), conventionId)
    await commit(envelopeId, euros(1_500), conventionId)
    const figures = (await t.call(conventions.readFigures, { conventionId }, { as })).body
    expect(figures).toMatchObject({
      households: 1,
      financings: 2,
      total: { committedNet: euros(3_500), remainingToDisburse: euros(3_500) },
      lines: [{ field: 'improvement', year: 2026, financings: 2 }],
      targets: [{ reached: 1 }, { reached: euros(3_500) }],
    })
    const list = async (role: 'auditor' | 'finance-officer', part = {}) =>
      (await t.call(conventions.listFinancings, { conventionId, ...part }, { as: role })).body
    const whole = await list('finance-officer')
    expect(whole.sum).toEqual(figures.total)
    expect(whole.rows.map(({ standing }) => standing.committedNet).toSorted()).toEqual([
      euros(1_500),
      euros(2_000),
    ])
    expect((await list('finance-officer', { year: 2026, field: 'improvement' })).sum).toEqual(
      figures.lines[0]?.standing,
    )
    expect((await list('finance-officer', { year: 2025 })).rows).toEqual([])
    expect((await list('auditor')).rows.every(({ name }) => name === null)).toBe(true)
  })
})
