import type { LadderAction } from '#domain/arrears/ladder.ts'
import type { LetterTemplateKey } from '#domain/letters/kinds.ts'
import { formatEuros } from '#domain/money.ts'
import type { FoundProposal } from '#server/arrears/find-proposals.ts'
import { type LetterContext, type RenderedLetter, renderLetter } from '#server/letters/render-letter.ts'

/** The steps whose letter Palier writes. A formal notice is left to the person who signs it. */
const templates: Partial<Record<LadderAction, LetterTemplateKey>> = {
  reminder: 'first-reminder',
  letter: 'second-reminder',
}

export const templateOf = (action: LadderAction): LetterTemplateKey | undefined => templates[action]

/** The amount is the one the screening proposed the step for, so that the letter says what the list said. */
export const renderLadderLetter = async (
  context: LetterContext,
  { householdId, tenancyId, debtCents, proposed }: FoundProposal,
): Promise<RenderedLetter | undefined> => {
  const templateKey = templateOf(proposed.step.action)
  if (!templateKey) return undefined
  return renderLetter(context, {
    templateKey,
    householdId,
    tenancyId,
    values: { solde: formatEuros(debtCents) },
  })
}
