import { isPlanRunning } from '#domain/plans/plan-words.ts'
import type { PlanTurn } from '#server/procedures/tell-plans.ts'
import type { LastCourse } from './course-store.ts'
import type { StandingPlan } from './follow-one.ts'

const isBreached = (state: string): boolean => state === 'missed' || state === 'lapsed'

/** What a change of course means to a procedure that lives by the plan. */
export const turnsOf = ({
  plan,
  progress,
  before,
}: Pick<StandingPlan, 'plan' | 'progress'> & { before: LastCourse | undefined }): PlanTurn[] => {
  const { state, since, breachedOn, instalments } = progress
  const on = breachedOn ?? since
  const wasBreached = before !== undefined && isBreached(before.state)
  const missed = instalments.some((one) => one.state === 'missed') ? 'instalment' : 'rent'
  if (isBreached(state) && !wasBreached && on) return [{ planId: plan.id, turn: 'missed', on, missed }]
  if (state === 'paid-off' && since) return [{ planId: plan.id, turn: 'paid-off', on: since, missed }]
  const neverWas = wasBreached && isPlanRunning(state) && state !== 'caught-up'
  return neverWas && before.breachedOn
    ? [{ planId: plan.id, turn: 'never-missed', on: before.breachedOn, missed }]
    : []
}
