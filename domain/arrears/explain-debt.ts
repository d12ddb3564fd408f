import type { AccountPosition } from '#domain/arrears/ledger.ts'
import { centsInput, type Explanation, explain } from '#domain/explanation.ts'
import type { ParameterReader } from '#domain/parameters.ts'

const delayKey = 'arrears.due-delay-days'

/** Why the debt is not the balance of the account: calls that still wait for their day are not owed yet. */
export function explainDebt(
  { balanceCents, overdueCents }: Pick<AccountPosition, 'balanceCents' | 'overdueCents'>,
  params: ParameterReader,
): Explanation {
  const delayDays = params.readNearest(delayKey)
  return explain({
    label: 'Dette à ce jour',
    result: { kind: 'cents', value: overdueCents },
    formula: 'solde du compte − appels qui ne sont pas encore dus (jamais moins que zéro)',
    inputs: [
      centsInput('Solde du compte', balanceCents),
      centsInput('Appels qui ne sont pas encore dus', Math.max(0, balanceCents - overdueCents)),
      {
        label: 'Un appel est dû après sa date de',
        kind: 'text',
        value: `${delayDays} jour${delayDays > 1 ? 's' : ''}`,
      },
    ],
    sources: ['écritures du bailleur', 'une dette se compte sur ce qui est échu'],
    parameters: params.used().filter(({ key }) => key === delayKey),
    asOf: params.onDate,
  })
}
