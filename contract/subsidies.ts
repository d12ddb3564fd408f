import { z } from 'zod'
import { disbursementRefusals } from '#contract/disbursements.ts'
import { documentLimitBytes } from '#contract/documents.ts'
import { capability, command, download, query, upload } from '#contract/endpoint.ts'
import { Explanation } from '#contract/explanation.ts'
import {
  Cents,
  Day,
  Id,
  longText,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { commitmentRefusals } from '#domain/envelopes/refusals.ts'
import {
  advanceStates,
  askedLoanStates,
  mandatePieces,
  receiptKinds,
  settlementWays,
  subsidyMandateKinds,
} from '#domain/subsidies/kinds.ts'

const Member = z.object({ id: Id, name: z.string() })

export const SubsidyStanding = z.object({
  id: Id,
  funder: z.string(),
  requestedCents: Cents,
  requestedOn: Day,
  completeOn: Day.nullable(),
  notifiedCents: Cents.nullable(),
  notifiedOn: Day.nullable(),
  worksDeadlineOn: Day.nullable(),
  /** Without an answer by this day, the request is rejected. */
  silentRejectionOn: Day.nullable(),
  receivedCents: Cents,
  /** Why nothing more will come. */
  over: z.enum(['paid', 'rejected', 'rejected-by-silence', 'withdrawn', 'expired', 'clawed-back']).nullable(),
})
export type SubsidyStanding = z.output<typeof SubsidyStanding>

export const SubsidyReceipt = z.object({
  id: Id,
  subsidyId: Id,
  funder: z.string(),
  kind: z.enum(receiptKinds),
  cents: Cents,
  receivedOn: Day,
  reference: z.string(),
  reversed: z.object({ on: Day, reason: z.string() }).nullable(),
  /** A movement of an account answers for it: it is undone there. */
  isMatched: z.boolean(),
})

export const SubsidyMandateView = z.object({
  id: Id,
  kind: z.enum(subsidyMandateKinds),
  mandatary: z.string(),
  signedOn: Day,
  ended: z.object({ on: Day, reason: z.string() }).nullable(),
  pieces: z.array(z.enum(mandatePieces)),
  missingPieces: z.array(z.enum(mandatePieces)),
  /** The subsidy can be paid to the mandatary today. */
  isUsable: z.boolean(),
  version: Version,
})
export type SubsidyMandateView = z.output<typeof SubsidyMandateView>

export const SettlementView = z.object({
  id: Id,
  way: z.enum(settlementWays),
  cents: Cents,
  loan: z.object({ id: Id, number: z.string() }).nullable(),
  instalments: z.int().nullable(),
  agreedOn: Day.nullable(),
  reason: z.string().nullable(),
  proposedBy: Member,
  decided: z.object({ on: Day, by: z.string() }).nullable(),
  withdrawn: z.object({ on: Day, reason: z.string() }).nullable(),
  /** The reader proposed it: somebody else decides. */
  isMine: z.boolean(),
  version: Version,
})
export type SettlementView = z.output<typeof SettlementView>

export const AdvanceView = z.object({
  financing: z.object({ id: Id, number: z.string() }),
  applicationId: Id,
  household: Member,
  state: z.enum(advanceStates),
  committedCents: Cents,
  disbursedCents: Cents,
  outstandingCents: Cents,
  remainingToDisburseCents: Cents,
  awaitedCents: Cents,
  heldCents: Cents,
  shortfallCents: Cents,
  foreseenShortfallCents: Cents,
  owedToHouseholdCents: Cents,
  subsidies: z.array(SubsidyStanding),
  receipts: z.array(SubsidyReceipt),
  mandates: z.array(SubsidyMandateView),
  settlements: z.array(SettlementView),
  /** Loans of the same project, and what of them was granted and not spent. */
  loans: z.array(
    z.object({
      id: Id,
      number: z.string(),
      unspentCents: Cents,
      /** Why its envelope commits nothing more today. */
      closedBecause: z.string().nullable(),
    }),
  ),
  /** Loans asked for on the file to take the shortfall over, decided as any other. */
  askedLoans: z.array(
    z.object({
      lineId: Id,
      productName: z.string(),
      cents: Cents,
      months: z.int().nullable(),
      askedOn: Day,
      askedBy: z.string(),
      state: z.enum(askedLoanStates),
      /** Nothing was said of it yet: it may be taken back. */
      isFresh: z.boolean(),
      financing: z.object({ id: Id, number: z.string() }).nullable(),
    }),
  ),
  /** What no settlement, proposal or loan asked for covers yet. */
  unsettledCents: Cents,
})
export type AdvanceView = z.output<typeof AdvanceView>

const fileProblems = {
  'not-a-document':
    'Ce fichier n’est pas un document accepté. Formats acceptés : PDF, JPEG, PNG, HEIC, ODT, DOCX.',
  'has-macros': 'Ce document contient des macros : enregistrez-le sans macros, ou en PDF.',
} as const
const inTheFuture = { 'in-the-future': 'Cette date est à venir.' } as const
const notAnAdvance = { 'not-an-advance': 'Ce financement n’est pas une avance de subvention.' } as const
export const matchedReceipt =
  'Cette somme est rapprochée d’un mouvement du compte : défaites d’abord ce rapprochement, dans « Banque ».'
export const receiptRefusals = {
  ...notAnAdvance,
  ...inTheFuture,
  'amount-not-positive': 'Indiquez un montant au-dessus de zéro.',
  'amount-too-large': 'Ce montant est trop grand pour une subvention.',
  'receipt-known': 'Cette somme porte une référence déjà enregistrée pour cette subvention.',
  'subsidy-over': 'Cette subvention est déjà soldée ou terminée.',
  'more-than-received': 'Le financeur ne peut pas reprendre plus qu’il n’a versé.',
  'before-request': 'Une subvention n’est pas reçue avant d’être demandée.',
} as const
const settlementRefusals = {
  'no-shortfall': 'Rien ne manque : toutes les subventions ne sont pas soldées, ou l’avance est remboursée.',
  'amount-not-positive': 'Indiquez un montant au-dessus de zéro.',
  'more-than-shortfall': 'Le montant dépasse ce qui manque.',
  'unspent-first': 'Utilisez d’abord l’argent du prêt qui n’a pas été dépensé.',
  'more-than-unspent': 'Le montant dépasse ce qui reste non dépensé du prêt.',
  'no-loan': 'Aucun prêt de ce dossier ne peut reprendre ce montant.',
  'no-consent': 'Le ménage doit avoir accepté de rembourser ce montant : indiquez la date de son accord.',
} as const
const takenOver = {
  ...disbursementRefusals,
  ...commitmentRefusals,
  'schedule-problem': 'L’échéancier du prêt ne peut pas reprendre ce montant.',
} as const

export const subsidies = capability('subsidies', {
  openAdvance: query({
    action: 'read-funding',
    summary: 'Une avance de subvention : subventions, mandats, sommes reçues, manque et ce qu’il devient.',
    input: z.object({ financingId: Id }),
    output: AdvanceView,
    refusals: { ...unknownRecord, ...notAnAdvance },
  }),
  estimate: query({
    action: 'read-funding',
    summary: 'Avance, acompte et solde que l’on peut demander d’une subvention.',
    input: z.object({ subsidyId: Id, progressBasisPoints: z.int().min(0).max(10_000) }),
    output: z.object({ advance: Explanation, interim: Explanation, balance: Explanation }),
    refusals: unknownRecord,
  }),
  recordMandate: upload({
    action: 'write-applications',
    summary: 'Enregistre un mandat signé, son fichier joint.',
    input: z.object({
      financingId: Id,
      kind: z.enum(subsidyMandateKinds),
      mandatary: shortText(140),
      signedOn: Day,
    }),
    output: z.object({ mandateId: Id }),
    refusals: { ...unknownRecord, ...inTheFuture, ...fileProblems },
    uploadLimitBytes: documentLimitBytes,
  }),
  addPiece: upload({
    action: 'write-applications',
    summary: 'Joint une pièce du mandataire financier, exigée depuis le 1er juillet 2025.',
    input: z.object({ mandateId: Id, piece: z.enum(mandatePieces) }),
    output: z.object({ mandateId: Id }),
    refusals: {
      ...unknownRecord,
      ...fileProblems,
      'piece-known': 'Cette pièce est déjà jointe.',
      'was-ended': 'Ce mandat a pris fin.',
    },
    uploadLimitBytes: documentLimitBytes,
  }),
  endMandate: command({
    action: 'write-applications',
    summary: 'Met fin à un mandat.',
    input: z.object({ mandateId: Id, on: Day, reason: longText(500), version: Version }),
    output: z.object({ version: Version }),
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      ...inTheFuture,
      'was-ended': 'Ce mandat a déjà pris fin.',
      'before-signature': 'Un mandat ne finit pas avant sa signature.',
    },
  }),
  openPaper: download({
    action: 'read-funding',
    summary: 'Le mandat signé, ou une pièce du mandataire.',
    input: z.object({ mandateId: Id, piece: z.enum(mandatePieces).optional() }),
    refusals: unknownRecord,
  }),
  recordReceipt: command({
    action: 'manage-loans',
    summary:
      'Enregistre une subvention reçue, ou reprise par le financeur : l’avance est remboursée d’autant.',
    input: z.object({
      financingId: Id,
      subsidyId: Id,
      kind: z.enum(receiptKinds),
      /** Above zero; what is taken back too. */
      cents: Cents,
      receivedOn: Day,
      reference: shortText(140),
    }),
    output: z.object({ receiptId: Id, toAdvanceCents: Cents, toHouseholdCents: Cents }),
    refusals: { ...unknownRecord, ...receiptRefusals },
  }),
  reverseReceipt: command({
    action: 'manage-loans',
    summary: 'Annule une somme enregistrée par erreur : l’écriture est contre-passée.',
    input: z.object({ receiptId: Id, reason: longText(500) }),
    output: z.object({ receiptId: Id }),
    refusals: {
      ...unknownRecord,
      'was-reversed': 'Cette somme est déjà annulée.',
      'on-a-statement': matchedReceipt,
    },
  }),
  proposeSettlement: command({
    action: 'manage-loans',
    summary:
      'Règle ce qui manque à une avance ; un prêt ou une perte est ensuite décidé par quelqu’un d’autre.',
    input: z.object({
      financingId: Id,
      way: z.enum(settlementWays),
      cents: Cents,
      loanId: Id.nullable().default(null),
      instalments: z.int().min(1).max(999).nullable().default(null),
      agreedOn: Day.nullable().default(null),
      reason: longText(2000).nullable().default(null),
    }),
    output: z.object({ settlementId: Id, isSettled: z.boolean() }),
    refusals: {
      ...unknownRecord,
      ...notAnAdvance,
      ...inTheFuture,
      ...settlementRefusals,
      ...takenOver,
      'no-reason': 'Une perte se motive : écrivez pourquoi.',
    },
  }),
  decideSettlement: command({
    action: 'decide-funding',
    summary: 'Décide un prêt ou une perte proposés par quelqu’un d’autre.',
    input: z.object({ settlementId: Id, version: Version }),
    output: z.object({ settlementId: Id }),
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      ...settlementRefusals,
      ...takenOver,
      'own-proposal': 'Vous avez fait cette proposition : une autre personne doit la décider.',
      'not-waiting': 'Cette proposition est déjà décidée ou retirée.',
    },
  }),
  withdrawSettlement: command({
    action: 'manage-loans',
    summary: 'Retire une proposition qui n’est pas décidée.',
    input: z.object({ settlementId: Id, version: Version, reason: longText(500) }),
    output: z.object({ version: Version }),
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      'not-waiting': 'Cette proposition est déjà décidée ou retirée.',
    },
  }),
  listLoanProducts: query({
    action: 'write-applications',
    summary: 'Les produits de prêt qui peuvent reprendre ce qui manque à une avance.',
    input: z.object({ financingId: Id }),
    output: z.object({
      rows: z.array(
        z.object({
          productId: Id,
          name: z.string(),
          minCents: Cents.nullable(),
          maxCents: Cents.nullable(),
          stepCents: Cents,
          minMonths: z.int(),
          maxMonths: z.int(),
        }),
      ),
    }),
    refusals: { ...unknownRecord, ...notAnAdvance },
  }),
  askLoan: command({
    action: 'write-applications',
    summary:
      'Demande sur le dossier un nouveau prêt pour ce qui manque à une avance : décidé, offert et accepté comme tout autre.',
    input: z.object({
      financingId: Id,
      productId: Id,
      cents: Cents,
      months: z.int().min(1).max(480),
    }),
    output: z.object({ lineId: Id }),
    refusals: {
      ...unknownRecord,
      ...notAnAdvance,
      ...settlementRefusals,
      'unknown-product': 'Ce produit n’existe pas, ou n’est plus proposé.',
      'not-lending': 'Ce produit ne prête pas : il ne peut pas reprendre ce qui manque.',
      'product-refuses': 'Le produit ne permet pas cette demande.',
      'file-closed': 'Ce dossier n’est pas en cours d’instruction : rouvrez-le d’abord.',
    },
  }),
  withdrawLoan: command({
    action: 'write-applications',
    summary: 'Retire du dossier un prêt demandé pour un manque, tant que rien n’en a été dit.',
    input: z.object({ lineId: Id, reason: longText(500) }),
    output: z.object({ lineId: Id }),
    refusals: {
      ...unknownRecord,
      'on-its-way': 'Cette demande est inscrite, ajournée ou décidée : sa suite se donne dans le dossier.',
    },
  }),
  listFunds: query({
    action: 'list-funding',
    summary: 'Les caisses d’avance : taille, sorties de l’année, encours, rotation.',
    input: z.object({ year: z.int().min(1950).max(2200) }),
    output: z.object({
      funds: z.array(
        z.object({
          envelopeId: Id,
          label: z.string(),
          sizeCents: Cents,
          disbursedInYearCents: Cents,
          outstandingCents: Cents,
          availableCents: Cents,
          /** Hundredths of a turn; null while the fund is empty. */
          rotationBasisPoints: z.int().nullable(),
        }),
      ),
    }),
  }),
})
