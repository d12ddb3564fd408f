import { z } from 'zod'
import { capability, command, download, query, upload } from '#contract/endpoint.ts'
import { Explanation } from '#contract/explanation.ts'
import { FundingDocument } from '#contract/reviews.ts'
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
import { financingEventKinds } from '#domain/funding/financing-facts.ts'
import { financingKinds } from '#domain/funding/kinds.ts'
import { scheduleProblemLabels } from '#domain/loans/schedule.ts'
import { largestAmountCents } from '#domain/money.ts'
import { offerFactRefusals } from '#domain/offers/derive-offer.ts'
import { fundingDocumentKinds } from '#domain/offers/document-kinds.ts'
import { microcreditStages } from '#domain/offers/microcredit.ts'
import { conventionRegimes, creditRegimes } from '#domain/offers/regime.ts'
import { offerStages } from '#domain/offers/transitions.ts'

const Amount = Cents.min(1).max(largestAmountCents)
const onOffer = { financingId: Id, on: Day }

const Terms = {
  /** Null for an advance that a subsidy repays. */
  firstDueOn: Day.nullable(),
  /** Each month. */
  insuranceCents: Cents.min(0).max(1_000_000).default(0),
}

const Preview = z.object({
  regime: z.enum(creditRegimes),
  explanation: Explanation,
  taeg: z.string(),
  costCents: Cents,
  instalments: z.int(),
  instalmentCents: Cents.nullable(),
  lastInstalmentCents: Cents.nullable(),
  lastDueOn: Day.nullable(),
  feeCents: Cents,
  validUntil: Day.nullable(),
  documents: z.array(z.enum(fundingDocumentKinds)),
})

const OfferChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('offer-received') }),
  z.object({ kind: z.literal('offer-accepted') }),
  z.object({ kind: z.literal('offer-declined'), reason: longText(1000).nullable() }),
  z.object({ kind: z.literal('offer-withdrawn') }),
  z.object({ kind: z.literal('financing-cancelled'), reason: longText(1000) }),
])

const MicrocreditChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('microcredit-interview') }),
  z.object({ kind: z.literal('microcredit-budget-diagnosed') }),
  z.object({ kind: z.literal('microcredit-sent-to-bank'), bank: shortText(120) }),
  z.object({
    kind: z.literal('microcredit-bank-accepted'),
    cents: Amount,
    months: z.int().min(1).max(480),
    rateBasisPoints: z.int().min(0).max(2_000),
  }),
  z.object({ kind: z.literal('microcredit-bank-refused'), reason: longText(1000).nullable() }),
  z.object({ kind: z.literal('microcredit-signed') }),
  z.object({ kind: z.literal('microcredit-paid-out') }),
  z.object({ kind: z.literal('microcredit-incident'), outstandingCents: Amount }),
  z.object({ kind: z.literal('microcredit-regularised') }),
  z.object({ kind: z.literal('microcredit-guarantee-called') }),
  z.object({ kind: z.literal('microcredit-repaid') }),
])

const scheduleRefusals = scheduleProblemLabels
const Line = z.object({
  key: z.string(),
  on: Day,
  label: z.string(),
  why: z.string(),
  /** The day as counted, where it was moved. */
  rawOn: Day.nullable(),
  isDone: z.boolean(),
})

