import { z } from 'zod'
import { capability, download, query } from '#contract/endpoint.ts'
import { Cents, Day } from '#contract/shapes.ts'
import { dimensions } from '#domain/funding-figures/dimensions.ts'

const Sums = {
  committedCents: Cents,
  releasedCents: Cents,
  disbursedCents: Cents,
  repaidCents: Cents,
  lostCents: Cents,
  recoveredCents: Cents,
  outstandingCents: Cents,
  toDisburseCents: Cents,
}
const Asked = { from: Day, to: Day, by: z.enum(dimensions) }
const endsBeforeStart = {
  'ends-before-start': 'La fin de la période ne peut pas précéder son début.',
} as const

export const FundingRow = z.object({
  /** Null: not known, or outside any. */
  key: z.string().nullable(),
  label: z.string(),
  ...Sums,
})
export type FundingRow = z.output<typeof FundingRow>

export const fundingFigures = capability('fundingFigures', {
  read: query({
    action: 'read-ledger',
    summary: 'Engagé, décaissé, remboursé, encours, exposition : par champ, territoire, convention, année.',
    input: z.object(Asked),
    output: z.object({ rows: z.array(FundingRow), total: z.object(Sums) }),
    refusals: endsBeforeStart,
  }),
  export: download({
    action: 'read-ledger',
    summary: 'Les mêmes chiffres, en CSV ou en XLSX.',
    input: z.object({ ...Asked, format: z.enum(['csv', 'xlsx']) }),
    refusals: endsBeforeStart,
  }),
})
