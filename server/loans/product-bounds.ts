import { sql } from 'kysely'
import type { ProductDefinition } from '#domain/funding/product.ts'
import type { ScheduleReason } from '#domain/loans/facts.ts'
import { type LoanBounds, startOf } from '#domain/loans/product-bounds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

/** What the product of a loan, in the version it was granted under, allows of its schedule. */
export const readBounds = async ({ tx, actor }: Here, financingId: string): Promise<LoanBounds> => {
  const row = await tx
    .selectFrom('financing as f')
    .innerJoin('product_version as v', (join) =>
      join
        .onRef('v.organisation_id', '=', 'f.organisation_id')
        .onRef('v.product_id', '=', 'f.product_id')
        .onRef('v.number', '=', 'f.product_number'),
    )
    .innerJoin('application_line as l', (join) =>
      join.onRef('l.organisation_id', '=', 'f.organisation_id').onRef('l.id', '=', 'f.line_id'),
    )
    .where('f.organisation_id', '=', actor.organisationId)
    .where('f.id', '=', financingId)
    .select(['v.definition', 'l.deferral_months as deferralMonths'])
    .executeTakeFirst()
  const { length, amount, convention } = (row?.definition ?? {}) as Partial<ProductDefinition>
  const deferral = Math.max(0, (length?.maxDeferralMonths ?? 0) - (row?.deferralMonths ?? 0))
  return {
    startsOn: startOf(await listStarts({ tx, actor }, financingId)),
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
