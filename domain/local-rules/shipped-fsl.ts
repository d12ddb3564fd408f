import { blankFslRule, type FslAid, type FslRule } from '#domain/local-rules/fsl-rule.ts'
import type { FoundRule } from '#domain/local-rules/kinds.ts'

const aid = (
  kind: FslAid['kind'],
  form: FslAid['form'],
  more: Partial<Omit<FslAid, 'kind' | 'form'>> = {},
): FslAid => ({ kind, form, ceiling: null, frequency: null, note: null, ...more })

const shipped = (
  territoryCode: string,
  territoryName: string,
  source: string,
  sourceDate: FoundRule<FslRule>['sourceDate'],
  rule: Partial<FslRule>,
): FoundRule<FslRule> => ({
  territoryCode,
  territoryName,
  source,
  sourceDate,
  confidence: 'secondary',
  isShipped: true,
  number: null,
  validFrom: null,
  rule: { ...blankFslRule, ...rule },
})

/** The six rules found (handbook §3.1). All come from secondary sources: an organisation reads its own règlement and corrects them. */
export const shippedFslRules: readonly FoundRule<FslRule>[] = [
  shipped('12', 'Aveyron', 'adil12.org, page non datée', '2026-11-21', {
    conditions: [{ is: 'resources-per-rsa', multiple: 20_000 }],
    raisedFor: ['over-indebted', 'evicted-private', 'disability'],
    notes: 'Le plafond est relevé en cas de surendettement, d’expulsion du parc privé ou de handicap.',
  }),
  shipped('28', 'Eure-et-Loir', 'betagouv/aides-jeunes, août 2026', '2026-08-01', {
    conditions: [{ is: 'resources-per-poverty-line', share: 6_000 }],
    notes: 'Ressources hors aide au logement, ARS et AEEH.',
  }),
  shipped('30', 'Gard', 'adhl.gard.fr, page non datée', '2026-11-21', {
    conditions: [
      { is: 'effort-below', ceiling: 3_300, countsFslLoan: true },
      { is: 'energy-label', worst: 'E' },
    ],
    aids: [
      aid('deposit', 'loan', {
        ceiling: { is: 'months-of-rent', value: 1, whenFurnished: 2 },
        note: 'Un mois hors charges, deux en meublé ; toujours en prêt.',
      }),
    ],
    documents: ['identity', 'resources', 'lease', 'energy-label'],
    notes: 'Le taux d’effort compte les charges et la mensualité du prêt FSL.',
  }),
  shipped('33', 'Gironde', 'fsl33.org, page ancienne non datée', '2026-11-21', {
    conditions: [
      {
        is: 'quotient-per-person',
        single: 60_000,
        couple: 46_000,
        oneChild: 53_000,
        twoChildren: 46_000,
        threeChildren: 42_000,
      },
    ],
    aids: [
      aid('energy', 'grant-or-loan', {
        note: 'La demande peut être faite directement par le ménage si ses ressources ne dépassent pas le RSA plus 20 %.',
      }),
    ],
    notes: 'Quotient : (ressources + aide au logement estimée − loyer principal) ÷ personnes.',
  }),
  shipped('50', 'Manche', 'manche.fr', '2024-09-02', {
    conditions: [{ is: 'quotient-per-unit', ceiling: 80_000 }],
    notes: 'Nouvelle méthode en unités de consommation depuis le 2 septembre 2024.',
  }),
  shipped('94', 'Val-de-Marne (FSH)', 'adil94.org, page non datée', '2026-11-21', {
    aids: [
      aid('agency-fees', 'grant-or-loan', { ceiling: { is: 'share', value: 5_000 } }),
      aid('guarantee', 'guarantee', {
        ceiling: { is: 'months-covered', value: 6 },
        note: 'Six mois de loyer, pendant la première année.',
      }),
    ],
    documents: ['identity', 'resources', 'lease', 'agency-invoice', 'bank-details', 'third-party-agreement'],
    notes: 'Le bailleur doit accepter d’être payé directement.',
  }),
]

export const findShippedFslRule = (territoryCode: string): FoundRule<FslRule> | null =>
  shippedFslRules.find((one) => one.territoryCode === territoryCode) ?? null
