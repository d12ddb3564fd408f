import type { HousingProjectRow } from '#contract/housing-projects.ts'
import { contract } from '#contract/index.ts'
import { projectStages } from '#domain/housing-projects/kinds.ts'
import { standProject } from '#domain/housing-projects/stand.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { countRows } from '#server/count-rows.ts'
import {
  findProject,
  listFamilies,
  listProjectPartners,
  listProjects,
  listProjectsOf,
  type ProjectRow,
  projectsUpTo,
  sumProjects,
} from '#server/housing-projects/project-store.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import { listPartnerRows } from '#server/partners/partner-rows.ts'
import { withinReach } from '#server/reach.ts'
import { useCase } from '#server/use-case.ts'

const viewOf = (row: ProjectRow, today: PlainDate): HousingProjectRow => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  commune: { code: row.communeCode, name: row.communeName },
  epci: row.epciCode && row.epciName ? { code: row.epciCode, name: row.epciName } : null,
  plannedDwellings: row.plannedDwellings,
  plannedPlots: row.plannedPlots,
  deliveredDwellings: row.deliveredDwellings,
  deliveredPlots: row.deliveredPlots,
  families: row.families,
  responsibleName: row.responsibleName,
  ...standProject(row.stages, today),
})

export const list = useCase(contract.housingProjects.list, async (context, { after, limit, ...filter }) => {
  const rows = await listProjects(context, filter, decodeKey(after, 2), limit)
  const page = cutPage(rows, limit, ({ sortKey, id }) => encodeKey(sortKey, id))
  return {
    rows: page.rows.map((row) => viewOf(row, context.today)),
    next: page.next,
    total: await countRows(context.tx, projectsUpTo(context, filter)),
  }
})

export const count = useCase(contract.housingProjects.count, (context, filter) =>
  sumProjects(context, filter),
)

export const open = useCase(contract.housingProjects.open, async (context, { projectId }) => {
  const row = await findProject(context, projectId)
  if (!row) return context.refuse('unknown-record')
  const within = withinReach(context.actor, context.today, 'read-housing-projects', 'h.id')
  const families = await listFamilies(context, projectId, within)
  return {
    ...viewOf(row, context.today),
    version: row.version,
    responsibleId: row.responsibleId,
    summary: row.summary,
    stages: row.stages.toSorted((a, b) => projectStages.indexOf(a.kind) - projectStages.indexOf(b.kind)),
    partners: await listProjectPartners(context, projectId),
    households: families.map(({ measureId, programme, ...family }) => ({
      ...family,
      measure: measureId ? { id: measureId, programme: programme ?? 'Mesure' } : null,
    })),
  }
})

export const ofHousehold = useCase(contract.housingProjects.ofHousehold, async (context, { householdId }) => {
  const rows = await listProjectsOf(context, householdId)
  return { rows: rows.map((row) => viewOf(row, context.today)) }
})

export const choices = useCase(contract.housingProjects.choices, async (context) => {
  const partners = await listPartnerRows(context)
  return {
    partners: partners
      .filter(({ archived_on }) => archived_on === null)
      .map(({ id, name }) => ({ id, name })),
  }
})
