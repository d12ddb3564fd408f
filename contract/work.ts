import { z } from 'zod'
import { capability, command, query } from '#contract/endpoint.ts'
import { Id, Instant, PageRequest, pageOf, unknownRecord } from '#contract/shapes.ts'

/** Long work one can watch, leave, find again and cancel. */
export const workKinds = [
  'import-rehearsal',
  'import-application',
  'screening',
  'letters',
  'export',
  'aid-review',
] as const
export const WorkKind = z.enum(workKinds)
export type WorkKind = z.output<typeof WorkKind>

export const workStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export const WorkState = z.enum(workStates)
export type WorkState = z.output<typeof WorkState>

export const WorkView = z.object({
  id: Id,
  kind: WorkKind,
  state: WorkState,
  startedBy: z.string().nullable(),
  /** What is done out of what there is; no total while it is unknown. */
  done: z.int().min(0),
  total: z.int().min(0).nullable(),
  /** What is going on, in French. */
  step: z.string().nullable(),
  cancelRequested: z.boolean(),
  /** Counts by name, once done. */
  result: z.record(z.string(), z.number()).nullable(),
  /** What went wrong, in French. */
  problem: z.string().nullable(),
  queuedAt: Instant,
  endedAt: Instant.nullable(),
})
export type WorkView = z.output<typeof WorkView>

export const work = capability('work', {
  get: query({
    action: 'watch-work',
    summary: 'L’avancement d’un traitement long',
    input: z.object({ workId: Id }),
    output: WorkView,
    refusals: unknownRecord,
  }),
  listRecent: query({
    action: 'watch-work',
    summary: 'Les traitements longs récents, les plus récents d’abord',
    input: z.object({ kind: WorkKind.optional(), ...PageRequest }),
    output: pageOf(WorkView),
  }),
  cancel: command({
    action: 'watch-work',
    summary: 'Demander l’arrêt d’un traitement que l’on a lancé',
    input: z.object({ workId: Id }),
    output: WorkView,
    refusals: {
      ...unknownRecord,
      'already-ended': 'Ce traitement est déjà terminé.',
      'not-yours': 'Seule la personne qui a lancé ce traitement, ou un responsable, peut l’arrêter.',
    },
  }),
})
