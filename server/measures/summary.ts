import { sql } from 'kysely'
import type { z } from 'zod'
import type { MeasureSummary } from '#contract/measure-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { ExitReason } from '#domain/programmes/kinds.ts'
import type { FoundMeasure } from '#server/measures/find-measure.ts'
import { type Reader, rowView, type StandingRow } from '#server/measures/list-store.ts'

type Standing = StandingRow & { limit_on: PlainDate | null; exit_reason: string | null }

/** Where these measures stand, with their names. */
export const listStandings = async (
  { tx, actor }: Reader,
  which: { measureId: string } | { householdId: string },
): Promise<Standing[]> => {
  const chosen =
    'measureId' in which ? sql`s.measure_id = ${which.measureId}` : sql`s.household_id = ${which.householdId}`
  const { rows } = await sql<Standing>`
    select s.*, v.name as programme_name, v.family, l.name as lead_name
    from measure_standing s
    join measure m on m.organisation_id = s.organisation_id and m.id = s.measure_id
    join programme_version v on v.organisation_id = m.organisation_id and v.programme_id = m.programme_id
      and v.number = m.programme_number
    left join membership l on l.organisation_id = s.organisation_id and l.id = s.lead_id
    where s.organisation_id = ${actor.organisationId} and ${chosen}
    order by s.closed_rank, coalesce(s.started_on, s.requested_on) desc, s.measure_id`.execute(tx)
  return rows
}

/** A measure as its household's page tells it. */
export const summaryOf = (measure: FoundMeasure, standing: Standing): z.input<typeof MeasureSummary> => {
  const asked = measure.facts.find((fact) => fact.kind === 'requested')
  return {
    ...rowView(standing, true),
    motive: measure.motive,
    prescriber: asked?.kind === 'requested' ? asked.prescriber : null,
    prescriberName: measure.prescriberName,
    phaseLabel: measure.definition.phases.find(({ key }) => key === standing.phase)?.label ?? standing.phase,
    exit: standing.exit_reason as ExitReason | null,
    limitOn: standing.limit_on,
  }
}
