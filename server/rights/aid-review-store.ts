import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { AidReviewRow } from '#contract/aid-reviews.ts'
import type { Input } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import { countRows } from '#server/count-rows.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { withinReach } from '#server/reach.ts'
import type { Acting } from '#server/use-case.ts'

export type ReviewReading = Pick<Acting, 'tx' | 'actor' | 'today'>
export type ReviewFilter = Pick<
  Input<typeof contract.aidReviews.list>,
  'gap' | 'fromCents' | 'missing' | 'mine'
>

/** The largest difference first; those that lack a fact, by household. */
const orders = {
  gain: sql`-a.difference_cents`,
  excess: sql`a.difference_cents`,
  any: sql`-abs(a.difference_cents)`,
  missing: sql`0::bigint`,
} as const

const orderOf = ({ gap, missing }: ReviewFilter) => orders[missing ? 'missing' : gap]

const conditionOf = ({ gap, fromCents, missing }: ReviewFilter): RawBuilder<SqlBool> => {
  if (missing) return sql`a.missing @> array[${missing}::text]`
  if (gap === 'gain') return sql`a.difference_cents >= ${fromCents} and a.difference_cents > 0`
  if (gap === 'excess') return sql`a.difference_cents <= ${-fromCents} and a.difference_cents < 0`
  return sql`abs(a.difference_cents) >= ${fromCents} and a.difference_cents <> 0`
}

const reviewsOf = ({ actor, today }: ReviewReading, filter: ReviewFilter) => sql`
  aid_review a
  where a.organisation_id = ${actor.organisationId} and ${conditionOf(filter)}
    and ${withinReach(actor, today, 'read-aid-reviews', 'a.household_id')}
    and ${
      filter.mine
        ? sql`exists (select from household_referent r where r.organisation_id = a.organisation_id
            and r.household_id = a.household_id and r.membership_id = ${actor.membershipId}
            and r.from_on <= ${today} and (r.until_on is null or r.until_on >= ${today}))`
        : sql`true`
    }`

type Found = AidReviewRow & { place: string }

export const listReviews = async (
  reading: ReviewReading,
  filter: ReviewFilter,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<{ rows: AidReviewRow[]; next: string | null }> => {
  const order = orderOf(filter)
  const { rows } = await sql<Found>`
    select a.household_id as "householdId", h.label as household, a.situation_on as "situationOn",
      a.in_payment_cents as "inPaymentCents", a.estimated_cents as "estimatedCents",
      a.difference_cents as "differenceCents", a.missing, a.place,
      array(select m.name from household_referent r
        join membership m on (m.organisation_id, m.id) = (r.organisation_id, r.membership_id)
        where r.organisation_id = h.organisation_id and r.household_id = h.id and r.from_on <= ${reading.today}
          and (r.until_on is null or r.until_on >= ${reading.today}) order by r.kind, m.name) as referents
    from (select a.*, (${order})::text as place from ${reviewsOf(reading, filter)}
        and ${isAfter([order, sql`a.household_id`], decodeKey(after, 2))}
      order by ${order}, a.household_id limit ${limit + 1}) a
    join household h on (h.organisation_id, h.id) = (a.organisation_id, a.household_id)
    order by a.place::bigint, a.household_id`.execute(reading.tx)
  const page = cutPage(rows, limit, ({ place, householdId }) => encodeKey(place, householdId))
  return { ...page, rows: page.rows.map(({ place: _, ...row }) => row) }
}

export const countReviews = (reading: ReviewReading, filter: ReviewFilter) =>
  countRows(reading.tx, (most) => sql`(select from ${reviewsOf(reading, filter)} limit ${most})`)
