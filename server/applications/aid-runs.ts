import { sql } from 'kysely'
import type { AidRun } from '#domain/funding/request.ts'
import { endedOfferStages } from '#domain/offers/transitions.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

/**
 * Months of one product already granted to a household, or asked for in another file that is filed and open, whatever the
 * file: the next request follows them. A financing whose offer fell, was withdrawn or cancelled no longer counts. Who
 * decides counts only what is granted: a request may still be refused.
 */
export const listAidRuns = async (
  tx: Tx,
  organisationId: string,
  asked: {
    householdId: string
    productId: string
    exceptApplicationId: string | null
    onlyGranted?: boolean
  },
): Promise<AidRun[]> => {
  const { rows } = await sql<{ firstMonth: PlainDate; months: number }>`
    select l.first_month as "firstMonth", coalesce(f.months, l.months)::int as months
    from application_line l
    join application a on a.organisation_id = l.organisation_id and a.id = l.application_id
    join application_standing s on s.organisation_id = a.organisation_id and s.application_id = a.id
    left join financing f on f.organisation_id = l.organisation_id and f.line_id = l.id
    left join offer_standing o on o.organisation_id = f.organisation_id and o.financing_id = f.id
    where l.organisation_id = ${organisationId} and a.household_id = ${asked.householdId}
      and l.product_id = ${asked.productId} and l.first_month is not null and l.months is not null
      and a.id is distinct from ${asked.exceptApplicationId}
      and case when f.id is not null then not coalesce(o.stage = any (${[...endedOfferStages]}::text[]), false)
        else ${asked.onlyGranted !== true} and s.is_open and a.filed_on is not null end`.execute(tx)
  return rows
}
