import type { PlainDate } from '#domain/plain-date.ts'

type Fact<K extends string, D extends object = object> = { id: string; kind: K; on: PlainDate } & D

/** An accompanied microcredit: the bank lends and decides, the organisation accompanies (handbook money §5). */
export type MicrocreditFact =
  | Fact<'microcredit-interview'>
  | Fact<'microcredit-budget-diagnosed'>
  | Fact<'microcredit-sent-to-bank', { bank: string }>
  | Fact<'microcredit-bank-accepted', { cents: number; months: number; rateBasisPoints: number }>
  | Fact<'microcredit-bank-refused', { reason: string | null }>
  | Fact<'microcredit-signed'>
  | Fact<'microcredit-paid-out'>
  | Fact<'microcredit-incident', { outstandingCents: number }>
  | Fact<'microcredit-regularised'>
  | Fact<'microcredit-guarantee-called', { guaranteedCents: number; lostCents: number }>
  | Fact<'microcredit-repaid'>

export const microcreditEventRows = {
  'microcredit-interview': 'Entretien',
  'microcredit-budget-diagnosed': 'Diagnostic du budget',
  'microcredit-sent-to-bank': 'Dossier envoyé à la banque',
  'microcredit-bank-accepted': 'Accord de la banque',
  'microcredit-bank-refused': 'Refus de la banque',
  'microcredit-signed': 'Contrat signé avec la banque',
  'microcredit-paid-out': 'Fonds versés par la banque',
  'microcredit-incident': 'Incident de remboursement',
  'microcredit-regularised': 'Incident régularisé',
  'microcredit-guarantee-called': 'Garantie appelée',
  'microcredit-repaid': 'Microcrédit remboursé',
} as const satisfies Record<MicrocreditFact['kind'], string>
export type MicrocreditEventKind = MicrocreditFact['kind']
