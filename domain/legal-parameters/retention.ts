import type { LegalParameter } from '#domain/legal-parameter.ts'

type Row = [key: string, label: string, days: number]

const rows: Row[] = [
  [
    'retention.abandoned-import-days',
    'Import commencé et jamais appliqué : lignes lues gardées après la dernière action',
    30,
  ],
  ['retention.unused-file-days', 'Fichier déposé auquel aucun dossier ne renvoie : gardé pendant', 7],
]

// The regulation sets the principle, not the figure: the organisation decides, and says so in its register.
export const retentionParameters: readonly LegalParameter[] = rows.map(([key, label, value]) => ({
  key,
  label,
  value,
  unit: 'days',
  validFrom: '2018-05-25',
  validTo: null,
  legalRef: 'RGPD art. 5, 1, e (durée limitée à ce qui est nécessaire) ; délai proposé par Palier',
  sourceDate: '2018-05-25',
  confidence: 'general-knowledge',
}))
