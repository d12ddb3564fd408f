import { replayLedger } from '#domain/arrears/ledger.ts'
import { readArrearsRules } from '#domain/arrears/threshold.ts'
import type { Cents } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { outsideTheDebt } from '#domain/plans/match-payments.ts'
import { isPlanOver } from '#domain/plans/plan-words.ts'
import type { Tx } from '#server/db.ts'
import {
  type AccountLine,
  isFrozenByOverindebtedness,
  listAccountLines,
  type PlanTenancy,
} from './account-store.ts'
import { followPlansOf, type StandingPlan } from './follow-one.ts'
import { listTenancyPlans } from './plan-store.ts'

export type BalancedLine = AccountLine & { balanceCents: Cents }

export type Debt = {
  debtCents: Cents
  /** Since the account was last settled, without the call that is not due yet. */
  lines: BalancedLine[]
  currentRentResumed: boolean
  isFrozen: boolean
  /** The plan that stands in the way of another. */
  running: StandingPlan | undefined
  /** Plans that are over without being paid off: a new one replaces them. */
  lapsed: StandingPlan[]
}

/** What a tenancy owes on a day, with everything that bears on a new plan. */
export const readDebt = async (
  reader: { tx: Tx; actor: { organisationId: string }; today: PlainDate },
  tenancy: PlanTenancy,
  debtOn: PlainDate,
  params: ParameterReader,
): Promise<Debt> => {
  const { tx, actor, today } = reader
  const lines = await listAccountLines(tx, actor.organisationId, tenancy.id, debtOn)
  const rules = readArrearsRules(params)
  const position = replayLedger(tenancy.terms, rules, lines, debtOn)
  const waiting = new Set(outsideTheDebt(lines, { debtOn, dueDelayDays: rules.dueDelayDays }))
  const standing = await followPlansOf(
    reader,
    await listTenancyPlans(tx, actor.organisationId, tenancy.id),
    params,
  )
  return {
    debtCents: position.overdueCents,
    lines: sinceSettled(lines.filter((line) => !waiting.has(line))),
    currentRentResumed: position.currentRentResumed,
    isFrozen: await isFrozenByOverindebtedness(tx, actor.organisationId, tenancy.id, today),
    running: standing.find(({ progress }) => !isPlanOver(progress.state)),
    lapsed: standing.filter(({ progress }) => progress.state === 'lapsed' || progress.state === 'frozen'),
  }
}

const sinceSettled = (lines: readonly AccountLine[]): BalancedLine[] => {
  let balanceCents = 0
  let open: BalancedLine[] = []
  for (const line of lines) {
    balanceCents += line.amountCents
    if (balanceCents <= 0) open = []
    else open.push({ ...line, balanceCents })
  }
  return open
}
