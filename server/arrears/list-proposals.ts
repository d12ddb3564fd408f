import { contract } from '#contract/index.ts'
import { countProposalsByStep, pageProposals } from '#server/arrears/find-proposals.ts'
import { templateOf } from '#server/arrears/ladder-letters.ts'
import { findRefusing } from '#server/communications/find-refusing.ts'
import { useCase } from '#server/use-case.ts'

export const listProposals = useCase(
  contract.arrears.listProposals,
  async (context, { stepKey, agency, after, limit }) => {
    const found = await pageProposals(context, { stepKey, agency }, { after, limit })
    const { counts } = await countProposalsByStep(context, { agency })
    const shown = found.slice(0, limit)
    const letters = shown.filter(({ proposed }) => templateOf(proposed.step.action))
    const households = letters.map(({ householdId }) => householdId)
    const refusing = await findRefusing(context, 'letter', households)
    return {
      rows: shown.map(({ done: _done, stage: _stage, proposed, ...candidate }) => ({
        ...candidate,
        proposedOn: proposed.proposedOn,
        reason: proposed.reason,
        refusesLetters: refusing.has(candidate.householdId),
      })),
      next: found.length > limit ? (shown.at(-1)?.tenancyId ?? null) : null,
      total: { count: counts.get(stepKey) ?? 0, exact: true },
    }
  },
)
