import { z } from 'zod'
import { capability, command, download, query } from '#contract/endpoint.ts'
import { Day, Id, PageRequest, pageOf } from '#contract/shapes.ts'
import { WorkView } from '#contract/work.ts'
import { missingFacts } from '#domain/rights/facts.ts'

/** `gain`: estimated above what is paid; `excess`: below it, which may be an overpayment one day. */
export const aidGaps = ['gain', 'excess', 'any'] as const
export const AidGap = z.enum(aidGaps)
export type AidGap = z.output<typeof AidGap>

export const AidReviewRow = z.object({
  householdId: Id,
  household: z.string(),
  referents: z.array(z.string()),
  situationOn: Day.nullable(),
  inPaymentCents: z.int(),
  estimatedCents: z.int().nullable(),
  differenceCents: z.int().nullable(),
  missing: z.array(z.enum(missingFacts)),
})
export type AidReviewRow = z.output<typeof AidReviewRow>

const filter = {
  gap: AidGap.default('gain'),
  /** Differences of at least so much, either way. */
  fromCents: z.int().min(0).max(10_000_000).default(1_000),
  /** Instead of differences: the households for which this must be known first. */
  missing: z.enum(missingFacts).optional(),
  mine: z.boolean().default(false),
}

/** The whole portfolio at once: households whose estimated housing aid differs from the aid in payment. */
export const aidReviews = capability('aidReviews', {
  start: command({
    action: 'review-aids',
    summary:
      'Compare, en arrière-plan, l’aide au logement estimée de tous les ménages avec celle en paiement.',
    input: z.object({}),
    output: z.object({ workId: Id }),
  }),
  summarise: query({
    action: 'read-aid-reviews',
    summary: 'La dernière comparaison : combien de ménages, d’écarts, et ce qui manque pour les autres.',
    input: z.object({}),
    output: z.object({
      reviewedOn: Day.nullable(),
      work: WorkView.nullable(),
      households: z.int(),
      /** At least ten euros a month, the threshold under which an aid is not always paid. */
      gains: z.object({ households: z.int(), monthlyCents: z.int() }),
      excesses: z.object({ households: z.int(), monthlyCents: z.int() }),
      missing: z.array(z.object({ fact: z.enum(missingFacts), households: z.int() })),
    }),
  }),
  list: query({
    action: 'read-aid-reviews',
    summary: 'Les ménages dont l’aide estimée diffère de l’aide en paiement, l’écart le plus grand d’abord.',
    input: z.object({ ...PageRequest, ...filter }),
    output: pageOf(AidReviewRow),
  }),
  export: download({
    action: 'read-aid-reviews',
    summary: 'Les mêmes, dans un tableur.',
    input: z.object({ ...filter, format: z.enum(['csv', 'xlsx']).default('xlsx') }),
  }),
})

export type AidReviewSummary = z.output<(typeof aidReviews)['summarise']['output']>
