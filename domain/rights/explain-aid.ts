import {
  centsInput,
  countInput,
  type Explanation,
  type ExplanationInput,
  explain,
} from '#domain/explanation.ts'
import { formatDecimal } from '#domain/money.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { formatPercent } from '#domain/ratio.ts'
import { type AidFacts, type AidFamily, aidZoneNames, homeKindLabels } from '#domain/rights/aid-facts.ts'
import type { AidEstimate, FineAmount } from '#domain/rights/estimate-aid.ts'

const sources = ['CCH D.823-16, D.823-17', 'arrêté du 27 septembre 2019, modifié le 5 septembre 2025']

const input = (label: string, value: string): ExplanationInput => ({ label, kind: 'text', value })
/** `176,40275 €`: five decimals, as the arrêté computes. */
const fineEuros = (amount: FineAmount) => {
  const hundredThousandths = Math.round(amount / 100)
  const rest = String(hundredThousandths % 100_000).padStart(5, '0')
  return `${Math.floor(hundredThousandths / 100_000)},${rest} €`
}
/** `0,305 %` */
const finePercent = (hundredThousandths: number) =>
  `${Math.floor(hundredThousandths / 1_000)},${String(hundredThousandths % 1_000).padStart(3, '0')} %`

/** What is paid, step by step: the rent kept, the household's share, the formula, what is taken off. */
export const explainAid = (facts: AidFacts, found: AidEstimate, params: ParameterReader): Explanation => {
  const tell = stepTeller(params)
  return explain({
    label: `${facts.isApl ? 'APL' : 'ALF ou ALS'} par mois`,
    result: { kind: 'cents', value: found.paidCents },
    formula: found.isBelowThreshold
      ? 'montant inférieur au seuil de versement : rien n’est versé'
      : 'loyer retenu + forfait charges − participation, puis dégressivité, minoration, CRDS et RLS',
    inputs: [
      input('Zone', aidZoneNames[facts.zone]),
      input('Logement', homeKindLabels[facts.homeKind]),
      { label: 'En couple', kind: 'boolean', value: facts.isCouple },
      countInput('Personnes à charge', facts.dependants),
      centsInput('Loyer sans les charges', facts.rentCents),
      centsInput('Ressources de l’année', facts.resourcesYearCents),
    ],
    sources,
    parameters: params.used().filter(({ key }) => isReadFor(facts, key)),
    asOf: params.onDate,
    steps: [
      tell('Loyer retenu (L)', formatted(found.retainedRentCents), 'le plus petit du loyer et du plafond', [
        centsInput('Loyer', facts.rentCents),
        centsInput('Plafond', found.ceilingCents),
      ]),
      tell(
        'Forfait charges (C)',
        formatted(found.chargesCents),
        'forfait + supplément par personne à charge',
        [],
      ),
      participationStep(found, tell),
      tell('Résultat de la formule', fineEuros(found.formula), 'L + C − participation, jamais négatif', []),
      ...(found.isReducedByRent
        ? [
            tell(
              'Après dégressivité',
              fineEuros(found.afterDegressivity),
              'un loyer très au-dessus du plafond réduit l’aide',
              [centsInput('Loyer', facts.rentCents), centsInput('Plafond', found.ceilingCents)],
            ),
          ]
        : []),
      tell('Après minoration forfaitaire', fineEuros(found.afterReduction), 'minoration en euros', []),
      tell(
        'Net de CRDS, à l’euro inférieur',
        formatted(found.netCents),
        'montant − CRDS, sans les centimes',
        [input('CRDS', fineEuros(found.crds))],
      ),
      ...(facts.rlsCents > 0
        ? [
            tell('Après RLS', formatted(found.paidCents), 'une part de la RLS est retirée de l’aide', [
              centsInput('RLS', facts.rlsCents),
            ]),
          ]
        : []),
    ],
  })
}

const formatted = (cents: number) => `${formatDecimal(cents)} €`

type Tell = (label: string, result: string, formula: string, inputs: ExplanationInput[]) => Explanation
const stepTeller =
  (params: ParameterReader): Tell =>
  (label, result, formula, inputs) =>
    explain({
      label,
      result: { kind: 'text', value: result },
      formula,
      inputs,
      sources: [],
      parameters: [],
      asOf: params.onDate,
    })

const participationStep = (found: AidEstimate, tell: Tell) =>
  tell('Participation personnelle (Pp)', fineEuros(found.participation), 'P0 + (TF + TL) × (R − R0)', [
    input('P0', fineEuros(found.minimumParticipation)),
    input('TF', finePercent(found.tf)),
    input('RL', formatPercent(found.rentRatio)),
    input('TL', finePercent(found.tl)),
    centsInput('R, arrondi à la centaine d’euros supérieure', found.resourcesCents),
    centsInput('R0', found.r0Cents),
  ])

/** The columns of the tables that this household falls in, and the rates of everybody. */
const isReadFor = (facts: AidFacts, key: string): boolean => {
  if (!key.startsWith('housing-aid.')) return false
  const [, table = '', column = '', size = ''] = key.split('.')
  if (table === 'rent-ceiling')
    return (column === facts.zone || column === 'ii') && isColumnOf(facts, size, 1, 'further-dependant')
  if (table === 'tf' || table === 'r0') return isColumnOf(facts, column, 6, 'more')
  if (table === 'least-paid') return column === (facts.isApl ? 'apl' : 'al')
  if (table === 'k1' || table === 'k2') return column === (facts.zone === 'i' ? 'i' : 'other')
  if (table.endsWith('-rate') && ['room-rate', 'lodged-rate', 'shared-rate'].includes(table))
    return table === `${facts.homeKind}-rate`
  if (table === 'charges-shared-single') return facts.homeKind === 'shared' && !facts.isCouple
  return (
    table !== 'dependant-age' &&
    table !== 'professional-rate' &&
    (table !== 'rls-share' || facts.rlsCents > 0)
  )
}

const isColumnOf = (
  { isCouple, dependants }: AidFamily,
  column: string,
  listed: number,
  further: string,
): boolean => {
  if (dependants === 0) return column === (isCouple ? 'couple' : 'single')
  if (column === further) return dependants > listed
  return column === 'one-dependant' || column === String(Math.min(dependants, listed))
}
