import { type LadderStep, type ProposedStep, proposeStep } from '#domain/arrears/ladder.ts'
import { addDays } from '#domain/plain-date.ts'
import { type LadderCandidate, listCandidates, readLadder } from '#server/arrears/ladder-store.ts'
import type { Reader } from '#server/arrears/worklist-store.ts'

export type FoundProposal = LadderCandidate & { proposed: ProposedStep }
type Search = { stepKey?: string; agency?: string | undefined; tenancyIds?: readonly string[] }

/** Who a step of the ladder is proposed for today; of all steps when none is named. */
export const findProposals = async (
  { tx, actor, today }: Reader,
  { stepKey, agency, tenancyIds }: Search,
): Promise<{ ladder: LadderStep[]; proposals: FoundProposal[] }> => {
  const { steps: ladder } = await readLadder(tx, actor.organisationId)
  const searched = stepKey === undefined ? ladder : ladder.filter((step) => step.key === stepKey)
  if (searched.length === 0) return { ladder, proposals: [] }
  const candidates = await listCandidates(tx, actor.organisationId, {
    defaultBefore: addDays(today, -Math.min(...searched.map((step) => step.afterDays))),
    minDebtCents: Math.max(1, Math.min(...searched.map((step) => step.minDebtCents))),
    agency,
    ...(tenancyIds ? { tenancyIds } : {}),
  })
  const proposals: FoundProposal[] = []
  for (const candidate of candidates) {
    const proposed = proposeStep(ladder, candidate, candidate.done, today)
    if (proposed && (stepKey === undefined || proposed.step.key === stepKey))
      proposals.push({ ...candidate, proposed })
  }
  return { ladder, proposals }
}
