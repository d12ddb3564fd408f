import { z } from 'zod'
import { Explanation } from '#contract/explanation.ts'
import { Day, Id, Instant, longText, shortText } from '#contract/shapes.ts'
import { contactChannels, contactOutcomes, contactPlaces } from '#domain/households/contact-kinds.ts'
import { evaluationResults, measureEventKinds, measureStatuses } from '#domain/measures/kinds.ts'
import { measureScopes, workerParts } from '#domain/measures/lists.ts'
import { measureDeadlineKinds } from '#domain/measures/transitions.ts'
import { documentMoments } from '#domain/programmes/definition.ts'
import {
  exitReasons,
  measureMotives,
  prescriberKinds,
  programmeFamilies,
  requiredDocumentKinds,
} from '#domain/programmes/kinds.ts'

export const MeasureStatusShape = z.enum(measureStatuses)

const largestMonths = 240
const Months = z.int().min(1).max(largestMonths)
const phaseKey = z.string().trim().min(1).max(60)

/** A dated fact as a person records it. */
export const NewMeasureFact = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['oriented', 'diagnosis-started', 'not-needed', 'withdrawn', 'contract-signed', 'resumed']),
    on: Day,
  }),
  z.object({ kind: z.enum(['refused-by-household', 'suspended']), on: Day, reason: longText(2_000) }),
  z.object({ kind: z.literal('started'), on: Day, months: Months.optional(), phase: phaseKey.optional() }),
  z.object({ kind: z.literal('phase-entered'), on: Day, phase: phaseKey }),
  z.object({ kind: z.literal('reviewed'), on: Day }),
  z.object({ kind: z.literal('derogated'), on: Day, until: Day, reason: longText(2_000) }),
  z.object({ kind: z.literal('renewed'), on: Day, months: Months }),
  z.object({ kind: z.literal('ended'), on: Day, exit: z.enum(exitReasons) }),
  z.object({ kind: z.literal('evaluated'), on: Day, months: Months, result: z.enum(evaluationResults) }),
])
export type NewMeasureFact = z.output<typeof NewMeasureFact>

/** What narrows the list; the address of the screen holds the same. */
export const MeasureFilters = z.object({
  scope: z.enum(measureScopes).default('open'),
  status: MeasureStatusShape.optional(),
  programmeId: Id.optional(),
  /** A phase of that programme. */
  phase: phaseKey.optional(),
  /** A membership, or nobody. */
  lead: z.union([Id, z.literal('nobody')]).optional(),
  withoutContactDays: z.int().min(1).max(3_650).optional(),
  endingWithinDays: z.int().min(0).max(3_650).optional(),
  overdue: z.literal(true).optional(),
  /** Measures that ran during a period, and whether the household was met at home by its end. */
  from: Day.optional(),
  to: Day.optional(),
  metAtHome: z.boolean().optional(),
})
export type MeasureFilters = z.output<typeof MeasureFilters>

export const MeasureRow = z.object({
  measureId: Id,
  householdId: Id,
  /** Null for those who read lists without names. */
  householdLabel: z.string().nullable(),
  programmeId: Id,
  programmeName: z.string(),
  family: z.enum(programmeFamilies),
  status: MeasureStatusShape,
  phase: z.string().nullable(),
  leadId: Id.nullable(),
  leadName: z.string().nullable(),
  requestedOn: Day.nullable(),
  startedOn: Day.nullable(),
  endsOn: Day.nullable(),
  endedOn: Day.nullable(),
  nextDue: z.string().nullable(),
  nextDueOn: Day.nullable(),
  lastContactOn: Day.nullable(),
  firstHomeVisitOn: Day.nullable(),
})
export type MeasureRow = z.output<typeof MeasureRow>

export const CheckView = z.object({
  testKey: z.string(),
  label: z.string(),
  answer: z.enum(['yes', 'no', 'to-check']),
  reason: z.string(),
  source: z.string(),
  /** Whether a person may answer it, the facts being silent. */
  byPerson: z.boolean(),
  answeredBy: z.string().nullable(),
  answeredOn: Day.nullable(),
  derogation: z.object({ on: Day, by: z.string().nullable(), reason: z.string() }).nullable(),
})
export type CheckView = z.output<typeof CheckView>

