import { z } from 'zod'
import { Explanation } from '#contract/explanation.ts'
import { TestOutcomeShape } from '#contract/programme-shapes.ts'
import { Cents, Day, Id, longText, shortText, Version } from '#contract/shapes.ts'
import { applicationStatuses } from '#domain/funding/application-facts.ts'
import { financingKinds, fundingFields } from '#domain/funding/kinds.ts'
import { fundingPapers, fundingPurposes } from '#domain/funding/product-kinds.ts'
import { applicantStatuses, energyLabels, type Project } from '#domain/funding/project.ts'
import { ceilingScales, incomeClasses } from '#domain/income-ceilings/kinds.ts'
import { largestAmountCents } from '#domain/money.ts'

/** An amount asked for: above zero, and nothing that a column misread. */
export const PositiveCents = z.int().min(1).max(largestAmountCents)
export const CommuneCode = z.string().regex(/^\d[\dAB]\d{3}$/, 'Code de commune attendu')

export const ProjectShape = z.object({
  applicantStatus: z.enum(applicantStatuses).nullable(),
  dwellingBuiltYear: z.int().min(1_000).max(2_199).nullable(),
  energyLabelBefore: z.enum(energyLabels).nullable(),
  energyLabelAfter: z.enum(energyLabels).nullable(),
  hasLossOfAutonomy: z.boolean().nullable(),
  isUnfitDwelling: z.boolean().nullable(),
  wasRefusedByBank: z.boolean().nullable(),
  ownershipZone: z.enum(['a', 'b1', 'b2-c']).nullable(),
  dependants: z.int().min(0).max(30).nullable(),
  isYoungCouple: z.boolean().nullable(),
  areWorksStarted: z.boolean().nullable(),
  worksStartedOn: Day.nullable(),
  rentDebtCents: PositiveCents.nullable(),
}) satisfies z.ZodType<Project>

/** What is written of a file while it is put together. */
export const ApplicationContent = z.object({
  field: z.enum(fundingFields),
  purpose: z.enum(fundingPurposes),
  communeCode: CommuneCode.nullable(),
  measureId: Id.nullable(),
  officerId: Id.nullable(),
  summary: longText(4_000).nullable(),
  project: ProjectShape,
})
export type ApplicationContent = z.output<typeof ApplicationContent>

export const LineInput = z.object({
  productId: Id,
  requestedCents: PositiveCents,
  months: z.int().min(1).max(999).nullable(),
  deferralMonths: z.int().min(0).max(60).default(0),
  /** For a monthly aid: the first day of its first month. */
  firstMonth: Day.nullable().default(null),
})

export const applicationScopes = ['open', 'closed', 'all'] as const
export const applicationSorts = ['due', 'recent'] as const

export const ApplicationFilters = z.object({
  scope: z.enum(applicationScopes).default('open'),
  status: z.enum(applicationStatuses).optional(),
  field: z.enum(fundingFields).optional(),
  productId: Id.optional(),
  officer: z.union([Id, z.literal('nobody'), z.literal('me')]).optional(),
  communeCode: CommuneCode.optional(),
  /** Its next deadline is past. */
  late: z.boolean().optional(),
  /** A number, or a part of the household's name. */
  text: z.string().trim().max(120).optional(),
})
export type ApplicationFilters = z.output<typeof ApplicationFilters>

export const ApplicationRow = z.object({
  applicationId: Id,
  number: z.string(),
  householdId: Id,
  /** Null for those who read lists without names. */
  householdLabel: z.string().nullable(),
  field: z.enum(fundingFields),
  purpose: z.enum(fundingPurposes),
  communeName: z.string().nullable(),
  products: z.array(z.string()),
  requestedCents: Cents,
  grantedCents: Cents,
  status: z.enum(applicationStatuses),
  filedOn: Day.nullable(),
  nextDue: z.string().nullable(),
  nextDueOn: Day.nullable(),
  officerName: z.string().nullable(),
})
export type ApplicationRow = z.output<typeof ApplicationRow>

