import { z } from 'zod'
import { capability, command, query } from '#contract/endpoint.ts'
import { Day, Id, Instant, PageRequest, pageOf, unknownRecord } from '#contract/shapes.ts'
import { likenessReasons } from '#domain/households/same-person.ts'

const Candidate = z.object({
  personId: Id,
  name: z.string(),
  birthOn: Day.nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  householdId: Id.nullable(),
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

const Merge = z.object({
  mergeId: Id,
  kind: z.enum(['person', 'household']),
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
    input: z.object({ keptId: Id, absorbedId: Id }),
    output: z.object({ mergeId: Id }),
    refusals: notMergeable,
  }),
  mergeHouseholds: command({
    action: 'merge-duplicates',
    summary: 'Réunit deux dossiers d’un même ménage ; peut être annulé.',
    input: z.object({ householdId: Id, absorbedId: Id }),
    output: z.object({ mergeId: Id }),
    refusals: notMergeable,
  }),
  undoMerge: command({
    action: 'merge-duplicates',
    summary: 'Sépare de nouveau ce qu’une fusion avait réuni.',
    input: z.object({ mergeId: Id }),
    output: z.object({}),
    refusals: {
      ...unknownRecord,
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
