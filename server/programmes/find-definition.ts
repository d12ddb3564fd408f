import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import type { Tx } from '#server/db.ts'

export type FoundDefinition = { definition: ProgrammeDefinition; number: number; closedOn: string | null }

const versions = (tx: Tx, organisationId: string, programmeId: string) =>
  tx
    .selectFrom('programme_version as v')
    .innerJoin('programme as p', (join) =>
      join.onRef('p.organisation_id', '=', 'v.organisation_id').onRef('p.id', '=', 'v.programme_id'),
    )
    .where('v.organisation_id', '=', organisationId)
    .where('v.programme_id', '=', programmeId)
    .select(['v.definition', 'v.number', 'p.closed_on as closedOn'])

/** The version of a programme that a measure began with. */
export const findDefinition = async (
  tx: Tx,
  organisationId: string,
  programmeId: string,
  number: number,
): Promise<ProgrammeDefinition | undefined> => {
  const row = await versions(tx, organisationId, programmeId)
    .where('v.number', '=', number)
    .executeTakeFirst()
  return row?.definition as ProgrammeDefinition | undefined
}

/** What a measure that begins today begins with; undefined while nothing is published. */
export const latestDefinition = async (
  tx: Tx,
  organisationId: string,
  programmeId: string,
): Promise<FoundDefinition | undefined> => {
  const row = await versions(tx, organisationId, programmeId)
    .orderBy('v.number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...row, definition: row.definition as ProgrammeDefinition }
}
