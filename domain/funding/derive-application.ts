import {
  type ApplicationFact,
  type ApplicationStatus,
  applicationEventLabels,
  openApplicationStatuses,
} from '#domain/funding/application-facts.ts'
import { type ApplicationCourse, lineOf, walkApplication } from '#domain/funding/walk-application.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { addDays, compareDates, formatDate, type PlainDate } from '#domain/plain-date.ts'

export type ApplicationDeadlineKind = 'check' | 'documents' | 'decision' | 'sitting'
export type ApplicationDeadline = {
  kind: ApplicationDeadlineKind
  dueOn: PlainDate
  label: string
  why: string
}

/** Where a file stands on a day. */
export type DerivedApplication = {
  status: ApplicationStatus
  isOpen: boolean
  course: ApplicationCourse
  deadlines: ApplicationDeadline[]
  nextDue: ApplicationDeadline | null
  /** The next day on which a fact dated later counts; null when nothing is to come. */
  changesOn: PlainDate | null
  /** Facts that change nothing where they fall. */
  unplaced: ApplicationFact[]
}

/** The standing of a file of these lines: its facts walked in date order, whatever their order of entry. */
export const deriveApplication = (
  lineIds: readonly string[],
  facts: readonly ApplicationFact[],
  params: ParameterReader,
  today: PlainDate,
): DerivedApplication => {
  const { course, taken } = walkApplication(facts.filter(({ on }) => on <= today))
  const status = statusOf(course, lineIds)
  const deadlines = openDeadlines(course, status, params).toSorted((a, b) => compareDates(a.dueOn, b.dueOn))
  return {
    status,
    isOpen: isOpenStatus(status),
    course,
    deadlines,
    nextDue: deadlines[0] ?? null,
    changesOn:
      facts
        .map(({ on }) => on)
        .filter((day) => day > today)
        .toSorted()[0] ?? null,
    unplaced: taken.filter(({ isPlaced }) => !isPlaced).map(({ fact }) => fact),
  }
}

const isOpenStatus = (status: ApplicationStatus) =>
  (openApplicationStatuses as readonly ApplicationStatus[]).includes(status)

const statusOf = (course: ApplicationCourse, lineIds: readonly string[]): ApplicationStatus => {
  if (course.stage === 'draft' || course.stage === 'abandoned' || course.stage === 'incomplete')
    return course.stage
  if (course.stage !== 'review') return course.stage
  const states = lineIds.map((id) => lineOf(course, id).state)
  if (states.includes('on-agenda')) return 'before-committee'
  if (states.includes('adjourned')) return 'adjourned'
  if (states.length === 0 || states.includes('open')) return 'under-review'
  if (states.every((state) => state === 'refused')) return 'refused'
  return states.includes('refused') ? 'partly-granted' : 'granted'
}

/** No file that someone is waiting for is without a day. */
const openDeadlines = (
  course: ApplicationCourse,
  status: ApplicationStatus,
  params: ParameterReader,
): ApplicationDeadline[] => {
  const { filedOn, completeOn, awaited } = course
  switch (status) {
    case 'filed': {
      const days = params.readNearest('application.check-days')
      return filedOn === null
        ? []
        : [after(filedOn, days, 'check', 'Vérifier que le dossier est complet', 'le dépôt')]
    }
    case 'incomplete':
      return awaitedDeadlines(course, params)
    case 'complete':
    case 'under-review':
    case 'adjourned': {
      const since = completeOn ?? filedOn
      const days = params.readNearest('application.decision-days')
      return since === null ? [] : [after(since, days, 'decision', 'Décider', 'le dossier complet')]
    }
    case 'before-committee':
      return sittingDeadlines(course)
    default:
      return awaited.size > 0 && status === 'draft' ? awaitedDeadlines(course, params) : []
  }
}

const after = (
  from: PlainDate,
  days: number,
  kind: ApplicationDeadlineKind,
  label: string,
  what: string,
): ApplicationDeadline => ({
  kind,
  dueOn: addDays(from, days),
  label,
  why: `${days} jours après ${what}, le ${formatDate(from)}`,
})

const awaitedDeadlines = (course: ApplicationCourse, params: ParameterReader): ApplicationDeadline[] => {
  const days = [...course.awaited.values()].toSorted()
  const first = days[0]
  if (first !== undefined)
    return [
      {
        kind: 'documents',
        dueOn: first,
        label: `Relancer : ${days.length === 1 ? 'un document attendu' : `${days.length} documents attendus`}`,
        why: `réponse demandée pour le ${formatDate(first)}`,
      },
    ]
  // Everything came in: the file waits for someone to say so.
  const last = [...course.received.values()].toSorted().at(-1) ?? course.filedOn
  const checkDays = params.readNearest('application.check-days')
  return last === null
    ? []
    : [
        after(
          last,
          checkDays,
          'check',
          'Vérifier que le dossier est complet',
          applicationEventLabels['document-received'].toLowerCase(),
        ),
      ]
}

const sittingDeadlines = (course: ApplicationCourse): ApplicationDeadline[] =>
  [...course.lines.values()]
    .filter((line) => line.state === 'on-agenda')
    .map(({ heldOn }) => ({
      kind: 'sitting',
      dueOn: heldOn,
      label: 'Écrire la décision de la commission',
      why: `séance du ${formatDate(heldOn)}`,
    }))
