import { sql } from 'kysely'
import type { AidReviewRow } from '#contract/aid-reviews.ts'
import { contract } from '#contract/index.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { missingFacts } from '#domain/rights/facts.ts'
import type { Column } from '#server/exports/csv.ts'
import { exportFile } from '#server/exports/export-file.ts'
import { record } from '#server/journal.ts'
import { withinReach } from '#server/reach.ts'
import {
  countReviews,
  listReviews,
  type ReviewFilter,
  type ReviewReading,
} from '#server/rights/aid-review-store.ts'
import { requestReview } from '#server/rights/review-portfolio.ts'
import { useCase } from '#server/use-case.ts'
import { findWorkView } from '#server/work/find-work-view.ts'

export const startAidReview = useCase(contract.aidReviews.start, async (context) => {
  const workId = await requestReview(context.tx, context.actor)
  await record(context, { act: 'aid-review-requested', subject: { kind: 'work', id: workId } })
  return { workId }
})

export const listAidReviews = useCase(
  contract.aidReviews.list,
  async (context, { after, limit, ...filter }) => ({
    ...(await listReviews(context, filter, { after, limit })),
    total: await countReviews(context, filter),
  }),
)

/** Under it, an aid is not paid in some of its kinds: no family is called for less. */
const worthCents = 1_000

type Sums = {
  reviewedOn: PlainDate | null
  households: number
  gains: number
  gainCents: number
  excesses: number
  excessCents: number
}

export const summariseAidReviews = useCase(contract.aidReviews.summarise, async (context) => {
  const { tx, actor, today } = context
  const here = sql`aid_review a where a.organisation_id = ${actor.organisationId}
    and ${withinReach(actor, today, 'read-aid-reviews', 'a.household_id')}`
  const { rows } = await sql<Sums>`
    select max(a.reviewed_on) as "reviewedOn", count(*)::int as households,
      count(*) filter (where a.difference_cents >= ${worthCents})::int as gains,
      coalesce(sum(a.difference_cents) filter (where a.difference_cents >= ${worthCents}), 0)::bigint as "gainCents",
      count(*) filter (where a.difference_cents <= ${-worthCents})::int as excesses,
      coalesce(-sum(a.difference_cents) filter (where a.difference_cents <= ${-worthCents}), 0)::bigint as "excessCents"
    from ${here}`.execute(tx)
  const missing = await sql<{ fact: string; households: number }>`
    select fact, count(*)::int as households
    from (select unnest(a.missing) as fact from ${here} and cardinality(a.missing) > 0) told
    group by fact order by households desc, fact`.execute(tx)
  const last = await tx
    .selectFrom('work')
    .where('organisation_id', '=', actor.organisationId)
    .where('kind', '=', 'aid-review')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const sums = rows[0]
  return {
    reviewedOn: sums?.reviewedOn ?? null,
    work: last ? ((await findWorkView(context, last.id)) ?? null) : null,
    households: sums?.households ?? 0,
    gains: { households: sums?.gains ?? 0, monthlyCents: Number(sums?.gainCents ?? 0) },
    excesses: { households: sums?.excesses ?? 0, monthlyCents: Number(sums?.excessCents ?? 0) },
    missing: missing.rows.flatMap(({ fact, households }) => {
      const known = missingFacts.find((one) => one === fact)
      return known ? [{ fact: known, households }] : []
    }),
  }
})

const columns: readonly Column<AidReviewRow>[] = [
  { header: 'Ménage', kind: 'text', value: (row) => row.household },
  { header: 'Suivi par', kind: 'text', value: (row) => row.referents.join(', ') },
  { header: 'Situation du', kind: 'date', value: (row) => row.situationOn },
  { header: 'Aide en paiement', kind: 'cents', value: (row) => row.inPaymentCents },
  { header: 'Aide estimée', kind: 'cents', value: (row) => row.estimatedCents },
  { header: 'Écart par mois', kind: 'cents', value: (row) => row.differenceCents },
]

export const exportAidReviews = useCase(contract.aidReviews.export, async (context, { format, ...filter }) =>
  exportFile(format, `aides-a-revoir-${context.today}`, 'Aides à revoir', columns, readAll(context, filter)),
)

async function* readAll(reading: ReviewReading, filter: ReviewFilter) {
  let after: string | undefined
  do {
    const { rows, next } = await listReviews(reading, filter, { after, limit: 1_000 })
    yield* rows
    after = next ?? undefined
  } while (after !== undefined)
}
