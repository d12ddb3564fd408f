import { sql } from 'kysely'
import type { AidStopReason, PaymentExecution, PaymentOrderState } from '#domain/disbursements/kinds.ts'
import type { MonthlyAid } from '#domain/disbursements/monthly-aid.ts'
import type { FinancingFact } from '#domain/funding/financing-facts.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { listFinancingFacts } from '#server/funding/application-store.ts'
import type { Paying } from './paying.ts'

type Here = Pick<Paying, 'tx' | 'actor'>

export type PlannedAid = MonthlyAid & {
  payeeId: string
  execution: PaymentExecution
  stopReason: AidStopReason | null
}

/** The plan of a monthly aid, from its facts. */
export const planOf = (facts: readonly FinancingFact[]): PlannedAid | undefined => {
  const planned = facts.find((fact) => fact.kind === 'monthly-aid-planned')
  if (!planned) return undefined
  const stopped = facts.find((fact) => fact.kind === 'monthly-aid-stopped')
  return {
    firstMonth: planned.firstMonth,
    months: planned.months,
    cents: planned.monthlyCents,
    stoppedOn: stopped?.on ?? null,
    payeeId: planned.payeeId,
    execution: planned.execution,
    stopReason: stopped?.reason ?? null,
  }
}

export const findPlannedAid = async (
  { tx, actor }: Here,
  financingId: string,
): Promise<PlannedAid | undefined> =>
  planOf((await listFinancingFacts(tx, actor.organisationId, [financingId])).get(financingId) ?? [])

export type AidOrder = {
  id: string
  financingId: string
  month: PlainDate
  cents: Cents
  state: PaymentOrderState
}

/** The monthly orders of a household still standing, whatever the aid. */
export const listAidOrders = async ({ tx, actor }: Here, householdId: string): Promise<AidOrder[]> => {
  const { rows } = await sql<AidOrder>`
    select id, financing_id as "financingId", for_month as month, cents, state from payment_order
    where organisation_id = ${actor.organisationId} and household_id = ${householdId} and for_month is not null
      and state not in ('rejected', 'cancelled')
    order by for_month, id`.execute(tx)
  return rows
}

/** Monthly aids that may have a month to prepare, a few hundred at a time. */
export const listAidsToFollow = async (
  { tx, actor }: Here,
  after: string,
  limit: number,
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select f.id from financing f
    where f.organisation_id = ${actor.organisationId} and f.kind = 'recurring-aid' and f.id > ${after}
      and exists (select from financing_event e where (e.organisation_id, e.financing_id) = (f.organisation_id, f.id)
        and e.kind = 'monthly-aid-planned' and e.cancelled_at is null)
      and not exists (select from financing_event e where (e.organisation_id, e.financing_id) = (f.organisation_id, f.id)
        and e.kind in ('disbursements-closed', 'financing-cancelled') and e.cancelled_at is null)
    order by f.id limit ${limit}`.execute(tx)
  return rows.map(({ id }) => id)
}
