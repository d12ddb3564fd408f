import { type IncomeClass, incomeClasses, incomeClassLabels } from '#domain/income-ceilings/kinds.ts'
import type { Confidence, LegalParameter, ParameterUnit } from '#domain/legal-parameter.ts'
import type { PlainDate } from '#domain/plain-date.ts'

type Sourced = {
  validFrom: PlainDate
  validTo?: PlainDate
  legalRef: string
  sourceDate: PlainDate
  confidence: Confidence
}
type Row = [key: string, label: string, value: number, unit: ParameterUnit]

const since = (source: Sourced, rows: readonly Row[]): LegalParameter[] =>
  rows.map(([key, label, value, unit]) => ({
    key,
    label,
    value,
    unit,
    validFrom: source.validFrom,
    validTo: source.validTo ?? null,
    legalRef: source.legalRef,
    sourceDate: source.sourceDate,
    confidence: source.confidence,
  }))

const byClass = (
  key: string,
  label: string,
  values: Partial<Record<IncomeClass, number>>,
  unit: ParameterUnit = 'basis-points',
): Row[] =>
  incomeClasses.flatMap((income): Row[] => {
    const value = values[income]
    return value === undefined
      ? []
      : [[`${key}.${income}`, `${label}, ${incomeClassLabels[income].toLowerCase()}`, value, unit]]
  })

const ampleur = 'MaPrimeRénov’ rénovation d’ampleur'
const former: Omit<Sourced, 'confidence'> = {
  validFrom: '2024-01-01',
  validTo: '2025-09-29',
  legalRef: 'Parcours accompagné 2024, avant l’arrêté du 8 septembre 2025',
  sourceDate: '2024-01-01',
}
const current: Sourced = {
  validFrom: '2025-09-30',
  legalRef: 'Décret 2025-956 et arrêté du 8 septembre 2025',
  sourceDate: '2025-09-30',
  confidence: 'verified',
}

const mprAmpleur: LegalParameter[] = [
  ...since({ ...former, confidence: 'verified' }, [
    ['mpr-ampleur.works-2', `${ampleur}, travaux retenus, gain de 2 classes`, 4_000_000, 'cents'],
    ['mpr-ampleur.works-3', `${ampleur}, travaux retenus, gain de 3 classes`, 5_500_000, 'cents'],
    ['mpr-ampleur.works-4', `${ampleur}, travaux retenus, gain de 4 classes ou plus`, 7_000_000, 'cents'],
    ['mpr-ampleur.exit-bonus', `${ampleur}, bonus de sortie de F ou G`, 1_000, 'basis-points'],
  ]),
  ...since(
    { ...former, confidence: 'general-knowledge' },
    byClass('mpr-ampleur.rate', `${ampleur}, taux`, { 'very-low': 8_000, low: 6_000 }),
  ),
  ...since(
    { ...former, confidence: 'older-text' },
    byClass('mpr-ampleur.rate', `${ampleur}, taux`, { middle: 5_000, higher: 3_000 }),
  ),
  ...since(current, [
    ['mpr-ampleur.works-2', `${ampleur}, travaux retenus, gain de 2 classes`, 3_000_000, 'cents'],
    ['mpr-ampleur.works-3', `${ampleur}, travaux retenus, gain de 3 classes ou plus`, 4_000_000, 'cents'],
    ['mpr-ampleur.exit-bonus', `${ampleur}, bonus de sortie de F ou G`, 0, 'basis-points'],
    ...byClass('mpr-ampleur.rate', `${ampleur}, taux`, {
      'very-low': 8_000,
      low: 6_000,
      middle: 4_500,
      higher: 1_000,
    }),
  ]),
  ...since(
    {
      validFrom: '2024-01-01',
      legalRef: 'Modèle public de 2025 ; RGA de l’Anah, art. 12 (arrêté du 22 mai 2023 modifié)',
      sourceDate: '2025-12-18',
      confidence: 'secondary',
    },
    byClass('public-aid-cap.ampleur', 'Plafond des aides publiques, rénovation d’ampleur', {
      'very-low': 10_000,
      low: 9_000,
      middle: 8_000,
      higher: 5_000,
    }),
  ),
  ...since(
    {
      validFrom: '2021-01-01',
      legalRef: 'CCH R.321-17 ; RGA de l’Anah, art. 12',
      sourceDate: '2023-05-22',
      confidence: 'verified',
    },
    [
      ['public-aid-cap.default', 'Plafond des aides publiques, cas général', 8_000, 'basis-points'],
      ['public-aid-cap.modest', 'Plafond des aides publiques, ménages modestes', 9_000, 'basis-points'],
      [
        'public-aid-cap.exceptional',
        'Plafond des aides publiques, à titre exceptionnel',
        10_000,
        'basis-points',
      ],
    ],
  ),
]

/** Read in a model of 2025; those of 2026 are still listed, their amounts not confirmed. */
const model2025: Sourced = {
  validFrom: '2024-01-01',
  legalRef: 'Modèle public de 2025 (Anah) ; montants de 2026 à confirmer',
  sourceDate: '2025-12-18',
  confidence: 'older-text',
}
const adapt = 'MaPrimeAdapt’'
const decent = 'Ma Prime Logement Décent'

export const worksAidParameters: readonly LegalParameter[] = [
  ...mprAmpleur,
  ...since(model2025, [
    ...byClass('adapt.rate', `${adapt}, taux`, { 'very-low': 7_000, low: 5_000 }),
    ['adapt.works-cap', `${adapt}, travaux retenus, hors taxes`, 2_200_000, 'cents'],
    ['adapt.cap-years', `${adapt}, années pendant lesquelles le plafond se partage`, 5, 'count'],
    ...byClass('decent-home.rate', `${decent}, classe E ou mieux après travaux, taux`, {
      'very-low': 8_000,
      low: 6_000,
    }),
    ['decent-home.works-cap', `${decent}, travaux retenus, classe E ou mieux`, 7_000_000, 'cents'],
    ['decent-home.rate-below-e', `${decent}, classe F ou G après travaux, taux`, 5_000, 'basis-points'],
    ['decent-home.works-cap-below-e', `${decent}, travaux retenus, classe F ou G`, 5_000_000, 'cents'],
    ['decent-home.exit-bonus', `${decent}, bonus de F ou G à D ou mieux`, 1_000, 'basis-points'],
  ]),
  ...since(
    {
      validFrom: '2022-01-01',
      legalRef: 'Usage de l’accession très sociale ; HCSF D-HCSF-2021-7 (35 %) pour les banques',
      sourceDate: '2022-01-01',
      confidence: 'general-knowledge',
    },
    [
      [
        'funding.effort-limit',
        'Taux d’effort, échéances et charges comprises, limite de l’organisme',
        3_300,
        'basis-points',
      ],
    ],
  ),
]
