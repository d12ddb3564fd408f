import { z } from 'zod'
import { capability, command, download, query } from '#contract/endpoint.ts'
import { Written } from '#contract/procedure-shapes.ts'
import { ClockTime } from '#contract/reception.ts'
import {
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
import { documentKinds } from '#domain/casework/kinds.ts'
import { checkAnswers, checkKeys } from '#domain/hearings/checklist.ts'
import { hearingDecisions } from '#domain/hearings/decisions.ts'

const optional = <T extends z.ZodType>(type: T) => type.nullable().default(null)

const Check = z.object({
  key: z.enum(checkKeys as [(typeof checkKeys)[number]]),
  answer: z.enum(checkAnswers),
  why: z.string(),
  advice: z.string().nullable(),
  source: z.string().nullable(),
})

export const pieceProblems = ['broken', 'protected', 'not-printable', 'too-long'] as const
const Piece = z.object({
  documentId: Id,
  title: z.string(),
  /** Null when it cannot be joined, and `problem` says why: it stays on the list, to be joined apart. */
  pages: z.int().nullable(),
  problem: z.enum(pieceProblems).nullable(),
})
export type HearingPiece = z.output<typeof Piece>

const decision = z.enum(hearingDecisions as [(typeof hearingDecisions)[number]])
const Row = z.object({
  hearingFileId: Id,
  version: Version,
  household: z.object({ id: Id, label: z.string() }),
  hearingOn: Day,
  hearingTime: ClockTime.nullable(),
  court: z.string(),
  pieces: z.int(),
  decision: decision.nullable(),
  decidedOn: Day.nullable(),
})
export type HearingRow = z.output<typeof Row>

const HearingFile = Row.extend({
  lawyer: z.string().nullable(),
  note: z.string().nullable(),
  procedureId: Id.nullable(),
  checks: z.array(Check),
  chosen: z.array(Piece),
  /** Documents of the file that the reader may open and are not chosen yet. */
  others: z.array(z.object({ documentId: Id, title: z.string(), kind: z.enum(documentKinds) })),
  /** What followed from the decision, as the procedure derives it. */
  effects: z
    .object({
      stateLabel: z.string(),
      meaning: z.string(),
      due: z.array(z.object({ label: z.string(), dueOn: Day })),
    })
    .nullable(),
})
export type HearingFile = z.output<typeof HearingFile>

const Facts = {
  hearingOn: Day,
  hearingTime: optional(ClockTime),
  court: shortText(200),
  lawyer: optional(shortText(200)),
}
const onFile = { householdId: Id, hearingFileId: Id, version: Version }
const Versioned = z.object({ version: Version })
const onRecord = { ...unknownRecord, ...staleVersion }

export const hearingFiles = capability('hearingFiles', {
  list: query({
    action: 'prepare-hearings',
    summary: 'Les audiences qui se préparent, les plus proches d’abord, ou celles qui sont passées.',
    input: z.object({
      when: z.enum(['coming', 'past']).default('coming'),
      householdId: Id.optional(),
      ...PageRequest,
    }),
    output: pageOf(Row),
  }),
  open: query({
    action: 'prepare-hearings',
    summary:
      'Un dossier d’audience : ce que le juge regarde, les pièces, la note, la décision et ses effets.',
    input: z.object({ householdId: Id, hearingFileId: Id }),
    output: HearingFile,
    journal: 'household-opened',
    refusals: unknownRecord,
  }),
  start: command({
    action: 'prepare-hearings',
    summary: 'Ouvre un dossier d’audience ; la procédure d’expulsion en cours y est rattachée.',
    input: z.object({ householdId: Id, ...Facts }),
    output: z.object({ hearingFileId: Id }),
    refusals: unknownRecord,
  }),
  change: command({
    action: 'prepare-hearings',
    summary: 'Change le jour, le tribunal, l’avocat ou la note.',
    input: z.object({ ...onFile, ...Facts, note: optional(longText(20_000)) }),
    output: Versioned,
    refusals: onRecord,
  }),
  draftNote: query({
    action: 'prepare-hearings',
    summary: 'Une première rédaction de la note pour l’avocat, d’après les seuls faits du dossier.',
    input: z.object({ householdId: Id, hearingFileId: Id }),
    output: z.object({ text: z.string() }),
    refusals: unknownRecord,
  }),
  choosePieces: command({
    action: 'prepare-hearings',
    summary:
      'Choisit les pièces et leur ordre ; chacune est lue aussitôt, et ce qui ne peut être joint est dit.',
    input: z.object({
      ...onFile,
      pieces: z.array(z.object({ documentId: Id, title: shortText(200) })).max(60),
    }),
    output: z.object({ version: Version, chosen: z.array(Piece) }),
    refusals: { ...onRecord, 'chosen-twice': 'La même pièce est choisie deux fois.' },
  }),
  bundle: download({
    action: 'prepare-hearings',
    summary: 'La liasse en un PDF : sommaire, note si on le veut, pièces numérotées, pages numérotées.',
    input: z.object({ householdId: Id, hearingFileId: Id, withNote: z.boolean().default(false) }),
    refusals: {
      ...unknownRecord,
      'nothing-chosen': 'Choisissez d’abord les pièces.',
      'bundle-too-long': 'La liasse dépasserait 400 pages : faites-en deux.',
    },
  }),
  decide: command({
    action: 'prepare-hearings',
    summary: 'Note ce que le juge a décidé : la procédure en tire la suite et ses délais.',
    input: z.object({ ...onFile, decision, on: Day, detail: Written.default({}) }),
    output: z.object({ version: Version, isInProcedure: z.boolean() }),
    refusals: {
      ...onRecord,
      'already-decided': 'La décision de cette audience est déjà notée.',
      'before-hearing': 'Une décision ne peut pas être plus ancienne que l’audience, ni à venir.',
      'procedure-refused': 'La procédure ne peut pas recevoir cette décision telle quelle.',
    },
  }),
})
