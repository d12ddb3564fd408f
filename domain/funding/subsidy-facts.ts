import type { PlanStatus } from '#domain/funding/plan-kinds.ts'
import type { Cents } from '#domain/money.ts'
import { compareDates, type PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

type Fact<K extends string, D extends object = object> = { id: string; kind: K; on: PlainDate } & D

/** What a funder and the household did about a subsidy, each on its day (handbook money §2.5). */
export type SubsidyFact =
  | Fact<'requested', { cents: Cents }>
  | Fact<'declared-complete'>
  | Fact<'notified', { cents: Cents; deadline: PlainDate | null }>
  | Fact<'revised', { cents: Cents }>
  | Fact<'rejected', { reason: string }>
  | Fact<'withdrawn', { reason: string }>
  | Fact<'expired', { reason: string }>
  | Fact<'clawed-back', { cents: Cents; reason: string }>

const eventRows = {
  requested: 'Demandée',
  'declared-complete': 'Dossier complet chez le financeur',
  notified: 'Notifiée',
  revised: 'Révisée',
  rejected: 'Refusée',
  withdrawn: 'Retirée',
  expired: 'Expirée',
  'clawed-back': 'À reverser',
} as const satisfies Record<SubsidyFact['kind'], string>
export type SubsidyEventKind = SubsidyFact['kind']
/** In the order of the procedure: facts of one day are read in it. */
export const subsidyEventKinds = Object.keys(eventRows) as SubsidyEventKind[]
export const subsidyEventLabels: Labels<SubsidyEventKind> = eventRows

type Stage = 'none' | 'requested' | 'notified' | 'ended'

const steps: readonly { from: readonly Stage[]; event: SubsidyEventKind; to: Stage | 'same' }[] = [
  { from: ['none'], event: 'requested', to: 'requested' },
  { from: ['requested'], event: 'declared-complete', to: 'same' },
  { from: ['requested'], event: 'notified', to: 'notified' },
  { from: ['notified'], event: 'revised', to: 'same' },
  { from: ['requested'], event: 'rejected', to: 'ended' },
  { from: ['requested', 'notified'], event: 'withdrawn', to: 'ended' },
  // Works not done in time.
  { from: ['notified'], event: 'expired', to: 'ended' },
  { from: ['notified'], event: 'clawed-back', to: 'ended' },
]

export type DerivedSubsidy = {
  status: PlanStatus
  requestedCents: Cents
  requestedOn: PlainDate | null
  completeOn: PlainDate | null
  notifiedCents: Cents | null
  notifiedOn: PlainDate | null
  deadline: PlainDate | null
  endedOn: PlainDate | null
  endedAs: Extract<SubsidyEventKind, 'rejected' | 'withdrawn' | 'expired' | 'clawed-back'> | null
  /** What it brings to the plan now. */
  liveCents: Cents
  /** Facts that do not stand where they fall. */
  unplaced: SubsidyFact[]
}

type Walk = Omit<DerivedSubsidy, 'status' | 'liveCents' | 'unplaced'> & { stage: Stage; isRevised: boolean }

const start: Walk = {
  stage: 'none',
  isRevised: false,
  requestedCents: 0,
  requestedOn: null,
  completeOn: null,
  notifiedCents: null,
  notifiedOn: null,
  deadline: null,
  endedOn: null,
  endedAs: null,
}

/** Where a subsidy stands: its facts walked in date order, and what was received of it so far. */
export const deriveSubsidy = (
  facts: readonly SubsidyFact[],
  received: { cents: Cents; isOver: boolean } = { cents: 0, isOver: false },
): DerivedSubsidy => {
  const unplaced: SubsidyFact[] = []
  let walk = start
  for (const fact of inOrder(facts)) {
    const step = steps.find(({ from, event }) => event === fact.kind && from.includes(walk.stage))
    if (!step) unplaced.push(fact)
    else walk = { ...take(walk, fact), stage: step.to === 'same' ? walk.stage : step.to }
  }
  const { stage: _, isRevised: __, ...told } = walk
  return { ...told, status: statusOf(walk, received), liveCents: liveOf(walk, received), unplaced }
}

export const subsidyEventsPossible = (facts: readonly SubsidyFact[]): SubsidyEventKind[] => {
  let stage: Stage = 'none'
  for (const fact of inOrder(facts)) {
    const step = steps.find(({ from, event }) => event === fact.kind && from.includes(stage))
    if (step && step.to !== 'same') stage = step.to
  }
  return steps.filter(({ from }) => from.includes(stage)).map(({ event }) => event)
}

const inOrder = (facts: readonly SubsidyFact[]) =>
  facts.toSorted(
    (a, b) =>
      compareDates(a.on, b.on) || subsidyEventKinds.indexOf(a.kind) - subsidyEventKinds.indexOf(b.kind),
  )

const take = (walk: Walk, fact: SubsidyFact): Walk => {
  switch (fact.kind) {
    case 'requested':
      return { ...walk, requestedCents: fact.cents, requestedOn: fact.on }
    case 'declared-complete':
      return { ...walk, completeOn: fact.on }
    case 'notified':
      return { ...walk, notifiedCents: fact.cents, notifiedOn: fact.on, deadline: fact.deadline }
    case 'revised':
      return { ...walk, notifiedCents: fact.cents, isRevised: true }
    default:
      return { ...walk, endedOn: fact.on, endedAs: fact.kind }
  }
}

const statusOf = (walk: Walk, { cents, isOver }: { cents: Cents; isOver: boolean }): PlanStatus => {
  if (walk.endedAs) return walk.endedAs
  if (isOver) return 'paid'
  if (cents > 0) return 'partly-paid'
  if (walk.notifiedCents !== null) return walk.isRevised ? 'revised' : 'notified'
  return walk.stage === 'requested' ? 'requested' : 'simulated'
}

const liveOf = (walk: Walk, { cents, isOver }: { cents: Cents; isOver: boolean }): Cents => {
  if (walk.endedAs) return walk.endedAs === 'clawed-back' ? 0 : cents
  return isOver ? cents : (walk.notifiedCents ?? walk.requestedCents)
}
