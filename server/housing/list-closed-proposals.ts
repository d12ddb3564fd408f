import type { ProposalOutcome } from '#domain/housing/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Acting } from '#server/use-case.ts'

/** The homes proposed that did not become theirs, the latest first. */
export const listClosedProposals = async (
  { tx, actor }: Pick<Acting, 'tx' | 'actor'>,
  householdId: string,
): Promise<{ place: string; outcome: ProposalOutcome; outcomeOn: PlainDate }[]> => {
  const rows = await tx
    .selectFrom('home_proposal')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('outcome', 'in', ['refused', 'not-allocated'])
    .where('outcome_on', 'is not', null)
    .select(['place', 'outcome', 'outcome_on'])
    .orderBy('outcome_on', 'desc')
    .limit(10)
    .execute()
  return rows.flatMap(({ place, outcome, outcome_on }) =>
    outcome_on === null ? [] : [{ place, outcome: outcome as ProposalOutcome, outcomeOn: outcome_on }],
  )
}
