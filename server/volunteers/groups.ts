import { contract } from '#contract/index.ts'
import { findColleague } from '#server/casework/find-colleague.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import {
  endGroupMember,
  insertGroup,
  insertGroupMember,
  isGroupBusy,
  isInGroup,
  listGroupRows,
  lockGroup,
  updateGroup,
} from '#server/volunteers/group-store.ts'
import { countPairs } from '#server/volunteers/pair-store.ts'

export const listGroups = useCase(contract.volunteers.listGroups, async (context) => ({
  groups: await listGroupRows(context),
  beyond: (await countPairs(context, { state: 'beyond' })).count,
}))

export const addGroup = useCase(contract.volunteers.addGroup, async (context, group) => {
  const groupId = await insertGroup(context, group)
  await record(context, {
    act: 'volunteer-group-added',
    subject: { kind: 'volunteer-group', id: groupId },
    after: { name: group.name },
  })
  return { groupId }
})

export const changeGroup = useCase(
  contract.volunteers.changeGroup,
  async (context, { groupId, version, name, place, closedOn }) => {
    const group = await lockGroup(context, groupId)
    if (!group) return context.refuse('unknown-record')
    if (group.version !== version) return context.refuse('stale-version', group)
    if (closedOn && (await isGroupBusy(context, groupId, closedOn))) return context.refuse('group-busy')
    await updateGroup(context, groupId, { name, place, closed_on: closedOn, version: version + 1 })
    await record(context, {
      act: closedOn && !group.closedOn ? 'volunteer-group-closed' : 'volunteer-group-changed',
      subject: { kind: 'volunteer-group', id: groupId },
      before: { name: group.name },
      after: { name },
    })
    return { version: version + 1 }
  },
)

export const addGroupMember = useCase(
  contract.volunteers.addMember,
  async (context, { groupId, membershipId, fromOn, capacity }) => {
    const group = await lockGroup(context, groupId)
    if (!group) return context.refuse('unknown-record')
    if (group.closedOn) return context.refuse('group-closed')
    const colleague = await findColleague(context, membershipId)
    if (!colleague) return context.refuse('unknown-member')
    if (await isInGroup(context, groupId, membershipId, fromOn)) return context.refuse('already-member')
    const part = colleague.role === 'volunteer' ? 'volunteer' : 'professional'
    await insertGroupMember(context, {
      groupId,
      membershipId,
      part,
      fromOn,
      capacity: part === 'volunteer' ? capacity : null,
    })
    await record(context, {
      act: 'volunteer-group-joined',
      subject: { kind: 'volunteer-group', id: groupId },
      after: { name: colleague.name, fromOn },
    })
    return { part } as const
  },
)

export const endMember = useCase(contract.volunteers.endMember, async (context, end) => {
  if (end.untilOn < end.fromOn) return context.refuse('ends-before-starting')
  if (!(await endGroupMember(context, end))) return context.refuse('unknown-record')
  await record(context, {
    act: 'volunteer-group-left',
    subject: { kind: 'volunteer-group', id: end.groupId },
    after: { untilOn: end.untilOn },
  })
  return {}
})
