import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { raiseTasks, settleRaisedTasks } from '#server/casework/raise-task.ts'
import type { Recorder } from '#server/funding/recorder.ts'

/** Something with deadlines: a file, or an offer. */
export type Followed = {
  /** Begins the key of each of its tasks. */
  prefix: string
  householdId: string
  assigneeId: string | null
  /** « Dossier 2026-00042 » */
  name: string
  link: string
  deadlines: readonly { key: string; dueOn: PlainDate; label: string }[]
}

/** Days before a deadline at which it is told. */
const tellDaysBefore = 3
const tellOn = (dueOn: PlainDate) => addDays(dueOn, -tellDaysBefore)

/** The next day on which something changes, or is to be told. */
export const nextChangeOf = (
  changesOn: PlainDate | null,
  deadlines: readonly { dueOn: PlainDate }[],
  today: PlainDate,
): PlainDate | null =>
  [changesOn, ...deadlines.map(({ dueOn }) => tellOn(dueOn))]
    .filter((day): day is PlainDate => day !== null && day > today)
    .toSorted()[0] ?? null

/** Tells whoever reviews what is due, and settles what is no longer. */
export const tellDeadlines = async (
  context: Recorder,
  kind: 'application-due' | 'offer-due',
  followed: readonly Followed[],
  settledWords: string,
): Promise<void> => {
  const due = followed.flatMap((one) =>
    one.deadlines
      .filter(({ dueOn }) => tellOn(dueOn) <= context.today)
      .map(({ key, dueOn, label }) => ({
        householdId: one.householdId,
        assigneeId: one.assigneeId,
        kind,
        title: `${one.name} : ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
        dueOn,
        compartment: 'social' as const,
        originKey: `${one.prefix}${key}/${dueOn}`,
        link: one.link,
      })),
  )
  await raiseTasks(context, due)
  const live = new Set(due.map(({ originKey }) => originKey))
  const told = await listToldKeys(context, kind, followed)
  await settleRaisedTasks(
    context,
    told.filter((key) => !live.has(key)),
    settledWords,
  )
}

const listToldKeys = async (
  { tx, actor }: Recorder,
  kind: string,
  followed: readonly Followed[],
): Promise<string[]> => {
  if (followed.length === 0) return []
  const rows = await tx
    .selectFrom('task')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', 'in', [...new Set(followed.map(({ householdId }) => householdId))])
    .where('closed_at', 'is', null)
    .where('kind', '=', kind)
    .select('origin_key')
    .execute()
  return rows
    .map(({ origin_key }) => origin_key ?? '')
    .filter((key) => followed.some(({ prefix }) => key.startsWith(prefix)))
}
