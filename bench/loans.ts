import type { Place } from '#bench/place.ts'
import { count, type Measure, median, ratio, seconds } from '#bench/report.ts'
import { loanParameters } from '#domain/legal-parameters/loans.ts'
import type { LoanHistory } from '#domain/loans/facts.ts'
import { replayLoan } from '#domain/loans/replay.ts'
import { loanRules } from '#domain/loans/rules.ts'
import { makeSchedule, type ScheduleRow } from '#domain/loans/schedule.ts'
import { readParameters } from '#domain/parameters.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'
import { dayInParis, fixedClock } from '#server/clock.ts'
import { openDatabase } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { followLoans } from '#server/loans/nightly.ts'

const instalments = 96
const longestElapsed = 60
/** One loan in so many is three instalments late; one in two is debited. */
const oneLateIn = 50
const principalCents = 616_000
const regularCents = 6_417

/** Live loans that all have an instalment due today: the worst night of the month. */
export const loadLoans = async (
  place: Place,
  wanted: number,
  tell: (line: string) => void,
): Promise<void> => {
  const { owner } = place
  const { rows } = await owner.query('select count(*)::int as known from financing')
  if (rows[0].known >= wanted) return
  const today = dayInParis(new Date())
  await owner.query('begin')
  // Referential checks and triggers are what the application pays; here they would only make the bench wait.
  await owner.query('set local session_replication_role = replica')
  await writeTemplates(place, today)
  await writeLoans(place, wanted, today)
  await owner.query('commit')
  await owner.query('vacuum analyze financing_standing, schedule_version, financing, collection')
  tell(`prêts en cours : ${count(wanted)}`)
}

/** Loans of eight years are the same schedule, begun more or less long ago. */
const writeTemplates = async ({ owner }: Place, today: PlainDate) => {
  await owner.query(
    `create temp table template (elapsed int, first_on date, due_on date[], collect_on date[], cents bigint[])`,
  )
  for (let elapsed = 4; elapsed <= longestElapsed; elapsed += 1) {
    const firstDueOn = addMonths(today, -elapsed)
    const { rows = [] } = makeSchedule({ convention: 'A', principalCents, instalments, firstDueOn })
    const column = (read: (row: ScheduleRow) => unknown) => rows.map(read)
    await owner.query('insert into template values ($1, $2, $3, $4, $5)', [
      elapsed,
      firstDueOn,
      column(({ dueOn }) => dueOn),
      column(({ collectOn }) => collectOn),
      column(({ cents }) => cents),
    ])
  }
}

const writeLoans = async ({ owner, organisationId }: Place, wanted: number, today: PlainDate) => {
  await owner.query(
    `insert into household (organisation_id, id, label)
     select $1, gen_random_uuid(), 'EMPRUNTEUR ' || rank from generate_series(1, 1000) rank`,
    [organisationId],
  )
  await owner.query(
    `with household as (
       select array_agg(id) as ids from household where organisation_id = $1 and label like 'EMPRUNTEUR %'
     ), new as (
       select uuidv7() as id, rank, 4 + mod(rank, ${longestElapsed - 3}) as elapsed from generate_series(1, $2::int) rank
     ), financed as (
       insert into financing (organisation_id, id, number, kind, application_id, line_id, household_id, product_id,
         product_number, field, granted_cents, months, decided_on, created_at)
       select $1, n.id, 'P' || n.rank, 'loan', n.id, n.id, h.ids[1 + mod(n.rank, 1000)], n.id, 1, 'energy-precarity',
         ${principalCents}, ${instalments}, $3::date, now()
       from new n, household h
     ), scheduled as (
       insert into schedule_version (organisation_id, financing_id, number, on_date, reason, convention, anchor_on,
         due_on, collect_on, cents, recorded_at)
       select $1, n.id, 1, t.first_on, 'offer', 'A', t.first_on, t.due_on, t.collect_on, t.cents, now()
       from new n join template t using (elapsed)
     )
     insert into financing_standing (organisation_id, financing_id, household_id, kind, field, status, calm_status,
       is_open, granted_cents, principal_cents, repaid_cents, outstanding_cents, due_cents, late_cents, bucket,
       oldest_unpaid_on, time_bar_on, suggested_level, is_mandated, next_due_on, next_due_cents, ends_on,
       version_number, is_plain, oldest_row, next_row, fallen_cents, settled_cents, changes_on, as_of)
     select $1, n.id, h.ids[1 + mod(n.rank, 1000)], 'loan', 'energy-precarity',
       case when p.late then 'in-arrears' else 'repaying' end, 'repaying', true, ${principalCents}, ${principalCents},
       p.paid, ${principalCents} - p.paid, p.fallen - p.paid, p.fallen - p.paid,
       case when p.late then '61-90' else 'none' end, case when p.late then t.due_on[n.elapsed - 2] end,
       case when p.late then (t.due_on[n.elapsed - 2] + interval '2 years')::date end,
       case when p.late then 'watch' else 'performing' end, mod(n.rank, 2) = 0, $3::date, ${regularCents},
       t.due_on[${instalments}], 1, true, case when p.late then n.elapsed - 2 else n.elapsed + 1 end, n.elapsed + 1,
       p.fallen, p.paid, $3::date, $3::date - 1
     from new n join template t using (elapsed), household h,
       lateral (select mod(n.rank, ${oneLateIn}) = 0 as late) l,
       lateral (select l.late, n.elapsed * ${regularCents} as fallen,
         (n.elapsed - case when l.late then 3 else 0 end) * ${regularCents} as paid) p`,
    [organisationId, wanted, today],
  )
}

