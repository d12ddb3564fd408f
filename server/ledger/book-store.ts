import { type RawBuilder, sql } from 'kysely'
import { claimUses } from '#domain/ledger/uses.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

export type LedgerSettings = { siren: string | null; firstMonth: number; version: number }

/** Version 1 stands for what nobody has set yet. */
export const readSettings = async (tx: Tx, organisationId: string): Promise<LedgerSettings> => {
  const row = await tx
    .selectFrom('ledger_settings')
    .select(['siren', 'first_month as firstMonth', 'version'])
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst()
  return row ?? { siren: null, firstMonth: 1, version: 1 }
}

export const writeSettings = async (
  tx: Tx,
  organisationId: string,
  { siren, firstMonth, version }: LedgerSettings,
): Promise<boolean> => {
  const { rows } = await sql`
    insert into ledger_settings as s (organisation_id, siren, first_month, version)
    values (${organisationId}, ${siren}, ${firstMonth}, 2)
    on conflict (organisation_id) do update
      set siren = excluded.siren, first_month = excluded.first_month, version = s.version + 1
      where s.version = ${version}
    returning version`.execute(tx)
  return rows.length === 1
}

export const isNumbered = async (tx: Tx, organisationId: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('ledger_number')
    .select('number')
    .where('organisation_id', '=', organisationId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The first day of the accounting year of a date, in SQL (domain/ledger/fiscal-year.ts). */
const yearStart = (firstMonth: number) => sql`(date_trunc('month', t.on_date)
  - make_interval(months => (extract(month from t.on_date)::int - ${firstMonth}::int + 12) % 12))::date`

/** Commitments stand beside the balance sheet: they take no number and never reach the FEC. */
const isInBooks = sql`exists (select from ledger_entry e
  join ledger_account a on (a.organisation_id, a.code) = (e.organisation_id, e.account_code)
  where (e.organisation_id, e.transaction_id) = (t.organisation_id, t.id) and not a.off_balance)`

type YearCount = { startsOn: PlainDate; validated: number; unvalidated: number }

export const countYears = async (
  tx: Tx,
  organisationId: string,
  firstMonth: number,
): Promise<YearCount[]> => {
  const { rows } = await sql<YearCount>`
    select ${yearStart(firstMonth)} as "startsOn", count(n.number)::int as validated,
      (count(*) - count(n.number))::int as unvalidated
    from ledger_transaction t
    left join ledger_number n on (n.organisation_id, n.transaction_id) = (t.organisation_id, t.id)
    where t.organisation_id = ${organisationId} and ${isInBooks}
    group by 1 order by 1 desc`.execute(tx)
  return rows
}

/** Numbers what is not yet, in the order of days then of posting, going on from the last number of each year. */
export const numberUntil = async (
  tx: Tx,
  organisationId: string,
  { until, firstMonth, today }: { until: PlainDate; firstMonth: number; today: PlainDate },
): Promise<number> => {
  const { numAffectedRows } = await sql`
    insert into ledger_number (organisation_id, transaction_id, year_starts_on, number, validated_on)
    select t.organisation_id, t.id, y.starts_on, coalesce(last.number, 0)
      + row_number() over (partition by y.starts_on order by t.on_date, t.posted_at, t.id), ${today}::date
    from ledger_transaction t
    cross join lateral (select ${yearStart(firstMonth)} as starts_on) y
    left join lateral (select max(number) as number from ledger_number n
      where n.organisation_id = t.organisation_id and n.year_starts_on = y.starts_on) last on true
    where t.organisation_id = ${organisationId} and t.on_date <= ${until}::date and ${isInBooks}
      and not exists (select from ledger_number n
        where (n.organisation_id, n.transaction_id) = (t.organisation_id, t.id))`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export const insertClosing = async (
  tx: Tx,
  organisationId: string,
  closing: { until: PlainDate; transactions: number; closedBy: string; now: Date },
): Promise<void> => {
  await tx
    .insertInto('ledger_closing')
    .values({
      organisation_id: organisationId,
      until_on: closing.until,
      transactions: closing.transactions,
      closed_by: closing.closedBy,
      closed_at: closing.now,
    })
    .execute()
}

export const sumOfAll = (tx: Tx, organisationId: string): Promise<number> =>
  sumOf(tx, sql`(select cents from ledger_entry where organisation_id = ${organisationId})`)

const sumOfUses = (tx: Tx, organisationId: string, uses: readonly string[]): Promise<number> =>
  sumOf(
    tx,
    sql`(select e.cents from ledger_entry e where e.organisation_id = ${organisationId}
      and e.account_code in (select u.account_code from ledger_account_use u
        where u.organisation_id = ${organisationId} and u.use = any(${[...uses]}::text[])))`,
  )

export const sumOfClaims = (tx: Tx, organisationId: string) => sumOfUses(tx, organisationId, claimUses)
export const sumInTransit = (tx: Tx, organisationId: string) =>
  sumOfUses(tx, organisationId, ['bank-in-transit'])

const sumOf = async (tx: Tx, rows: RawBuilder<unknown>): Promise<number> => {
  const { rows: found } = await sql<{ cents: number }>`
    select coalesce(sum(cents), 0)::bigint as cents from ${rows} summed`.execute(tx)
  return found[0]?.cents ?? 0
}

/** What the files say that households, or their subsidies, owe. */
export const sumOfOutstanding = (tx: Tx, organisationId: string): Promise<number> =>
  sumOf(
    tx,
    sql`(select outstanding_cents as cents from financing_standing
      where organisation_id = ${organisationId} and kind in ('loan', 'microcredit', 'subsidy-advance', 'cash-facility'))`,
  )

/** The commitments made out of envelopes, by the lines of the ledger and by the envelopes themselves. */
export const sumOfCommitments = async (tx: Tx, organisationId: string) => ({
  ledgerCents: await sumOf(
    tx,
    sql`(select cents from ledger_entry where organisation_id = ${organisationId} and envelope_id is not null
      and movement in ('commitment', 'commitment-release'))`,
  ),
  filesCents: await sumOf(
    tx,
    sql`(select committed_cents as cents from envelope where organisation_id = ${organisationId})`,
  ),
})
