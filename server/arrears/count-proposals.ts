import { contract } from '#contract/index.ts'
import { findProposals } from '#server/arrears/find-proposals.ts'
import { templateOf } from '#server/arrears/ladder-letters.ts'
import { useCase } from '#server/use-case.ts'

export const countProposals = useCase(contract.arrears.countProposals, async (context, { agency }) => {
  const { ladder, proposals } = await findProposals(context, { agency })
  const counts = new Map<string, number>()
  for (const { proposed } of proposals)
    counts.set(proposed.step.key, (counts.get(proposed.step.key) ?? 0) + 1)
  return {
    steps: ladder.map((step) => ({
      ...step,
      count: counts.get(step.key) ?? 0,
      sendsLetter: templateOf(step.action) !== undefined,
    })),
  }
})