const bareUpdate = `update financing_standing set due_cents = due_cents + next_due_cents, next_row = next_row + 1,
  fallen_cents = fallen_cents + next_due_cents, next_due_on = (next_due_on + interval '1 month')::date,
  changes_on = (next_due_on + interval '1 month')::date, as_of = next_due_on
  where organisation_id = $1 and changes_on <= $2`

type Night = {
  bareMs: number
  nightMs: number
  replayMs: number
  rssMb: number
  collections: number
  left: number
  scheduleMb: number
}

/** The bare update of the same rows, taken back; then the night itself. */
export const timeNight = async (place: Place): Promise<Night> => {
  const { owner, organisationId } = place
  const today = dayInParis(new Date())
  await owner.query('checkpoint')
  await owner.query('begin')
  const started = performance.now()
  await owner.query(bareUpdate, [organisationId, today])
  const bareMs = performance.now() - started
  await owner.query('rollback')
  await owner.query('vacuum financing_standing')
  await owner.query('checkpoint')
  const night = await runNight(place, today)
  const { rows } = await owner.query(
    `select (select count(*)::int from collection) as collections,
      (select count(*)::int from financing_standing where changes_on <= $1) as left,
      pg_total_relation_size('schedule_version') / 1048576 as schedule`,
    [today],
  )
  const replayMs = await timeReplays(place, today)
  return {
    bareMs,
    replayMs,
    ...night,
    collections: rows[0].collections,
    left: rows[0].left,
    scheduleMb: Number(rows[0].schedule),
  }
}

const replayed = 5_000

/** Loans that something else than a due date moves are read whole, replayed and written back. */
const timeReplays = async (place: Place, today: PlainDate): Promise<number> => {
  const { owner, organisationId } = place
  await owner.query('begin')
  await owner.query('set local session_replication_role = replica')
  await owner.query(
    `with moved as (
       update financing_standing set is_plain = false, changes_on = $2 where financing_id in (
         select financing_id from financing_standing where organisation_id = $1 order by financing_id limit ${replayed})
       returning financing_id
     ), lent as (
       insert into ledger_transaction (organisation_id, id, key, journal, on_date, label, posted_at)
       select $1, financing_id, 'lent:' || financing_id, 'loans', '2020-01-01', 'Décaissement', now() from moved
     )
     insert into ledger_entry (organisation_id, transaction_id, line, account_code, cents, movement, on_date, financing_id)
     select $1, financing_id, 1, '274100', ${principalCents}, 'disbursement', date '2020-01-01', financing_id from moved
     union all
     select $1, financing_id, 2, '511000', -${principalCents}, null, date '2020-01-01', null from moved`,
    [organisationId, today],
  )
  await owner.query('commit')
  return (await runNight(place, today)).nightMs
}

