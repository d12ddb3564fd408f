import { centsInput, type Explanation, type ExplanationInput, explain } from '#domain/explanation.ts'
import { type Cents, sumCents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { PlanProgress } from '#domain/plans/follow.ts'

/** What is left of a plan, and what each write-off since the debt was drawn up took from it. */
export function explainRemaining(
  totalCents: Cents,
  { paidCents, remainingCents, writeOffs }: PlanProgress,
  asOf: PlainDate,
): Explanation {
  const { lines, elsewhereCents, instalmentsCents } = writeOffs
  const beyond = sumCents(lines.map(({ amountCents }) => amountCents)) - elsewhereCents - instalmentsCents
  const inputs: ExplanationInput[] = [
    centsInput('Total des mensualités', totalCents),
    centsInput('Payé', paidCents),
    ...lines.flatMap(({ on, amountCents }): ExplanationInput[] => [
      { label: 'Dette effacée le', kind: 'date', value: on },
      centsInput('Montant effacé', amountCents),
    ]),
    ...(elsewhereCents > 0
      ? [centsInput('… sur la part de la dette hors de ces mensualités', elsewhereCents)]
      : []),
    ...(lines.length > 0 ? [centsInput('… sur les dernières mensualités', instalmentsCents)] : []),
    ...(beyond > 0 ? [centsInput('… sur le loyer appelé depuis', beyond)] : []),
  ]
  return explain({
    label: 'Reste du plan',
    result: { kind: 'cents', value: remainingCents },
    formula:
      lines.length > 0
        ? 'total − payé − effacé ; une remise réduit d’abord ce que le plan ne couvre pas, puis les dernières mensualités : la mensualité ne change pas, le plan finit plus tôt'
        : 'total − payé',
    inputs,
    sources: ['écritures du bailleur', 'une remise n’est pas un paiement (pratique)'],
    parameters: [],
    asOf,
  })
}
