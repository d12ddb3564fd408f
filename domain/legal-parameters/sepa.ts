import type { LegalParameter } from '#domain/legal-parameter.ts'

const source = 'Règles SEPA du Conseil européen des paiements (EPC 016-06), lues de seconde main'

type Row = [key: string, label: string, value: number, unit: LegalParameter['unit']]

const rows: Row[] = [
  ['sepa.notice-days', 'Prélèvement : préavis donné au débiteur, sauf délai plus court convenu', 14, 'days'],
  ['sepa.unused-mandate-months', 'Mandat de prélèvement caduc s’il n’a pas servi pendant', 36, 'months'],
  [
    'sepa.debit-lead-days',
    'Fichier de prélèvements remis à la banque, jours ouvrés bancaires avant',
    1,
    'days',
  ],
  [
    'sepa.transfer-lead-days',
    'Fichier de virements remis à la banque, jours ouvrés bancaires avant',
    0,
    'days',
  ],
]

export const sepaParameters: readonly LegalParameter[] = rows.map(([key, label, value, unit]) => ({
  key,
  label,
  value,
  unit,
  validFrom: '2014-08-01',
  validTo: null,
  legalRef: source,
  sourceDate: '2026-11-21',
  confidence: 'general-knowledge',
}))
