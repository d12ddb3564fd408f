import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { LedgerLine, LedgerMonth, Tenancy } from '#contract/tenancies.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { EntryKind } from '#domain/tenancies/kinds.ts'
import type { Tx } from '#server/db.ts'

type Reading = { tx: Tx; actor: { organisationId: string }; today: PlainDate }
export type EntryFilter = { kinds: readonly EntryKind[]; from: PlainDate | null; to: PlainDate | null }

export const listTenancies = async (
  { tx, actor, today }: Reading,
  householdId: string,
): Promise<Tenancy[]> => {
  const { rows } = await sql<Tenancy>`
    select t.id as "tenancyId", t.external_id as number, t.started_on as "startedOn", t.ended_on as "endedOn",
      t.rent_cents as "rentCents", t.charges_cents as "chargesCents", t.rls_cents as "rlsCents",
      t.benefit_cents as "benefitCents", t.benefit_paid_to as "benefitPaidTo", t.benefit_payer as "benefitPayer",
      t.beneficiary_number as "beneficiaryNumber",
      (select coalesce(sum(e.amount_cents), 0)::bigint from rent_entry e
        where e.organisation_id = t.organisation_id and e.tenancy_id = t.id and e.entry_on <= ${today}) as "balanceCents",
      json_build_object('reference', d.external_id, 'kind', d.kind, 'floor', d.floor, 'door', d.door,
        'areaSquareDecimetres', d.area_square_decimetres) as dwelling,
      json_build_object('name', b.name, 'street', b.street, 'postCode', b.post_code, 'town', b.town,
        'agency', b.agency) as building
    from tenancy t
    join dwelling d on (d.organisation_id, d.id) = (t.organisation_id, t.dwelling_id)
    join building b on (b.organisation_id, b.id) = (d.organisation_id, d.building_id)
    where t.organisation_id = ${actor.organisationId} and t.household_id = ${householdId}
    order by (t.ended_on is null or t.ended_on >= ${today}) desc, t.started_on desc, t.id`.execute(tx)
  return rows
}

export const findTenancyNumber = async (
  { tx, actor }: Reading,
  householdId: string,
  tenancyId: string,
): Promise<string | undefined> => {
  const row = await tx
    .selectFrom('tenancy')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('id', '=', tenancyId)
    .select('external_id')
    .executeTakeFirst()
  return row?.external_id
}

/** The last months of the account up to today's, each with where it left the balance; a month without a line is there too. */
export const sumMonths = async (
  { tx, actor, today }: Reading,
  tenancyId: string,
  months: number,
): Promise<LedgerMonth[]> => {
  const { rows } = await sql<LedgerMonth>`
    with entry as (
      select date_trunc('month', e.entry_on)::date as month, e.kind, e.amount_cents from rent_entry e
      where e.organisation_id = ${actor.organisationId} and e.tenancy_id = ${tenancyId} and e.entry_on <= ${today}
    ), summed as (
      select month,
        coalesce(sum(amount_cents) filter (where kind in ('rent-call', 'charges-call', 'charges-settlement', 'rls')), 0) as called,
        coalesce(sum(-amount_cents) filter (where kind in ('payment', 'payment-rejected')), 0) as paid,
        coalesce(sum(-amount_cents) filter (where kind = 'benefit'), 0) as aid,
        coalesce(sum(amount_cents) filter (where kind in ('fee', 'write-off', 'opening-balance', 'other')), 0) as other,
        sum(amount_cents) as change
      from entry group by month
    ), calendar as (
      select generate_series(min(month), date_trunc('month', ${today}::date), interval '1 month')::date as month from summed
    ), running as (
      select c.month, coalesce(s.called, 0)::bigint as "calledCents", coalesce(s.paid, 0)::bigint as "paidCents",
        coalesce(s.aid, 0)::bigint as "aidCents", coalesce(s.other, 0)::bigint as "otherCents",
        sum(coalesce(s.change, 0)) over (order by c.month)::bigint as "balanceCents"
      from calendar c left join summed s on s.month = c.month
    )
    select * from (select * from running order by month desc limit ${months}) latest order by month`.execute(
    tx,
  )
  return rows
}

const account = ({ actor }: Reading, tenancyId: string) =>
  sql`e.organisation_id = ${actor.organisationId} and e.tenancy_id = ${tenancyId}`

const passes = ({ kinds, from, to }: EntryFilter): RawBuilder<SqlBool> => sql`(
  (${kinds.length} = 0 or kind = any (${kinds}::text[]))
  and (${from}::date is null or entry_on >= ${from}) and (${to}::date is null or entry_on <= ${to}))`

/**
 * Lines newest first. The balance runs over the whole account before anything is filtered: one tenancy's lines, some
 * hundreds, read from one index.
 */
const balanced = (reading: Reading, tenancyId: string) => sql`
  select e.source, e.external_id, e.entry_on, e.kind, e.label, e.amount_cents, e.revision,
    sum(e.amount_cents) over (order by e.entry_on, e.source, e.external_id, e.revision)::bigint as balance_cents,
    max(e.revision) over (partition by e.source, e.external_id) as last_revision
  from rent_entry e where ${account(reading, tenancyId)}`

type Row = {
  entryOn: PlainDate
  kind: EntryKind
  label: string | null
  amountCents: number
  balanceCents: number
  revision: number
  lastRevision: number
  source: string
  externalId: string
}

/** Revision 0 is the first wording; an odd one undoes the wording before it; an even one is the new wording. */
const correctionOf = ({ revision, lastRevision }: Row): LedgerLine['correction'] => {
  if (revision % 2 === 1) return 'reversal'
  if (revision < lastRevision) return 'reversed'
  return revision === 0 ? 'none' : 'corrected'
}

const lineOf = (row: Row): LedgerLine => ({
  id: [row.source, row.externalId, row.revision].join('/'),
  entryOn: row.entryOn,
  kind: row.kind,
  label: row.label,
  amountCents: row.amountCents,
  balanceCents: row.balanceCents,
  correction: correctionOf(row),
})

export type EntryKey = { entryOn: string; source: string; externalId: string; revision: number }

export const listLines = async (
  reading: Reading,
  tenancyId: string,
  filter: EntryFilter,
  { before, limit }: { before: EntryKey | undefined; limit: number },
): Promise<(LedgerLine & { key: EntryKey })[]> => {
  const start = before
    ? sql`and (entry_on, source, external_id, revision)
        < (${before.entryOn}::date, ${before.source}, ${before.externalId}, ${before.revision}::smallint)`
    : sql``
  const { rows } = await sql<Row>`
    select entry_on as "entryOn", kind, label, amount_cents as "amountCents", balance_cents as "balanceCents",
      revision, last_revision as "lastRevision", source, external_id as "externalId"
    from (${balanced(reading, tenancyId)}) e
    where ${passes(filter)} ${start}
    order by entry_on desc, source desc, external_id desc, revision desc limit ${limit}`.execute(reading.tx)
  return rows.map((row) => ({
    ...lineOf(row),
    key: { entryOn: row.entryOn, source: row.source, externalId: row.externalId, revision: row.revision },
  }))
}

export const countLines = async (
  reading: Reading,
  tenancyId: string,
  filter: EntryFilter,
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from rent_entry e
    where ${account(reading, tenancyId)} and ${passes(filter)}`.execute(reading.tx)
  return rows[0]?.count ?? 0
}
