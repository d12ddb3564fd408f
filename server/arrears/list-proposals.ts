import { contract } from '#contract/index.ts'
import { findProposals } from '#server/arrears/find-proposals.ts'
import { useCase } from '#server/use-case.ts'

export const listProposals = useCase(
  contract.arrears.listProposals,
  async (context, { stepKey, agency, after, limit }) => {
    const { proposals } = await findProposals(context, { stepKey, agency })
    const beyond = proposals.filter(({ tenancyId }) => after === undefined || tenancyId > after)
    const shown = beyond.slice(0, limit)
    return {
      rows: shown.map(({ done: _done, stage: _stage, proposed, ...candidate }) => ({
        ...candidate,
        proposedOn: proposed.proposedOn,
        reason: proposed.reason,
      })),
      next: beyond.length > limit ? (shown.at(-1)?.tenancyId ?? null) : null,
      total: { count: proposals.length, exact: true },
    }
  },
)