export const FactView = z.object({
  id: Id,
  kind: z.enum(measureEventKinds),
  on: Day,
  /** What the fact carries beyond its day, in words. */
  detail: z.string().nullable(),
  recordedBy: z.string().nullable(),
  recordedAt: Instant,
  cancelled: z.object({ at: Instant, by: z.string().nullable(), reason: z.string() }).nullable(),
})
export type FactView = z.output<typeof FactView>

export const DeadlineView = z.object({
  kind: z.enum(measureDeadlineKinds),
  dueOn: Day,
  label: z.string(),
  why: z.string(),
  source: z.string(),
})
export type DeadlineView = z.output<typeof DeadlineView>

/** What may be recorded next, and why the rest may not: a button is disabled with its reason. */
export const StepView = z.object({ kind: z.enum(measureEventKinds), refusal: z.string().nullable() })

export const WorkerView = z.object({
  membershipId: Id,
  name: z.string(),
  part: z.enum(workerParts),
  fromOn: Day,
  untilOn: Day.nullable(),
})
export type WorkerView = z.output<typeof WorkerView>

/** A contact that the reader may read in the file, where its words stay. */
export const ContactView = z.object({
  id: Id,
  on: Day,
  channel: z.enum(contactChannels),
  outcome: z.enum(contactOutcomes),
  place: z.enum(contactPlaces).nullable(),
  by: z.string(),
})

export const PaperView = z.object({
  kind: z.enum(requiredDocumentKinds),
  moment: z.enum(documentMoments).nullable(),
  receivedOn: Day.nullable(),
  documentId: Id.nullable(),
})
export type PaperView = z.output<typeof PaperView>

export const MeasureSummary = MeasureRow.extend({
  motive: z.enum(measureMotives),
  prescriber: z.enum(prescriberKinds).nullable(),
  prescriberName: z.string().nullable(),
  phaseLabel: z.string().nullable(),
  exit: z.enum(exitReasons).nullable(),
  limitOn: Day.nullable(),
})

export const MeasureView = MeasureSummary.extend({
  version: z.int().min(1),
  programmeNumber: z.int().min(1),
  triggeringEvent: z.string().nullable(),
  meetingWeeks: z.int().nullable(),
  /** The weeks the programme fixes; null when the rhythm is agreed with the household. */
  fixedWeeks: z.int().nullable(),
  /** When the next meeting falls at that rhythm. */
  nextMeetingOn: Day.nullable(),
  phases: z.array(z.object({ key: z.string(), label: z.string() })),
  exits: z.array(z.enum(exitReasons)),
  firstMonths: z.int().nullable(),
  renewalMonths: z.int().nullable(),
  evaluationMonths: z.array(z.int()),
  deadlines: z.array(DeadlineView),
  explanation: Explanation,
  facts: z.array(FactView),
  steps: z.array(StepView),
  checks: z.array(CheckView),
  papers: z.array(PaperView),
  workers: z.array(WorkerView),
  contacts: z.array(ContactView),
  /** With those that the page does not show. */
  contactCount: z.int(),
})
export type MeasureView = z.output<typeof MeasureView>

/** What a person says about a test that the facts leave open. */
export const CheckAnswer = z.object({
  testKey: z.string().max(60),
  answer: z.enum(['yes', 'no']),
  reason: shortText(500),
})
export const CheckDerogation = z.object({ testKey: z.string().max(60), reason: shortText(500) })

export const CaseloadRow = z.object({
  membershipId: Id,
  name: z.string(),
  measures: z.int(),
  weightTenths: z.int(),
  capacityTenths: z.int().nullable(),
  withoutContact: z.int(),
  endingSoon: z.int(),
  overdue: z.int(),
})
export type CaseloadRow = z.output<typeof CaseloadRow>

export const AssignmentProposal = z.object({
  measureId: Id,
  householdLabel: z.string(),
  programmeName: z.string(),
  requestedOn: Day.nullable(),
  membershipId: Id,
  name: z.string(),
  reason: z.string(),
})
export type AssignmentProposal = z.output<typeof AssignmentProposal>
