import type { Tx } from '#server/db.ts'

/** The persons of a household, present and past, as `p`, each with their place in it, as `m`. */
export const personsOf = (tx: Tx, organisationId: string, householdId: string) =>
  tx
    .selectFrom('household_member as m')
    .innerJoin('person as p', (join) =>
      join.onRef('p.organisation_id', '=', 'm.organisation_id').onRef('p.id', '=', 'm.person_id'),
    )
    .where('m.organisation_id', '=', organisationId)
    .where('m.household_id', '=', householdId)
    .where('p.merged_into_id', 'is', null)
