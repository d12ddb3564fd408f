import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Place } from '#bench/place.ts'
import { count, type Measure, median, ratio } from '#bench/report.ts'
import { dayInParis } from '#server/clock.ts'
import { type Database, inOrganisation, openDatabase } from '#server/db.ts'
import { commitFunds } from '#server/envelopes/commit-funds.ts'

const writers = 16
const commitmentsEach = 60
const rounds = 3

type Committing = { bare: number; committed: number; used: number }

/** Commitments a second of sixteen officers on one envelope, beside sixteen who only add to one row. */
export const timeCommitting = async (place: Place): Promise<Committing> => {
  const database = openDatabase(place.url, writers)
  try {
    await place.owner.query(
      'create table if not exists bare_counter (id int primary key, cents bigint not null)',
    )
    await place.owner.query('grant select, update on bare_counter to palier_app')
    await place.owner.query('insert into bare_counter values (1, 0) on conflict do nothing')
    const [bare, committed]: [number[], number[]] = [[], []]
    let envelopeId = ''
    for (let round = 0; round < rounds; round += 1) {
      bare.push(await perSecond(database, place, addToOneRow))
      envelopeId = await writeEnvelope(place)
      const financings = await writeFinancings(place, writers * commitmentsEach)
      const today = dayInParis(new Date())
      committed.push(
        await perSecond(database, place, async (tx, rank) => {
          const answer = await commitFunds(
            { tx, now: new Date(), actor: { organisationId: place.organisationId } },
            { financingId: financings[rank] ?? '', envelopeId, cents: 100_00, on: today },
          )
          if (answer.outcome !== 'committed') throw new Error(`refused: ${answer.reason}`)
        }),
      )
    }
    const { rows } = await place.owner.query(
      `select sum(cents)::bigint as cents from ledger_entry where envelope_id = $1 and movement = 'commitment'`,
      [envelopeId],
    )
    return { bare: median(bare), committed: median(committed), used: Number(rows[0].cents) }
  } finally {
    await database.pool.end()
    await place.owner.query('drop table if exists bare_counter')
  }
}

type Work = (tx: Parameters<Parameters<typeof inOrganisation>[2]>[0], rank: number) => Promise<unknown>

const addToOneRow: Work = (tx) => sql`update bare_counter set cents = cents + 10000 where id = 1`.execute(tx)

const perSecond = async (database: Database, { organisationId }: Place, work: Work): Promise<number> => {
  const started = performance.now()
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let turn = 0; turn < commitmentsEach; turn += 1)
        await inOrganisation(database, organisationId, (tx) => work(tx, writer * commitmentsEach + turn))
    }),
  )
  return (writers * commitmentsEach * 1000) / (performance.now() - started)
}

const writeEnvelope = async ({ owner, organisationId }: Place): Promise<string> => {
  const id = randomUUIDv7()
  await owner.query(
    `insert into envelope (organisation_id, id, label, kind, counted_at, opened_on)
     values ($1, $2, 'Enveloppe du banc', 'flow', 'signature', '2020-01-01')`,
    [organisationId, id],
  )
  await owner.query(
    `insert into envelope_allotment (organisation_id, id, envelope_id, kind, on_date, cents)
     values ($1, $2, $3, 'initial', '2020-01-01', 100000000000)`,
    [organisationId, randomUUIDv7(), id],
  )
  return id
}

const writeFinancings = async ({ owner, organisationId }: Place, wanted: number): Promise<string[]> => {
  await owner.query('begin')
  // Referential checks are what the application pays when it grants; here only committing is timed.
  await owner.query('set local session_replication_role = replica')
  const { rows } = await owner.query<{ id: string }>(
    `insert into financing (organisation_id, id, number, kind, application_id, line_id, household_id, product_id,
       product_number, field, granted_cents, decided_on, created_at)
     select $1, uuidv7(), 'E' || gen_random_uuid(), 'grant', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),
       gen_random_uuid(), 1, 'rent-debt', 10000, current_date, now()
     from generate_series(1, $2::int) returning id`,
    [organisationId, wanted],
  )
  await owner.query('commit')
  return rows.map(({ id }) => id)
}

export const committingMeasures = ({ bare, committed, used }: Committing): Measure[] => {
  const expected = writers * commitmentsEach * 100_00
  if (used !== expected) throw new Error(`${used} cents committed, ${expected} expected`)
  return [
    {
      what: `Ajouts nus à une ligne, ${writers} écrivains (par seconde)`,
      value: count(Math.round(bare)),
      aim: '',
      met: null,
    },
    {
      what: `Engagements sur une même enveloppe, ${writers} écrivains (par seconde)`,
      value: count(Math.round(committed)),
      aim: '',
      met: null,
    },
    { what: '— rapportés aux ajouts nus', value: ratio(bare / committed), aim: '', met: null },
  ]
}
