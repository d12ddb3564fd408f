import { z } from 'zod'
import { Day, Id, Instant, Version } from '#contract/shapes.ts'
import { compartments } from '#domain/casework/compartments.ts'
import { deadlineSenses, procedureActors, procedureKinds } from '#domain/procedures/kinds.ts'

export const ProcedureKindShape = z.enum(procedureKinds)

/** What was written with a fact, or at the opening, by the keys of the procedure's table. */
export const Written = z.record(z.string().max(60), z.union([z.string().max(4_000), z.int(), z.boolean()]))

const Ends = z.enum(['well', 'badly', 'neutral']).nullable()
const Cancelled = z.object({ by: z.string().nullable(), at: Instant, reason: z.string() })

export const ProcedureSummary = z.object({
  procedureId: Id,
  kind: ProcedureKindShape,
  openedOn: Day,
  state: z.string(),
  stateLabel: z.string(),
  ends: Ends,
  since: Day,
  /** The earliest date that is still awaited. */
  nextDue: z.object({ label: z.string(), dueOn: Day, isLegal: z.boolean() }).nullable(),
})
export type ProcedureSummary = z.output<typeof ProcedureSummary>

export const ProcedureStep = z.object({
  factId: z.string(),
  event: z.string(),
  label: z.string(),
  on: Day,
  /** What was written with it, as the screen shows it. */
  details: z.array(z.object({ label: z.string(), value: z.string() })),
  toLabel: z.string(),
  hasMoved: z.boolean(),
  source: z.string().nullable(),
  problem: z.string().nullable(),
  /** By the calendar, by another part of the file, or by a person. */
  raisedBy: z.enum(['calendar', 'house', 'person']),
  by: z.string().nullable(),
  document: z.object({ documentId: Id, title: z.string() }).nullable(),
  cancelled: Cancelled.nullable(),
})
export type ProcedureStep = z.output<typeof ProcedureStep>

export const ProcedureDeadlineView = z.object({
  key: z.string(),
  label: z.string(),
  sense: z.enum(deadlineSenses),
  who: z.enum(procedureActors),
  isLegal: z.boolean(),
  triggeredBy: z.string(),
  triggeredOn: Day,
  rawDueOn: Day,
  dueOn: Day,
  why: z.string(),
  source: z.string(),
  status: z.enum(['open', 'met', 'met-late', 'lapsed']),
  metOn: Day.nullable(),
  /** What its passing brings about by itself: « Refus par silence du préfet ». */
  silence: z.string().nullable(),
  documents: z.array(z.string()),
})
export type ProcedureDeadlineView = z.output<typeof ProcedureDeadlineView>

export const NextStepView = z.object({
  event: z.string(),
  label: z.string(),
  who: z.enum(procedureActors),
  toLabel: z.string(),
  heldBackBy: z.string().nullable(),
  ends: Ends,
  source: z.string(),
})

export const ProcedureView = z.object({
  procedureId: Id,
  householdId: Id,
  kind: ProcedureKindShape,
  compartment: z.enum(compartments),
  openedOn: Day,
  openedBy: z.string().nullable(),
  version: Version,
  circumstances: Written,
  tenancy: z.object({ tenancyId: Id, number: z.string(), address: z.string() }).nullable(),
  /** The repayment plan that carries out the delays granted. */
  planId: Id.nullable(),
  state: z.string(),
  stateLabel: z.string(),
  meaning: z.string(),
  since: Day,
  ends: Ends,
  steps: z.array(ProcedureStep),
  deadlines: z.array(ProcedureDeadlineView),
  next: z.array(NextStepView),
  sources: z.array(z.string()),
})
export type ProcedureView = z.output<typeof ProcedureView>
