import { contract } from '#contract/index.ts'
import type { Role } from '#domain/access.ts'
import { addDays } from '#domain/plain-date.ts'
import { endSessions } from '#server/identity/end-sessions.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import { findMember, hasOtherAdministrator, lockMembers, memberView, updateMemberRow } from './store.ts'

/** The last day of work was yesterday: the next request finds no membership, and no session either. */
export const deactivateMember = useCase(
  contract.identity.deactivateMember,
  async (context, { membershipId, version }) => {
    const { refuse, today, tx } = context
    await lockMembers(context)
    const member = await findMember(context, membershipId)
    if (!member) return refuse('unknown-record')
    if (member.version !== version) return refuse('stale-version', memberView(member))
    if (member.role === 'administrator' && !(await hasOtherAdministrator(context, membershipId)))
      return refuse('last-administrator')

    const endedOn = addDays(today, -1)
    const { name, teamId, userId } = member
    await updateMemberRow(context, membershipId, { name, role: member.role as Role, teamId, endedOn })
    await endSessions(tx, userId)
    await record(context, {
      act: 'member-deactivated',
      subject: { kind: 'membership', id: membershipId },
      before: { endedOn: member.endedOn },
      after: { endedOn },
    })
    const changed = await findMember(context, membershipId)
    return changed ? memberView(changed) : refuse('unknown-record')
  },
)
