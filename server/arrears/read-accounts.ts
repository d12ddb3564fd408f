import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ArrearsEvent } from '#domain/arrears/case-states.ts'
import type { BenefitRecipient } from '#domain/arrears/housing-expense.ts'
import {
  type AccountPosition,
  type AccountTerms,
  addPackedEntry,
  closeAccount,
  startAccount,
} from '#domain/arrears/ledger.ts'
import { rankInDay } from '#domain/arrears/ledger-order.ts'
import type { ArrearsRules } from '#domain/arrears/threshold.ts'
import { type PackedDay, packDayNumber } from '#domain/packed-day.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { type EntryKind, entryKinds } from '#domain/tenancies/kinds.ts'
import type { Tx } from '#server/db.ts'

/** Which tenancies: some, or a range of identifiers (the first excluded). */
export type TenancyScope = { ids: readonly string[] } | { after: string; upTo: string }

export type ScreenedAccount = {
  tenancyId: string
  householdId: string
  tenancyNumber: string
  householdLabel: string
  searchText: string
  agency: string | null
  referentId: string | null
  /** Of the state kept for the tenancy, if any. */
  fingerprint: string | null
  terms: AccountTerms
  position: AccountPosition
  events: ArrearsEvent[]
}

type AccountRow = Omit<ScreenedAccount, 'terms' | 'position' | 'events'> &
  AccountTerms & { days: string | null; amounts: string | null; events: ArrearsEvent[] | null }

/** `column` is written by us, never by a caller. */
export const inScope = (scope: TenancyScope, column: string): RawBuilder<SqlBool> => {
  const id = sql.raw(column)
  return 'ids' in scope
    ? sql<SqlBool>`${id} = any (${scope.ids}::uuid[])`
    : sql<SqlBool>`${id} > ${scope.after}::uuid and ${id} <= ${scope.upTo}::uuid`
}

/** The accounts of a scope that owe something due on the day or have a procedure. The sum leaves out calls that wait and their aids. */
export const readOwingAccounts = (tx: Tx, organisationId: string, scope: TenancyScope, reading: Reading) =>
  readAccounts(
    tx,
    organisationId,
    sql`select e.tenancy_id from rent_entry e
      where e.organisation_id = ${organisationId} and ${inScope(scope, 'e.tenancy_id')}
        and e.entry_on <= ${reading.onDate}
        and (e.entry_on <= ${addDays(reading.onDate, -reading.rules.dueDelayDays)}
          or e.kind not in ('rent-call', 'charges-call')
            and (e.kind not in ('benefit', 'rls') or e.amount_cents > 0))
      group by e.tenancy_id having sum(e.amount_cents) > 0
      union
      select v.tenancy_id from arrears_event v
      where v.organisation_id = ${organisationId} and ${inScope(scope, 'v.tenancy_id')}
        and v.cancelled_at is null`,
    inScope(scope, 't.id'),
    reading,
  )

/** Some accounts, whether they owe or not. */
export const readTenancyAccounts = (
  tx: Tx,
  organisationId: string,
  tenancyIds: readonly string[],
  reading: Reading,
) =>
  readAccounts(
    tx,
    organisationId,
    sql`select unnest(${tenancyIds}::uuid[]) as tenancy_id`,
    inScope({ ids: tenancyIds }, 't.id'),
    reading,
  )

/** The accounts of a household, whether they owe or not. */
export const readHouseholdAccounts = (
  tx: Tx,
  organisationId: string,
  householdId: string,
  reading: Reading,
) =>
  readAccounts(
    tx,
    organisationId,
    sql`select t.id as tenancy_id from tenancy t
      where t.organisation_id = ${organisationId} and t.household_id = ${householdId}`,
    sql`t.household_id = ${householdId}`,
    reading,
  )

type Reading = { onDate: PlainDate; rules: ArrearsRules }

/**
 * A sum sieves the whole ledger; only those who owe have their lines read and walked by the domain's own rule. An
 * account's lines come as two arrays: a day (in days, times sixteen) with the place of its kind, and the amounts. `bounds`
 * says again which tenancies: the planner cannot guess how few owe, and would read them all for each batch.
 */
