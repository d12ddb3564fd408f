import { sql } from 'kysely'
import type { AidZone } from '#domain/rights/aid-facts.ts'
import { noAnswers, type RightsAnswers } from '#domain/rights/facts.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx'> & { actor: { organisationId: string } }
export type NotedAnswers = { answers: RightsAnswers; version: number }

export const readAnswers = async (here: Here, householdId: string): Promise<NotedAnswers> =>
  (await readManyAnswers(here, [householdId])).get(householdId) ?? { answers: noAnswers, version: 0 }

/** What was answered of each household for which something was. */
export const readManyAnswers = async (
  { tx, actor }: Here,
  householdIds: readonly string[],
): Promise<Map<string, NotedAnswers>> => {
  const { rows } = await sql<RightsAnswers & { householdId: string; version: number }>`
    select household_id as "householdId", tenure, zone, home_kind as "homeKind",
      is_under_convention as "isUnderConvention", is_social_landlord as "isSocialLandlord",
      area_square_decimetres as "areaSquareDecimetres", has_disability as "hasDisability",
      is_isolated_parent as "isIsolatedParent", supplement_zone as "supplementZone",
      is_exempt_area as "isExemptArea", was_above_ceilings as "wasAboveCeilings", version
    from rights_answer
    where organisation_id = ${actor.organisationId} and household_id = any(${householdIds}::uuid[])`.execute(
    tx,
  )
  return new Map(rows.map(({ householdId, version, ...answers }) => [householdId, { answers, version }]))
}

export const writeAnswers = async (
  { tx, actor, today }: Pick<Acting, 'tx' | 'actor' | 'today'>,
  householdId: string,
  answers: RightsAnswers,
  version: number,
): Promise<void> => {
  const columns = {
    tenure: answers.tenure,
    zone: answers.zone,
    home_kind: answers.homeKind,
    is_under_convention: answers.isUnderConvention,
    is_social_landlord: answers.isSocialLandlord,
    area_square_decimetres: answers.areaSquareDecimetres,
    has_disability: answers.hasDisability,
    is_isolated_parent: answers.isIsolatedParent,
    supplement_zone: answers.supplementZone,
    is_exempt_area: answers.isExemptArea,
    was_above_ceilings: answers.wasAboveCeilings,
    changed_by: actor.membershipId,
    changed_on: today,
    version: version + 1,
  }
  await tx
    .insertInto('rights_answer')
    .values({ organisation_id: actor.organisationId, household_id: householdId, ...columns })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'household_id']).doUpdateSet(columns))
    .execute()
}

export const findZoneOfCommune = async (
  { tx, actor }: Here,
  communeCode: string,
): Promise<AidZone | null> => {
  const row = await tx
    .selectFrom('aid_zone')
    .where('organisation_id', '=', actor.organisationId)
    .where('commune_code', '=', communeCode)
    .select('zone')
    .executeTakeFirst()
  return (row?.zone as AidZone | undefined) ?? null
}

/** By commune, as told once for the organisation. */
export const readZones = async ({ tx, actor }: Here): Promise<Map<string, AidZone>> => {
  const rows = await tx
    .selectFrom('aid_zone')
    .where('organisation_id', '=', actor.organisationId)
    .select(['commune_code', 'zone'])
    .execute()
  return new Map(rows.map(({ commune_code, zone }) => [commune_code, zone as AidZone]))
}

/** What was said last of a commune stands for every household there. */
export const keepZoneOfCommune = async (
  { tx, actor, today }: Pick<Acting, 'tx' | 'actor' | 'today'>,
  communeCode: string,
  zone: AidZone,
): Promise<void> => {
  const columns = { zone, recorded_by: actor.membershipId, recorded_on: today }
  await tx
    .insertInto('aid_zone')
    .values({ organisation_id: actor.organisationId, commune_code: communeCode, ...columns })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'commune_code']).doUpdateSet(columns))
    .execute()
}