export const offers = capability('offers', {
  listOfApplication: query({
    action: 'read-funding',
    summary: 'Les financements accordés d’un dossier et où en est leur offre.',
    input: z.object({ applicationId: Id }),
    output: z.object({
      rows: z.array(
        z.object({
          financingId: Id,
          number: z.string(),
          kind: z.enum(financingKinds),
          productName: z.string(),
          grantedCents: Cents,
          stage: z.enum(offerStages),
          nextDue: z.string().nullable(),
          nextDueOn: Day.nullable(),
        }),
      ),
    }),
  }),
  get: query({
    action: 'read-funding',
    summary: 'L’offre d’un financement : délais de la loi, réponses du ménage, documents.',
    input: z.object({ financingId: Id }),
    output: z.object({
      financingId: Id,
      applicationId: Id,
      number: z.string(),
      kind: z.enum(financingKinds),
      productName: z.string(),
      grantedCents: Cents,
      months: z.int().nullable(),
      decidedOn: Day,
      stage: z.enum(offerStages),
      needsOffer: z.boolean(),
      hasSchedule: z.boolean(),
      asksInsurance: z.boolean(),
      releaseFrom: Day.nullable(),
      terms: z
        .object({
          regime: z.enum(creditRegimes),
          months: z.int().nullable(),
          firstDueOn: Day.nullable(),
          taeg: z.string(),
          feeCents: Cents,
          insuranceCents: Cents,
        })
        .nullable(),
      line: z.array(Line),
      /** What may be recorded today. */
      changes: z.array(z.enum(financingEventKinds)),
      microcredit: z
        .object({
          stage: z.enum(microcreditStages),
          bank: z.string().nullable(),
          outstandingCents: Cents.nullable(),
          guaranteedCents: Cents.nullable(),
          lostCents: Cents.nullable(),
        })
        .nullable(),
      documents: z.array(FundingDocument),
    }),
    refusals: unknownRecord,
  }),
  preview: query({
    action: 'review-applications',
    summary: 'Ce que l’offre dirait : régime, TAEG, mensualités, validité.',
    input: z.object({ ...onOffer, ...Terms }),
    output: Preview,
    refusals: {
      ...unknownRecord,
      ...scheduleRefusals,
      'first-due-needed': 'Donnez la date de la première échéance.',
      'first-due-too-early': 'La première échéance doit tomber après le jour de l’offre.',
      'no-rate': 'Ces frais ne permettent pas de calculer un TAEG : vérifiez-les.',
    },
  }),
  send: command({
    action: 'review-applications',
    summary: 'Envoie l’offre : ses documents sont faits et gardés au dossier.',
    input: z.object({ ...onOffer, ...Terms }),
    output: z.object({ factId: Id }),
    refusals: {
      ...unknownRecord,
      ...scheduleRefusals,
      ...offerFactRefusals,
      'first-due-needed': 'Donnez la date de la première échéance.',
      'first-due-too-early': 'La première échéance doit tomber après le jour de l’offre.',
      'no-rate': 'Ces frais ne permettent pas de calculer un TAEG : vérifiez-les.',
    },
  }),
  record: command({
    action: 'review-applications',
    summary:
      'Note ce que le ménage a répondu, ou annule le financement ; ce qui est rendu revient à l’enveloppe.',
    input: z.object({ ...onOffer, change: OfferChange }),
    output: z.object({ factId: Id, releasedCents: Cents }),
    refusals: {
      ...unknownRecord,
      ...offerFactRefusals,
      'already-disbursed': 'Des fonds sont déjà partis : le financement ne s’annule plus.',
    },
  }),
  recordMicrocredit: command({
    action: 'review-applications',
    summary: 'Note une étape d’un microcrédit accompagné.',
    input: z.object({ ...onOffer, change: MicrocreditChange }),
    output: z.object({ factId: Id }),
    refusals: {
      ...unknownRecord,
      'not-a-microcredit': 'Ce financement n’est pas un microcrédit.',
      'future-fact': offerFactRefusals['future-fact'],
      'before-decision': offerFactRefusals['before-decision'],
      'out-of-order': 'À cette date, cette étape n’est pas possible pour ce microcrédit.',
      'contradicts-later-fact': offerFactRefusals['contradicts-later-fact'],
    },
  }),
  cancelFact: command({
    action: 'review-applications',
    summary: 'Annule un fait de l’offre noté par erreur ; il reste lisible.',
    input: z.object({ financingId: Id, factId: Id, reason: longText(1000) }),
    output: z.object({}),
    refusals: {
      ...unknownRecord,
      'already-cancelled': 'Ce fait est déjà annulé.',
      'funds-given-back': 'Les fonds sont revenus à l’enveloppe : rouvrez le dossier pour décider à nouveau.',
      'contradicts-later-fact': offerFactRefusals['contradicts-later-fact'],
      'already-disbursed': 'Des fonds sont déjà partis : ce fait ne s’annule plus.',
    },
  }),
  draftDocument: download({
    action: 'review-applications',
    summary: 'Un document de l’offre, tel qu’il serait fait aujourd’hui.',
    input: z.object({ financingId: Id, kind: z.enum(fundingDocumentKinds) }),
    refusals: { ...unknownRecord, 'no-offer': 'Aucune offre n’est encore envoyée.' },
  }),
  keepSigned: upload({
    action: 'review-applications',
    summary: 'Garde au dossier la copie signée d’un document.',
    input: z.object({ financingId: Id, kind: z.enum(fundingDocumentKinds), on: Day }),
    output: z.object({ documentId: Id }),
    refusals: {
      ...unknownRecord,
      'not-a-document': 'Ce fichier n’est ni un PDF ni une image.',
      'in-the-future': 'La signature ne peut pas être dans le futur.',
    },
  }),
  getCreditRegime: query({
    action: 'read-conventions',
    summary: 'La protection avec laquelle les prêts d’une convention sont offerts.',
    input: z.object({ conventionId: Id }),
    output: z.object({
      creditRegime: z.enum(conventionRegimes),
      reason: z.string().nullable(),
      version: Version,
    }),
    refusals: unknownRecord,
  }),
  setCreditRegime: command({
    action: 'edit-conventions',
    summary: 'Change la protection avec laquelle les prêts d’une convention sont offerts, et dit pourquoi.',
    input: z.object({
      conventionId: Id,
      version: Version,
      creditRegime: z.enum(conventionRegimes),
      reason: longText(1000).nullable(),
    }),
    output: z.object({ version: Version }),
    refusals: {
      ...unknownRecord,
      ...staleVersion,
      'reason-needed': 'Dites sur quel avis juridique repose cette exclusion.',
    },
  }),
})