const readAccounts = async (
  tx: Tx,
  organisationId: string,
  concerned: RawBuilder<unknown>,
  bounds: RawBuilder<SqlBool>,
  { onDate, rules }: Reading,
): Promise<ScreenedAccount[]> => {
  const { rows } = await sql<AccountRow>`with concerned as materialized (${concerned})
    select t.id as "tenancyId", t.household_id as "householdId", t.external_id as "tenancyNumber",
      h.label as "householdLabel", fold(concat_ws(' ', h.label, t.external_id)) as "searchText", b.agency,
      t.rent_cents as "rentCents", t.charges_cents as "chargesCents", t.rls_cents as "rlsCents",
      t.benefit_cents as "benefitCents", t.benefit_paid_to as "benefitPaidTo",
      r.membership_id as "referentId", s.fingerprint, v.events, l.days, l.amounts
    from concerned c
    join tenancy t on t.organisation_id = ${organisationId} and t.id = c.tenancy_id and ${bounds}
    join household h on h.organisation_id = ${organisationId} and h.id = t.household_id
    join dwelling d on d.organisation_id = ${organisationId} and d.id = t.dwelling_id
    join building b on b.organisation_id = ${organisationId} and b.id = d.building_id
    left join arrears_state s on s.organisation_id = ${organisationId} and s.tenancy_id = t.id
    left join (
      select distinct on (r.household_id) r.household_id, r.membership_id from household_referent r
      where r.organisation_id = ${organisationId} and r.kind = 'referent'
        and (r.until_on is null or r.until_on >= ${onDate})
        and r.household_id in (select t.household_id from concerned c
          join tenancy t on t.organisation_id = ${organisationId} and t.id = c.tenancy_id and ${bounds})
      order by r.household_id, r.from_on desc, r.membership_id) r on r.household_id = t.household_id
    left join (
      select v.tenancy_id, json_agg(json_build_object('kind', v.kind, 'on', v.happened_on)) as events
      from arrears_event v
      where v.organisation_id = ${organisationId} and v.cancelled_at is null
        and v.tenancy_id in (select c.tenancy_id from concerned c)
      group by v.tenancy_id) v on v.tenancy_id = t.id
    cross join lateral (
      select array_agg((e.entry_on - date '1970-01-01') * 16 + array_position(${entryKinds}::text[], e.kind) - 1)::text as days,
        array_agg(e.amount_cents)::text as amounts
      from rent_entry e
      where e.organisation_id = ${organisationId} and e.tenancy_id = t.id and e.entry_on <= ${onDate}) l`.execute(
    tx,
  )
  return rows.map((row) => toAccount(row, rules, onDate))
}

const toAccount = (row: AccountRow, rules: ArrearsRules, onDate: PlainDate): ScreenedAccount => {
  const { days, amounts, rentCents, chargesCents, rlsCents, benefitCents, benefitPaidTo, events, ...named } =
    row
  const terms = {
    rentCents,
    chargesCents,
    rlsCents,
    benefitCents,
    benefitPaidTo: benefitPaidTo as BenefitRecipient,
  }
  return {
    ...named,
    terms,
    events: events ?? [],
    position: replay(terms, rules, readLines(days, amounts), onDate),
  }
}

type Line = { place: number; day: PackedDay; kind: EntryKind; amount: number }

const readLines = (days: string | null, amounts: string | null): Line[] => {
  if (days === null || amounts === null) return []
  const dayParts = days.slice(1, -1).split(',')
  const amountParts = amounts.slice(1, -1).split(',')
  const lines = dayParts.map((part, index): Line => {
    const packed = Number(part)
    const dayNumber = Math.floor(packed / 16)
    const kind = entryKinds[packed - dayNumber * 16] ?? 'other'
    const amount = Number(amountParts[index])
    return { place: dayNumber * 4 + rankInDay(kind, amount), day: packDayNumber(dayNumber), kind, amount }
  })
  return lines.sort((a, b) => a.place - b.place)
}

const replay = (
  terms: AccountTerms,
  rules: ArrearsRules,
  lines: readonly Line[],
  onDate: PlainDate,
): AccountPosition => {
  const account = startAccount(terms, rules)
  for (const { day, kind, amount } of lines) addPackedEntry(account, day, kind, amount)
  return closeAccount(account, onDate)
}
