import { contract } from '#contract/index.ts'
import { type ApplicationFact, fundingRefusalReasonLabels } from '#domain/funding/application-facts.ts'
import { isRepaidByInstalments, isRepaidBySubsidy } from '#domain/funding/kinds.ts'
import { walkApplication } from '#domain/funding/walk-application.ts'
import { formatEuros } from '#domain/money.ts'
import { formatLongDate } from '#domain/plain-date.ts'
import { listApplicationFacts } from '#server/funding/application-store.ts'
import { type FoundLine, findLine } from '#server/funding/find-application.ts'
import { keepMadeDocument } from '#server/funding/funding-documents.ts'
import { type RenderedLetter, renderLetter } from '#server/letters/render-letter.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { findSitting } from './committee-store.ts'

type DecisionFact = Extract<ApplicationFact, { kind: 'line-granted' | 'line-refused' }>

export const decisionLetter = useCase(contract.committees.decisionLetter, async (context, { lineId }) => {
  const made = await render(context, 'read-funding', lineId)
  if (made.refused) return context.refuse(made.refused)
  const { pdf, fileName } = made.letter
  return { fileName, contentType: 'application/pdf', inline: true, body: pdf }
})

export const keepDecisionLetter = useCase(
  contract.committees.keepDecisionLetter,
  async (context, { lineId }) => {
    const made = await render(context, 'review-applications', lineId)
    if (made.refused) return context.refuse(made.refused)
    const { line, fact, letter } = made
    const documentId = await keepMadeDocument(context, {
      applicationId: line.application.id,
      financingId: fact.kind === 'line-granted' ? fact.financingId : null,
      householdId: line.application.householdId,
      kind: fact.kind === 'line-granted' ? 'funding-granted' : 'funding-refused',
      fileName: letter.fileName,
      content: letter.pdf,
    })
    return { documentId }
  },
)

type Made =
  | { line: FoundLine; fact: DecisionFact; letter: RenderedLetter; refused?: undefined }
  | { refused: 'unknown-record' | 'not-decided' }

const render = async (
  context: Acting,
  action: 'read-funding' | 'review-applications',
  lineId: string,
): Promise<Made> => {
  const line = await findLine(context, action, lineId)
  if (!line) return { refused: 'unknown-record' }
  const fact = await findDecision(context, line)
  if (!fact) return { refused: 'not-decided' }
  const letter = await renderLetter(context, {
    templateKey: fact.kind === 'line-granted' ? 'funding-granted' : 'funding-refused',
    householdId: line.application.householdId,
    values: {
      'numéro de dossier': line.application.number,
      produit: line.productName,
      'montant demandé': formatEuros(line.requestedCents),
      'date de la décision': formatLongDate(fact.on),
      'qui a décidé': await deciderOf(context, fact.sittingId),
      ...(fact.kind === 'line-granted' ? grantValues(line, fact) : refusalValues(fact)),
    },
  })
  return { line, fact, letter }
}

/** The decision that stands: the last one of the line that the procedure took. */
const findDecision = async ({ tx, actor }: Acting, line: FoundLine): Promise<DecisionFact | undefined> => {
  const { id } = line.application
  const facts = (await listApplicationFacts(tx, actor.organisationId, [id])).get(id) ?? []
  const { course, taken } = walkApplication(facts)
  const state = course.lines.get(line.id)?.state
  if (state !== 'granted' && state !== 'refused') return undefined
  return taken
    .filter(({ isPlaced }) => isPlaced)
    .map(({ fact }) => fact)
    .findLast(
      (fact): fact is DecisionFact =>
        (fact.kind === 'line-granted' || fact.kind === 'line-refused') && fact.lineId === line.id,
    )
}

const deciderOf = async (context: Acting, sittingId: string | null): Promise<string> => {
  const sitting = sittingId && (await findSitting(context, sittingId))
  return sitting ? `la commission « ${sitting.committeeName} »` : 'la personne qui en a délégation'
}

const grantValues = (line: FoundLine, fact: Extract<DecisionFact, { kind: 'line-granted' }>) => ({
  'montant accordé': formatEuros(fact.cents),
  'conditions de l’accord': fact.conditions
    ? `Cet accord est donné à une condition : ${fact.conditions}`
    : '',
  'la suite': nextStep(line.kind),
})

const nextStep = (kind: FoundLine['kind']): string => {
  if (kind === 'microcredit') return 'La banque va maintenant étudier votre dossier et vous faire une offre.'
  if (isRepaidByInstalments(kind) || isRepaidBySubsidy(kind))
    return 'Vous allez recevoir une offre. Lisez-la avec nous : vous avez le temps de réfléchir avant de signer.'
  return 'Le versement va être préparé. Vous n’avez rien à rembourser.'
}

const refusalValues = (fact: Extract<DecisionFact, { kind: 'line-refused' }>) => ({
  'raisons du refus': fact.reasons
    .filter((reason) => reason !== 'other')
    .map((reason) => `${fundingRefusalReasonLabels[reason]}.`)
    .join('\n'),
  'explication du refus': fact.text,
})
