import type { Confidence, LegalParameter, ParameterUnit } from '#domain/legal-parameter.ts'
import type { PlainDate } from '#domain/plain-date.ts'

type Row = [key: string, label: string, value: number, unit: ParameterUnit, legalRef: string]
type Reading = Pick<LegalParameter, 'validFrom' | 'validTo' | 'sourceDate' | 'confidence'>

/** Day on which the law of 27 July 2023 came into force. */
const reform: PlainDate = '2023-07-29'
const eve: PlainDate = '2023-07-28'

const read = (
  validFrom: PlainDate,
  validTo: PlainDate | null,
  sourceDate: PlainDate,
  confidence: Confidence,
): Reading => ({ validFrom, validTo, sourceDate, confidence })

const reformed: Row[] = [
  ['eviction.command-weeks', 'Commandement de payer : délai (semaines)', 6, 'count', 'loi 89-462 art. 24 I'],
  [
    'eviction.summons-notice-weeks',
    'Assignation : notification au préfet avant l’audience (semaines)',
    6,
    'count',
    'loi 89-462 art. 24 III',
  ],
]
const beforeReform: Row[] = [
  [
    'eviction.command-clause-months',
    'Commandement de payer : délai écrit dans le bail, à défaut',
    2,
    'months',
    'Cass. avis du 13 juin 2024',
  ],
  [
    'eviction.summons-notice-months',
    'Assignation : notification au préfet avant l’audience',
    2,
    'months',
    'loi 89-462 art. 24 III, avant la loi 2023-668',
  ],
]
const stay: Row[] = [
  ['eviction.stay-min-months', 'Délais pour rester dans les lieux : au moins', 1, 'months', 'CPCE L.412-4'],
  ['eviction.stay-max-months', 'Délais pour rester dans les lieux : au plus', 12, 'months', 'CPCE L.412-4'],
]
const stayBefore: Row[] = [
  [
    'eviction.stay-min-months',
    'Délais pour rester dans les lieux : au moins',
    3,
    'months',
    'CPCE L.412-4, avant la loi 2023-668',
  ],
  [
    'eviction.stay-max-months',
    'Délais pour rester dans les lieux : au plus',
    36,
    'months',
    'CPCE L.412-4, avant la loi 2023-668',
  ],
]
const enforcement: Row[] = [
  ['eviction.quit-months', 'Commandement de quitter les lieux : délai', 2, 'months', 'CPCE L.412-1'],
  [
    'eviction.hardship-months',
    'Prolongation pour dureté exceptionnelle : au plus',
    3,
    'months',
    'CPCE L.412-2',
  ],
  ['eviction.truce-starts', 'Trêve hivernale : premier jour (mois puis jour)', 1101, 'count', 'CPCE L.412-6'],
  ['eviction.truce-ends', 'Trêve hivernale : dernier jour (mois puis jour)', 331, 'count', 'CPCE L.412-6'],
  [
    'eviction.force-silence-months',
    'Concours de la force publique : silence valant refus',
    2,
    'months',
    'CPCE R.153-1',
  ],
  [
    'eviction.write-off-months',
    'Clause suspendue après un effacement de la dette',
    24,
    'months',
    'C. consom. L.714-1 II',
  ],
  [
    'eviction.overindebtedness-months',
    'Suspension de l’expulsion pour surendettement : au plus',
    24,
    'months',
    'C. consom. L.722-6 à L.722-9',
  ],
]

const rows = (list: readonly Row[], reading: Reading): LegalParameter[] =>
  list.map(([key, label, value, unit, legalRef]) => ({ key, label, value, unit, legalRef, ...reading }))

export const evictionParameters: readonly LegalParameter[] = [
  ...rows(reformed, read(reform, null, '2023-07-28', 'verified')),
  ...rows(beforeReform, read('1989-07-08', eve, '2024-06-13', 'secondary')),
  ...rows(
    [
      [
        'eviction.payment-delays-months',
        'Délais de paiement accordés par le juge : au plus',
        36,
        'months',
        'loi 89-462 art. 24 V',
      ],
    ],
    read('2014-03-27', null, '2023-07-28', 'verified'),
  ),
  ...rows(stay, read(reform, null, '2026-04-02', 'verified')),
  ...rows(stayBefore, read('2009-03-28', eve, '2026-04-02', 'secondary')),
  ...rows(enforcement, read('2014-03-27', null, '2026-04-02', 'verified')),
  ...rows(
    [
      [
        'eviction.furniture-months',
        'Meubles laissés sur place : délai pour les reprendre',
        2,
        'months',
        'CPCE R.433-1',
      ],
    ],
    read('2012-06-01', null, '2020-01-01', 'older-text'),
  ),
]