const runNight = async ({ url, organisationId }: Place, today: PlainDate) => {
  const database = openDatabase(url, 2)
  const house = { database, clock: fixedClock(`${today}T04:00:00Z`) } as House
  let rssMb = 0
  const watch = setInterval(() => {
    rssMb = Math.max(rssMb, process.memoryUsage().rss / 1_048_576)
  }, 100)
  try {
    const started = performance.now()
    await followLoans.run(house, { organisationId }, new AbortController().signal)
    return { nightMs: performance.now() - started, rssMb }
  } finally {
    clearInterval(watch)
    await database.pool.end()
  }
}

const times = (rounds: number, work: () => void): number => {
  const taken: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now()
    work()
    taken.push(performance.now() - started)
  }
  return median(taken)
}

/** Without a database: rows of eight years, and a loan with a thousand payments entered backwards. */
export const computingMeasures = (): Measure[] => {
  const schedules = 1_000
  const scheduleMs = times(9, () => {
    for (let rank = 0; rank < schedules; rank += 1)
      makeSchedule({
        convention: 'A',
        principalCents: principalCents + rank,
        instalments,
        firstDueOn: '2027-01-31',
      })
  })
  const history = longHistory()
  const rules = loanRules(readParameters(loanParameters, '2026-11-22'))
  const replayMs = times(21, () => void replayLoan(history, rules, '2060-01-01'))
  return [
    {
      what: `Échéanciers de ${instalments} lignes par seconde`,
      value: count(Math.round((schedules * 1000) / scheduleMs)),
      aim: '',
      met: null,
    },
    { what: 'Rejeu d’un prêt de 1 000 règlements', value: `${replayMs.toFixed(2)} ms`, aim: '', met: null },
  ]
}

const longHistory = (): LoanHistory => {
  const cents = 48_000_000
  const { rows = [] } = makeSchedule({
    convention: 'A',
    principalCents: cents,
    instalments: 480,
    firstDueOn: '2020-01-31',
  })
  return {
    grantedCents: cents,
    offer: 'open',
    disbursements: [{ on: '2020-01-01', cents }],
    versions: [
      {
        number: 1,
        on: '2020-01-01',
        reason: 'offer',
        anchorOn: '2020-01-31',
        rows,
        pausedFrom: null,
        pausedUntil: null,
        remittedCents: 0,
      },
    ],
    payments: Array.from({ length: 1_000 }, (_, rank) => ({
      id: `p${rank}`,
      on: addMonths('2059-12-28', -Math.floor(rank / 3)),
      cents: 45_000,
      towards: null,
      rejectedOn: null,
    })),
    facts: [],
    refunds: [],
  }
}

export const nightMeasures = (loans: number, night: Night): Measure[] => {
  if (night.left > 0) throw new Error(`${night.left} loans were left behind by the night`)
  const times = night.nightMs / night.bareMs
  return [
    { what: `Mise à jour nue de ${count(loans)} prêts`, value: seconds(night.bareMs), aim: '', met: null },
    { what: 'Nuit des échéances de ces prêts', value: seconds(night.nightMs), aim: '', met: null },
    {
      what: '— nuit des échéances, rapportée à la mise à jour nue',
      value: ratio(times),
      aim: '≤ 3 ×',
      met: times <= 3,
    },
    {
      what: '— prêts rejoués par seconde, quand leurs échéances ne suffisent pas',
      value: count(Math.round((Math.min(replayed, loans) * 1000) / night.replayMs)),
      aim: '',
      met: null,
    },
    {
      what: '— prélèvements préparés dans la même nuit',
      value: count(night.collections),
      aim: '',
      met: null,
    },
    { what: '— mémoire du processus', value: `${Math.round(night.rssMb)} Mo`, aim: '', met: null },
    {
      what: 'Échéanciers de ces prêts sur le disque',
      value: `${count(night.scheduleMb)} Mo`,
      aim: '',
      met: null,
    },
  ]
}
