import { compareDates, laterOf, type PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

/** SM-2 (handbook §14). */
const stateRows = {
  proposed: 'Proposé',
  'signed-by-tenant': 'Signé par le locataire',
  'signed-by-landlord': 'Signé par le bailleur',
  'submitted-to-payer': 'Soumis à l’organisme payeur',
  approved: 'Approuvé',
  rejected: 'Refusé par l’organisme payeur',
  active: 'En cours',
  missed: 'Échéance manquée',
  'caught-up': 'Retard rattrapé',
  lapsed: 'Caduc',
  'paid-off': 'Soldé',
  replaced: 'Remplacé',
  frozen: 'Gelé (surendettement)',
} as const
export type PlanState = keyof typeof stateRows
export const planStates = Object.keys(stateRows) as PlanState[]
export const planStateLabels: Labels<PlanState> = stateRows

/** Facts someone records; missed, caught up and paid off follow from the ledger. */
export const planEventKinds = [
  'proposed',
  'signed-by-tenant',
  'signed-by-landlord',
  'submitted-to-payer',
  'approved',
  'rejected',
  'declared-lapsed',
  'replaced',
  'frozen',
  'resumed',
] as const
export type PlanEventKind = (typeof planEventKinds)[number]
export type PlanEvent = { kind: PlanEventKind; on: PlainDate }

/** What the ledger says of a plan that runs. */
export type PlanCourse = {
  today: PlainDate
  paidOffOn: PlainDate | null
  lapsedOn: PlainDate | null
  missedOn: PlainDate | null
  caughtUpOn: PlainDate | null
}

type Derived = { state: PlanState; since: PlainDate | null }

const closingStates: Partial<Record<PlanEventKind, PlanState>> = {
  rejected: 'rejected',
  'declared-lapsed': 'lapsed',
  replaced: 'replaced',
  frozen: 'frozen',
}

const stepsBeforeActive = [
  'approved',
  'submitted-to-payer',
  'signed-by-landlord',
  'signed-by-tenant',
  'proposed',
] as const

/** What may be recorded in each state, for the screen to offer. */
export const permittedPlanEvents: Readonly<Record<PlanState, readonly PlanEventKind[]>> = {
  proposed: ['signed-by-tenant', 'replaced'],
  'signed-by-tenant': ['signed-by-landlord', 'replaced'],
  'signed-by-landlord': ['submitted-to-payer', 'replaced'],
  'submitted-to-payer': ['approved', 'rejected', 'replaced'],
  approved: ['replaced'],
  rejected: [],
  active: ['replaced', 'frozen'],
  missed: ['declared-lapsed', 'replaced', 'frozen'],
  'caught-up': ['replaced', 'frozen'],
  lapsed: ['replaced'],
  'paid-off': [],
  replaced: [],
  frozen: ['resumed', 'replaced'],
}

/** The state of a plan and the day it began, from which facts are there and never from the order they were entered in. */
export function derivePlanState(
  plan: { needsPayerApproval: boolean; events: readonly PlanEvent[] },
  course: PlanCourse,
): Derived {
  const known = plan.events
    .filter(({ on }) => on <= course.today)
    .toSorted((a, b) => compareDates(a.on, b.on))
  const dayOf = (kind: PlanEventKind) => known.find((event) => event.kind === kind)?.on
  const activeOn = agreedOn(dayOf, plan.needsPayerApproval)
  const closing = lastClosing(known)
  const closingState = closing && closingStates[closing.kind]
  if (activeOn === undefined) {
    if (closing && closingState) return { state: closingState, since: closing.on }
    const step = stepsBeforeActive.find((kind) => dayOf(kind) !== undefined)
    return { state: step ?? 'proposed', since: (step && dayOf(step)) ?? null }
  }
  if (course.paidOffOn !== null) return { state: 'paid-off', since: course.paidOffOn }
  if (closing && closingState) return { state: closingState, since: closing.on }
  return running(activeOn, course)
}

/** A plan that goes on after a freeze is no longer closed by it; whatever else closed it still does. */
const lastClosing = (known: readonly PlanEvent[]): PlanEvent | undefined => {
  const resumedAt = known.findLastIndex(({ kind }) => kind === 'resumed')
  return known.findLast(
    ({ kind }, index) => closingStates[kind] !== undefined && (kind !== 'frozen' || index > resumedAt),
  )
}

/** The day an agreement holds from: both signatures and, when an aid is in payment, the paying body's approval (CCH R.824-7). */
export function agreedOn(
  dayOf: (kind: 'signed-by-tenant' | 'signed-by-landlord' | 'approved') => PlainDate | undefined,
  needsApproval: boolean,
): PlainDate | undefined {
  const tenant = dayOf('signed-by-tenant')
  const landlord = dayOf('signed-by-landlord')
  if (tenant === undefined || landlord === undefined) return undefined
  const signed = laterOf(tenant, landlord)
  if (!needsApproval) return signed
  const approved = dayOf('approved')
  return approved === undefined ? undefined : laterOf(signed, approved)
}

function running(activeOn: PlainDate, course: PlanCourse): Derived {
  if (course.lapsedOn !== null) return { state: 'lapsed', since: laterOf(course.lapsedOn, activeOn) }
  if (course.missedOn !== null) return { state: 'missed', since: laterOf(course.missedOn, activeOn) }
  if (course.caughtUpOn !== null) return { state: 'caught-up', since: laterOf(course.caughtUpOn, activeOn) }
  return { state: 'active', since: activeOn }
}
