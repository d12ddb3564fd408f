import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import { findTeam, teamNameTaken } from './store.ts'

export const renameTeam = useCase(
  contract.identity.renameTeam,
  async (context, { teamId, version, name }) => {
    const { tx, actor, refuse } = context
    const team = await findTeam(context, teamId)
    if (!team) return refuse('unknown-team')
    if (team.version !== version) return refuse('stale-version', team)
    if (await teamNameTaken(context, name, teamId)) return refuse('name-taken')
    await tx
      .updateTable('team')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', teamId)
      .set({ name, version: version + 1 })
      .execute()
    await record(context, {
      act: 'team-renamed',
      subject: { kind: 'team', id: teamId },
      before: { name: team.name },
      after: { name },
    })
    return { ...team, name, version: version + 1 }
  },
)
