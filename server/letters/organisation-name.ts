import type { Tx } from '#server/db.ts'

export const findOrganisationName = async (tx: Tx, organisationId: string): Promise<string> => {
  const { name } = await tx
    .selectFrom('organisation')
    .where('id', '=', organisationId)
    .select('name')
    .executeTakeFirstOrThrow()
  return name
}
