import { sql } from 'kysely'
import type { DayBucket, DayTask } from '#contract/my-day.ts'
import { addDays, daysBetween, type PlainDate } from '#domain/plain-date.ts'
import { appointmentView, appointmentViews } from '#server/casework/appointment-store.ts'
import { tasksOf, taskView, taskViews } from '#server/casework/task-store.ts'
import type { Day } from '#server/my-day/day.ts'

const weekDays = 7
/** How far ahead what a rule raised is announced. */
const alertDays = 30
const shownPerBucket = 50

const bucketOf = (dueOn: PlainDate, today: PlainDate): DayBucket => {
  if (dueOn < today) return 'late'
  if (dueOn === today) return 'today'
  return dueOn <= addDays(today, weekDays) ? 'week' : 'ahead'
}

const dueTasks = ({ tx, reader, memberId, role }: Day) => {
  const { today, actor } = reader
  const member = { organisationId: actor.organisationId, membershipId: memberId, role }
  return taskViews(tx, reader)
    .where(tasksOf(member, today, 'x'))
    .where('x.closed_at', 'is', null)
    .where('x.due_on', '<=', addDays(today, alertDays))
    .where((eb) =>
      eb.or([eb('x.due_on', '<=', addDays(today, weekDays)), eb('x.origin_key', 'is not', null)]),
    )
}

/** The most urgent first, as many per bucket as a person can read, with the true count of each. */
export const listDayTasks = async (day: Day) => {
  const { today } = day.reader
  const ranked = dueTasks(day).select(
    sql<string>`case when x.due_on < ${today} then 'late' when x.due_on = ${today} then 'today'
      when x.due_on <= ${addDays(today, weekDays)} then 'week' else 'ahead' end`.as('bucket'),
  )
  const found = await day.tx
    .selectFrom(ranked.as('t'))
    .selectAll('t')
    .select(sql<number>`count(*) over (partition by t.bucket)`.as('in_bucket'))
    .select(sql<number>`row_number() over (partition by t.bucket order by t.due_on, t.id)`.as('place'))
    .orderBy('t.due_on')
    .orderBy('t.id')
    .execute()
  const counts: Record<DayBucket, number> = { late: 0, today: 0, week: 0, ahead: 0 }
  for (const row of found) counts[bucketOf(row.due_on, today)] = row.in_bucket
  const rows: DayTask[] = found
    .filter(({ place }) => place <= shownPerBucket)
    .map((row) => ({
      ...taskView(row),
      bucket: bucketOf(row.due_on, today),
      lateDays: daysBetween(row.due_on, today),
    }))
  return { rows, counts }
}

/** Today's, past hours included, and the week's. */
export const listDayAppointments = async ({ tx, reader, memberId }: Day, now: Date) => {
  const rows = await appointmentViews(tx, reader)
    .where('x.membership_id', '=', memberId)
    .where('x.cancelled_at', 'is', null)
    .where(sql<boolean>`(x.starts_at at time zone 'Europe/Paris')::date >= ${reader.today}`)
    .where('x.starts_at', '<', new Date(now.getTime() + weekDays * 86_400_000))
    .orderBy('x.starts_at')
    .limit(50)
    .execute()
  return rows.map(appointmentView)
}
