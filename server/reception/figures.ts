import { type RawBuilder, sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { Treatment } from '#contract/reception.ts'
import type { Tx } from '#server/db.ts'
import { useCase } from '#server/use-case.ts'
import { soughtIn } from './reception-store.ts'

type Rows = RawBuilder<unknown>

export const figures = useCase(contract.reception.figures, async (context, sought) => {
  const { tx } = context
  const rows = sql`(select r.*, p.name as place, c.name as commune from reception r
    join reception_place p on (p.organisation_id, p.id) = (r.organisation_id, r.place_id)
    left join commune c on c.code = r.commune_code
    where ${soughtIn(context, sought)} and r.arrived_at is not null)`
  return {
    ...(await countWhole(tx, rows)),
    bySubject: await countBy(tx, rows, sql`subject`),
    byOutcome: await countBy(tx, rows, sql`outcome`),
    byCommune: await countBy(tx, rows, sql`commune`),
    byName: await compare(tx, rows, sql`case when household_id is null then 'anonymous' else 'named' end`),
    byWay: await compare(tx, rows, sql`way`),
    byEmergency: await compare(tx, rows, sql`case when emergency is null then 'usual' else 'emergency' end`),
    byPlace: await compare(tx, rows, sql`place`),
  }
})

type Whole = { receptions: number; anonymous: number; emergencies: number; lasting: number }

const countWhole = async (tx: Tx, rows: Rows): Promise<Whole> => {
  const { rows: counted } = await sql<Whole>`
    select count(*)::int as receptions, count(*) filter (where household_id is null)::int as anonymous,
      count(*) filter (where emergency is not null)::int as emergencies,
      count(*) filter (where form = 'lasting')::int as lasting
    from ${rows} r`.execute(tx)
  return counted[0] as Whole
}

/** The twenty greatest groups: what follows them is a detail. */
const countBy = async (tx: Tx, rows: Rows, group: Rows): Promise<{ group: string; count: number }[]> => {
  const { rows: counted } = await sql<{ group: string; count: number }>`
    select ${group} as "group", count(*)::int as count from ${rows} r where ${group} is not null
    group by 1 order by 2 desc, 1 limit 20`.execute(tx)
  return counted
}

const waited = sql`extract(epoch from taken_at - arrived_at) / 60`

/** The wait of those who came in person; somebody on the phone waits at no door. */
const compare = async (tx: Tx, rows: Rows, group: Rows): Promise<Treatment[]> => {
  const { rows: compared } = await sql<Treatment>`
    select ${group} as "group", count(*)::int as receptions, count(ended_at)::int as received,
      count(left_at)::int as "left",
      round((percentile_cont(0.5) within group (order by ${waited})
        filter (where taken_at is not null and way <> 'phone'))::numeric)::int as "medianWaitMinutes",
      round((percentile_cont(0.5) within group (order by minutes) filter (where ended_at is not null))::numeric)::int
        as "medianMinutes"
    from ${rows} r group by 1 order by 1 limit 200`.execute(tx)
  return compared
}
