import { z } from 'zod'
import { Audience, Compartment, compartmentNotYours, onlyAuthor, Readers } from '#contract/casework.ts'
import { capability, command, download, query, upload } from '#contract/endpoint.ts'
import {
  Day,
  Id,
  Instant,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { documentKinds } from '#domain/casework/kinds.ts'

export const documentLimitBytes = 20_000_000

export const DocumentView = z.object({
  id: Id,
  version: Version,
  title: z.string(),
  kind: z.enum(documentKinds),
  datedOn: Day.nullable(),
  addedAt: Instant,
  author: z.object({ id: Id, name: z.string() }),
  isMine: z.boolean(),
  audience: Audience,
  compartment: Compartment,
  /** What a proof points at: the file, which outlives a change of title. */
  fileId: Id,
  fileName: z.string(),
  contentType: z.string(),
  sizeBytes: z.int(),
  /** The browser shows it in the page. */
  isViewable: z.boolean(),
  removed: z.object({ at: Instant, by: z.string().nullable(), reason: z.string() }).nullable(),
})
export type DocumentView = z.output<typeof DocumentView>

const Facts = { kind: z.enum(documentKinds), datedOn: Day.nullable().default(null), ...Readers }

export const documents = capability('documents', {
  list: query({
    action: 'read-log',
    summary: 'Les documents d’un ménage que vous pouvez lire.',
    input: z.object({
      householdId: Id,
      kind: z.enum(documentKinds).optional(),
      withRemoved: z.boolean().default(false),
      ...PageRequest,
    }),
    output: pageOf(DocumentView),
    journal: 'log-read',
  }),
  add: upload({
    action: 'write-log',
    summary: 'Ajouter un document (PDF, JPEG, PNG, HEIC, ODT, DOCX ; 20 Mo au plus).',
    input: z.object({ householdId: Id, title: shortText().optional(), ...Facts }),
    output: z.object({ documentId: Id }),
    refusals: {
      ...compartmentNotYours,
      'not-a-document':
        'Ce fichier n’est pas un document accepté. Formats acceptés : PDF, JPEG, PNG, HEIC, ODT, DOCX.',
      'has-macros': 'Ce document contient des macros : enregistrez-le sans macros, ou en PDF.',
    },
    uploadLimitBytes: documentLimitBytes,
  }),
  open: download({
    action: 'read-log',
    summary: 'Voir ou enregistrer un document.',
    input: z.object({ householdId: Id, documentId: Id }),
    refusals: { ...unknownRecord, 'was-removed': 'Ce document a été retiré du dossier.' },
  }),
  change: command({
    action: 'write-log',
    summary: 'Corriger le titre, la nature, la date ou les lecteurs d’un document.',
    input: z.object({ householdId: Id, documentId: Id, version: Version, title: shortText(), ...Facts }),
    output: z.object({ version: Version }),
    refusals: { ...unknownRecord, ...onlyAuthor, ...staleVersion, ...compartmentNotYours },
  }),
  remove: command({
    action: 'write-log',
    summary: 'Retirer un document du dossier, avec le motif ; il est gardé mais n’est plus montré.',
    input: z.object({ householdId: Id, documentId: Id, version: Version, reason: shortText(300) }),
    output: z.object({ version: Version }),
    refusals: {
      ...unknownRecord,
      ...onlyAuthor,
      ...staleVersion,
      'already-removed': 'Ce document a déjà été retiré.',
    },
  }),
})
