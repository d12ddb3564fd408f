import { contract } from '#contract/index.ts'
import { endSessions } from '#server/identity/end-sessions.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import {
  findMember,
  findTeam,
  hasOtherAdministrator,
  lockMembers,
  memberView,
  updateMemberRow,
} from './store.ts'

export const updateMember = useCase(
  contract.identity.updateMember,
  async (context, { membershipId, version, ...change }) => {
    const { refuse, today } = context
    await lockMembers(context)
    const member = await findMember(context, membershipId)
    if (!member) return refuse('unknown-record')
    if (member.version !== version) return refuse('stale-version', memberView(member))
    const stays = change.role === 'administrator' && change.endedOn === null
    if (member.role === 'administrator' && !stays && !(await hasOtherAdministrator(context, membershipId)))
      return refuse('last-administrator')
    if (change.teamId && change.teamId !== member.teamId && !(await findTeam(context, change.teamId)))
      return refuse('unknown-team')

    await updateMemberRow(context, membershipId, change)
    if (change.endedOn !== null && change.endedOn < today) await endSessions(context.tx, member.userId)
    const { name, role, teamId, endedOn } = member
    await record(context, {
      act: 'member-changed',
      subject: { kind: 'membership', id: membershipId },
      before: { name, role, teamId, endedOn },
      after: change,
    })
    const changed = await findMember(context, membershipId)
    return changed ? memberView(changed) : refuse('unknown-record')
  },
)
