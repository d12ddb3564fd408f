import type { Labels } from '#domain/tenancies/kinds.ts'

const kindRows = {
  /** So much may be granted, in one year or for as long as the convention runs. */
  flow: 'Enveloppe de flux',
  /** So much may be outside at once: what comes back can be lent again. */
  stock: 'Enveloppe d’encours',
} as const
export type EnvelopeKind = keyof typeof kindRows
export const envelopeKinds = Object.keys(kindRows) as EnvelopeKind[]
export const envelopeKindLabels: Labels<EnvelopeKind> = kindRows

const countingRows = {
  signature: 'À la signature',
  disbursement: 'Au décaissement',
} as const
/** When the partners count an amount as consumed (article 11 of the convention of 2018-2022, handbook money §2.2). */
export type CountingRule = keyof typeof countingRows
export const countingRules = Object.keys(countingRows) as CountingRule[]
export const countingRuleLabels: Labels<CountingRule> = countingRows

const allotmentRows = {
  initial: 'Dotation initiale',
  amendment: 'Avenant',
  transfer: 'Virement',
  /** A row is never changed: what was typed wrong is taken back by another. */
  correction: 'Correction',
} as const
export type AllotmentKind = keyof typeof allotmentRows
export const allotmentKinds = Object.keys(allotmentRows) as AllotmentKind[]
export const allotmentKindLabels: Labels<AllotmentKind> = allotmentRows

const transferStateRows = {
  proposed: 'À décider',
  approved: 'Accordé',
  refused: 'Refusé',
  withdrawn: 'Retiré',
} as const
export type TransferState = keyof typeof transferStateRows
export const transferStates = Object.keys(transferStateRows) as TransferState[]
export const transferStateLabels: Labels<TransferState> = transferStateRows
