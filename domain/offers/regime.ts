import { type Explanation, explain } from '#domain/explanation.ts'
import type { FinancingKind, FundingField } from '#domain/funding/kinds.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const regimeRows = {
  consumer: 'Crédit à la consommation',
  mortgage: 'Crédit immobilier',
  /** Neither: a short free credit before the reform, a professional, a syndicate of co-owners, a convention set apart. */
  outside: 'Hors code de la consommation',
  /** The bank lends, and makes its own offer. */
  bank: 'Offre faite par la banque',
  /** Nothing is lent. */
  none: 'Aide sans offre',
} as const
export type CreditRegime = keyof typeof regimeRows
export const creditRegimes = Object.keys(regimeRows) as CreditRegime[]
export const creditRegimeLabels: Labels<CreditRegime> = regimeRows

const purposeRows = {
  works: 'Travaux',
  'home-purchase': 'Achat du logement',
  other: 'Dette ou frais',
  professional: 'Activité professionnelle',
  condominium: 'Syndicat de copropriétaires',
} as const
export type CreditPurpose = keyof typeof purposeRows
export const creditPurposeLabels: Labels<CreditPurpose> = purposeRows

/** What a convention says of the protection its loans are offered with. */
const switchRows = {
  full: 'Protection complète du code de la consommation',
  'restricted-public': 'Exclue : prêt à un public restreint, prévu par un texte',
} as const
export type ConventionRegime = keyof typeof switchRows
export const conventionRegimes = Object.keys(switchRows) as ConventionRegime[]
export const conventionRegimeLabels: Labels<ConventionRegime> = switchRows

const purchaseFields: readonly FundingField[] = [
  'very-social-ownership',
  'rural-ownership',
  'specific-groups-ownership',
  'urban-renewal-ownership',
  'social-housing-sale',
  'social-ownership',
]

/** What the money is for, in the words of credit law. */
export const purposeOfField = (field: FundingField): CreditPurpose => {
  if (purchaseFields.includes(field)) return 'home-purchase'
  return field === 'rent-debt' || field === 'side-costs' ? 'other' : 'works'
}

export type Credit = {
  kind: FinancingKind
  purpose: CreditPurpose
  cents: number
  months: number | null
  isFree: boolean
  convention: ConventionRegime
}

type Ruling = { regime: CreditRegime; rule: string; source: string }

const purchase = 'C. conso. L.313-1'
const reform = 'ord. 2025-880, rectifiée par ord. 2025-1154'

/**
 * Which law an offer made on the reader's day falls under (handbook money §4.1). Doubt goes to the borrower: what is not
 * surely outside is offered with the full protection.
 */
export const decideRegime = (
  credit: Credit,
  params: ParameterReader,
): { regime: CreditRegime; explanation: Explanation } => {
  const { regime, rule, source } = ruleOf(credit, params)
  return {
    regime,
    explanation: explain({
      label: 'Régime de l’offre',
      result: { kind: 'text', value: creditRegimeLabels[regime] },
      formula: rule,
      inputs: [
        { label: 'Objet', kind: 'text', value: creditPurposeLabels[credit.purpose] },
        { label: 'Montant', kind: 'cents', value: credit.cents },
        ...(credit.months === null
          ? []
          : [{ label: 'Durée, en mois', kind: 'count', value: credit.months } as const]),
        { label: 'Sans intérêt ni frais', kind: 'boolean', value: credit.isFree },
        { label: 'Convention', kind: 'text', value: conventionRegimeLabels[credit.convention] },
        { label: 'Jour de l’offre', kind: 'date', value: params.onDate },
      ],
      sources: [source],
      parameters: params.used(),
      asOf: params.onDate,
    }),
  }
}

const ruleOf = (credit: Credit, params: ParameterReader): Ruling => {
  const { kind, purpose, convention } = credit
  if (kind === 'grant' || kind === 'recurring-aid')
    return {
      regime: 'none',
      rule: 'une aide n’est pas un crédit : rien n’est à rembourser',
      source: 'C. conso. L.311-1',
    }
  if (kind === 'microcredit')
    return {
      regime: 'bank',
      rule: 'la banque prête et fait son offre ; l’organisme accompagne',
      source: 'manuel, §5',
    }
  if (purpose === 'condominium')
    return {
      regime: 'outside',
      rule: 'prêt à un syndicat de copropriétaires',
      source: 'loi du 10 juillet 1965, art. 26-4 et suivants',
    }
  if (purpose === 'professional')
    return { regime: 'outside', rule: 'activité professionnelle', source: 'C. conso. L.311-1' }
  if (convention === 'restricted-public')
    return {
      regime: 'outside',
      rule: 'la convention est réglée « public restreint, prévu par un texte » : exclusion à faire confirmer par un juriste',
      source: reform,
    }
  return purpose === 'home-purchase'
    ? { regime: 'mortgage', rule: 'achat d’un logement, quel que soit le montant', source: purchase }
    : ruleByAmount(credit, params)
}

const ruleByAmount = ({ purpose, cents, months, isFree }: Credit, params: ParameterReader): Ruling => {
  const floor = params.read('credit.consumer-floor')
  const ceiling = params.read('credit.consumer-ceiling')
  const shortMonths = params.read('credit.short-free-months')
  if (cents < floor)
    return {
      regime: 'outside',
      rule: 'montant sous le plancher du crédit à la consommation',
      source: 'C. conso. L.312-4, ancienne rédaction',
    }
  if (cents > ceiling)
    return purpose === 'works'
      ? {
          regime: 'mortgage',
          rule: 'travaux au-dessus du plafond du crédit à la consommation',
          source: purchase,
        }
      : {
          regime: 'outside',
          rule: 'montant au-dessus du plafond du crédit à la consommation',
          source: 'C. conso. L.312-4',
        }
  if (isFree && months !== null && months <= shortMonths)
    return {
      regime: 'outside',
      rule: 'crédit court et sans frais, exclu avant le 20 novembre 2026',
      source: 'C. conso. L.312-4, ancienne rédaction',
    }
  return {
    regime: 'consumer',
    rule: 'travaux ou frais, entre le plancher et le plafond du crédit à la consommation, gratuit ou non',
    source: `C. conso. L.312-1 et suivants ; ${reform}`,
  }
}
