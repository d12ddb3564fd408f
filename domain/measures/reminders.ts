import type { TaskKind } from '#domain/casework/kinds.ts'
import type { MeasureDeadline } from '#domain/measures/deadlines.ts'
import type { DerivedMeasure } from '#domain/measures/derive.ts'
import { runningStatuses } from '#domain/measures/kinds.ts'
import { endingDays, silenceDays } from '#domain/measures/lists.ts'
import { addDays, formatDate, type PlainDate } from '#domain/plain-date.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'

/** Something that whoever follows the household is told from `tellOn`. `key` names the fact within the measure. */
export type Reminder = { key: string; kind: TaskKind; title: string; dueOn: PlainDate; tellOn: PlainDate }

/** Days ahead at which each deadline is told: time to meet the household before deciding. */
const daysAhead = { term: endingDays, review: 15, alert: 0, evaluation: 15 } as const
const kindOf = {
  term: 'measure-term',
  review: 'measure-review',
  alert: 'measure-alert',
  evaluation: 'measure-evaluation',
} as const satisfies Record<MeasureDeadline['kind'], TaskKind>

/** Everything a measure will ask for unless a fact or a contact comes first. */
export const remindersOf = (
  definition: ProgrammeDefinition,
  derived: DerivedMeasure,
  contact: { lastContactOn: PlainDate | null; meetingWeeks: number | null },
): Reminder[] => [
  ...derived.deadlines.map((deadline) => ({
    key: `${deadline.kind}/${deadline.dueOn}`,
    kind: kindOf[deadline.kind],
    title: `${definition.name} : ${deadline.label.charAt(0).toLowerCase()}${deadline.label.slice(1)}`,
    dueOn: deadline.dueOn,
    tellOn: addDays(deadline.dueOn, -daysAhead[deadline.kind]),
  })),
  ...silence(definition, derived, contact),
]

/** The weeks between two meetings: the programme's, or those agreed with the household. */
export const rhythmOf = (definition: ProgrammeDefinition, agreedWeeks: number | null): number | null =>
  definition.rhythm.kind === 'fixed' ? definition.rhythm.everyWeeks : agreedWeeks

/** The day by which the household should be met again at its rhythm; null when no rhythm is known. */
export const nextMeetingOn = (
  definition: ProgrammeDefinition,
  { status, startedOn }: Pick<DerivedMeasure, 'status' | 'startedOn'>,
  { lastContactOn, meetingWeeks }: { lastContactOn: PlainDate | null; meetingWeeks: number | null },
): PlainDate | null => {
  const weeks = rhythmOf(definition, meetingWeeks)
  const since = lastContactOn ?? startedOn
  return weeks === null || since === null || !isRunning(status) || status === 'suspended'
    ? null
    : addDays(since, weeks * 7)
}

const isRunning = (status: DerivedMeasure['status']) =>
  (runningStatuses as readonly string[]).includes(status)

/** During a suspension nobody is late in meeting the household. */
const silence = (
  definition: ProgrammeDefinition,
  derived: DerivedMeasure,
  contact: { lastContactOn: PlainDate | null; meetingWeeks: number | null },
): Reminder[] => {
  const { status, startedOn } = derived
  if (startedOn === null || !isRunning(status) || status === 'suspended') return []
  const since = contact.lastContactOn ?? startedOn
  const dueOn = nextMeetingOn(definition, derived, contact) ?? addDays(since, silenceDays)
  const told = contact.lastContactOn
    ? `dernier échange le ${formatDate(contact.lastContactOn)}`
    : `aucun échange depuis le début, le ${formatDate(startedOn)}`
  return [
    {
      key: `silence/${since}`,
      kind: 'measure-silence',
      title: `${definition.name} : reprendre contact, ${told}`,
      dueOn,
      tellOn: addDays(dueOn, 1),
    },
  ]
}
