import { z } from 'zod'
import { capability, command, query } from '#contract/endpoint.ts'
import {
  Day,
  Id,
  Instant,
  PageRequest,
  pageOf,
  staleVersion,
  unknownRecord,
  Version,
} from '#contract/shapes.ts'
import { likenessReasons } from '#domain/households/same-person.ts'

const Candidate = z.object({
  personId: Id,
  version: Version,
  name: z.string(),
  birthOn: Day.nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  householdId: Id.nullable(),
  householdVersion: Version.nullable(),
  householdLabel: z.string().nullable(),
  address: z.string().nullable(),
})

const DuplicateProposal = z.object({
  personA: Candidate,
  personB: Candidate,
  score: z.int().min(0).max(100),
  reasons: z.array(z.enum(likenessReasons)),
})
export type DuplicateProposal = z.output<typeof DuplicateProposal>

/** Two records of one person, as they were shown. */
const PersonPair = z.object({ keptId: Id, version: Version, absorbedId: Id, absorbedVersion: Version })

const Merge = z.object({
  mergeId: Id,
  kind: z.enum(['person', 'household']),
  /** How many persons were reunited with their households, and are undone with them. */
  persons: z.int().min(0),
  kept: z.string(),
  absorbed: z.string(),
  householdId: Id.nullable(),
  doneBy: z.string(),
  doneAt: Instant,
  undoneBy: z.string().nullable(),
  undoneAt: Instant.nullable(),
})
export type Merge = z.output<typeof Merge>

const notMergeable = {
  ...unknownRecord,
  'same-record': 'Il n’y a qu’une fiche : rien à fusionner.',
  'already-merged': 'L’une des deux fiches est déjà fusionnée.',
} as const

export const duplicates = capability('duplicates', {
  list: query({
    action: 'merge-duplicates',
    summary: 'Les personnes qui sont peut-être les mêmes, les plus ressemblantes d’abord.',
    input: z.object({ ...PageRequest }),
    output: pageOf(DuplicateProposal),
  }),
  findForHousehold: command({
    action: 'merge-duplicates',
    summary: 'Cherche maintenant les doublons des personnes d’un ménage.',
    input: z.object({ householdId: Id }),
    output: z.object({ rows: z.array(DuplicateProposal) }),
  }),
  listBetween: query({
    action: 'merge-duplicates',
    summary: 'Les personnes de deux dossiers qui sont peut-être les mêmes.',
    input: z.object({ householdId: Id, otherId: Id }),
    output: z.object({ rows: z.array(DuplicateProposal) }),
  }),
  dismiss: command({
    action: 'merge-duplicates',
    summary: '« Ce ne sont pas les mêmes » : la proposition ne reviendra pas.',
    input: z.object({ personA: Id, personB: Id }),
    output: z.object({}),
    refusals: unknownRecord,
  }),
  mergePersons: command({
    action: 'merge-duplicates',
    summary: 'Réunit deux fiches d’une même personne ; peut être annulé.',
    input: PersonPair,
    output: z.object({ mergeId: Id }),
    refusals: { ...notMergeable, ...staleVersion },
  }),
  mergeHouseholds: command({
    action: 'merge-duplicates',
    summary: 'Réunit deux dossiers d’un même ménage, avec les fiches en double ; peut être annulé d’un coup.',
    input: z.object({
      householdId: Id,
      version: Version,
      absorbedId: Id,
      absorbedVersion: Version,
      persons: z.array(PersonPair).max(51).default([]),
    }),
    output: z.object({ mergeId: Id }),
    refusals: { ...notMergeable, ...staleVersion },
  }),
  undoMerge: command({
    action: 'merge-duplicates',
    summary: 'Sépare de nouveau ce qu’une fusion avait réuni.',
    input: z.object({ mergeId: Id }),
    output: z.object({}),
    refusals: {
      ...unknownRecord,
      'part-of-whole':
        'Cette fiche a été réunie en même temps que son dossier : défaites la fusion des dossiers.',
      'already-undone': 'Cette fusion est déjà annulée.',
      'merged-since': 'Une fusion plus récente repose sur celle-ci : annulez-la d’abord.',
    },
  }),
  listMerges: query({
    action: 'merge-duplicates',
    summary: 'Les fusions faites, les plus récentes d’abord.',
    input: z.object({ ...PageRequest }),
    output: pageOf(Merge),
  }),
})
