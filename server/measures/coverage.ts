import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { ranDuring, wasMet } from '#server/measures/list-store.ts'
import { withinReach } from '#server/reach.ts'
import { useCase } from '#server/use-case.ts'

/** The same conditions as the list: each figure opens on the measures it counts. */
export const readCoverage = useCase(contract.measures.coverage, async (context, { from, to }) => {
  const { tx, actor, today, refuse } = context
  if (to < from) return refuse('ends-before-starting')
  const { rows: programmes } = await sql<{
    programmeId: string
    name: string
    met: number
    measures: number
  }>`
    select c.*, v.name from (
      select s.programme_id as "programmeId", count(*)::int as measures,
        count(*) filter (where ${wasMet(true, to)})::int as met
      from measure_standing s
      where s.organisation_id = ${actor.organisationId} and ${ranDuring(from, to)}
        and ${withinReach(actor, today, 'list-measures', 's.household_id')}
      group by 1) c
    cross join lateral (select name from programme_version v where v.organisation_id = ${actor.organisationId}
      and v.programme_id = c."programmeId" order by number desc limit 1) v
    order by v.name, c."programmeId"`.execute(tx)
  const sum = (key: 'met' | 'measures') => programmes.reduce((total, row) => total + row[key], 0)
  return { programmes, met: sum('met'), measures: sum('measures') }
})
