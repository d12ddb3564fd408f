import type { Labels } from '#domain/tenancies/kinds.ts'

export const bankFileKinds = ['direct-debit', 'transfer'] as const
export type BankFileKind = (typeof bankFileKinds)[number]
export const bankFileKindLabels: Labels<BankFileKind> = {
  'direct-debit': 'Prélèvements',
  transfer: 'Virements',
}

/** Prepared by one person, checked by another, issued once. */
export const bankFileStates = ['prepared', 'checked', 'issued', 'cancelled'] as const
export type BankFileState = (typeof bankFileStates)[number]
export const bankFileStateLabels: Labels<BankFileState> = {
  prepared: 'À contrôler',
  checked: 'À émettre',
  issued: 'Émis',
  cancelled: 'Abandonné',
}

/** Which debit of a mandate this is, in the words of ISO 20022. */
export const sequenceTypes = ['FRST', 'RCUR', 'OOFF', 'FNAL'] as const
export type SequenceType = (typeof sequenceTypes)[number]
export const sequenceTypeLabels: Labels<SequenceType> = {
  FRST: 'Premier',
  RCUR: 'Récurrent',
  OOFF: 'Ponctuel',
  FNAL: 'Dernier',
}

export const statementLineStates = ['open', 'matched', 'set-aside'] as const
export type StatementLineState = (typeof statementLineStates)[number]
export const statementLineStateLabels: Labels<StatementLineState> = {
  open: 'À rapprocher',
  matched: 'Rapproché',
  'set-aside': 'Mis de côté',
}
