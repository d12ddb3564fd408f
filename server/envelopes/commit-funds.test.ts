import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inOrganisation, openDatabase } from '#server/db.ts'
import { commitFunds, releaseFunds } from '#server/envelopes/commit-funds.ts'
import { post } from '#server/ledger/post.ts'
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

const on = '2026-11-22'
const euros = (amount: number) => amount * 100
const readOne = async <T>(text: string, values: unknown[]): Promise<T> =>
  (await t.owner.query(text, values)).rows[0] as T

const oneByOne = async <T>(count: number, make: (rank: number) => Promise<T>): Promise<T[]> => {
  const made: T[] = []
  for (let rank = 0; rank < count; rank += 1) made.push(await make(rank))
  return made
}
const financingIn = async (envelopeId: string | null) =>
  (await makeFinancing(t.owner, t.here, { householdId, envelopeId })).financingId

const commit = async (
  envelopeId: string | null,
  cents: number,
  day = on as `${number}-${number}-${number}`,
) => {
  const financingId = await financingIn(envelopeId)
  const answer = await t.asMember('finance-officer', (context) =>
    commitFunds(context, { financingId, envelopeId, cents, on: day }),
  )
  return { financingId, answer }
}
const release = (financingId: string, cents: number) =>
  t.asMember('finance-officer', (context) =>
    releaseFunds(context, { financingId, cents, on, reason: 'offre expirée' }),
  )
const postLine = (
  use: 'loan-principal' | 'bank',
  movement: 'disbursement' | 'repayment',
  part: { financingId: string; envelopeId: string; cents: number; key: string },
) =>
  t.asMember('finance-officer', (context) =>
    post(context, {
      key: part.key,
      journal: 'loans',
      on,
      label: 'Essai',
      lines: [
        { use, movement, cents: part.cents, financingId: part.financingId, envelopeId: part.envelopeId },
        { use: 'bank-in-transit', cents: -part.cents },
      ],
    }),
  )
const sumOf = async (envelopeId: string) => {
  const { sum, picture } = await readOne<{ sum: string; picture: string }>(
    `select (select coalesce(sum(cents), 0) from ledger_entry
       where envelope_id = e.id and movement in ('commitment', 'commitment-release')) as sum,
       committed_cents as picture from envelope e where id = $1`,
    [envelopeId],
  )
  return { sum: Number(sum), picture: Number(picture) }
}

