import { sql } from 'kysely'
import { isRepaidBySubsidy } from '#domain/funding/kinds.ts'
import type { Cents } from '#domain/money.ts'
import { readAdvance } from '#server/subsidies/read-advance.ts'
import { heldFor, type PaidFinancing, type Paying, standingsOf } from './paying.ts'

/** What can be given back to the household today; `refundedCents` is what has left already, returns deducted. */
export const findRefundable = async (
  acting: Paying,
  financing: PaidFinancing,
): Promise<{ cents: Cents; heldCents: Cents; refundedCents: Cents }> => {
  const heldCents = await heldFor(acting, financing.id)
  const refundedCents = await sumRefunded(acting, financing.id)
  if (heldCents <= 0) return { cents: 0, heldCents, refundedCents }
  if (isRepaidBySubsidy(financing.kind)) {
    const { derived } = await readAdvance(acting, financing)
    return { cents: derived.owedToHouseholdCents, heldCents, refundedCents }
  }
  const outstanding = (await standingsOf(acting, [financing.id])).get(financing.id)?.outstanding ?? 0
  return { cents: outstanding > 0 ? 0 : heldCents, heldCents, refundedCents }
}

const sumRefunded = async ({ tx, actor }: Paying, financingId: string): Promise<Cents> => {
  const { rows } = await sql<{ cents: Cents }>`
    select coalesce(sum(cents), 0)::bigint as cents from payment_order
    where organisation_id = ${actor.organisationId} and financing_id = ${financingId}
      and kind = 'refund-to-household' and state in ('issued', 'executed')`.execute(tx)
  return rows[0]?.cents ?? 0
}
