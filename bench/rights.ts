import { randomUUIDv7 } from 'node:crypto'
import type { Place } from '#bench/place.ts'
import { count, type Measure, median, ratio, seconds } from '#bench/report.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import { noAnswers, type RightsFacts } from '#domain/rights/facts.ts'
import { readReviewFigures, reviewAid } from '#domain/rights/review-aid.ts'
import { dayInParis, systemClock } from '#server/clock.ts'
import { openDatabase } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { reviewPortfolio } from '#server/rights/review-portfolio.ts'

/** Tenants with a situation: two persons and a half, wages, family allowances, a rent, an aid for one in two. */
export const loadRights = async (
  { owner, organisationId }: Place,
  wanted: number,
  tell: (line: string) => void,
): Promise<void> => {
  const { rows } = await owner.query('select count(*)::int as known from rights_answer')
  if (rows[0].known >= wanted) return
  await owner.query('begin')
  await owner.query('set local session_replication_role = replica')
  await owner.query(
    `create temp table known on commit drop as
       select uuidv7() as household, uuidv7() as snapshot, rank from generate_series(1, ${wanted}) rank`,
  )
  const member = randomUUIDv7()
  const statements = [
    `insert into household (organisation_id, id, label) select $1, household, 'SITUATION ' || rank from known`,
    `insert into budget_snapshot (organisation_id, id, household_id, on_date, created_by, changed_by)
       select $1, snapshot, household, date '2026-10-01', '${member}', '${member}' from known`,
    `insert into budget_member (organisation_id, snapshot_id, position, name, born_on, is_partner, is_shared_custody)
       select $1, snapshot, p, '', case when p > 1 then date '2015-03-02' else date '1985-06-07' end, false, false
       from known, generate_series(1, 2 + mod(rank, 2)) p`,
    `insert into budget_line (organisation_id, snapshot_id, side, position, kind, amount_cents, every)
       select $1, snapshot, l.side, l.position, l.kind, l.cents, 'month' from known,
         lateral (values ('resource', 1, 'wages', 40000 + mod(rank::bigint * 7919, 160000)),
           ('resource', 2, 'family-allowances', 14800), ('resource', 3, 'housing-benefit', 25000 * mod(rank, 2)),
           ('charge', 1, 'rent', 38000 + mod(rank * 31, 30000))) l (side, position, kind, cents)`,
    `insert into rights_answer (organisation_id, household_id, tenure, zone, home_kind, is_under_convention, changed_by,
         changed_on)
       select $1, household, 'tenant', (array['i', 'ii', 'iii'])[1 + mod(rank, 3)], 'whole', true, '${member}',
         date '2026-10-01' from known`,
  ]
  for (const statement of statements) await owner.query(statement, [organisationId])
  await owner.query('commit')
  await owner.query('vacuum analyze household, budget_snapshot, budget_member, budget_line, rights_answer')
  tell(`ménages dont la situation est connue : ${count(wanted)}`)
}

/** Reads the same rows and writes as many: what any comparison costs at least. */
const bareComparison = `
  insert into aid_review (organisation_id, household_id, reviewed_on, reviewed_in, situation_on, in_payment_cents,
    estimated_cents, difference_cents)
  select $1, s.household_id, current_date, $2, s.on_date,
    coalesce(sum(l.amount_cents) filter (where l.kind = 'housing-benefit'), 0),
    coalesce(sum(l.amount_cents) filter (where l.kind = 'rent'), 0),
    coalesce(sum(l.amount_cents) filter (where l.kind = 'rent'), 0)
      - coalesce(sum(l.amount_cents) filter (where l.kind = 'housing-benefit'), 0)
  from budget_snapshot s join budget_line l on (l.organisation_id, l.snapshot_id) = (s.organisation_id, s.id)
    join rights_answer a on (a.organisation_id, a.household_id) = (s.organisation_id, s.household_id)
  where s.organisation_id = $1 group by s.household_id, s.on_date`

