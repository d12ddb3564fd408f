import type { HousingProjectKind, ProjectPart } from '#domain/housing-projects/kinds.ts'
import type { DatedStage } from '#domain/housing-projects/stand.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>

export type Described = {
  name: string
  kind: HousingProjectKind
  commune: {
    communeCode: string
    name: string
    epciCode: string | null
    epciName: string | null
    departementCode: string
    regionCode: string | null
  }
  responsibleId: string | null
  summary: string | null
  plannedDwellings: number
  plannedPlots: number
  deliveredDwellings: number
  deliveredPlots: number
}

const columnsOf = ({ commune, ...one }: Described) => ({
  name: one.name,
  kind: one.kind,
  commune_code: commune.communeCode,
  commune_name: commune.name,
  epci_code: commune.epciCode,
  epci_name: commune.epciName,
  departement_code: commune.departementCode,
  region_code: commune.regionCode,
  responsible_id: one.responsibleId,
  summary: one.summary,
  planned_dwellings: one.plannedDwellings,
  planned_plots: one.plannedPlots,
  delivered_dwellings: one.deliveredDwellings,
  delivered_plots: one.deliveredPlots,
})

export const insertProject = async ({ tx, actor, now }: Acting, id: string, one: Described) => {
  await tx
    .insertInto('housing_project')
    .values({
      organisation_id: actor.organisationId,
      id,
      created_by: actor.membershipId,
      created_at: now,
      ...columnsOf(one),
    })
    .execute()
}

/** Tells the version that stands: the project is locked, nobody else writes. */
export const bumpProject = async (
  { tx, actor }: Here,
  { id, version }: { id: string; version: number },
  change?: Described,
): Promise<number> => {
  await tx
    .updateTable('housing_project')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .set({ ...(change && columnsOf(change)), version: version + 1 })
    .execute()
  return version + 1
}

/** A stage without a day is none. */
export const writeStage = async (
  { tx, actor }: Here,
  projectId: string,
  { kind, expectedOn, reachedOn }: DatedStage,
): Promise<void> => {
  await tx
    .deleteFrom('housing_project_stage')
    .where('organisation_id', '=', actor.organisationId)
    .where('project_id', '=', projectId)
    .where('kind', '=', kind)
    .execute()
  if (expectedOn === null && reachedOn === null) return
  await tx
    .insertInto('housing_project_stage')
    .values({
      organisation_id: actor.organisationId,
      project_id: projectId,
      kind,
      expected_on: expectedOn,
      reached_on: reachedOn,
    })
    .execute()
}

type Link = { partnerId: string; part: ProjectPart }

export const insertLink = async ({ tx, actor }: Here, projectId: string, { partnerId, part }: Link) => {
  await tx
    .insertInto('housing_project_partner')
    .values({ organisation_id: actor.organisationId, project_id: projectId, partner_id: partnerId, part })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export const deleteLink = async (
  { tx, actor }: Here,
  projectId: string,
  { partnerId, part }: Link,
): Promise<boolean> => {
  const { numDeletedRows } = await tx
    .deleteFrom('housing_project_partner')
    .where('organisation_id', '=', actor.organisationId)
    .where('project_id', '=', projectId)
    .where('partner_id', '=', partnerId)
    .where('part', '=', part)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export type FamilyDays = {
  joinedOn: PlainDate
  leftOn: PlainDate | null
  settledOn: PlainDate | null
  measureId: string | null
}

export const upsertFamily = async (
  { tx, actor }: Here,
  projectId: string,
  householdId: string,
  { joinedOn, leftOn, settledOn, measureId }: FamilyDays,
): Promise<void> => {
  const days = { joined_on: joinedOn, left_on: leftOn, settled_on: settledOn, measure_id: measureId }
  await tx
    .insertInto('housing_project_household')
    .values({
      organisation_id: actor.organisationId,
      project_id: projectId,
      household_id: householdId,
      ...days,
    })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'project_id', 'household_id']).doUpdateSet(days),
    )
    .execute()
}
