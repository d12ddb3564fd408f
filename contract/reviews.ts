import { z } from 'zod'
import { capability, command, download, query } from '#contract/endpoint.ts'
import { Cents, Day, Id, longText, shortText, unknownRecord } from '#contract/shapes.ts'
import {
  applicationEventKinds,
  applicationStatuses,
  askingChannels,
  opinions,
} from '#domain/funding/application-facts.ts'
import { financingKinds } from '#domain/funding/kinds.ts'
import { fundingDocumentKinds } from '#domain/offers/document-kinds.ts'

const onApplication = { applicationId: Id, on: Day }
const Recorded = z.object({ factId: Id })
const factRefusals = {
  ...unknownRecord,
  'future-fact': 'Un fait se note une fois qu’il a eu lieu : la date est dans le futur.',
  'out-of-order': 'À cette date, cette étape n’est pas possible dans le parcours du dossier.',
  'contradicts-later-fact': 'Un fait noté à une date plus tardive ne tiendrait plus : annulez-le d’abord.',
} as const

export const FundingDocument = z.object({
  id: Id,
  kind: z.enum(fundingDocumentKinds),
  label: z.string(),
  madeOn: Day,
  isSigned: z.boolean(),
  addedBy: z.string().nullable(),
})

const Fact = z.object({
  id: Id,
  kind: z.enum(applicationEventKinds),
  label: z.string(),
  on: Day,
  told: z.string().nullable(),
  by: z.string().nullable(),
  /** Where it falls, it changes nothing. */
  isUnplaced: z.boolean(),
  /** Why it may not be cancelled; null: it may. */
  kept: z.string().nullable(),
})

const ReviewLine = z.object({
  lineId: Id,
  productName: z.string(),
  kind: z.enum(financingKinds),
  requestedCents: Cents,
  months: z.int().nullable(),
  state: z.enum(['open', 'on-agenda', 'adjourned', 'granted', 'refused']),
  /** Its sitting, where it has one. */
  sitting: z.object({ id: Id, heldOn: Day }).nullable(),
  financingId: Id.nullable(),
  told: z.string().nullable(),
})

/** Instruction: what is missing, what was asked, who reviews, what they think of it. */
export const reviews = capability('reviews', {
  get: query({
    action: 'read-funding',
    summary: 'L’instruction d’un dossier de financement : documents demandés et reçus, avis, échéances.',
    input: z.object({ applicationId: Id }),
    output: z.object({
      status: z.enum(applicationStatuses),
      isOpen: z.boolean(),
      reviewer: z.object({ id: Id, name: z.string() }).nullable(),
      /** True when the caller declared it complete or gave an opinion: somebody else decides. */
      isInstructedByMe: z.boolean(),
      lines: z.array(ReviewLine),
      papers: z.array(
        z.object({
          document: z.string(),
          label: z.string(),
          isRequired: z.boolean(),
          receivedOn: Day.nullable(),
          awaitedFor: Day.nullable(),
        }),
      ),
      deadlines: z.array(z.object({ dueOn: Day, label: z.string(), why: z.string() })),
      lastOpinion: z
        .object({ opinion: z.enum(opinions), text: z.string(), on: Day, by: z.string().nullable() })
        .nullable(),
      facts: z.array(Fact),
      documents: z.array(FundingDocument),
      reviewers: z.array(z.object({ id: Id, name: z.string() })),
      /** The day proposed for an answer, when documents are asked for today. */
      answerBy: Day,
    }),
    refusals: unknownRecord,
  }),
  assign: command({
    action: 'review-applications',
    summary: 'Confie l’instruction à une personne.',
    input: z.object({ ...onApplication, membershipId: Id }),
    output: Recorded,
    refusals: {
      ...factRefusals,
      'unknown-member': 'Cette personne n’est pas en poste, ou ne peut pas instruire.',
    },
  }),
  askDocuments: command({
    action: 'review-applications',
    summary: 'Demande les documents qui manquent : la lettre est gardée au dossier, qui devient incomplet.',
    input: z.object({
      ...onApplication,
      documents: z.array(shortText(120)).min(1).max(30),
      channel: z.enum(askingChannels),
      answerBy: Day,
    }),
    output: z.object({ factId: Id, documentId: Id }),
    refusals: {
      ...factRefusals,
      'answer-before-asking': 'La réponse est attendue avant la demande : vérifiez les deux dates.',
    },
  }),
  receiveDocument: command({
    action: 'review-applications',
    summary: 'Note qu’un document est arrivé.',
    input: z.object({ ...onApplication, document: shortText(120) }),
    output: z.object({}),
    refusals: factRefusals,
  }),
  declareComplete: command({
    action: 'review-applications',
    summary: 'Déclare le dossier complet.',
    input: z.object(onApplication),
    output: Recorded,
    refusals: {
      ...factRefusals,
      'papers-missing': 'Il manque encore des documents que demande le produit : notez-les ou demandez-les.',
    },
  }),
  giveOpinion: command({
    action: 'review-applications',
    summary: 'Donne l’avis de l’instruction, avant la décision.',
    input: z.object({ ...onApplication, opinion: z.enum(opinions), text: longText(4000) }),
    output: Recorded,
    refusals: factRefusals,
  }),
  abandon: command({
    action: 'review-applications',
    summary: 'Classe un dossier que le ménage ne poursuit pas.',
    input: z.object({ ...onApplication, reason: longText(1000) }),
    output: Recorded,
    refusals: {
      ...factRefusals,
      'lines-decided':
        'Une ligne est déjà décidée ou inscrite à une séance : le dossier ne s’abandonne plus.',
    },
  }),
  reopen: command({
    action: 'review-applications',
    summary: 'Rouvre un dossier : abandonné, refusé, ou dont le financement est tombé.',
    input: z.object({ ...onApplication, reason: longText(1000), lineIds: z.array(Id).max(20) }),
    output: Recorded,
    refusals: {
      ...factRefusals,
      'financing-alive': 'Une de ces lignes a un financement en cours : il faut d’abord l’annuler.',
    },
  }),
  cancelFact: command({
    action: 'review-applications',
    summary: 'Annule un fait noté par erreur ; il reste lisible.',
    input: z.object({ applicationId: Id, factId: Id, reason: longText(1000) }),
    output: z.object({}),
    refusals: {
      ...unknownRecord,
      'already-cancelled': 'Ce fait est déjà annulé.',
      'kept-fact': 'Ce fait engage l’organisme ou le ménage : il ne s’annule pas ici.',
      'contradicts-later-fact': 'Un fait noté ensuite ne tiendrait plus : annulez-le d’abord.',
    },
  }),
  openDocument: download({
    action: 'read-funding',
    summary: 'Un document du dossier : lettre, offre, copie signée.',
    input: z.object({ applicationId: Id, documentId: Id }),
    refusals: unknownRecord,
  }),
})
