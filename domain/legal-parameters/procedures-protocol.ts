import type { Confidence, LegalParameter, ParameterUnit } from '#domain/legal-parameter.ts'
import type { PlainDate } from '#domain/plain-date.ts'

type Row = [
  key: string,
  label: string,
  value: number,
  unit: ParameterUnit,
  legalRef: string,
  confidence: Confidence,
]

const protocolArticles = 'CCH L.353-15-2, L.442-6-5'

// The articles of the protocol were read in the code of 21 January 2017; those of the paying body in the code in force.
const rows: Row[] = [
  [
    'protocol.longest-months',
    'Protocole de cohésion sociale : durée la plus longue',
    24,
    'months',
    protocolArticles,
    'older-text',
  ],
  [
    'protocol.amendment-months',
    'Protocole de cohésion sociale : prolongation la plus longue par avenant',
    36,
    'months',
    protocolArticles,
    'older-text',
  ],
  [
    'protocol.lease-months',
    'Protocole de cohésion sociale : nouveau bail au plus tard après le respect des engagements',
    3,
    'months',
    protocolArticles,
    'older-text',
  ],
  [
    'protocol.renegotiation-months',
    'Protocole non respecté : aide maintenue le temps de renégocier',
    3,
    'months',
    'CCH R.824-16, R.824-17',
    'verified',
  ],
  [
    'protocol.default-count',
    'Protocole non renégocié : mensualités du plan par défaut',
    36,
    'months',
    'CCH R.824-17',
    'verified',
  ],
  ['protocol.check-months', 'Protocole : contrôle du plan tous les', 6, 'months', 'CCH R.824-19', 'verified'],
]

const readOn: Readonly<Partial<Record<Confidence, PlainDate>>> = { 'older-text': '2017-01-21' }

export const protocolParameters: readonly LegalParameter[] = rows.map(
  ([key, label, value, unit, legalRef, confidence]) => ({
    key,
    label,
    value,
    unit,
    legalRef,
    confidence,
    validFrom: '2017-01-21',
    validTo: null,
    sourceDate: readOn[confidence] ?? '2026-11-21',
  }),
)
