import type { Labels } from '#domain/tenancies/kinds.ts'

const payeeKindRows = {
  household: 'Ménage',
  company: 'Entreprise ou artisan',
  landlord: 'Bailleur',
  partner: 'Partenaire',
} as const
export type PayeeKind = keyof typeof payeeKindRows
export const payeeKinds = Object.keys(payeeKindRows) as PayeeKind[]
export const payeeKindLabels: Labels<PayeeKind> = payeeKindRows

const orderKindRows = {
  /** On an invoice of the works. */
  disbursement: 'Décaissement sur facture',
  grant: 'Versement d’une aide',
  'monthly-aid': 'Aide mensuelle',
  'refund-to-household': 'Restitution au ménage',
} as const
export type PaymentOrderKind = keyof typeof orderKindRows
export const paymentOrderKinds = Object.keys(orderKindRows) as PaymentOrderKind[]
export const paymentOrderKindLabels: Labels<PaymentOrderKind> = orderKindRows

const orderStateRows = {
  prepared: 'À libérer',
  released: 'À payer',
  issued: 'Parti',
  executed: 'Payé',
  rejected: 'Rejeté',
  cancelled: 'Annulé',
} as const
export type PaymentOrderState = keyof typeof orderStateRows
export const paymentOrderStates = Object.keys(orderStateRows) as PaymentOrderState[]
export const paymentOrderStateLabels: Labels<PaymentOrderState> = orderStateRows

const executionRows = {
  'bank-file': 'Virement',
  cheque: 'Chèque',
  'by-hand': 'Virement saisi à la banque',
} as const
export type PaymentExecution = keyof typeof executionRows
export const paymentExecutions = Object.keys(executionRows) as PaymentExecution[]
export const paymentExecutionLabels: Labels<PaymentExecution> = executionRows

const approverRows = {
  operator: 'Opérateur',
  household: 'Ménage',
} as const
/** Who must approve an invoice before it is paid (handbook money §2.4, step 11). */
export type InvoiceApprover = keyof typeof approverRows
export const invoiceApprovers = Object.keys(approverRows) as InvoiceApprover[]
export const invoiceApproverLabels: Labels<InvoiceApprover> = approverRows

const approvalWayRows = {
  'signed-invoice': 'Signature sur la facture',
  'signed-statement': 'Attestation signée',
  mail: 'Courrier ou courriel',
  'on-site': 'Visite de fin de travaux',
} as const
export type ApprovalWay = keyof typeof approvalWayRows
export const approvalWays = Object.keys(approvalWayRows) as ApprovalWay[]
export const approvalWayLabels: Labels<ApprovalWay> = approvalWayRows

const stopReasonRows = {
  'situation-improved': 'La situation s’est améliorée',
  'left-the-home': 'Le ménage a quitté le logement',
  'asked-by-household': 'À la demande du ménage',
  'conditions-ended': 'Les conditions ne sont plus remplies',
  death: 'Décès',
  'wrongly-granted': 'Accordée à tort',
} as const
/** Why a monthly aid ends before its last month. */
export type AidStopReason = keyof typeof stopReasonRows
export const aidStopReasons = Object.keys(stopReasonRows) as AidStopReason[]
export const aidStopReasonLabels: Labels<AidStopReason> = stopReasonRows
