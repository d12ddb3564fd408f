import { contract } from '#contract/index.ts'
import type { LetterTemplateKey } from '#domain/letters/kinds.ts'
import type { ComposedLetter } from '#server/letters/compose-letter.ts'
import type { LetterWording } from '#server/letters/default-templates.ts'
import { findOrganisationName } from '#server/letters/organisation-name.ts'
import { composeFor, composeSample } from '#server/letters/render-letter.ts'
import { drawLetter, typesetLetter } from '#server/letters/typeset-letter.ts'
import { type Context, useCase } from '#server/use-case.ts'

export const previewLetter = useCase(contract.letters.preview, async (context, input) => {
  const { page, text, missingFields, unknownFields } = await compose(context, input)
  return { ...drawLetter(page), text, missingFields, unknownFields }
})

export const previewLetterPdf = useCase(contract.letters.previewPdf, async (context, input) => {
  const { page } = await compose(context, input)
  return {
    fileName: 'apercu.pdf',
    contentType: 'application/pdf',
    inline: true,
    body: typesetLetter(page, context.now),
  }
})

const compose = async (
  context: Context,
  {
    key,
    householdId,
    ...wording
  }: LetterWording & { key: LetterTemplateKey; householdId?: string | undefined },
): Promise<ComposedLetter> =>
  householdId
    ? composeFor(context, wording, { templateKey: key, householdId, values: {} })
    : composeSample(
        key,
        wording,
        await findOrganisationName(context.tx, context.actor.organisationId),
        context.today,
      )