const LineTestShape = TestOutcomeShape.extend({ mayDerogate: z.boolean(), isDerogation: z.boolean() })
export type LineTestShape = z.output<typeof LineTestShape>

export const ApplicationLine = z.object({
  lineId: Id,
  productId: Id,
  productNumber: z.int(),
  productName: z.string(),
  kind: z.enum(financingKinds),
  requestedCents: Cents,
  months: z.int().nullable(),
  deferralMonths: z.int(),
  firstMonth: Day.nullable(),
  outcome: z.enum(['eligible', 'refused', 'to-check']),
  tests: z.array(LineTestShape),
  financing: z.object({ financingId: Id, number: z.string(), grantedCents: Cents }).nullable(),
})
export type ApplicationLine = z.output<typeof ApplicationLine>

const Bearing = z.object({
  instalmentCents: Cents,
  beforeBasisPoints: z.int().nullable(),
  afterBasisPoints: z.int().nullable(),
  limitBasisPoints: z.int(),
  isAboveLimit: z.boolean(),
  residualBeforeCents: Cents,
  residualAfterCents: Cents,
  residualPerUnitPerDayAfterCents: Cents,
  isBelowAlert: z.boolean(),
  explanation: Explanation,
})

/** What the applicant has, on the day whose rules hold. */
export const ApplicationResources = z.object({
  taxIncome: z
    .object({ rfrCents: Cents, occupants: z.int(), noticeYear: z.int(), incomeYear: z.int() })
    .nullable(),
  incomeClass: z.enum(incomeClasses).nullable(),
  /** Null: a notice or a commune is missing, or no ceiling is known. */
  incomeExplanation: Explanation.nullable(),
  isVintageKnown: z.boolean(),
  ceilings: z.array(
    z.object({
      scale: z.enum(ceilingScales),
      isWithin: z.boolean(),
      isOfYear: z.boolean(),
      explanation: Explanation,
    }),
  ),
  /** Null: no budget was noted. */
  bearing: Bearing.nullable(),
})
export type ApplicationResources = z.output<typeof ApplicationResources>

const PaperRow = z.object({
  kind: z.enum(fundingPapers),
  receivedOn: Day.nullable(),
  notedBy: z.string().nullable(),
  /** Its title is told by the documents of the household, to those who may read them. */
  hasDocument: z.boolean(),
})

export const ApplicationView = z.object({
  applicationId: Id,
  version: Version,
  number: z.string(),
  householdId: Id,
  householdLabel: z.string(),
  content: ApplicationContent,
  communeName: z.string().nullable(),
  officerName: z.string().nullable(),
  measure: z.object({ measureId: Id, name: z.string() }).nullable(),
  status: z.enum(applicationStatuses),
  isOpen: z.boolean(),
  filedOn: Day.nullable(),
  /** The day whose rules are shown: that of the filing, or today. */
  rulesOn: Day,
  nextDue: z.string().nullable(),
  nextDueOn: Day.nullable(),
  lines: z.array(ApplicationLine),
  requestedCents: Cents,
  resources: ApplicationResources,
  papers: z.array(PaperRow),
  plan: z.object({ number: z.int(), grossCents: Cents, residualCents: Cents, excessCents: Cents }).nullable(),
  /** What keeps it from being filed, in words; empty once it may be. */
  missing: z.array(z.string()),
  /** May the caller let a condition pass. */
  mayDerogate: z.boolean(),
})
export type ApplicationView = z.output<typeof ApplicationView>

export const HouseholdApplication = z.object({
  applicationId: Id,
  number: z.string(),
  field: z.enum(fundingFields),
  purpose: z.enum(fundingPurposes),
  products: z.array(z.string()),
  requestedCents: Cents,
  status: z.enum(applicationStatuses),
  filedOn: Day.nullable(),
})
export const HouseholdFinancing = z.object({
  financingId: Id,
  applicationId: Id,
  number: z.string(),
  kind: z.enum(financingKinds),
  productName: z.string(),
  grantedCents: Cents,
  disbursedCents: Cents,
  repaidCents: Cents,
  outstandingCents: Cents,
  decidedOn: Day,
})
export const Reason = shortText(500)
