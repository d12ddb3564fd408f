import type { OwingTenancy } from '#contract/plan-shapes.ts'
import { explainDebt } from '#domain/arrears/explain-debt.ts'
import { replayLedger } from '#domain/arrears/ledger.ts'
import { readArrearsRules } from '#domain/arrears/threshold.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { Acting } from '#server/use-case.ts'
import { listAccountLines, listTenancies } from './account-store.ts'

/** The tenancies of a household with what each owes today as a plan counts it, the running one first. */
export const listOwingTenancies = async (
  { tx, actor, today }: Pick<Acting, 'tx' | 'actor' | 'today'>,
  householdId: string,
  params: ParameterReader,
): Promise<OwingTenancy[]> => {
  const { organisationId } = actor
  const rules = readArrearsRules(params)
  const owing: OwingTenancy[] = []
  for (const { id, number, endedOn, terms } of await listTenancies(tx, organisationId, householdId)) {
    const lines = await listAccountLines(tx, organisationId, id, today)
    const position = replayLedger(terms, rules, lines, today)
    owing.push({
      id,
      number,
      endedOn,
      debtCents: position.overdueCents,
      balanceCents: position.balanceCents,
      debtExplained: explainDebt(position, params),
    })
  }
  return owing
}
