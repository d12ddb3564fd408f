import { z } from 'zod'
import { Compartment, compartmentNotYours } from '#contract/casework.ts'
import { capability, command, query } from '#contract/endpoint.ts'
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
import { handTaskKinds, taskKinds } from '#domain/casework/kinds.ts'

export const TaskView = z.object({
  id: Id,
  version: Version,
  kind: z.enum(taskKinds),
  title: z.string(),
  dueOn: Day,
  household: z.object({ id: Id, label: z.string() }).nullable(),
  assignee: z.object({ id: Id, name: z.string() }).nullable(),
  createdBy: z.string().nullable(),
  /** A rule raised it: what it tells is a fact of the file. */
  isRaised: z.boolean(),
  link: z.string().nullable(),
  closed: z
    .object({
      as: z.enum(['done', 'cancelled']),
      at: Instant,
      by: z.string().nullable(),
      outcome: z.string().nullable(),
    })
    .nullable(),
})
export type TaskView = z.output<typeof TaskView>

const unknownColleague = {
  'unknown-colleague': 'Cette personne ne fait pas partie de l’organisation.',
} as const
const alreadyClosed = { 'already-closed': 'Cette tâche est déjà close.' } as const
const onTask = { taskId: Id, version: Version }
const OnTask = { ...unknownRecord, ...staleVersion } as const
const Done = z.object({ version: Version })

export const tasks = capability('tasks', {
  list: query({
    action: 'manage-tasks',
    summary: 'Les tâches d’un ménage, les vôtres, ou celles que personne n’a prises.',
    input: z.object({
      householdId: Id.optional(),
      whose: z.enum(['mine', 'unassigned', 'all']).default('all'),
      state: z.enum(['open', 'closed']).default('open'),
      ...PageRequest,
    }),
    output: pageOf(TaskView),
  }),
  add: command({
    action: 'manage-tasks',
    summary: 'Ajouter une tâche, pour soi ou pour un collègue.',
    input: z.object({
      householdId: Id.nullable().default(null),
      assigneeId: Id.nullable(),
      kind: z.enum(handTaskKinds),
      title: shortText(),
      dueOn: Day,
      compartment: Compartment.optional(),
    }),
    output: z.object({ taskId: Id }),
    refusals: { ...unknownColleague, ...compartmentNotYours },
  }),
  change: command({
    action: 'manage-tasks',
    summary: 'Changer l’intitulé, l’échéance ou la personne chargée d’une tâche.',
    input: z.object({ ...onTask, title: shortText(), dueOn: Day, assigneeId: Id.nullable() }),
    output: Done,
    refusals: { ...OnTask, ...alreadyClosed, ...unknownColleague },
  }),
  postpone: command({
    action: 'manage-tasks',
    summary: 'Reporter une tâche à une autre date.',
    input: z.object({ ...onTask, dueOn: Day }),
    output: Done,
    refusals: { ...OnTask, ...alreadyClosed, 'past-day': 'On reporte à aujourd’hui ou à plus tard.' },
  }),
  close: command({
    action: 'manage-tasks',
    summary: 'Clore une tâche : faite, ou annulée avec son motif.',
    input: z
      .object({ ...onTask, as: z.enum(['done', 'cancelled']), outcome: shortText(500).optional() })
      .refine((sent) => sent.as === 'done' || sent.outcome !== undefined, {
        path: ['outcome'],
        message: 'Dites pourquoi la tâche est annulée.',
      }),
    output: Done,
    refusals: { ...OnTask, ...alreadyClosed },
  }),
  reopen: command({
    action: 'manage-tasks',
    summary: 'Rouvrir une tâche close par erreur.',
    input: z.object(onTask),
    output: Done,
    refusals: { ...OnTask, 'still-open': 'Cette tâche est ouverte.' },
  }),
})