describe('committing', () => {
  test('writes the commitment and its counterpart, for the financing and the envelope', async () => {
    const envelopeId = await makeEnvelope(t.owner, t.here, { cents: euros(10_000) })
    const { financingId, answer } = await commit(envelopeId, euros(4_000))
    expect(answer).toMatchObject({ outcome: 'committed', availableAfter: euros(6_000) })
    const { rows } = await t.owner.query(
      `select e.cents::int, e.movement, e.envelope_id, e.financing_id, u.use, l.key from ledger_entry e
       join ledger_transaction l on l.id = e.transaction_id
       join ledger_account_use u on (u.organisation_id, u.account_code) = (e.organisation_id, e.account_code)
       where l.key = $1 order by e.line`,
      [`commitment:${financingId}`],
    )
    expect(rows).toMatchObject([
      {
        cents: 400_000,
        movement: 'commitment',
        use: 'commitment',
        envelope_id: envelopeId,
        financing_id: financingId,
      },
      { cents: -400_000, movement: null, use: 'commitment-counterpart', envelope_id: null },
    ])
  })

  test('is refused one cent beyond the cap, and says why with its figures', async () => {
    const envelopeId = await makeEnvelope(t.owner, t.here, { cents: euros(10_000) })
    await commit(envelopeId, euros(9_500))
    const { answer } = await commit(envelopeId, euros(500) + 1)
    expect(answer).toMatchObject({
      outcome: 'refused',
      reason: 'envelope-exhausted',
      details: { cap: euros(10_000), used: euros(9_500), available: euros(500), requested: euros(500) + 1 },
    })
    if (answer.outcome !== 'refused') throw new Error('expected a refusal')
    expect(answer.details?.told).toContain('disponible 500,00')
    expect((await commit(envelopeId, euros(500))).answer.outcome).toBe('committed')
  })

  test('worked example of the handbook (money §2.6): 69 000 € remain in a stock of 200 000 €', async () => {
    const envelopeId = await makeEnvelope(t.owner, t.here, { kind: 'stock', cents: euros(200_000) })
    const loans = []
    for (let loan = 0; loan < 8; loan += 1) loans.push(await commit(envelopeId, euros(10_000)))
    for (let advance = 0; advance < 6; advance += 1) await commit(envelopeId, euros(15_000))
    const [first, second] = loans.map(({ financingId }) => financingId) as [string, string]
    expect((await release(first, euros(10_000))).outcome).toBe('released')
    const paid = { financingId: second, envelopeId }
    await postLine('loan-principal', 'disbursement', { ...paid, cents: euros(110_000), key: 'out' })
    await postLine('loan-principal', 'repayment', { ...paid, cents: -euros(25_000), key: 'subsidies' })
    await postLine('loan-principal', 'repayment', { ...paid, cents: -euros(4_000), key: 'instalments' })
    expect((await commit(envelopeId, euros(69_000) + 1)).answer).toMatchObject({
      details: { used: euros(131_000), available: euros(69_000) },
    })
    expect((await commit(envelopeId, euros(69_000))).answer.outcome).toBe('committed')
  })

  test('on own funds, no envelope is touched', async () => {
    const { answer } = await commit(null, euros(1_000))
    expect(answer).toMatchObject({ outcome: 'committed', availableAfter: null })
  })

  test.each([
    ['a year that is not its own', { year: 2025 }, 'envelope-closed'],
    ['after it closed', { closedOn: '2026-11-21' }, 'envelope-closed'],
    ['before it opened', { openedOn: '2026-11-23' }, 'envelope-closed'],
  ] as const)('%s is refused', async (_, parts, reason) => {
    const envelopeId = await makeEnvelope(t.owner, t.here, parts)
    expect((await commit(envelopeId, 1)).answer).toMatchObject({ outcome: 'refused', reason })
  })

  test.each([
    ['not signed', { signedOn: null }],
    ['not begun', { startsOn: '2027-01-01' }],
    ['ended', { endsOn: '2026-11-21' }],
  ] as const)('under a convention %s, nothing is committed', async (_, parts) => {
    const conventionId = await makeConvention(t.owner, t.here, parts)
    const envelopeId = await makeEnvelope(t.owner, t.here, { conventionId })
    expect((await commit(envelopeId, 1)).answer).toMatchObject({ reason: 'convention-not-running' })
  })

  test('an envelope of another organisation does not exist', async () => {
    const envelopeId = await makeEnvelope(t.owner, t.elsewhere)
    const financingId = await financingIn(null)
    const answer = await t.asMember('finance-officer', (context) =>
      commitFunds(context, { financingId, envelopeId, cents: 1, on }),
    )
    expect(answer).toMatchObject({ reason: 'unknown-envelope' })
  })

  test.each([0, -1, 1.5, Number.NaN, 2 ** 60])('%s is no amount', async (cents) => {
    await expect(commit(null, cents)).rejects.toThrow('amount')
  })
})

