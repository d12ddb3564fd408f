import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ArrearsEvent } from '#domain/arrears/case-states.ts'
import type { BenefitRecipient } from '#domain/arrears/housing-expense.ts'
import type { AccountPosition, AccountTerms } from '#domain/arrears/ledger.ts'
import type { ArrearsRules } from '#domain/arrears/threshold.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { entryKinds } from '#domain/tenancies/kinds.ts'
import { inSlices } from '#server/arrears/in-slices.ts'
import { type PackedLines, replayLines } from '#server/arrears/read-lines.ts'
import type { Tx } from '#server/db.ts'

/** Which tenancies: some, or a range of identifiers (the first excluded). */
export type TenancyScope = { ids: readonly string[] } | { after: string; upTo: string }

export type ScreenedAccount = {
  tenancyId: string
  tenancyVersion: number
  householdId: string
  tenancyNumber: string
  householdLabel: string
  searchText: string
  agency: string | null
  referentId: string | null
  /** Of the state kept for the tenancy, if any: what it says, and the transaction that wrote it. */
  fingerprint: string | null
  writtenIn: number | null
  terms: AccountTerms
  position: AccountPosition
  events: ArrearsEvent[]
}

/** A state that no account calls for any more, as it was read. */
export type StateToForget = { tenancyId: string; writtenIn: number }

export type ScreenedAccounts = { accounts: ScreenedAccount[]; toForget: StateToForget[] }

type AccountRow = Omit<ScreenedAccount, 'terms' | 'position' | 'events'> &
  AccountTerms &
  PackedLines & { isConcerned: boolean; events: ArrearsEvent[] | null }

/** `column` is written by us, never by a caller. */
const inScope = (scope: TenancyScope, column: string): RawBuilder<SqlBool> => {
  const id = sql.raw(column)
  return 'ids' in scope
    ? sql<SqlBool>`${id} = any (${scope.ids}::uuid[])`
    : sql<SqlBool>`${id} > ${scope.after}::uuid and ${id} <= ${scope.upTo}::uuid`
}

type Reading = { onDate: PlainDate; rules: ArrearsRules }

/**
 * What is due on the day, of the lines of an account: all of it, less the calls that wait and their aids. It only sieves:
 * whoever owes is then judged by the domain.
 */
const dueSum = ({ onDate, rules }: Reading) =>
  rules.dueDelayDays === 0
    ? sql`sum(e.amount_cents)`
    : sql`sum(e.amount_cents) filter (where e.entry_on <= ${addDays(onDate, -rules.dueDelayDays)}
        or e.kind not in ('rent-call', 'charges-call')
          and (e.kind not in ('benefit', 'rls') or e.amount_cents > 0))`

/**
 * The accounts of a scope that owe something due on the day or have a procedure. With `onlyChanged`, those that say what
 * they said when their state was written are left out: the ledger is append-only, so that as many lines are the same lines.
 */
export const readOwingAccounts = (
  tx: Tx,
  organisationId: string,
  scope: TenancyScope,
  reading: Reading,
  onlyChanged = false,
): Promise<ScreenedAccounts> =>
  readAccounts(
    tx,
    organisationId,
    {
      concerned: sql`with owing as materialized (
          select e.tenancy_id, count(*)::int as entry_count from rent_entry e
          where e.organisation_id = ${organisationId} and ${inScope(scope, 'e.tenancy_id')}
            and e.entry_on <= ${reading.onDate}
          group by e.tenancy_id having ${dueSum(reading)} > 0)
        select tenancy_id, entry_count from owing
        union all
        select distinct v.tenancy_id, null::int from arrears_event v
        where v.organisation_id = ${organisationId} and ${inScope(scope, 'v.tenancy_id')}
          and v.cancelled_at is null and not exists (select from owing o where o.tenancy_id = v.tenancy_id)`,
      tenancies: inScope(scope, 't.id'),
      states: inScope(scope, 's.tenancy_id'),
      onlyChanged,
    },
    reading,
  )

/** Some accounts, whether they owe or not. */
export const readTenancyAccounts = async (
  tx: Tx,
  organisationId: string,
  tenancyIds: readonly string[],
  reading: Reading,
): Promise<ScreenedAccount[]> => {
  const scope = { ids: tenancyIds }
  const selection = {
    concerned: sql`select unnest(${tenancyIds}::uuid[]) as tenancy_id, null::int as entry_count`,
    tenancies: inScope(scope, 't.id'),
    states: inScope(scope, 's.tenancy_id'),
  }
  return (await readAccounts(tx, organisationId, selection, reading)).accounts
}

/** The accounts of a household, whether they owe or not. */
export const readHouseholdAccounts = async (
  tx: Tx,
  organisationId: string,
  householdId: string,
  reading: Reading,
): Promise<ScreenedAccount[]> => {
  const selection = {
    concerned: sql`select t.id as tenancy_id, null::int as entry_count from tenancy t
      where t.organisation_id = ${organisationId} and t.household_id = ${householdId}`,
    tenancies: sql<SqlBool>`t.household_id = ${householdId}`,
    states: sql<SqlBool>`s.household_id = ${householdId}`,
  }
  return (await readAccounts(tx, organisationId, selection, reading)).accounts
}

