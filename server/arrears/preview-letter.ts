import { contract } from '#contract/index.ts'
import { findProposals } from '#server/arrears/find-proposals.ts'
import { renderLadderLetter } from '#server/arrears/ladder-letters.ts'
import { useCase } from '#server/use-case.ts'

export const previewLetter = useCase(
  contract.arrears.previewLetter,
  async (context, { stepKey, tenancyId }) => {
    const { proposals } = await findProposals(context, { stepKey, tenancyIds: [tenancyId] })
    const [proposal] = proposals
    if (!proposal) return context.refuse('not-proposed')
    const letter = await renderLadderLetter(context, proposal)
    if (!letter) return context.refuse('unknown-record')
    return { fileName: letter.fileName, contentType: 'application/pdf', inline: true, body: letter.pdf }
  },
)
