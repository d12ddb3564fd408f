import type { LegalParameter, ParameterUnit } from '#domain/legal-parameter.ts'

type Row = [key: string, label: string, value: number, unit: ParameterUnit]

const bands = [
  { ceiling: 560_000, amounts: [19_400, 24_000, 27_700] },
  { ceiling: 670_000, amounts: [14_600, 17_600, 20_200] },
  { ceiling: 770_000, amounts: [9_800, 11_300, 12_600] },
  { ceiling: 1_100_000, amounts: [4_800, 6_300, 7_600] },
]
const sizes = ['une UC', 'de une à deux UC', 'deux UC ou plus']

const rows = bands.flatMap(({ ceiling, amounts }, index): Row[] => [
  [
    `energy-cheque.ceiling-${index + 1}`,
    `Chèque énergie, RFR par UC, tranche ${index + 1}`,
    ceiling,
    'cents',
  ],
  ...amounts.map(
    (amount, size): Row => [
      `energy-cheque.amount-${index + 1}-${size + 1}`,
      `Chèque énergie, tranche ${index + 1}, ${sizes[size]}`,
      amount,
      'cents',
    ],
  ),
])

// The scale stands since 2019; its last ceiling is of 2023, read in secondary sources only.
export const energyChequeParameters: readonly LegalParameter[] = rows.map(([key, label, value, unit]) => ({
  key,
  label,
  value,
  unit,
  validFrom: '2023-01-01',
  validTo: null,
  legalRef: 'Code de l’énergie L.124-1, R.124-1 à R.124-4',
  sourceDate: '2026-04-01',
  confidence: key === 'energy-cheque.ceiling-4' ? 'secondary' : 'verified',
}))
