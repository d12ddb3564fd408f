import { type Reminder, remindersOf } from '#domain/measures/reminders.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { raiseTasks, settleRaisedTasks } from '#server/casework/raise-task.ts'
import type { Tx } from '#server/db.ts'
import { type RefreshedMeasure, refreshStandings } from '#server/measures/refresh-standing.ts'

type Telling = {
  tx: Tx
  actor: { organisationId: string; membershipId?: string }
  today: PlainDate
  now: Date
}

/** Draws standings again, raises the tasks whose day has come, and settles those that no longer have an object. */
export const tellMeasures = async (
  context: Telling,
  measureIds: readonly string[],
): Promise<RefreshedMeasure[]> => {
  const { tx, actor, today } = context
  const refreshed = await refreshStandings(tx, actor.organisationId, measureIds, today)
  const awaited = refreshed.map((measure) => ({ measure, reminders: remindersOf(...awaitedBy(measure)) }))
  await raiseTasks(
    context,
    awaited.flatMap(({ measure, reminders }) =>
      reminders.filter(({ tellOn }) => tellOn <= today).map((reminder) => taskOf(measure, reminder)),
    ),
  )
  const keys = new Set(
    awaited.flatMap(({ measure, reminders }) => reminders.map(({ key }) => originKey(measure, key))),
  )
  const told = await listToldKeys(context, refreshed)
  await settleRaisedTasks(
    context,
    told.filter((key) => !keys.has(key)),
    'La mesure a avancé : ce rappel n’a plus d’objet.',
  )
  return refreshed
}

const awaitedBy = ({ definition, derived, lastContactOn, meetingWeeks }: RefreshedMeasure) =>
  [definition, derived, { lastContactOn, meetingWeeks }] as const

const prefixOf = (measureId: string) => `measure/${measureId}/`
const originKey = ({ measureId }: RefreshedMeasure, key: string) => `${prefixOf(measureId)}${key}`

const taskOf = (measure: RefreshedMeasure, { key, kind, title, dueOn }: Reminder) => ({
  householdId: measure.householdId,
  assigneeId: null,
  kind,
  title,
  dueOn,
  compartment: 'social' as const,
  originKey: originKey(measure, key),
  link: `accompagnements/${measure.measureId}`,
})

const listToldKeys = async (
  { tx, actor }: Telling,
  measures: readonly RefreshedMeasure[],
): Promise<string[]> => {
  if (measures.length === 0) return []
  const rows = await tx
    .selectFrom('task')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', 'in', [...new Set(measures.map(({ householdId }) => householdId))])
    .where('closed_at', 'is', null)
    .where('origin_key', 'is not', null)
    .select('origin_key')
    .execute()
  const prefixes = new Set(measures.map(({ measureId }) => prefixOf(measureId)))
  return rows
    .map(({ origin_key }) => origin_key ?? '')
    .filter((key) => prefixes.has(key.slice(0, prefixOf(firstId).length)))
}

/** Identifiers are all of one length: the prefix of a key can be cut without looking for its end. */
const firstId = '00000000-0000-0000-0000-000000000000'
