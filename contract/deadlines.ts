import { z } from 'zod'
import { capability, command, query } from '#contract/endpoint.ts'
import { ProcedureKindShape } from '#contract/procedure-shapes.ts'
import { Day, Id, Instant, PageRequest, pageOf, shortText, unknownRecord } from '#contract/shapes.ts'
import { deadlineAnswers } from '#domain/procedures/deadline-answers.ts'
import { deadlineSenses, procedureActors } from '#domain/procedures/kinds.ts'

const Answer = z.enum(deadlineAnswers)

export const DeadlineRow = z.object({
  procedureId: Id,
  key: z.string(),
  household: z.object({ id: Id, label: z.string() }),
  referents: z.array(z.string()),
  kind: ProcedureKindShape,
  label: z.string(),
  sense: z.enum(deadlineSenses),
  who: z.enum(procedureActors),
  isLegal: z.boolean(),
  rawDueOn: Day,
  dueOn: Day,
  why: z.string(),
  source: z.string(),
  isOverdue: z.boolean(),
  /** What was said of it once it had passed, for the day it falls on. */
  answer: z.object({ id: Id, answer: Answer, reason: z.string(), by: z.string(), at: Instant }).nullable(),
})
export type DeadlineRow = z.output<typeof DeadlineRow>

/** `coming`: awaited from today on; `late`: passed, unanswered; `answered`: passed, answered. */
export const deadlineStates = ['any', 'coming', 'late', 'answered'] as const

const Which = {
  /** Of the households this member follows. */
  memberId: Id.optional(),
  kind: ProcedureKindShape.optional(),
  legalOnly: z.boolean().default(false),
}

const DayCount = z.object({ day: Day, count: z.int(), legal: z.int(), late: z.int() })
const Bucket = z.object({ rows: z.array(DeadlineRow), count: z.int() })
const Change = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['holiday-added', 'holiday-removed']), day: Day }),
  z.object({ kind: z.literal('parameter'), key: shortText(120), value: z.int(), from: Day }),
  z.object({ kind: z.literal('reform-moved'), to: Day }),
])
export type RehearsedInput = z.output<typeof Change>

const Shift = z.object({
  label: z.string(),
  isLegal: z.boolean(),
  before: Day.nullable(),
  after: Day.nullable(),
  why: z.string(),
})

/** What a batch of procedures told: how many were drawn twice, and those that would change. */
export const RehearsedBatch = z.object({
  examined: z.int(),
  changed: z.array(
    z.object({
      procedureId: Id,
      household: z.object({ id: Id, label: z.string() }),
      kind: ProcedureKindShape,
      shifts: z.array(Shift),
      /** Where the procedure would stand elsewhere today. */
      state: z.object({ before: z.string(), after: z.string() }).nullable(),
    }),
  ),
})
export type RehearsedBatch = z.output<typeof RehearsedBatch>

const longestSpan = { 'span-too-long': 'Le calendrier se lit deux mois à la fois, au plus.' } as const

/** The dates of every procedure, across households. */
export const deadlines = capability('deadlines', {
  list: query({
    action: 'read-procedures',
    summary: 'Les échéances des procédures, dans l’ordre des jours.',
    input: z.object({
      ...PageRequest,
      ...Which,
      from: Day.optional(),
      to: Day.optional(),
      state: z.enum(deadlineStates).default('any'),
      procedureId: Id.optional(),
    }),
    output: pageOf(DeadlineRow),
  }),
  countByDay: query({
    action: 'read-procedures',
    summary: 'Combien d’échéances tombent chaque jour, et combien attendent une réponse.',
    input: z.object({ ...Which, from: Day, to: Day }),
    output: z.object({ days: z.array(DayCount), late: z.int(), lateLegal: z.int() }),
    refusals: longestSpan,
  }),
  ofDay: query({
    action: 'read-procedures',
    summary: 'Les échéances des ménages que l’on suit : passées, aujourd’hui, cette semaine, à venir.',
    input: z.object({ memberId: Id.optional() }),
    output: z.object({ late: Bucket, today: Bucket, week: Bucket, ahead: Bucket }),
    refusals: { 'not-yours-to-see': 'Seul un responsable regarde la journée d’un collègue.' },
  }),
  rehearse: query({
    action: 'rehearse-deadlines',
    summary:
      'Ce qui changerait si un jour férié, un paramètre ou le jour de la réforme changeait : lot par lot, sans rien écrire.',
    input: z.object({
      after: z.string().max(400).optional(),
      /** How many procedures are drawn again in one answer. */
      limit: z.int().min(1).max(1_000).default(500),
      change: Change,
    }),
    /** One batch a page; the total is that of the procedures under way. */
    output: pageOf(RehearsedBatch),
    refusals: { 'unknown-parameter': 'Ce paramètre n’existe pas.' },
  }),
  answer: command({
    action: 'write-procedures',
    summary: 'Répondre d’une échéance passée : elle reste visible, avec la réponse et son auteur.',
    input: z.object({
      householdId: Id,
      procedureId: Id,
      key: shortText(200),
      /** The day it was read to fall on. */
      dueOn: Day,
      answer: Answer,
      reason: shortText(500),
    }),
    output: z.object({ answerId: Id }),
    refusals: {
      ...unknownRecord,
      'not-overdue': 'Cette échéance n’est pas passée, ou n’attend plus rien.',
      'date-moved': 'Cette échéance tombe maintenant un autre jour.',
      'already-answered': 'Il a déjà été répondu de cette échéance.',
    },
  }),
  withdrawAnswer: command({
    action: 'write-procedures',
    summary: 'Retirer une réponse : l’échéance redevient en retard.',
    input: z.object({ householdId: Id, procedureId: Id, answerId: Id }),
    output: z.object({ withdrawn: z.literal(true) }),
    refusals: { ...unknownRecord, 'already-withdrawn': 'Cette réponse est déjà retirée.' },
  }),
})
