import { z } from 'zod'
import {
  AwaitingInvoice,
  FinancingDisbursements,
  PaymentOrderView,
  VatRow,
} from '#contract/disbursement-shapes.ts'
import { documentLimitBytes } from '#contract/documents.ts'
import { capability, command, download, query, upload } from '#contract/endpoint.ts'
import {
  Cents,
  Day,
  Id,
  longText,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import {
  aidStopReasons,
  approvalWays,
  invoiceApprovers,
  paymentExecutions,
  paymentOrderKinds,
  paymentOrderStates,
} from '#domain/disbursements/kinds.ts'

const inTheFuture = { 'in-the-future': 'Cette date est à venir.' } as const
const fileProblems = {
  'not-a-document':
    'Ce fichier n’est pas un document accepté. Formats acceptés : PDF, JPEG, PNG, HEIC, ODT, DOCX.',
  'has-macros': 'Ce document contient des macros : enregistrez-le sans macros, ou en PDF.',
} as const
const wrongState = {
  'not-in-that-state': 'Un de ces ordres a changé entre-temps : relisez la liste, rien n’a été fait.',
} as const
export const beyondGrant = {
  'beyond-grant': 'Ces ordres dépassent ce qui reste du financement : rien n’est parti.',
} as const
const alreadyOrdered = {
  'already-ordered': 'Un ordre existe déjà pour ce paiement : personne n’est payé deux fois.',
} as const
const unknownPayee = { 'unknown-payee': 'Ce bénéficiaire n’existe pas ou n’est plus utilisé.' } as const

/** Why money cannot leave: the same words for the buttons and for the refusals. */
export const disbursementRefusals = {
  'offer-not-accepted': 'L’offre n’est pas acceptée : aucun fonds ne peut partir.',
  'before-release-of-funds': 'Les fonds ne peuvent pas encore partir : un délai légal court.',
  'disbursements-closed': 'Les décaissements de ce financement sont clos.',
  'no-financial-mandate':
    'Aucun mandat financier complet : la subvention ne pourrait pas nous être versée. Enregistrez-le, avec ses pièces.',
} as const
const withinGrant = {
  'more-than-granted': 'Le montant dépasse ce qui reste du financement.',
  'amount-not-positive': 'Indiquez un montant au-dessus de zéro.',
} as const
const notForThisKind = { 'not-for-this-kind': 'Ce financement ne se paie pas ainsi.' } as const

const Approval = { invoiceId: Id, givenBy: z.enum(invoiceApprovers), on: Day, person: shortText(140) }
const Way = { dueOn: Day, execution: z.enum(paymentExecutions) }
const Orders = z.array(Id).min(1).max(500)
const OfOrders = { orderIds: Orders }

export const disbursements = capability('disbursements', {
  openFinancing: query({
    action: 'read-funding',
    summary: 'Factures, ordres de paiement et reste à payer d’un financement.',
    input: z.object({ financingId: Id }),
    output: FinancingDisbursements,
    refusals: unknownRecord,
  }),
  recordInvoice: upload({
    action: 'prepare-payments',
    summary: 'Enregistre une facture des travaux, son fichier joint.',
    input: z.object({
      financingId: Id,
      payeeId: Id,
      number: shortText(60),
      invoicedOn: Day,
      rows: z.array(VatRow).min(1).max(10),
    }),
    output: z.object({ invoiceId: Id }),
    refusals: {
      ...unknownRecord,
      ...unknownPayee,
      ...fileProblems,
      'invoice-in-future': 'Cette facture est datée dans l’avenir.',
      'invoice-too-large': 'Ce montant est trop grand pour une facture.',
      'rate-twice': 'Un taux de TVA est saisi deux fois : une ligne par taux.',
      'vat-does-not-match': 'La TVA ne correspond pas au taux et au montant HT.',
      'invoice-known': 'Cette facture de cette entreprise est déjà enregistrée.',
    },
    uploadLimitBytes: documentLimitBytes,
  }),
  approveInvoice: command({
    action: 'prepare-payments',
    summary: 'Note l’accord de l’opérateur ou du ménage, signé sur la facture.',
    input: z.object(Approval),
    output: z.object({ invoiceId: Id }),
    refusals: {
      ...unknownRecord,
      ...inTheFuture,
      'before-invoice': 'L’accord ne peut pas précéder la facture.',
      'already-approved': 'Cet accord est déjà noté.',
      'was-withdrawn': 'Cette facture a été retirée.',
    },
  }),
  approveInvoiceWithProof: upload({
    action: 'prepare-payments',
    summary: 'Note l’accord de l’opérateur ou du ménage, avec sa preuve.',
    input: z.object({ ...Approval, how: z.enum(approvalWays).exclude(['signed-invoice']) }),
    output: z.object({ invoiceId: Id }),
    refusals: {
      ...unknownRecord,
      ...inTheFuture,
      ...fileProblems,
      'before-invoice': 'L’accord ne peut pas précéder la facture.',
      'already-approved': 'Cet accord est déjà noté.',
      'was-withdrawn': 'Cette facture a été retirée.',
    },
    uploadLimitBytes: documentLimitBytes,
  }),
  withdrawInvoice: command({
    action: 'prepare-payments',
    summary: 'Retire une facture enregistrée par erreur, tant que rien n’en est payé.',
    input: z.object({ invoiceId: Id, reason: longText(500), version: Version }),
    output: z.object({ version: Version }),
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      'was-withdrawn': 'Cette facture a déjà été retirée.',
      'has-orders': 'Un ordre de paiement porte sur cette facture : annulez-le d’abord.',
    },
  }),
  listAwaitingInvoices: query({
    action: 'list-funding',
    summary: 'Les factures dont un accord est attendu, les plus anciennes d’abord.',
    input: z.object({ missing: z.enum(invoiceApprovers).optional(), ...PageRequest }),
    output: pageOf(AwaitingInvoice),
  }),
  openInvoice: download({
    action: 'read-funding',
    summary: 'Le fichier d’une facture, ou la preuve d’un accord.',
    input: z.object({ invoiceId: Id, approvalOf: z.enum(invoiceApprovers).optional() }),
    refusals: unknownRecord,
  }),

  prepareDisbursement: command({
    action: 'prepare-payments',
    summary: 'Prépare le paiement d’une facture, en tout ou partie, par ce financement.',
    input: z.object({ financingId: Id, invoiceId: Id, cents: Cents, ...Way }),
    output: z.object({ orderId: Id }),
    refusals: {
      ...unknownRecord,
      ...alreadyOrdered,
      ...disbursementRefusals,
      ...withinGrant,
      ...notForThisKind,
      'invoice-withdrawn': 'Cette facture a été retirée.',
      'not-approved-by-operator': 'L’opérateur n’a pas encore approuvé cette facture.',
      'not-approved-by-household': 'Le ménage n’a pas encore approuvé cette facture.',
      'more-than-invoiced': 'Le montant dépasse ce qui reste à payer de la facture.',
    },
  }),
  prepareGrant: command({
    action: 'prepare-payments',
    summary: 'Prépare le versement, en une fois, d’une aide au ménage ou à son bailleur.',
    input: z.object({ financingId: Id, payeeId: Id, ...Way }),
    output: z.object({ orderId: Id }),
    refusals: {
      ...unknownRecord,
      ...unknownPayee,
      ...alreadyOrdered,
      ...disbursementRefusals,
      ...withinGrant,
      ...notForThisKind,
    },
  }),
  prepareRefund: command({
    action: 'prepare-payments',
    summary: 'Prépare la restitution au ménage de ce qui lui appartient.',
    input: z.object({ financingId: Id, payeeId: Id, ...Way }),
    output: z.object({ orderId: Id, cents: Cents }),
    refusals: {
      ...unknownRecord,
      ...unknownPayee,
      ...alreadyOrdered,
      'nothing-held': 'Rien de ce financement n’appartient au ménage.',
      'still-needed': 'Cet argent servira à rembourser l’avance : il n’est pas encore celui du ménage.',
      'not-the-household': 'Cette somme ne peut être rendue qu’au ménage.',
    },
  }),
  planMonthlyAid: command({
    action: 'prepare-payments',
    summary: 'Programme une aide mensuelle : un ordre préparé par mois, la nuit.',
    input: z.object({
      financingId: Id,
      payeeId: Id,
      firstMonth: Day,
      execution: z.enum(paymentExecutions),
    }),
    output: z.object({ factId: Id }),
    refusals: {
      ...unknownRecord,
      ...unknownPayee,
      ...disbursementRefusals,
      ...notForThisKind,
      'already-planned': 'Cette aide est déjà programmée.',
      'too-many-months': 'Cette aide dépasserait le nombre de mois d’affilée permis à un ménage.',
      'too-early': 'Une aide mensuelle ne commence pas avant le mois de sa décision.',
    },
  }),
  stopMonthlyAid: command({
    action: 'prepare-payments',
    summary: 'Arrête une aide mensuelle à un évènement ; le reste est rendu à l’enveloppe.',
    input: z.object({ financingId: Id, on: Day, reason: z.enum(aidStopReasons) }),
    output: z.object({ releasedCents: Cents }),
    refusals: {
      ...unknownRecord,
      ...inTheFuture,
      ...notForThisKind,
      'not-planned': 'Aucun versement n’est programmé.',
      'already-stopped': 'Cette aide est déjà arrêtée.',
      'already-left': 'Un versement d’un mois postérieur est déjà parti : retenez une date plus tardive.',
    },
  }),
  close: command({
    action: 'prepare-payments',
    summary: 'Clôt les décaissements : ce qui n’a pas été dépensé revient à l’enveloppe.',
    input: z.object({ financingId: Id }),
    output: z.object({ unspentCents: Cents }),
    refusals: {
      ...unknownRecord,
      ...notForThisKind,
      'already-closed': 'Les décaissements sont déjà clos.',
      'orders-waiting': 'Un ordre préparé ou libéré n’est pas encore parti.',
      'nothing-paid': 'Rien n’a été payé : annulez plutôt le financement.',
    },
  }),

  listOrders: query({
    action: 'list-funding',
    summary: 'Les ordres de paiement, par état.',
    input: z.object({
      state: z.enum(paymentOrderStates).optional(),
      kind: z.enum(paymentOrderKinds).optional(),
      execution: z.enum(paymentExecutions).optional(),
      dueUntil: Day.optional(),
      ...PageRequest,
    }),
    output: pageOf(PaymentOrderView),
  }),
  countOrders: query({
    action: 'list-funding',
    summary: 'Combien d’ordres dans chaque état, et combien d’argent.',
    input: z.object({}),
    output: z.object({
      states: z.array(z.object({ state: z.enum(paymentOrderStates), count: z.int(), cents: Cents })),
    }),
  }),
  release: command({
    action: 'release-payments',
    summary: 'Libère des ordres préparés par quelqu’un d’autre : le compte à payer est figé.',
    input: z.object(OfOrders),
    output: z.object({ released: z.int(), cents: Cents }),
    refusals: {
      ...wrongState,
      ...disbursementRefusals,
      'own-order': 'Vous avez préparé un de ces ordres : une autre personne doit le libérer.',
      'no-checked-account': 'Un bénéficiaire n’a pas de compte bancaire vérifié par une deuxième personne.',
      'closed-payee': 'Un bénéficiaire n’est plus utilisé.',
    },
  }),
  issue: command({
    action: 'release-payments',
    summary: 'Note le départ de chèques ou de virements saisis à la banque.',
    input: z.object(OfOrders),
    output: z.object({ issued: z.int() }),
    refusals: { ...wrongState, ...beyondGrant },
  }),
  confirm: command({
    action: 'manage-bank-files',
    summary: 'Note que des ordres partis sont sur le relevé de compte.',
    input: z.object({ ...OfOrders, on: Day }),
    output: z.object({ confirmed: z.int() }),
    refusals: { ...wrongState, ...inTheFuture },
  }),
  reject: command({
    action: 'manage-bank-files',
    summary: 'Note qu’un paiement parti est revenu.',
    input: z.object({ orderId: Id, on: Day, reasonCode: shortText(40) }),
    output: z.object({ orderId: Id }),
    refusals: { ...wrongState, ...inTheFuture },
  }),
  cancel: command({
    action: 'prepare-payments',
    summary: 'Annule un ordre qui n’est pas parti.',
    input: z.object({ orderId: Id, reason: longText(500) }),
    output: z.object({ orderId: Id }),
    refusals: { ...unknownRecord, ...wrongState },
  }),
})
