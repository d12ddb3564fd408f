import { contract } from '#contract/index.ts'
import { type Role, reachOf } from '#domain/access.ts'
import { findColleague } from '#server/casework/find-colleague.ts'
import { listDayAppointments, listDayTasks } from '#server/my-day/due.ts'
import { countFollowed, listForgotten } from '#server/my-day/forgotten.ts'
import { listNews } from '#server/my-day/news.ts'
import { useCase } from '#server/use-case.ts'

const accompanies = (role: Role) => reachOf(role, 'accompany') !== 'never'
const nobody = { rows: [], total: { count: 0, exact: true } }

export const openDay = useCase(contract.myDay.open, async (context, { memberId }) => {
  const { tx, actor, today } = context
  const mayLookAtOthers = reachOf(actor.role, 'read-colleagues-day') !== 'never'
  if (memberId && memberId !== actor.membershipId && !mayLookAtOthers)
    return context.refuse('not-yours-to-see')
  const member = await findColleague(context, memberId ?? actor.membershipId)
  if (!member) return context.refuse('unknown-record')
  // The reader stays the one who asks: a colleague's day shows nothing that one may not see.
  const day = { tx, reader: { actor, today }, memberId: member.id, role: member.role as Role }
  const { rows: tasks, counts } = await listDayTasks(day)
  return {
    today,
    member: { id: member.id, name: member.name },
    mayLookAtOthers,
    tasks,
    counts,
    appointments: await listDayAppointments(day, context.now),
    // A volunteer keeps to the rhythm agreed with the household, and does not read when professionals met it.
    forgotten: accompanies(actor.role) ? nobody : await listForgotten(day),
    news: await listNews(day),
    followedHouseholds: await countFollowed(day),
  }
})
