import { contract } from '#contract/index.ts'
import type { Role } from '#domain/access.ts'
import { useCase } from '#server/use-case.ts'

export const listColleagues = useCase(contract.identity.listColleagues, async ({ tx, actor, today }) => {
  const rows = await tx
    .selectFrom('membership as m')
    .leftJoin('team as t', (join) =>
      join.onRef('t.organisation_id', '=', 'm.organisation_id').onRef('t.id', '=', 'm.team_id'),
    )
    .where('m.organisation_id', '=', actor.organisationId)
    .where((eb) => eb.or([eb('m.ended_on', 'is', null), eb('m.ended_on', '>=', today)]))
    .select(['m.id', 'm.name', 'm.role', 't.name as team'])
    .orderBy('m.name')
    .execute()
  return { rows: rows.map((row) => ({ ...row, role: row.role as Role })) }
})
