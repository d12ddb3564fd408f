import { z } from 'zod'
import { Day, Id } from '#contract/shapes.ts'
import { NamedTerritory } from '#contract/territories.ts'
import { documentMoments, overlapRules, type ProgrammeDefinition } from '#domain/programmes/definition.ts'
import { factKeys } from '#domain/programmes/eligibility-facts.ts'
import {
  exitReasons,
  indicatorKeys,
  objectiveKinds,
  prescriberKinds,
  programmeFamilies,
  publicKinds,
  requiredDocumentKinds,
} from '#domain/programmes/kinds.ts'

// A draft may be incomplete: what is missing is told before it is published, not refused when it is kept.
const text = (max: number) => z.string().max(max)
const key = z.string().max(60)
const whole = z.int().min(0).max(1_000_000_000)
const someMonths = z.int().min(0).max(1_000)

const Condition = z.discriminatedUnion('is', [
  z.object({ is: z.literal('at-most'), value: whole }),
  z.object({ is: z.literal('at-least'), value: whole }),
  z.object({ is: z.literal('one-of'), values: z.array(key).max(60) }),
  z.object({ is: z.literal('none-of'), values: z.array(key).max(60) }),
  z.object({ is: z.literal('true') }),
  z.object({ is: z.literal('false') }),
])

export const EligibilityTestShape = z.union([
  z.strictObject({ key, fact: z.enum(factKeys), condition: Condition, source: text(500) }),
  z.strictObject({ key, question: text(500), source: text(500) }),
])

const Length = z.object({
  firstMonths: someMonths.nullable(),
  renewals: someMonths.nullable(),
  renewalMonths: someMonths.nullable(),
  totalMonths: someMonths.nullable(),
  limit: z.enum(['fixed', 'advisory', 'none']),
  alertMonths: z.array(someMonths).max(24),
})

export const Definition = z.object({
  name: text(120),
  family: z.enum(programmeFamilies),
  summary: text(2_000),
  operator: text(300).nullable(),
  funder: text(300).nullable(),
  convention: text(300).nullable(),
  from: Day.nullable(),
  to: Day.nullable(),
  territories: z.array(NamedTerritory).max(200).optional(),
  territory: z.array(text(120)).max(200),
  prescribers: z.array(z.enum(prescriberKinds)).max(60),
  publics: z.array(z.enum(publicKinds)).max(60),
  eligibility: z.array(EligibilityTestShape).max(40),
  phases: z.array(z.object({ key, label: text(120) })).max(20),
  length: Length,
  documents: z
    .array(z.object({ kind: z.enum(requiredDocumentKinds), moment: z.enum(documentMoments) }))
    .max(40),
  rhythm: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('fixed'), everyWeeks: someMonths }),
    z.object({ kind: z.literal('agreed') }),
  ]),
  objectives: z.array(z.enum(objectiveKinds)).max(60),
  reviewEveryMonths: someMonths.nullable(),
  exits: z.array(z.enum(exitReasons)).max(60),
  evaluationMonths: z.array(someMonths).max(12),
  capacity: whole.nullable(),
  overlap: z.enum(overlapRules),
  indicators: z.array(z.enum(indicatorKeys)).max(60),
  weightTenths: someMonths,
  supportedBy: z.enum(['professionals', 'volunteers-and-professionals']),
  source: text(2_000),
}) satisfies z.ZodType<ProgrammeDefinition>

export const programmeStates = ['running', 'draft', 'closed'] as const

export const ProgrammeRow = z.object({
  programmeId: Id,
  name: z.string(),
  family: z.enum(programmeFamilies),
  state: z.enum(programmeStates),
  /** The latest published version; null while there is none. */
  number: z.int().nullable(),
  publishedOn: Day.nullable(),
  hasDraft: z.boolean(),
  from: Day.nullable(),
  to: Day.nullable(),
  /** Measures that run now, and those asked for that have not begun. */
  running: z.int(),
  waiting: z.int(),
  capacity: z.int().nullable(),
})
export type ProgrammeRow = z.output<typeof ProgrammeRow>

const PublishedVersion = z.object({
  number: z.int(),
  publishedOn: Day,
  publishedBy: z.string(),
  /** Measures that run now under this version. */
  running: z.int(),
})

export const ProgrammeView = z.object({
  programmeId: Id,
  version: z.int(),
  closedOn: Day.nullable(),
  draft: Definition.nullable(),
  published: z.object({ number: z.int(), definition: Definition }).nullable(),
  versions: z.array(PublishedVersion),
  running: z.int(),
  waiting: z.int(),
})
export type ProgrammeView = z.output<typeof ProgrammeView>

export const TestOutcomeShape = z.object({
  key: z.string(),
  label: z.string(),
  answer: z.enum(['yes', 'no', 'to-check']),
  reason: z.string(),
  source: z.string(),
  settledBy: z.enum(['period', 'fact', 'person', 'nobody']),
})
