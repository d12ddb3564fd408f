import { sql } from 'kysely'
import type { ParameterUse } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { PaymentPriority, PlanWarning } from '#domain/plans/decide-repayment-plan.ts'
import type { PlanEventKind } from '#domain/plans/plan-states.ts'
import type { ScheduleConvention } from '#domain/plans/schedule.ts'
import type { Tx } from '#server/db.ts'

export type StoredPlan = {
  id: string
  version: number
  householdId: string
  tenancyId: string
  tenancyNumber: string
  proposedOn: PlainDate
  proposedBy: string
  debtOn: PlainDate
  /** As it was when the debt was drawn up. */
  dueDelayDays: number
  debtCents: number
  amountCents: number
  convention: ScheduleConvention
  paymentPriority: PaymentPriority
  needsPayerApproval: boolean
  warnings: PlanWarning[]
}

const plansOf = (tx: Tx, organisationId: string) =>
  tx
    .selectFrom('repayment_plan as p')
    .innerJoin('tenancy as t', (join) =>
      join.onRef('t.organisation_id', '=', 'p.organisation_id').onRef('t.id', '=', 'p.tenancy_id'),
    )
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'p.organisation_id').onRef('m.id', '=', 'p.proposed_by'),
    )
    .where('p.organisation_id', '=', organisationId)
    .select([
      'p.id',
      'p.version',
      'p.household_id as householdId',
      'p.tenancy_id as tenancyId',
      't.external_id as tenancyNumber',
      'p.proposed_on as proposedOn',
      'm.name as proposedBy',
      'p.debt_on as debtOn',
      sql<number>`coalesce((select (used ->> 'value')::int from jsonb_array_elements(p.parameters) used
        where used ->> 'key' = 'arrears.due-delay-days'), 0)`.as('dueDelayDays'),
      'p.debt_cents as debtCents',
      'p.amount_cents as amountCents',
      'p.convention',
      'p.payment_priority as paymentPriority',
      'p.needs_payer_approval as needsPayerApproval',
      'p.warnings',
    ])
    .$castTo<StoredPlan>()

export const findPlan = (
  tx: Tx,
  organisationId: string,
  householdId: string,
  planId: string,
): Promise<StoredPlan | undefined> =>
  plansOf(tx, organisationId)
    .where('p.household_id', '=', householdId)
    .where('p.id', '=', planId)
    .executeTakeFirst()

/** Whoever records a fact of the same plan at the same moment waits here. */
export const findPlanForUpdate = (
  tx: Tx,
  organisationId: string,
  householdId: string,
  planId: string,
): Promise<StoredPlan | undefined> =>
  plansOf(tx, organisationId)
    .where('p.household_id', '=', householdId)
    .where('p.id', '=', planId)
    .forUpdate('p')
    .executeTakeFirst()

export const listHouseholdPlans = (
  tx: Tx,
  organisationId: string,
  householdId: string,
): Promise<StoredPlan[]> =>
  plansOf(tx, organisationId)
    .where('p.household_id', '=', householdId)
    .orderBy('p.proposed_on', 'desc')
    .orderBy('p.id', 'desc')
    .execute()

export const listTenancyPlans = (tx: Tx, organisationId: string, tenancyId: string): Promise<StoredPlan[]> =>
  plansOf(tx, organisationId).where('p.tenancy_id', '=', tenancyId).orderBy('p.id').execute()

/** A page of the plans that may still move, by identifier: not ended by a person, not paid off for a season. */
export const listFollowedPlans = (
  tx: Tx,
  organisationId: string,
  { after, limit, settledBefore }: { after: string; limit: number; settledBefore: PlainDate },
): Promise<StoredPlan[]> =>
  plansOf(tx, organisationId)
    .where('p.id', '>', after)
    .where(
      sql<boolean>`not exists (select from plan_event e where (e.organisation_id, e.plan_id) = (p.organisation_id, p.id)
        and e.kind in ('rejected', 'declared-lapsed', 'replaced', 'frozen'))`,
    )
    .where(
      sql<boolean>`not exists (select from plan_course c where (c.organisation_id, c.plan_id) = (p.organisation_id, p.id)
        and c.state = 'paid-off' and c.state_since < ${settledBefore})`,
    )
    .orderBy('p.id')
    .limit(limit)
    .execute()

export type NewPlan = Omit<StoredPlan, 'version' | 'tenancyNumber' | 'proposedBy' | 'dueDelayDays'> & {
  proposedBy: string
  parameters: readonly ParameterUse[]
}

export const insertPlan = async (tx: Tx, organisationId: string, plan: NewPlan): Promise<void> => {
  await tx
    .insertInto('repayment_plan')
    .values({
      organisation_id: organisationId,
      id: plan.id,
      household_id: plan.householdId,
      tenancy_id: plan.tenancyId,
      proposed_on: plan.proposedOn,
      proposed_by: plan.proposedBy,
      debt_on: plan.debtOn,
      debt_cents: plan.debtCents,
      amount_cents: plan.amountCents,
      convention: plan.convention,
      payment_priority: plan.paymentPriority,
      needs_payer_approval: plan.needsPayerApproval,
      warnings: plan.warnings,
      parameters: JSON.stringify(plan.parameters),
    })
    .execute()
}

export const touchPlan = async (tx: Tx, organisationId: string, planId: string): Promise<void> => {
  await tx
    .updateTable('repayment_plan')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', planId)
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .execute()
}

export type StoredEvent = {
  planId: string
  kind: PlanEventKind
  on: PlainDate
  note: string | null
  fileId: string | null
  recordedBy: string
  recordedAt: Date
}

/** What someone attested, and what an over-indebtedness file did to the plan while its line says so. */
export const listEvents = async (
  tx: Tx,
  organisationId: string,
  planIds: readonly string[],
): Promise<StoredEvent[]> => {
  const { rows } = await sql<StoredEvent>`
    select e.plan_id as "planId", e.kind, e.event_on as "on", e.note, e.file_id as "fileId",
      m.name as "recordedBy", e.recorded_at as "recordedAt"
    from plan_event e
    join membership m on m.organisation_id = e.organisation_id and m.id = e.recorded_by
    where e.organisation_id = ${organisationId} and e.plan_id = any (${planIds}::uuid[])
    union all
    select f.target_id, substring(f.kind from 6), f.on_date, null, null, 'Dossier de surendettement', f.applied_at
    from procedure_effect f
    where f.organisation_id = ${organisationId} and f.target_id = any (${planIds}::uuid[])
      and f.kind in ('plan-frozen', 'plan-resumed', 'plan-replaced') and f.undone_at is null
    order by "on", "recordedAt"`.execute(tx)
  return rows
}

export type NewEvent = {
  planId: string
  kind: PlanEventKind
  on: PlainDate
  note: string | null
  fileId: string | null
  recordedBy: string
}

export const insertEvents = async (
  tx: Tx,
  organisationId: string,
  events: readonly NewEvent[],
): Promise<void> => {
  if (events.length === 0) return
  await tx
    .insertInto('plan_event')
    .values(
      events.map((event) => ({
        organisation_id: organisationId,
        plan_id: event.planId,
        kind: event.kind,
        event_on: event.on,
        note: event.note,
        file_id: event.fileId,
        recorded_by: event.recordedBy,
      })),
    )
    .execute()
}
