import type { Place } from '#bench/place.ts'
import { count, type Measure, ratio, seconds } from '#bench/report.ts'
import { addDays, addMonths, type PlainDate } from '#domain/plain-date.ts'
import { dayInParis, fixedClock } from '#server/clock.ts'
import { openDatabase } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { redrawProcedures } from '#server/procedures/draw-due.ts'

type Told = readonly [event: string, daysAgo: number, detail?: Record<string, string | number>]

/** Days before the day of the bench: a third summoned, a third granted delays, a third before the commission. */
const stories = (today: PlainDate): { kind: string; circumstances: object; facts: readonly Told[] }[] => {
  const lease = { leaseSignedOn: '2024-05-01', landlord: 'legal-person' }
  const toHearing = (hearingOn: PlainDate): Told[] => [
    ['ccapex-referred', 200, { by: 'caf-msa' }],
    ['command-to-pay', 180, { debtCents: 184_753 }],
    ['summoned', 100, { hearingOn }],
  ]
  return [
    { kind: 'eviction', circumstances: lease, facts: toHearing(addMonths(today, 1)) },
    {
      kind: 'eviction',
      circumstances: lease,
      facts: [...toHearing(addDays(today, -30)), ['prefect-told', 95], ['hearing', 30]],
    },
    {
      kind: 'dalo',
      circumstances: {},
      facts: [
        ['filed', 40],
        ['acknowledged', 35],
      ],
    },
  ]
}

/** Procedures under way, with the facts of each written by the database. */
export const loadProcedures = async (
  { owner, organisationId }: Place,
  wanted: number,
  tell: (line: string) => void,
): Promise<void> => {
  const { rows } = await owner.query('select count(*)::int as known from procedure')
  if (rows[0].known >= wanted) return
  const today = dayInParis(new Date())
  await owner.query('begin')
  // Referential checks and triggers are what the application pays; here they would only make the bench wait.
  await owner.query('set local session_replication_role = replica')
  await owner.query(
    `insert into household (organisation_id, id, label)
     select $1, gen_random_uuid(), 'PROCÉDURE ' || rank from generate_series(1, 1000) rank`,
    [organisationId],
  )
  const told = stories(today)
  for (const [rank, story] of told.entries()) {
    const share = Math.ceil((wanted - rank) / told.length)
    await owner.query(
      `with household as (
         select array_agg(id) as ids from household where organisation_id = $1 and label like 'PROCÉDURE %'
       ), opened as (
         insert into procedure (organisation_id, id, household_id, kind, circumstances, opened_on, opened_at)
         select $1, uuidv7(), h.ids[1 + mod(rank, 1000)], $3, $4, $5::date - 210, now()
         from generate_series(1, $2::int) rank, household h returning id
       )
       insert into procedure_fact (organisation_id, id, procedure_id, event, on_date, detail, recorded_at)
       select $1, uuidv7(), o.id, f.event, $5::date - f.ago, f.detail, now()
       from opened o, unnest($6::text[], $7::int[], $8::jsonb[]) as f(event, ago, detail)`,
      [
        organisationId,
        share,
        story.kind,
        JSON.stringify(story.circumstances),
        today,
        story.facts.map(([event]) => event),
        story.facts.map(([, daysAgo]) => daysAgo),
        story.facts.map(([, , detail = {}]) => JSON.stringify(detail)),
      ],
    )
  }
  await owner.query('commit')
  await owner.query('vacuum analyze procedure, procedure_fact')
  tell(`procédures en cours : ${count(wanted)}`)
}

type Redraw = {
  firstMs: number
  redrawMs: number
  bareMs: number
  rssMb: number
  deadlines: number
  drawn: number
}

/** Every procedure drawn for the first time, then again; beside it, the bare update of the same rows, taken back. */
export const timeRedraw = async (place: Place): Promise<Redraw> => {
  const { owner, organisationId } = place
  const { ms: firstMs } = await redraw(place)
  await owner.query('vacuum analyze procedure_standing, procedure_deadline')
  await owner.query('checkpoint')
  await owner.query('begin')
  const started = performance.now()
  await owner.query(
    `update procedure_deadline set raw_due_on = raw_due_on + 1, due_on = due_on + 1 where organisation_id = $1`,
    [organisationId],
  )
  await owner.query(
    `update procedure_standing set since = since + 1, changes_on = changes_on + 1, drawn_on = drawn_on + 1
     where organisation_id = $1`,
    [organisationId],
  )
  const bareMs = performance.now() - started
  await owner.query('rollback')
  await owner.query('vacuum procedure_standing, procedure_deadline')
  await owner.query('checkpoint')
  const { ms: redrawMs, rssMb } = await redraw(place)
  const { rows } = await owner.query(
    `select (select count(*)::int from procedure_deadline) as deadlines,
      (select count(*)::int from procedure_standing) as drawn`,
  )
  return { firstMs, redrawMs, bareMs, rssMb, ...rows[0] }
}

const redraw = async ({ url, organisationId }: Place): Promise<{ ms: number; rssMb: number }> => {
  const database = openDatabase(url, 2)
  const clock = fixedClock(`${dayInParis(new Date())}T04:00:00Z`)
  let rssMb = 0
  const watch = setInterval(() => {
    rssMb = Math.max(rssMb, process.memoryUsage().rss / 1_048_576)
  }, 100)
  try {
    const started = performance.now()
    await redrawProcedures.run({ database, clock } as House, { organisationId }, new AbortController().signal)
    return { ms: performance.now() - started, rssMb: Math.max(rssMb, process.memoryUsage().rss / 1_048_576) }
  } finally {
    clearInterval(watch)
    await database.pool.end()
  }
}

export const redrawMeasures = (procedures: number, redrawn: Redraw): Measure[] => {
  const { firstMs, redrawMs, bareMs, rssMb, deadlines, drawn } = redrawn
  if (drawn < procedures) throw new Error(`${procedures - drawn} procedures were left undrawn`)
  return [
    {
      what: `Échéances de ${count(procedures)} procédures recalculées`,
      value: seconds(redrawMs),
      aim: '',
      met: null,
    },
    { what: '— la première fois', value: seconds(firstMs), aim: '', met: null },
    {
      what: '— procédures par seconde, sur un cœur',
      value: count(Math.round((procedures * 1000) / redrawMs)),
      aim: '',
      met: null,
    },
    {
      what: `— mise à jour nue des mêmes lignes (${count(deadlines)} échéances)`,
      value: seconds(bareMs),
      aim: '',
      met: null,
    },
    {
      what: '— recalcul, rapporté à la mise à jour nue',
      value: ratio(redrawMs / bareMs),
      aim: '',
      met: null,
    },
    { what: '— mémoire du processus', value: `${Math.round(rssMb)} Mo`, aim: '', met: null },
  ]
}