type Review = { bareMs: number; reviewMs: number; rssMb: number; households: number; progress: number }

export const timeReview = async (place: Place): Promise<Review> => {
  const { owner, organisationId } = place
  await owner.query('checkpoint')
  await owner.query('begin')
  await owner.query('set local session_replication_role = replica')
  const started = performance.now()
  await owner.query(bareComparison, [organisationId, randomUUIDv7()])
  const bareMs = performance.now() - started
  await owner.query('rollback')
  await owner.query('vacuum aid_review')
  await owner.query('checkpoint')
  const run = await runReview(place)
  const { rows } = await owner.query('select count(*)::int as households from aid_review')
  return { bareMs, ...run, households: rows[0].households }
}

const runReview = async ({ url, owner, organisationId }: Place) => {
  const database = openDatabase(url, 2)
  const house = { database, clock: systemClock } as House
  const workId = randomUUIDv7()
  await owner.query(`insert into work (organisation_id, id, kind) values ($1, $2, 'aid-review')`, [
    organisationId,
    workId,
  ])
  let rssMb = 0
  const seen = new Set<number>()
  const watch = setInterval(() => {
    rssMb = Math.max(rssMb, process.memoryUsage().rss / 1_048_576)
    void owner
      .query('select done from work where id = $1', [workId])
      .then(({ rows }) => seen.add(rows[0].done))
  }, 500)
  try {
    const started = performance.now()
    await reviewPortfolio.run(house, { organisationId, workId }, new AbortController().signal)
    return { reviewMs: performance.now() - started, rssMb, progress: seen.size }
  } finally {
    clearInterval(watch)
    await database.pool.end()
  }
}

const sample = (rank: number): RightsFacts => ({
  situation: {
    onDate: '2026-10-01',
    members: [{ bornOn: '1985-06-07' }, { bornOn: '2015-03-02' }],
    resources: [
      { kind: 'wages', amountCents: 40_000 + ((rank * 7_919) % 160_000), every: 'month' },
      { kind: 'family-allowances', amountCents: 14_800, every: 'month' },
    ],
    charges: [{ kind: 'rent', amountCents: 38_000 + ((rank * 31) % 30_000), every: 'month' }],
  },
  tenancy: null,
  taxIncomes: [],
  commune: null,
  answers: { ...noAnswers, tenure: 'tenant', zone: 'ii', isUnderConvention: true },
})

/** Without a database: estimates of one core in a second. */
export const estimatingMeasures = (): Measure[] => {
  const figures = readReviewFigures(readParameters(legalParameters, dayInParis(new Date())))
  if (!figures) throw new Error('no scale of the housing aid today')
  const estimates = 20_000
  const facts = Array.from({ length: estimates }, (_, rank) => sample(rank))
  const taken = Array.from({ length: 7 }, () => {
    const started = performance.now()
    for (const one of facts) reviewAid(one, figures)
    return performance.now() - started
  })
  return [
    {
      what: 'Aides au logement estimées par seconde, sur un cœur',
      value: count(Math.round((estimates * 1000) / median(taken))),
      aim: '',
      met: null,
    },
  ]
}

export const reviewMeasures = ({ bareMs, reviewMs, rssMb, households, progress }: Review): Measure[] => [
  {
    what: `Lecture et écriture nues des situations de ${count(households)} ménages`,
    value: seconds(bareMs),
    aim: '',
    met: null,
  },
  { what: 'Aides de tous ces ménages comparées', value: seconds(reviewMs), aim: '', met: null },
  {
    what: '— comparaison, rapportée à la lecture et à l’écriture nues',
    value: ratio(reviewMs / bareMs),
    aim: '',
    met: null,
  },
  {
    what: '— ménages par seconde',
    value: count(Math.round((households * 1000) / reviewMs)),
    aim: '',
    met: null,
  },
  { what: '— mémoire du processus', value: `${Math.round(rssMb)} Mo`, aim: '', met: null },
  { what: '— avancements montrés', value: count(progress), aim: '', met: null },
]
