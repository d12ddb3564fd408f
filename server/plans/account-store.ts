import { sql } from 'kysely'
import type { BenefitRecipient } from '#domain/arrears/housing-expense.ts'
import type { AccountTerms, LedgerEntry } from '#domain/arrears/ledger.ts'
import { rankInDay } from '#domain/arrears/ledger-order.ts'
import { admittedStates } from '#domain/overindebtedness/effects.ts'
import { compareDates, type PlainDate } from '#domain/plain-date.ts'
import type { EntryKind } from '#domain/tenancies/kinds.ts'
import type { Tx } from '#server/db.ts'

export type PlanTenancy = {
  id: string
  number: string
  householdId: string
  terms: AccountTerms
  benefitInPayment: boolean
  payer: 'caf' | 'msa' | null
}

const tenancyOf = (tx: Tx, organisationId: string, householdId: string, tenancyId: string) =>
  tx
    .selectFrom('tenancy')
    .where('organisation_id', '=', organisationId)
    .where('household_id', '=', householdId)
    .where('id', '=', tenancyId)
    .selectAll()

type TenancyRow = NonNullable<Awaited<ReturnType<ReturnType<typeof tenancyOf>['executeTakeFirst']>>>

const toTenancy = (row: TenancyRow): PlanTenancy => ({
  id: row.id,
  number: row.external_id,
  householdId: row.household_id,
  terms: {
    rentCents: row.rent_cents,
    chargesCents: row.charges_cents,
    rlsCents: row.rls_cents,
    benefitCents: row.benefit_cents,
    benefitPaidTo: row.benefit_paid_to as BenefitRecipient,
  },
  benefitInPayment: row.benefit_cents > 0 && row.benefit_paid_to !== 'none',
  payer: row.benefit_payer as PlanTenancy['payer'],
})

export const findTenancy = async (
  tx: Tx,
  organisationId: string,
  householdId: string,
  tenancyId: string,
): Promise<PlanTenancy | undefined> => {
  const row = await tenancyOf(tx, organisationId, householdId, tenancyId).executeTakeFirst()
  return row && toTenancy(row)
}

/** Whoever prepares a plan for the same tenancy at the same moment waits here, then sees ours. */
export const findTenancyForUpdate = async (
  tx: Tx,
  organisationId: string,
  householdId: string,
  tenancyId: string,
): Promise<PlanTenancy | undefined> => {
  const row = await tenancyOf(tx, organisationId, householdId, tenancyId).forUpdate().executeTakeFirst()
  return row && toTenancy(row)
}

export type HouseholdTenancy = PlanTenancy & { endedOn: PlainDate | null }

/** The tenancies of a household, the running one first. */
export const listTenancies = async (
  tx: Tx,
  organisationId: string,
  householdId: string,
): Promise<HouseholdTenancy[]> => {
  const rows = await tx
    .selectFrom('tenancy')
    .where('organisation_id', '=', organisationId)
    .where('household_id', '=', householdId)
    .selectAll()
    .orderBy(sql`ended_on is null`, 'desc')
    .orderBy('started_on', 'desc')
    .execute()
  return rows.map((row) => ({ ...toTenancy(row), endedOn: row.ended_on }))
}

export type AccountLine = LedgerEntry & { label: string | null }

/** The lines of an account up to a day, in the order the domain walks them. */
export const listAccountLines = async (
  tx: Tx,
  organisationId: string,
  tenancyId: string,
  upTo: PlainDate,
): Promise<AccountLine[]> => {
  const rows = await tx
    .selectFrom('rent_entry')
    .where('organisation_id', '=', organisationId)
    .where('tenancy_id', '=', tenancyId)
    .where('entry_on', '<=', upTo)
    .select(['entry_on', 'kind', 'amount_cents', 'label'])
    .execute()
  return rows
    .map((row) => ({
      on: row.entry_on,
      kind: row.kind as EntryKind,
      amountCents: row.amount_cents,
      label: row.label,
    }))
    .sort(
      (a, b) =>
        compareDates(a.on, b.on) || rankInDay(a.kind, a.amountCents) - rankInDay(b.kind, b.amountCents),
    )
}

/** What happened on several accounts after a day, for the plans that run on them. */
export const listEntriesAfter = async (
  tx: Tx,
  organisationId: string,
  tenancyIds: readonly string[],
  { after, upTo }: { after: PlainDate; upTo: PlainDate },
): Promise<Map<string, LedgerEntry[]>> => {
  const rows = await tx
    .selectFrom('rent_entry')
    .where('organisation_id', '=', organisationId)
    .where('tenancy_id', '=', sql<string>`any (${tenancyIds}::uuid[])`)
    .where('entry_on', '>', after)
    .where('entry_on', '<=', upTo)
    .select(['tenancy_id', 'entry_on', 'kind', 'amount_cents'])
    .execute()
  const byTenancy = new Map<string, LedgerEntry[]>()
  for (const row of rows) {
    const entry = { on: row.entry_on, kind: row.kind as EntryKind, amountCents: row.amount_cents }
    const known = byTenancy.get(row.tenancy_id)
    if (known) known.push(entry)
    else byTenancy.set(row.tenancy_id, [entry])
  }
  return byTenancy
}

/**
 * Debts before an admissible over-indebtedness file may not be paid: does one run for this tenancy? Where the file is
 * followed here, its line tells when that begins and ends; else the fact recorded in the arrears procedure does.
 */
export const isFrozenByOverindebtedness = async (
  tx: Tx,
  organisationId: string,
  tenancyId: string,
  today: PlainDate,
): Promise<boolean> => {
  const { rows } = await sql<{ isFrozen: boolean }>`
    select exists (select from arrears_event v
        where v.organisation_id = ${organisationId} and v.tenancy_id = ${tenancyId}
          and v.kind = 'overindebtedness-admissible' and v.happened_on <= ${today} and v.cancelled_at is null
          and not exists (select from procedure_effect f
            where f.organisation_id = v.organisation_id and f.target_id = v.id and f.undone_at is null))
      or exists (select from tenancy t
        join procedure_standing s on s.organisation_id = t.organisation_id and s.household_id = t.household_id
        where t.organisation_id = ${organisationId} and t.id = ${tenancyId} and s.kind = 'overindebtedness'
          and s.state = any (${[...admittedStates]}::text[])) as "isFrozen"`.execute(tx)
  return rows[0]?.isFrozen ?? false
}
