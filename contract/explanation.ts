import { z } from 'zod'
import { Cents, Day } from '#contract/shapes.ts'
import { type Explanation as DomainExplanation, indicativeNotice } from '#domain/explanation.ts'
import { confidences, parameterUnits } from '#domain/legal-parameter.ts'

const ExplainedValue = z.union([
  z.object({
    kind: z.enum(['cents', 'basis-points', 'count', 'tenths', 'hundredths']),
    value: Cents,
  }),
  z.object({ kind: z.literal('date'), value: Day }),
  z.object({ kind: z.literal('text'), value: z.string() }),
  z.object({ kind: z.literal('boolean'), value: z.boolean() }),
])

const ParameterUse = z.object({
  key: z.string(),
  label: z.string(),
  value: z.number(),
  unit: z.enum(parameterUnits),
  validFrom: Day,
  legalRef: z.string(),
  confidence: z.enum(confidences),
})

/** What a *pourquoi ?* unfolds: the domain's own shape, on the wire. */
export const Explanation: z.ZodType<DomainExplanation> = z.object({
  label: z.string(),
  result: ExplainedValue,
  formula: z.string(),
  inputs: z.array(z.intersection(z.object({ label: z.string() }), ExplainedValue)),
  sources: z.array(z.string()),
  parameters: z.array(ParameterUse),
  asOf: Day,
  notice: z.literal(indicativeNotice),
  get steps() {
    return z.array(Explanation).optional()
  },
}) as unknown as z.ZodType<DomainExplanation>