describe('giving back', () => {
  test('what was paid is not given back', async () => {
    const envelopeId = await makeEnvelope(t.owner, t.here, { cents: euros(10_000) })
    const { financingId } = await commit(envelopeId, euros(1_000))
    await postLine('loan-principal', 'disbursement', {
      ...{ financingId, envelopeId, cents: euros(700) },
      key: `disbursement:${financingId}`,
    })
    expect(await release(financingId, euros(300) + 1)).toMatchObject({
      reason: 'more-than-remaining',
      details: { committed: euros(1_000), disbursed: euros(700), remaining: euros(300) },
    })
    expect((await release(financingId, euros(300))).outcome).toBe('released')
    expect(await sumOf(envelopeId)).toEqual({ sum: euros(700), picture: euros(700) })
  })

  test('told twice under the same name, it is done once', async () => {
    const envelopeId = await makeEnvelope(t.owner, t.here)
    const { financingId } = await commit(envelopeId, euros(1_000))
    for (let time = 0; time < 2; time += 1)
      await t.asMember('finance-officer', (context) =>
        releaseFunds(context, {
          financingId,
          cents: euros(100),
          on,
          reason: 'essai',
          releaseId: financingId,
        }),
      )
    expect((await sumOf(envelopeId)).sum).toBe(euros(900))
  })
})

describe('officers at the same instant', () => {
  const writers = 16

  /** As many connections as writers, each waiting for nobody but the envelope. */
  const atOnce = async <T>(works: readonly ((organisation: Inside) => Promise<T>)[]): Promise<T[]> => {
    const database = openDatabase(t.databaseUrl, writers)
    const member = t.here.members['finance-officer']
    try {
      return await Promise.all(
        works.map((work) =>
          inOrganisation(database, t.here.id, (tx) => work({ tx, actor: member, now: new Date() })),
        ),
      )
    } finally {
      await database.pool.end()
    }
  }
  type Inside = Parameters<typeof commitFunds>[0]

  test('fifty want the last thousand euros: as many are served as it holds', async () => {
    const envelopeId = await makeEnvelope(t.owner, t.here, { cents: euros(1_000) })
    const financings = await oneByOne(50, () => financingIn(envelopeId))
    const answers = await atOnce(
      financings.map(
        (financingId) => (inside) => commitFunds(inside, { financingId, envelopeId, cents: euros(90), on }),
      ),
    )
    expect(answers.filter(({ outcome }) => outcome === 'committed')).toHaveLength(11)
    expect(await sumOf(envelopeId)).toEqual({ sum: euros(990), picture: euros(990) })
  })

  test('commitments and releases over several envelopes: no cap is passed at any moment', async () => {
    const caps = [euros(500), euros(2_000), euros(900), 0]
    const envelopes = await oneByOne(caps.length, (rank) =>
      makeEnvelope(t.owner, t.here, { cents: caps[rank] ?? 0, kind: rank % 2 === 0 ? 'flow' : 'stock' }),
    )
    const wanted = await oneByOne(160, async (rank) => {
      const envelopeId = envelopes[(rank * 7) % envelopes.length] as string
      return { envelopeId, financingId: await financingIn(envelopeId), cents: euros(20 + (rank % 9) * 10) }
    })
    await atOnce(
      wanted.map((one, rank) => async (inside) => {
        const answer = await commitFunds(inside, { ...one, on })
        if (answer.outcome === 'committed' && rank % 3 === 0)
          await releaseFunds(inside, { ...one, cents: one.cents / 2, on, reason: 'essai' })
      }),
    )
    for (const [rank, envelopeId] of envelopes.entries()) {
      const { sum, picture } = await sumOf(envelopeId)
      expect(picture).toBe(sum)
      const { rows } = await t.owner.query<{ running: string }>(
        `select sum(sum(e.cents)) over (order by e.transaction_id) as running from ledger_entry e
         where e.envelope_id = $1 group by e.transaction_id`,
        [envelopeId],
      )
      for (const { running } of rows) expect(Number(running)).toBeLessThanOrEqual(caps[rank] as number)
      expect(sum).toBeLessThanOrEqual(caps[rank] as number)
    }
    const { committed } = await readOne<{ committed: string }>(
      'select count(*) as committed from ledger_entry where movement = $1 and envelope_id = any($2)',
      ['commitment', envelopes],
    )
    expect(Number(committed)).toBeGreaterThan(20)
  })
})
