import { z } from 'zod'
import {
  ApplicationContent,
  ApplicationFilters,
  ApplicationRow,
  ApplicationView,
  applicationSorts,
  HouseholdApplication,
  HouseholdFinancing,
  LineInput,
  Reason,
} from '#contract/application-shapes.ts'
import { capability, command, download, query } from '#contract/endpoint.ts'
import {
  Cents,
  Day,
  Id,
  PageRequest,
  pageOf,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { applicationStatuses } from '#domain/funding/application-facts.ts'
import { fundingFields } from '#domain/funding/kinds.ts'
import { fundingPapers } from '#domain/funding/product-kinds.ts'

const OfApplication = { applicationId: Id, version: Version }
const Versioned = z.object({ version: Version })
const onApplication = { ...unknownRecord, ...staleVersion }
const onDraft = {
  ...onApplication,
  'already-filed': 'Ce dossier est déposé : ce qui a été demandé ne change plus.',
} as const
const links = {
  'unknown-member': 'Cette personne n’est pas en poste.',
  'unknown-commune': 'Cette commune n’existe pas, ou plus.',
  'unknown-measure': 'Cette mesure n’est pas celle du ménage.',
} as const

export const applications = capability('applications', {
  list: query({
    action: 'list-funding',
    summary: 'Les dossiers de financement, la prochaine échéance d’abord.',
    input: ApplicationFilters.extend({ sort: z.enum(applicationSorts).default('due'), ...PageRequest }),
    output: pageOf(ApplicationRow),
  }),
  count: query({
    action: 'list-funding',
    summary: 'Combien de dossiers par état, par domaine, par produit et par personne.',
    input: z.object({}),
    output: z.object({
      statuses: z.array(z.object({ status: z.enum(applicationStatuses), count: z.int() })),
      fields: z.array(z.object({ field: z.enum(fundingFields), count: z.int() })),
      products: z.array(z.object({ productId: Id, name: z.string(), count: z.int() })),
      officers: z.array(z.object({ membershipId: Id, name: z.string(), count: z.int() })),
      late: z.int(),
    }),
  }),
  export: download({
    action: 'list-funding',
    summary: 'La liste des dossiers, en CSV ou en XLSX.',
    input: ApplicationFilters.extend({
      sort: z.enum(applicationSorts).default('due'),
      format: z.enum(['csv', 'xlsx']),
    }),
  }),
  ofHousehold: query({
    action: 'read-funding',
    summary: 'Les dossiers et les financements d’un ménage, avec leurs montants.',
    input: z.object({ householdId: Id }),
    output: z.object({
      applications: z.array(HouseholdApplication),
      financings: z.array(HouseholdFinancing),
      disbursedCents: Cents,
      outstandingCents: Cents,
    }),
  }),
  open: query({
    action: 'read-funding',
    summary: 'Un dossier : ce qui est demandé, pour qui, chaque condition et pourquoi, les pièces, la suite.',
    input: z.object({ applicationId: Id }),
    output: ApplicationView,
    refusals: unknownRecord,
  }),

  create: command({
    action: 'write-applications',
    summary: 'Ouvre un dossier de financement pour un ménage.',
    input: ApplicationContent.partial({ project: true, summary: true, officerId: true }).extend({
      householdId: Id,
    }),
    output: z.object({ applicationId: Id, number: z.string() }),
    refusals: links,
  }),
  edit: command({
    action: 'write-applications',
    summary:
      'Modifie un dossier en préparation ; déposé, seuls la personne qui le suit et la présentation changent.',
    input: z.object({ ...OfApplication, content: ApplicationContent }),
    output: Versioned,
    refusals: { ...onDraft, ...links },
  }),
  setLines: command({
    action: 'write-applications',
    summary: 'Dit ce qui est demandé, produit par produit.',
    input: z.object({ ...OfApplication, lines: z.array(LineInput).max(12) }),
    output: Versioned,
    refusals: {
      ...onDraft,
      'unknown-product': 'Ce produit n’existe pas, ou n’est pas publié.',
      'closed-product': 'Ce produit est fermé : il ne se demande plus.',
      'same-product-twice': 'Un produit est demandé deux fois : réunissez les deux montants.',
    },
  }),
  answer: command({
    action: 'write-applications',
    summary: 'Répond à une condition que le dossier laisse à vérifier.',
    input: z.object({
      applicationId: Id,
      productId: Id,
      testKey: z.string().max(60),
      /** Null takes the answer back. */
      answer: z.enum(['yes', 'no']).nullable(),
      reason: Reason,
    }),
    output: z.object({}),
    refusals: {
      ...unknownRecord,
      'already-filed': 'Ce dossier est déposé : ses conditions ont été vérifiées ce jour-là.',
      'unknown-test': 'Cette condition n’est pas à vérifier par une personne.',
    },
  }),
  derogate: command({
    action: 'decide-funding',
    summary: 'Laisse passer une condition qui n’est pas remplie, en disant pourquoi.',
    input: z.object({ applicationId: Id, productId: Id, testKey: z.string().max(60), reason: Reason }),
    output: z.object({}),
    refusals: {
      ...unknownRecord,
      'already-filed': 'Ce dossier est déposé : ses conditions ont été vérifiées ce jour-là.',
      'not-derogable': 'Cette condition ne se déroge pas, ou elle est déjà remplie.',
      'own-application': 'Vous avez ouvert ce dossier : une autre personne doit accorder la dérogation.',
    },
  }),
  notePaper: command({
    action: 'write-applications',
    summary: 'Coche une pièce reçue, avec le document du ménage s’il y en a un.',
    input: z.object({
      applicationId: Id,
      kind: z.enum(fundingPapers),
      receivedOn: Day,
      documentId: Id.nullable().default(null),
    }),
    output: z.object({}),
    refusals: {
      ...unknownRecord,
      'future-day': 'Une pièce se coche une fois reçue : la date est dans le futur.',
      'unknown-document': 'Ce document n’est pas dans le dossier du ménage.',
    },
  }),
  removePaper: command({
    action: 'write-applications',
    summary: 'Décoche une pièce notée par erreur.',
    input: z.object({ applicationId: Id, kind: z.enum(fundingPapers) }),
    output: z.object({}),
    refusals: unknownRecord,
  }),
  file: command({
    action: 'write-applications',
    summary: 'Dépose le dossier : les règles et les plafonds de ce jour lui restent.',
    input: z.object({ ...OfApplication, on: Day }),
    output: z.object({ version: Version, filedOn: Day }),
    refusals: {
      ...onDraft,
      'future-day': 'Un dossier se dépose le jour même ou avant : la date est dans le futur.',
      'before-opening': 'Le dépôt ne peut pas précéder l’ouverture du dossier.',
      incomplete: 'Ce dossier ne peut pas encore être déposé : voyez ce qui manque.',
    },
  }),
  remove: command({
    action: 'write-applications',
    summary: 'Retire un dossier jamais déposé.',
    input: z.object(OfApplication),
    output: z.object({}),
    refusals: {
      ...onDraft,
      'has-traces': 'Ce dossier a déjà des demandes de subvention ou des courriers : classez-le plutôt.',
    },
  }),
})
