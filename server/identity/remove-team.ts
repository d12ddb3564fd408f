import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import { findTeam } from './store.ts'

export const removeTeam = useCase(contract.identity.removeTeam, async (context, { teamId, version }) => {
  const { tx, actor, refuse } = context
  const team = await findTeam(context, teamId)
  if (!team) return refuse('unknown-team')
  if (team.version !== version) return refuse('stale-version', team)
  const use = (table: 'membership' | 'invitation') =>
    tx
      .selectFrom(table)
      .where('organisation_id', '=', actor.organisationId)
      .where('team_id', '=', teamId)
      .select('id')
      .limit(1)
      .executeTakeFirst()
  if ((await use('membership')) ?? (await use('invitation'))) return refuse('team-in-use')
  await tx
    .deleteFrom('team')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', teamId)
    .execute()
  await record(context, {
    act: 'team-removed',
    subject: { kind: 'team', id: teamId },
    before: { name: team.name },
  })
  return {}
})
