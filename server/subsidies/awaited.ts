import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Cents } from '#domain/money.ts'
import type { AwaitedSubsidy, UnmatchedReceipt } from '#domain/subsidies/recognise.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>

const most = 500

const findAwaited = async (
  { tx, actor }: Here,
  condition: RawBuilder<SqlBool>,
  limit: number,
): Promise<AwaitedSubsidy[]> => {
  const { rows } = await sql<AwaitedSubsidy>`
    select s.id as "subsidyId", f.id as "financingId", f.number as "financingNumber", a.number as "applicationNumber",
      s.funder_name as funder, h.label as household, s.notified_cents - got.cents as "awaitedCents"
    from subsidy s
    join application a on a.organisation_id = s.organisation_id and a.id = s.application_id
    join financing f on f.organisation_id = s.organisation_id and f.application_id = s.application_id
      and f.kind in ('subsidy-advance', 'cash-facility')
    join household h on h.organisation_id = s.organisation_id and h.id = s.household_id
    cross join lateral (
      select coalesce(sum(r.cents), 0)::bigint as cents, coalesce(bool_or(r.kind = 'balance'), false) as is_paid
      from subsidy_receipt r
      where r.organisation_id = s.organisation_id and r.subsidy_id = s.id and r.reversed_on is null
    ) got
    where s.organisation_id = ${actor.organisationId} and s.notified_cents is not null and s.ended_on is null
      and not got.is_paid and s.notified_cents > got.cents and ${condition}
    order by h.label, f.number, s.id limit ${limit}`.execute(tx)
  return rows
}

/** The subsidies notified for advances that these amounts, or these numbers, may pay. */
export const listAwaited = (
  here: Here,
  { cents, numbers }: { cents: readonly Cents[]; numbers: readonly string[] },
): Promise<AwaitedSubsidy[]> =>
  findAwaited(
    here,
    sql<SqlBool>`(s.notified_cents - got.cents = any (${[...cents]}::bigint[])
      or f.number = any (${[...numbers]}::text[]) or a.number = any (${[...numbers]}::text[]))`,
    most,
  )

/** By the household's name, the number of the file or the funder's name. */
export const searchAwaited = (here: Here, text: string, limit: number): Promise<AwaitedSubsidy[]> => {
  const literal = text.replace(/[%_\\]/g, '\\$&')
  const condition = sql<SqlBool>`(a.number like ${`${literal}%`} or f.number like ${`${literal}%`}
    or fold(s.funder_name) like '%' || fold(${literal}) || '%' or s.household_id in (
      select household_id from household_search
      where organisation_id = ${here.actor.organisationId} and document like '%' || fold(${literal}) || '%' limit 1000))`
  return findAwaited(here, condition, limit)
}

/** What was written by hand for these amounts, and that no movement of an account answers for. */
export const listUnmatchedReceipts = async (
  { tx, actor }: Here,
  cents: readonly Cents[],
): Promise<UnmatchedReceipt[]> => {
  const { rows } = await sql<UnmatchedReceipt>`
    select r.id as "receiptId", f.number as "financingNumber", a.number as "applicationNumber",
      s.funder_name as funder, h.label as household, r.cents, r.received_on as "receivedOn", r.reference
    from subsidy_receipt r
    join subsidy s on s.organisation_id = r.organisation_id and s.id = r.subsidy_id
    join application a on a.organisation_id = s.organisation_id and a.id = s.application_id
    join financing f on f.organisation_id = r.organisation_id and f.id = r.financing_id
    join household h on h.organisation_id = r.organisation_id and h.id = r.household_id
    where r.organisation_id = ${actor.organisationId} and r.reversed_on is null and r.statement_line_id is null
      and r.cents = any (${[...cents]}::bigint[])
    order by r.received_on desc, r.id limit ${most}`.execute(tx)
  return rows
}
