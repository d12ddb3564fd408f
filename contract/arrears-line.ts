import { z } from 'zod'
import { ProcedureDeadlineView, ProcedureStep, ProcedureView } from '#contract/procedure-shapes.ts'
import { Id } from '#contract/shapes.ts'

/** The arrears of a tenancy read as any other procedure: the facts come from the account and from the arrears tab. */
export const ArrearsLine = ProcedureView.pick({
  state: true,
  stateLabel: true,
  meaning: true,
  since: true,
  ends: true,
  next: true,
  sources: true,
}).extend({
  tenancy: z.object({ tenancyId: Id, number: z.string() }),
  steps: z.array(ProcedureStep),
  deadlines: z.array(ProcedureDeadlineView),
})
export type ArrearsLine = z.output<typeof ArrearsLine>
