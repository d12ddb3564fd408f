import { z } from 'zod'
import { Day, Id, Instant, longText, shortText, Version } from '#contract/shapes.ts'
import { objectiveResults, planServices } from '#domain/measures/objectives.ts'
import { objectiveKinds, requiredDocumentKinds } from '#domain/programmes/kinds.ts'

const words = longText(5_000).nullable().default(null)

/** The two papers that a contract may be, as the programme asks. */
export const contractPapers = ['support-contract', 'three-party-agreement'] as const
export const ContractPaper = z.enum(contractPapers)
export type ContractPaper = z.output<typeof ContractPaper>

export const EvaluationFacts = {
  result: z.enum(objectiveResults),
  note: longText(2_000).nullable().default(null),
}
export const NewEvaluation = z.object({ objectiveId: Id, ...EvaluationFacts })

export const ActionFacts = {
  what: shortText(500),
  service: z.enum(planServices),
  who: shortText(200),
  dueOn: Day.nullable().default(null),
}
export const ReviewWords = { householdWords: words, nextSteps: words }
export const ObjectiveWords = { ownWords: longText(2_000).nullable().default(null) }

const ActionView = z.object({
  id: Id,
  version: Version,
  what: z.string(),
  service: z.enum(planServices),
  who: z.string(),
  dueOn: Day.nullable(),
  closedAs: z.enum(['done', 'dropped']).nullable(),
  closedOn: Day.nullable(),
  outcome: z.string().nullable(),
  isLate: z.boolean(),
})
export type ActionView = z.output<typeof ActionView>

const EvaluationView = z.object({
  id: Id,
  on: Day,
  result: z.enum(objectiveResults),
  note: z.string().nullable(),
  by: z.string(),
  /** Null between two reviews. */
  reviewId: Id.nullable(),
})

export const ObjectiveView = z.object({
  id: Id,
  version: Version,
  kind: z.enum(objectiveKinds),
  ownWords: z.string().nullable(),
  openedOn: Day,
  result: z.enum(objectiveResults).nullable(),
  closedOn: Day.nullable(),
  evaluations: z.array(EvaluationView),
  actions: z.array(ActionView),
})
export type ObjectiveView = z.output<typeof ObjectiveView>

export const ReviewView = z.object({
  id: Id,
  version: Version,
  on: Day,
  householdWords: z.string().nullable(),
  nextSteps: z.string().nullable(),
  by: z.string(),
})
export type ReviewView = z.output<typeof ReviewView>

const PaperView = z.object({ paper: ContractPaper, receivedOn: Day.nullable(), documentId: Id.nullable() })

/** What a report tells besides its author's words: drawn from the file, never from a note whose readers are named. */
export const ReportFacts = z.object({
  programme: z.string(),
  household: z.string(),
  prescriber: z.string().nullable(),
  requestedOn: Day.nullable(),
  startedOn: Day.nullable(),
  endsOn: Day.nullable(),
  endedOn: Day.nullable(),
  exit: z.string().nullable(),
  statusLabel: z.string(),
  /** Exchanges in the period with someone of the household, by place. */
  contacts: z.array(z.object({ label: z.string(), count: z.int() })),
  contactCount: z.int(),
  reviewedOn: z.array(Day),
  objectives: z.array(
    z.object({
      kind: z.enum(objectiveKinds),
      openedOn: Day,
      result: z.enum(objectiveResults).nullable(),
      evaluatedOn: Day.nullable(),
    }),
  ),
  /** What is still to be done: the actions open at the end of the period. */
  remaining: z.array(z.object({ what: z.string(), service: z.enum(planServices), dueOn: Day.nullable() })),
})
export type ReportFacts = z.output<typeof ReportFacts>

export const ReportView = z.object({
  id: Id,
  version: Version,
  number: z.int().min(1),
  from: Day,
  to: Day,
  words: z.string(),
  facts: ReportFacts,
  savedAt: Instant,
  by: z.string(),
  sentAt: Instant.nullable(),
  sentNumber: z.int().nullable(),
  earlier: z.array(z.object({ number: z.int(), savedAt: Instant, by: z.string() })),
})
export type ReportView = z.output<typeof ReportView>

export const SupportPlanView = z.object({
  /** Of the measure: what a review or a signed paper is recorded against. */
  measureVersion: Version,
  householdId: Id,
  /** Those of the programme; every kind when it names none. */
  kinds: z.array(z.enum(objectiveKinds)),
  objectives: z.array(ObjectiveView),
  reviews: z.array(ReviewView),
  nextReviewOn: Day.nullable(),
  /** Why nothing can be added to the plan now; null when it can. */
  closedBecause: z.string().nullable(),
  /** Why a review cannot be held now; null when it can. */
  reviewBecause: z.string().nullable(),
  papers: z.array(PaperView),
  reports: z.array(ReportView),
  /** Whom a report may be sent to: the sender of the request the measure came from. */
  recipient: z.object({ name: z.string(), isMandate: z.boolean() }).nullable(),
  required: z.array(z.enum(requiredDocumentKinds)),
})
export type SupportPlanView = z.output<typeof SupportPlanView>
