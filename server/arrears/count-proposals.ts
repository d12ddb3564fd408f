import { contract } from '#contract/index.ts'
import { countProposalsByStep } from '#server/arrears/find-proposals.ts'
import { templateOf } from '#server/arrears/ladder-letters.ts'
import { useCase } from '#server/use-case.ts'

export const countProposals = useCase(contract.arrears.countProposals, async (context, { agency }) => {
  const { ladder, counts } = await countProposalsByStep(context, { agency })
  return {
    steps: ladder.map((step) => ({
      ...step,
      count: counts.get(step.key) ?? 0,
      sendsLetter: templateOf(step.action) !== undefined,
    })),
  }
})
