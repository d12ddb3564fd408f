import { sql } from 'kysely'
import type { ProductDefinition } from '#domain/funding/product.ts'
import type { ScheduleReason } from '#domain/loans/facts.ts'
import { type LoanBounds, startOf } from '#domain/loans/product-bounds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { financingWithProduct } from '#server/funding/with-product.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

/** What the product of a loan, in the version it was granted under, allows of its schedule. */
export const readBounds = async (here: Here, financingId: string): Promise<LoanBounds> => {
  const row = await financingWithProduct(here, financingId)
    .select(['v.definition', 'l.deferral_months as deferralMonths'])
    .executeTakeFirst()
  const { length, amount, convention } = (row?.definition ?? {}) as Partial<ProductDefinition>
  const deferral = Math.max(0, (length?.maxDeferralMonths ?? 0) - (row?.deferralMonths ?? 0))
  return {
    startsOn: startOf(await listStarts(here, financingId)),
    maxMonths: length ? length.maxMonths + deferral : null,
    maxCents: amount?.maxCents ?? null,
    stepCents: amount?.stepCents ?? 1,
    convention: convention ?? null,
  }
}

const listStarts = async ({ tx, actor }: Here, financingId: string) => {
  const { rows } = await sql<{ reason: ScheduleReason; first: PlainDate | null }>`
    select reason, due_on[1] as first from schedule_version
    where organisation_id = ${actor.organisationId} and financing_id = ${financingId}
    order by number`.execute(tx)
  return rows.map(({ reason, first }) => ({
    reason,
    rows: first === null ? [] : [{ dueOn: first, collectOn: first, cents: 0 }],
  }))
}
