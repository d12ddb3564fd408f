import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { MeasureStatus } from '#domain/measures/kinds.ts'
import { openStatuses } from '#domain/measures/kinds.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import type { Reader } from '#server/measures/list-store.ts'
import { useCase } from '#server/use-case.ts'

type Tally = {
  status: MeasureStatus
  programmeId: string
  phase: string | null
  leadId: string | null
  count: number
}

export const countMeasures = useCase(contract.measures.count, async (context) => {
  const tally = await readTally(context)
  const definitions = await listDefinitions(context)
  const isOpen = ({ status }: Tally) => (openStatuses as readonly string[]).includes(status)
  const sum = (rows: readonly Tally[]) => rows.reduce((total, { count }) => total + count, 0)
  const open = tally.filter(isOpen)
  const leads = Map.groupBy(
    open.filter(({ leadId }) => leadId !== null),
    ({ leadId }) => leadId ?? '',
  )
  const names = await listNames(context, [...leads.keys()])
  return {
    statuses: [...Map.groupBy(tally, ({ status }) => status)].map(([status, rows]) => ({
      status,
      count: sum(rows),
    })),
    programmes: [...Map.groupBy(tally, ({ programmeId }) => programmeId)]
      .map(([programmeId, rows]) => ({
        programmeId,
        name: definitions.get(programmeId)?.name ?? '',
        open: sum(rows.filter(isOpen)),
        total: sum(rows),
        phases: (definitions.get(programmeId)?.phases ?? []).map((phase) => ({
          ...phase,
          count: sum(rows.filter((row) => isOpen(row) && row.phase === phase.key)),
        })),
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'fr')),
    leads: [...leads]
      .map(([membershipId, rows]) => ({
        membershipId,
        name: names.get(membershipId) ?? '',
        open: sum(rows),
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'fr')),
  }
})

/** Who may read the list reads all of it: the totals need no reach of their own. */
const readTally = async ({ tx, actor }: Reader): Promise<Tally[]> =>
  (
    await sql<Tally>`select status, programme_id as "programmeId", phase, lead_id as "leadId",
        sum(delta)::int as count
      from measure_tally where organisation_id = ${actor.organisationId}
      group by 1, 2, 3, 4 having sum(delta) <> 0`.execute(tx)
  ).rows

type Words = Pick<ProgrammeDefinition, 'phases'> & { name: string }

/** Under the name and the phases of their last version. */
const listDefinitions = async ({ tx, actor }: Reader): Promise<Map<string, Words>> => {
  const { rows } = await sql<Words & { id: string }>`
    select distinct on (programme_id) programme_id as id, name, definition->'phases' as phases
    from programme_version where organisation_id = ${actor.organisationId}
    order by programme_id, number desc`.execute(tx)
  return new Map(rows.map((row) => [row.id, row]))
}

const listNames = async ({ tx, actor }: Reader, ids: readonly string[]): Promise<Map<string, string>> => {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('membership')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', 'in', ids)
    .select(['id', 'name'])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
