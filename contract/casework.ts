import { z } from 'zod'
import { capability, command, download, query } from '#contract/endpoint.ts'
import {
  Day,
  Id,
  Instant,
  longText,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { compartments } from '#domain/casework/compartments.ts'
import { audiences, documentKinds, handTaskKinds } from '#domain/casework/kinds.ts'
import { contactChannels, contactOutcomes, contactPlaces } from '#domain/households/contact-kinds.ts'

/** Who reads: the people its author named, on the side where it stands. */
export const Audience = z.enum(audiences)
export const Compartment = z.enum(compartments)
export const Readers = { audience: Audience, compartment: Compartment.optional() }

export const compartmentNotYours = {
  'compartment-not-yours': 'Votre rôle n’écrit pas de ce côté du dossier.',
} as const
export const onlyAuthor = { 'only-author': 'Seule la personne qui a écrit peut le faire.' } as const
const datedLater = {
  'dated-later': 'Ce qui est raconté ici a déjà eu lieu : la date ne peut pas être à venir.',
}

const ContactFacts = {
  happenedOn: Day,
  channel: z.enum(contactChannels),
  outcome: z.enum(contactOutcomes),
  place: z.enum(contactPlaces).nullable().default(null),
  present: z.array(shortText(80)).max(12).default([]),
}

const lineKinds = ['contact', 'note', 'document', 'event'] as const
const Author = z.object({ id: Id, name: z.string() })
const Line = { id: Id, on: Day, at: Instant, author: Author.nullable() }

const EntryText = z.object({
  audience: Audience,
  compartment: Compartment,
  channel: z.enum(contactChannels).nullable(),
  outcome: z.enum(contactOutcomes).nullable(),
  place: z.enum(contactPlaces).nullable(),
  present: z.array(z.string()),
  body: z.string(),
})
const Withdrawal = z.object({ at: Instant, by: z.string().nullable(), reason: z.string() })

const EntryLine = {
  ...Line,
  version: Version,
  correctedAt: Instant.nullable(),
  isMine: z.boolean(),
  withdrawn: Withdrawal.nullable(),
  /** Null once withdrawn: the line stays, its words are no longer shown. */
  text: EntryText.nullable(),
}

export const LogLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('contact'), ...EntryLine }),
  z.object({ kind: z.literal('note'), ...EntryLine }),
  z.object({
    kind: z.literal('document'),
    ...Line,
    document: z.object({
      title: z.string(),
      kind: z.enum(documentKinds),
      contentType: z.string(),
      sizeBytes: z.int(),
    }),
    withdrawn: Withdrawal.nullable(),
  }),
  z.object({ kind: z.literal('event'), ...Line, label: z.string() }),
])
export type LogLine = z.output<typeof LogLine>

const LogFilters = {
  householdId: Id,
  kinds: z.array(z.enum(lineKinds)).max(4).optional(),
  authorId: Id.optional(),
  from: Day.optional(),
  to: Day.optional(),
}

const NextStep = z.object({ title: shortText(), dueOn: Day, kind: z.enum(handTaskKinds).default('other') })
const Written = z.object({ entryId: Id, taskId: Id.nullable() })
const AfterWriting = {
  /** The task that this write-up answers: it is closed in the same act. */
  closesTaskId: Id.optional(),
  /** What to do next: a task of one's own. */
  next: NextStep.optional(),
}

export const casework = capability('casework', {
  listLog: query({
    action: 'read-log',
    summary: 'Le fil d’un ménage : contacts, notes, documents et événements que vous pouvez lire.',
    input: z.object({ ...LogFilters, ...PageRequest }),
    output: pageOf(LogLine),
    journal: 'log-read',
  }),
  exportLog: download({
    action: 'read-log',
    summary: 'Le fil d’un ménage en tableau, limité à ce que vous pouvez lire.',
    input: z.object(LogFilters),
  }),
  writeContact: command({
    action: 'write-log',
    summary: 'Écrire le compte rendu d’un contact ou d’une visite.',
    input: z.object({
      householdId: Id,
      ...ContactFacts,
      ...Readers,
      body: longText(20_000),
      ...AfterWriting,
    }),
    output: Written,
    refusals: { ...datedLater, ...compartmentNotYours, ...unknownRecord },
  }),
  writeNote: command({
    action: 'write-log',
    summary: 'Écrire une note, pour les personnes choisies.',
    input: z.object({ householdId: Id, ...Readers, body: longText(20_000), ...AfterWriting }),
    output: Written,
    refusals: { ...compartmentNotYours, ...unknownRecord },
  }),
  correctEntry: command({
    action: 'write-log',
    summary: 'Corriger un compte rendu ou une note ; la version d’avant est gardée.',
    input: z.object({
      householdId: Id,
      entryId: Id,
      version: Version,
      ...Readers,
      body: longText(20_000),
      /** For a contact only. */
      contact: z.object(ContactFacts).optional(),
    }),
    output: z.object({ version: Version }),
    refusals: {
      ...unknownRecord,
      ...onlyAuthor,
      ...staleVersion,
      ...datedLater,
      ...compartmentNotYours,
      'already-withdrawn': 'Cet écrit a été retiré : il ne se corrige plus.',
    },
  }),
  withdrawEntry: command({
    action: 'write-log',
    summary: 'Retirer un écrit, avec le motif : la ligne reste, le texte n’est plus montré.',
    input: z.object({ householdId: Id, entryId: Id, version: Version, reason: shortText(300) }),
    output: z.object({ version: Version }),
    refusals: {
      ...unknownRecord,
      ...onlyAuthor,
      ...staleVersion,
      'already-withdrawn': 'Cet écrit a déjà été retiré.',
    },
  }),
  listEntryVersions: query({
    action: 'read-log',
    summary: 'Les versions d’un écrit avant ses corrections, que vous pouviez déjà lire.',
    input: z.object({ householdId: Id, entryId: Id }),
    output: z.object({
      rows: z.array(EntryText.extend({ version: Version, happenedOn: Day, writtenAt: Instant })),
    }),
    refusals: unknownRecord,
  }),
})