/**
 * `concerned` are the accounts to read. `tenancies` and `states` say again which they are among: the planner cannot guess
 * how few owe, and would read whole tables for each batch.
 */
type Selection = {
  concerned: RawBuilder<unknown>
  tenancies: RawBuilder<SqlBool>
  states: RawBuilder<SqlBool>
  onlyChanged?: boolean
}

const saysTheSame = sql`v.events is null and s.fingerprint is not null
  and (s.entry_count, s.tenancy_version, s.household_id, s.tenancy_number, s.household_label)
    = (c.entry_count, t.version, t.household_id, t.external_id, h.label)
  and s.agency is not distinct from b.agency and s.referent_id is not distinct from r.membership_id`

/** A sum sieves the whole ledger; only the lines of those who owe leave the database, an account's as two arrays. */
const readAccounts = async (
  tx: Tx,
  organisationId: string,
  { concerned, tenancies, states, onlyChanged = false }: Selection,
  { onDate, rules }: Reading,
): Promise<ScreenedAccounts> => {
  const { rows } = await sql<AccountRow>`with concerned as materialized (${concerned}),
    facing as materialized (
      select coalesce(c.tenancy_id, s.tenancy_id) as "tenancyId", c.tenancy_id is not null as "isConcerned",
        t.version as "tenancyVersion", t.household_id as "householdId", t.external_id as "tenancyNumber",
        h.label as "householdLabel", fold(concat_ws(' ', h.label, t.external_id)) as "searchText", b.agency,
        t.rent_cents as "rentCents", t.charges_cents as "chargesCents", t.rls_cents as "rlsCents",
        t.benefit_cents as "benefitCents", t.benefit_paid_to as "benefitPaidTo",
        r.membership_id as "referentId", s.fingerprint, s.written_in as "writtenIn", v.events
      from concerned c
      full join (select s.* from arrears_state s where s.organisation_id = ${organisationId} and ${states}) s
        on s.tenancy_id = c.tenancy_id
      left join tenancy t on t.organisation_id = ${organisationId} and t.id = c.tenancy_id and ${tenancies}
      left join household h on h.organisation_id = ${organisationId} and h.id = t.household_id
      left join dwelling d on d.organisation_id = ${organisationId} and d.id = t.dwelling_id
      left join building b on b.organisation_id = ${organisationId} and b.id = d.building_id
      left join (
        select distinct on (r.household_id) r.household_id, r.membership_id from household_referent r
        where r.organisation_id = ${organisationId} and r.kind = 'referent'
          and (r.until_on is null or r.until_on >= ${onDate})
          and r.household_id in (select t.household_id from concerned c
            join tenancy t on t.organisation_id = ${organisationId} and t.id = c.tenancy_id and ${tenancies})
        order by r.household_id, r.from_on desc, r.membership_id) r on r.household_id = t.household_id
      left join (
        select v.tenancy_id, json_agg(json_build_object('kind', v.kind, 'on', v.happened_on)) as events
        from arrears_event v
        where v.organisation_id = ${organisationId} and v.cancelled_at is null
          and v.tenancy_id in (select c.tenancy_id from concerned c)
        group by v.tenancy_id) v on v.tenancy_id = t.id
      where c.tenancy_id is null or ${onlyChanged ? sql`(${saysTheSame}) is not true` : sql`t.id is not null`})
    select f.*, l.days, l.amounts from facing f
    cross join lateral (
      select array_agg((e.entry_on - date '1970-01-01') * 16 + array_position(${entryKinds}::text[], e.kind) - 1)::text as days,
        array_agg(e.amount_cents)::text as amounts
      from rent_entry e
      where f."isConcerned" and e.organisation_id = ${organisationId} and e.tenancy_id = f."tenancyId"
        and e.entry_on <= ${onDate}) l`.execute(tx)
  return {
    accounts: await inSlices(
      rows.filter((row) => row.isConcerned),
      (row) => toAccount(row, rules, onDate),
    ),
    toForget: rows.flatMap(({ isConcerned, tenancyId, writtenIn }) =>
      isConcerned || writtenIn === null ? [] : [{ tenancyId, writtenIn }],
    ),
  }
}

const toAccount = (row: AccountRow, rules: ArrearsRules, onDate: PlainDate): ScreenedAccount => {
  const { days, amounts, rentCents, chargesCents, rlsCents, benefitCents, events, ...named } = row
  const benefitPaidTo = row.benefitPaidTo as BenefitRecipient
  const terms = { rentCents, chargesCents, rlsCents, benefitCents, benefitPaidTo }
  return {
    ...named,
    terms,
    events: events ?? [],
    position: replayLines(terms, rules, { days, amounts }, onDate),
  }
}
