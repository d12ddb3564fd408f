import type { Request } from '#bench/answer-users.ts'
import type { Caller } from '#bench/caller.ts'
import type { Place } from '#bench/place.ts'
import { measures } from '#contract/measures.ts'
import { measureSorts } from '#domain/measures/lists.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { shippedProgrammes } from '#domain/programmes/shipped-programmes.ts'
import { dayInParis } from '#server/clock.ts'
import { inOrganisation, openDatabase } from '#server/db.ts'
import { refreshStandings } from '#server/measures/refresh-standing.ts'

const programmeKeys = ['avdl', 'landlord-support', 'soli-al-mission', 'stay-with-volunteers'] as const
const days = 900

/** Measures of every status over two years and a half, their facts written, then drawn as the house draws them. */
export const loadMeasures = async (
  place: Place,
  wanted: number,
  tell: (line: string) => void,
): Promise<void> => {
  const { owner, organisationId } = place
  const { rows } = await owner.query('select count(*)::int as known from measure')
  if (rows[0].known >= wanted) return
  const today = dayInParis(new Date())
  await adoptProgrammes(place)
  await writeMeasures(place, wanted, today)
  await writeFacts(place, today)
  await owner.query('analyze')
  const database = openDatabase(place.url, 2)
  try {
    const { rows: ids } = await owner.query<{ id: string }>(
      'select id from measure where organisation_id = $1 order by id',
      [organisationId],
    )
    for (let from = 0; from < ids.length; from += 1_000) {
      const batch = ids.slice(from, from + 1_000).map(({ id }) => id)
      await inOrganisation(database, organisationId, (tx) =>
        refreshStandings(tx, organisationId, batch, today),
      )
    }
  } finally {
    await database.pool.end()
  }
  await owner.query('vacuum analyze')
  tell(`mesures d’accompagnement : ${wanted}`)
}

const adoptProgrammes = async ({ owner, organisationId }: Place) => {
  const adopted = shippedProgrammes.filter(({ key }) => (programmeKeys as readonly string[]).includes(key))
  await owner.query(
    `with adopted as (
       insert into programme (organisation_id, id, created_by, created_at)
       select $1, gen_random_uuid(), (select id from membership where organisation_id = $1 limit 1), now()
       from generate_series(1, $2) returning id, created_by
     ), numbered as (select id, created_by, row_number() over () as rank from adopted)
     insert into programme_version (organisation_id, programme_id, number, name, family, definition, published_on, published_by)
     select $1, n.id, 1, d.definition ->> 'name', d.definition ->> 'family', d.definition, '2020-01-01', n.created_by
     from numbered n join (select row_number() over () as rank, value as definition
       from json_array_elements($3::json)) d using (rank)`,
    [organisationId, adopted.length, JSON.stringify(adopted.map(({ definition }) => definition))],
  )
}

/** One in a household's life: households of the portfolio, and as many more as are wanted. */
const writeMeasures = async ({ owner, organisationId }: Place, wanted: number, today: PlainDate) => {
  await owner.query(
    `insert into household (organisation_id, id, label)
     select $1, gen_random_uuid(), 'MÉNAGE ' || rank from generate_series(1, $2::int - (select count(*)::int from household
       where organisation_id = $1)) rank`,
    [organisationId, wanted],
  )
  await owner.query(
    `insert into measure (organisation_id, id, household_id, programme_id, programme_number, motive, created_by, created_at)
     select $1, gen_random_uuid(), h.id, p.ids[1 + mod(h.rank, cardinality(p.ids))], 1, 'arrears',
       m.ids[1 + mod(h.rank, cardinality(m.ids))], $3::date - mod(h.rank * 7, $4::int)::int
     from (select id, row_number() over (order by id) as rank from household where organisation_id = $1
         order by id limit $2) h,
       (select array_agg(id) as ids from programme where organisation_id = $1) p,
       (select array_agg(id) as ids from membership where organisation_id = $1) m`,
    [organisationId, wanted, today, days],
  )
  await owner.query(
    `insert into measure_worker (organisation_id, measure_id, membership_id, part, from_on)
     select organisation_id, id, created_by, 'lead', created_at::date from measure where organisation_id = $1`,
    [organisationId],
  )
}

const writeFacts = async ({ owner, organisationId }: Place, today: PlainDate) => {
  const facts: readonly [kind: string, after: number, oneIn: number, detail: string][] = [
    ['requested', 0, 1, '{"prescriber": "landlord"}'],
    ['diagnosis-started', 10, 1, '{}'],
    ['contract-signed', 20, 1, '{}'],
    ['started', 21, 1, '{}'],
    ['reviewed', 120, 2, '{}'],
    ['ended', 170, 3, '{"exit": "objective-reached"}'],
  ]
  for (const [kind, after, oneIn, detail] of facts)
    await owner.query(
      `insert into measure_event (organisation_id, id, measure_id, kind, on_date, detail, recorded_by, recorded_at)
       select $1, gen_random_uuid(), id, $2, created_at::date + $3::int, $5::jsonb, created_by, created_at
       from measure where organisation_id = $1 and created_at::date + $3::int <= $6::date and mod(abs(hashtext(id::text)), $4) = 0`,
      [organisationId, kind, after, oneIn, detail, today],
    )
  await owner.query(
    `insert into log_entry (organisation_id, id, household_id, kind, author_id, audience, compartment, happened_on, channel,
       outcome, place, body, written_at)
     select $1, gen_random_uuid(), household_id, 'contact', created_by, 'team', 'social',
       least(created_at::date + mod(abs(hashtext(id::text)), 200), $2::date), 'visit', 'met', 'home', 'Visite.', created_at
     from measure where organisation_id = $1`,
    [organisationId, today],
  )
}

/** What sixteen coordinators ask of their list. */
export const measureRequests = async ({ owner, organisationId }: Place): Promise<Record<string, Request>> => {
  const { rows } = await owner.query<{ programmes: string[]; leads: string[] }>(
    `select (select array_agg(id) from programme where organisation_id = $1) as programmes,
      (select array_agg(id) from membership where organisation_id = $1) as leads`,
    [organisationId],
  )
  const { programmes = [], leads = [] } = rows[0] ?? {}
  const today = dayInParis(new Date())
  const pages = new Map<Caller, string | undefined>()
  return {
    'Mesures, première page': (user, dice) => user.call(measures.list, { sort: dice.pick(measureSorts) }),
    'Mesures, page suivante': async (user, dice) => {
      const after = pages.get(user)
      const { next } = await user.call(measures.list, { sort: 'due', ...(after && { after }) })
      pages.set(user, dice.chance(0.05) ? undefined : (next ?? undefined))
    },
    'Mesures filtrées par dispositif, référent, échéance ou silence': (user, dice) =>
      user.call(measures.list, {
        sort: dice.pick(measureSorts),
        ...dice.pick([
          { programmeId: dice.pick(programmes) },
          { lead: dice.pick(leads) },
          { status: 'overdue' as const },
          { endingWithinDays: 30 },
          { withoutContactDays: 60 },
          { from: addDays(today, -365), to: today, metAtHome: false },
        ]),
      }),
    'Mesures, comptes par statut et dispositif': (user) => user.call(measures.count, {}),
  }
}
