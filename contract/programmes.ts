import { z } from 'zod'
import { capability, command, query } from '#contract/endpoint.ts'
import {
  Definition,
  ProgrammeRow,
  ProgrammeView,
  programmeStates,
  TestOutcomeShape,
} from '#contract/programme-shapes.ts'
import {
  Day,
  Id,
  PageRequest,
  pageOf,
  shortText,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { type DifficultyCause, difficultyCauseLabels } from '#domain/households/kinds.ts'
import { measureMotives, programmeFamilies } from '#domain/programmes/kinds.ts'

const Name = shortText(120)
const OfProgramme = { programmeId: Id, version: Version }
const Versioned = z.object({ version: Version })
const onProgramme = { ...unknownRecord, ...staleVersion }

export const programmes = capability('programmes', {
  list: query({
    action: 'read-programmes',
    summary: 'Les dispositifs : ouverts, en préparation, fermés, avec leurs mesures et leur capacité.',
    input: z.object({
      state: z.enum(programmeStates).optional(),
      family: z.enum(programmeFamilies).optional(),
      ...PageRequest,
    }),
    output: pageOf(ProgrammeRow),
  }),
  open: query({
    action: 'read-programmes',
    summary: 'Un dispositif : ses règles publiées, le brouillon en cours, ses versions.',
    input: z.object({ programmeId: Id }),
    output: ProgrammeView,
    refusals: unknownRecord,
  }),
  openVersion: query({
    action: 'read-programmes',
    summary: 'Les règles d’une version publiée d’un dispositif.',
    input: z.object({ programmeId: Id, number: z.int().min(1).max(100_000) }),
    output: z.object({
      number: z.int(),
      publishedOn: Day,
      publishedBy: z.string(),
      running: z.int(),
      definition: Definition,
    }),
    refusals: unknownRecord,
  }),
  listShipped: query({
    action: 'read-programmes',
    summary: 'Les dispositifs fournis avec Palier, dont on peut partir.',
    input: z.object({}),
    output: z.object({
      rows: z.array(
        z.object({
          key: z.string(),
          name: z.string(),
          family: z.enum(programmeFamilies),
          summary: z.string(),
          source: z.string(),
        }),
      ),
    }),
  }),

  create: command({
    action: 'edit-programmes',
    summary: 'Prépare un dispositif : vierge, à partir d’un dispositif fourni, ou copié d’un autre.',
    input: z.object({
      start: z.discriminatedUnion('from', [
        z.object({ from: z.literal('blank'), name: Name }),
        z.object({ from: z.literal('shipped'), key: z.string().max(60) }),
        z.object({ from: z.literal('copy'), programmeId: Id, name: Name }),
      ]),
    }),
    output: z.object({ programmeId: Id }),
    refusals: unknownRecord,
  }),
  saveDraft: command({
    action: 'edit-programmes',
    summary: 'Garde le brouillon d’un dispositif, même incomplet.',
    input: z.object({ ...OfProgramme, draft: Definition }),
    output: Versioned,
    refusals: onProgramme,
  }),
  discardDraft: command({
    action: 'edit-programmes',
    summary: 'Abandonne le brouillon ; un dispositif jamais publié disparaît avec lui.',
    input: z.object(OfProgramme),
    output: z.object({ isGone: z.boolean() }),
    refusals: { ...onProgramme, 'no-draft': 'Ce dispositif n’a pas de brouillon.' },
  }),
  publish: command({
    action: 'edit-programmes',
    summary: 'Publie le brouillon : la version suivante, pour les mesures à venir.',
    input: z.object(OfProgramme),
    output: z.object({ version: Version, number: z.int(), keptByRunning: z.int() }),
    refusals: {
      ...onProgramme,
      'no-draft': 'Ce dispositif n’a pas de brouillon.',
      unsound: 'Ce brouillon ne peut pas encore être publié : voyez ce qui reste à compléter.',
      unchanged: 'Ce brouillon dit la même chose que la version publiée.',
      'name-taken': 'Un autre dispositif ouvert porte déjà ce nom.',
    },
  }),
  close: command({
    action: 'edit-programmes',
    summary: 'Ferme un dispositif : plus de nouvelle mesure ; celles en cours continuent.',
    input: z.object(OfProgramme),
    output: z.object({ version: Version, closedOn: Day, running: z.int() }),
    refusals: {
      ...onProgramme,
      'not-published': 'Ce dispositif n’a jamais été publié : abandonnez plutôt son brouillon.',
      'already-closed': 'Ce dispositif est déjà fermé.',
    },
  }),
  reopen: command({
    action: 'edit-programmes',
    summary: 'Rouvre un dispositif fermé, avec sa dernière version.',
    input: z.object(OfProgramme),
    output: Versioned,
    refusals: {
      ...onProgramme,
      'not-closed': 'Ce dispositif est déjà ouvert.',
      'name-taken': 'Un autre dispositif ouvert porte déjà ce nom.',
    },
  }),

  tryHousehold: query({
    action: 'read-measure',
    summary: 'Ce ménage entre-t-il dans ce dispositif ? Chaque condition, sa réponse et pourquoi.',
    input: z.object({
      householdId: Id,
      programmeId: Id,
      /** The draft rather than the published version. */
      draft: z.boolean().default(false),
      /** Today when nothing is said. */
      on: Day.optional(),
      motive: z.enum(measureMotives).nullable().default(null),
      triggeringEvent: z
        .enum(Object.keys(difficultyCauseLabels) as DifficultyCause[])
        .nullable()
        .default(null),
    }),
    output: z.object({
      outcome: z.enum(['eligible', 'refused', 'to-check']),
      tests: z.array(TestOutcomeShape),
      on: Day,
      name: z.string(),
      /** Null when this is a draft. */
      number: z.int().nullable(),
      closedOn: Day.nullable(),
      running: z.int(),
      capacity: z.int().nullable(),
    }),
    refusals: unknownRecord,
  }),
})
