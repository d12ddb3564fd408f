import type { Confidence, LegalParameter, ParameterUnit } from '#domain/legal-parameter.ts'
import type { PlainDate } from '#domain/plain-date.ts'

type Row = [key: string, label: string, value: number, unit: ParameterUnit]
type Sourced = Pick<LegalParameter, 'legalRef' | 'sourceDate' | 'confidence'>

function since(
  validFrom: PlainDate,
  source: Sourced,
  rows: readonly Row[],
  validTo: PlainDate | null = null,
): LegalParameter[] {
  return rows.map(([key, label, value, unit]) => ({ key, label, value, unit, validFrom, validTo, ...source }))
}

function sourced(legalRef: string, sourceDate: PlainDate, confidence: Confidence): Sourced {
  return { legalRef, sourceDate, confidence }
}

const rsaDecree = sourced('CASF L.262-2, décret 2026-220 du 30 mars 2026', '2026-07-01', 'verified')
const rsaText = sourced('CASF L.262-2, R.262-1 et s.', '2026-07-01', 'verified')
const rsaBase: readonly [value: number, from: PlainDate, to: PlainDate | null][] = [
  [60_775, '2023-04-01', '2024-03-31'],
  [63_571, '2024-04-01', '2025-03-31'],
  [64_652, '2025-04-01', '2026-03-31'],
  [65_169, '2026-04-01', null],
]

const rsa: LegalParameter[] = [
  ...rsaBase.flatMap(([value, from, to]) =>
    since(
      from,
      to === null ? rsaDecree : rsaText,
      [['rsa.base', 'RSA, montant forfaitaire d’une personne', value, 'cents']],
      to,
    ),
  ),
  ...since('2023-04-01', rsaText, [
    ['rsa.second-person', 'RSA, deuxième personne', 50_000, 'hundred-thousandths'],
    [
      'rsa.third-person',
      'RSA, chacun des deux premiers enfants à partir de la troisième personne',
      30_000,
      'hundred-thousandths',
    ],
    ['rsa.further-child', 'RSA, à partir du troisième enfant', 40_000, 'hundred-thousandths'],
    ['rsa.isolated-parent', 'RSA majoré, parent isolé', 128_412, 'hundred-thousandths'],
    ['rsa.isolated-child', 'RSA majoré, par enfant', 42_804, 'hundred-thousandths'],
  ]),
]

// The source's own monthly figures disagree with its annual ones: the annual thresholds are the décret's.
const seizureDecree = sourced(
  'Code du travail R.3252-2, décret 2025-1299 du 24 décembre 2025',
  '2025-12-24',
  'secondary',
)
const seizableThresholdsCents = [448_000, 873_000, 1_300_000, 1_723_000, 2_147_000, 2_581_000]
const seizableSixtieths = [3, 6, 12, 15, 20, 40, 60]
const seizable: LegalParameter[] = [
  ...since('2026-01-01', seizureDecree, [
    ...seizableThresholdsCents.map(
      (value, index): Row => [
        `seizable.threshold-${index + 1}`,
        `Saisie, plafond annuel de la tranche ${index + 1}`,
        value,
        'cents',
      ],
    ),
    ...seizableSixtieths.map(
      (value, index): Row => [
        `seizable.share-${index + 1}`,
        `Saisie, part de la tranche ${index + 1} (soixantièmes)`,
        value,
        'sixtieths',
      ],
    ),
  ]),
  ...since(
    '2026-01-01',
    sourced('montant 2026 non trouvé (1 690 € en 2024)', '2026-11-21', 'general-knowledge'),
    [['seizable.dependant', 'Saisie, relèvement annuel par personne à charge', 174_000, 'cents']],
  ),
]

const effort: LegalParameter[] = [
  ...since(
    '2011-03-10',
    sourced('CCH R.441-3-1, arrêté du 10 mars 2011 ; seuil d’usage', '2026-11-21', 'secondary'),
    [['effort.allocation-2011', 'Taux d’effort d’attribution, seuil d’alerte', 3_333, 'basis-points']],
  ),
  ...since('2017-01-01', sourced('programme Zéro Expulsion Locative', '2026-11-21', 'secondary'), [
    ['effort.energy-inclusive', 'Taux d’effort énergie comprise, maximum', 2_500, 'basis-points'],
  ]),
  ...since('2011-03-10', sourced('règlement intérieur du FSL du Gard', '2026-11-21', 'secondary'), [
    ['effort.fsl-local', 'Taux d’effort FSL, seuil local', 3_300, 'basis-points'],
  ]),
  ...since('2018-01-01', sourced('Visale, conditions 2018', '2018-01-01', 'secondary'), [
    ['effort.gross-visale', 'Taux d’effort Visale, maximum', 5_000, 'basis-points'],
  ]),
]

const unverified = sourced(
  'barème de la commission de surendettement, non trouvé',
  '2026-11-21',
  'general-knowledge',
)
const living: LegalParameter[] = [
  ...since('2025-01-01', unverified, [
    ['overindebtedness.base', 'Forfait de base, une personne', 63_200, 'cents'],
    ['overindebtedness.housing', 'Forfait habitation, une personne', 12_100, 'cents'],
    ['overindebtedness.heating', 'Forfait chauffage, une personne', 12_300, 'cents'],
    ['overindebtedness.base-extra', 'Forfait de base, par personne en plus', 22_100, 'cents'],
    ['overindebtedness.housing-extra', 'Forfait habitation, par personne en plus', 4_300, 'cents'],
    ['overindebtedness.heating-extra', 'Forfait chauffage, par personne en plus', 4_100, 'cents'],
  ]),
  ...since(
    '2011-01-01',
    sourced('seuil local, à régler par l’organisation', '2026-11-21', 'general-knowledge'),
    [
      [
        'residual-income.alert-per-unit-day',
        'Reste pour vivre par jour et par UC, seuil d’alerte',
        1_000,
        'cents',
      ],
    ],
  ),
  ...since('2004-01-01', sourced('usage : mois de 30 jours', '2026-11-21', 'general-knowledge'), [
    ['residual-income.days-per-month', 'Jours d’un mois dans le reste pour vivre', 30, 'days'],
  ]),
]

const consumptionUnits: LegalParameter[] = [
  ...since('1990-01-01', sourced('Insee, échelle OCDE modifiée', '2022-12-16', 'verified'), [
    ['units.insee.first', 'UC Insee, premier adulte', 10_000, 'basis-points'],
    ['units.insee.other', 'UC Insee, autre personne de 14 ans ou plus', 5_000, 'basis-points'],
    ['units.insee.child', 'UC Insee, enfant de moins de 14 ans', 3_000, 'basis-points'],
    ['units.insee.adult-age', 'UC Insee, âge de l’adulte', 14, 'count'],
  ]),
  ...since('2018-01-01', sourced('Code de l’énergie R.124-1', '2026-04-01', 'verified'), [
    ['units.cheque.first', 'UC chèque énergie, première personne', 10_000, 'basis-points'],
    ['units.cheque.second', 'UC chèque énergie, deuxième personne', 5_000, 'basis-points'],
    ['units.cheque.other', 'UC chèque énergie, personne suivante', 3_000, 'basis-points'],
    [
      'units.cheque.shared-custody',
      'UC chèque énergie, part de l’enfant en résidence alternée',
      5_000,
      'basis-points',
    ],
  ]),
]

export const budgetParameters: readonly LegalParameter[] = [
  ...rsa,
  ...seizable,
  ...effort,
  ...living,
  ...consumptionUnits,
]
