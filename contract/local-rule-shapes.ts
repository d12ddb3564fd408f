import { z } from 'zod'
import { Cents, Day, Id, longText, shortText, Version } from '#contract/shapes.ts'
import { energyLabels } from '#domain/funding/project.ts'
import { confidences } from '#domain/legal-parameter.ts'
import { fslAidKinds, fslDocuments, fslForms, fslRaises } from '#domain/local-rules/fsl-rule.ts'
import { localRuleKinds } from '#domain/local-rules/kinds.ts'

const Share = z.int().min(1).max(100_000)
const Ceiling = Cents.min(0).max(100_000_000)
const Months = z.int().min(1).max(120)

export const FslCeilingShape = z.discriminatedUnion('is', [
  z.object({ is: z.literal('cents'), value: Ceiling }),
  z.object({ is: z.literal('months-of-rent'), value: Months, whenFurnished: Months.nullable() }),
  z.object({ is: z.literal('share'), value: Share }),
  z.object({ is: z.literal('months-covered'), value: Months }),
])

export const FslAidShape = z.object({
  kind: z.enum(fslAidKinds),
  form: z.enum(fslForms),
  ceiling: FslCeilingShape.nullable(),
  frequency: shortText(200).nullable(),
  note: shortText(500).nullable(),
})

/** The closed list of loi 90-449 art. 6-1: a condition of residence cannot be written here. */
export const FslConditionShape = z.discriminatedUnion('is', [
  z.object({
    is: z.literal('quotient-per-person'),
    single: Ceiling,
    couple: Ceiling,
    oneChild: Ceiling,
    twoChildren: Ceiling,
    threeChildren: Ceiling,
  }),
  z.object({ is: z.literal('quotient-per-unit'), ceiling: Ceiling }),
  z.object({ is: z.literal('resources-per-rsa'), multiple: Share }),
  z.object({ is: z.literal('resources-per-poverty-line'), share: Share }),
  z.object({ is: z.literal('effort-below'), ceiling: Share, countsFslLoan: z.boolean() }),
  z.object({ is: z.literal('energy-label'), worst: z.enum(energyLabels) }),
])

export const FslRuleShape = z.object({
  conditions: z.array(FslConditionShape).max(10),
  raisedFor: z.array(z.enum(fslRaises)).max(fslRaises.length),
  aids: z.array(FslAidShape).max(40),
  documents: z.array(z.enum(fslDocuments)).max(fslDocuments.length),
  monthsToApplyAfterEntry: Months.nullable(),
  decisionMonths: Months.nullable(),
  notes: longText(5_000).nullable(),
})
export type FslRuleShape = z.infer<typeof FslRuleShape>

export const DaloRuleShape = z.object({
  longWaitMonths: Months.nullable(),
  isOverseas: z.boolean(),
  hasLargeAgglomeration: z.boolean().nullable(),
  notes: longText(5_000).nullable(),
})

const Read = {
  source: z.string().trim().max(500),
  sourceDate: Day,
  confidence: z.enum(confidences),
}
export const RuleDraft = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fsl'), rule: FslRuleShape, ...Read }),
  z.object({ kind: z.literal('dalo'), rule: DaloRuleShape, ...Read }),
])
export type RuleDraft = z.infer<typeof RuleDraft>

/** Where what is in force comes from. */
export const RuleOrigin = z.object({
  isShipped: z.boolean(),
  number: z.int().nullable(),
  validFrom: Day.nullable(),
  source: z.string(),
  sourceDate: Day,
  confidence: z.enum(confidences),
})
export type RuleOrigin = z.infer<typeof RuleOrigin>

const RuleVersion = z.object({
  number: z.int(),
  status: z.enum(['coming', 'in-force', 'closed']),
  validFrom: Day,
  validTo: Day.nullable(),
  publishedBy: z.string(),
  publishedOn: Day,
  content: RuleDraft,
})

export const RuleView = z.object({
  kind: z.enum(localRuleKinds),
  territoryCode: z.string(),
  territoryName: z.string(),
  /** Null while the organisation has none of its own. */
  own: z.object({ ruleId: Id, version: Version, draft: RuleDraft.nullable() }).nullable(),
  inForce: z.object({ origin: RuleOrigin, content: RuleDraft }).nullable(),
  shipped: RuleDraft.nullable(),
  versions: z.array(RuleVersion),
})
export type RuleView = z.infer<typeof RuleView>
