import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import type { Entry } from '#contract/ledger.ts'
import type { Movement } from '#domain/ledger/movements.ts'
import { claimUses } from '#domain/ledger/uses.ts'
import { sumCents } from '#domain/money.ts'
import { countRows } from '#server/count-rows.ts'
import type { Tx } from '#server/db.ts'

export type EntryFilters = Input<typeof contract.ledger.sumEntries>
export type EntryPlace = { on: string; transactionId: string; line: number }

const optional = (value: string | undefined, condition: RawBuilder<unknown>): RawBuilder<unknown> =>
  value === undefined ? sql`` : sql`and ${condition}`

/** Where the financing's commune lies; `none` when it is not known. */
const inTerritory = (territory: string): RawBuilder<unknown> => {
  const [kind, code] = territory.split(':')
  if (kind === 'none') return sql`f.commune_code is null`
  if (kind === 'commune') return sql`f.commune_code = ${code}`
  const column = { epci: sql`c.epci_code`, departement: sql`c.departement_code`, region: sql`c.region_code` }[
    kind as 'epci' | 'departement' | 'region'
  ]
  return sql`f.commune_code in (select c.code from commune c where ${column} = ${code})`
}

const ofFinancing = ({ conventionId, field, kind, territory }: EntryFilters): RawBuilder<unknown> => {
  const wanted = [
    optional(field, sql`f.field = ${field}`),
    optional(kind, sql`f.kind = ${kind}`),
    optional(
      conventionId,
      conventionId === 'none' ? sql`f.convention_id is null` : sql`f.convention_id = ${conventionId}::uuid`,
    ),
    ...(territory === undefined ? [] : [sql`and ${inTerritory(territory)}`]),
  ]
  return conventionId === undefined && field === undefined && kind === undefined && territory === undefined
    ? sql``
    : sql`and exists (select from financing f
        where (f.organisation_id, f.id) = (e.organisation_id, e.financing_id) ${sql.join(wanted, sql` `)})`
}

/** The accounts on which households, or their subsidies, owe. */
export const claimAccounts = (organisationId: string): RawBuilder<unknown> =>
  sql`(select u.account_code from ledger_account_use u
    where u.organisation_id = ${organisationId} and u.use = any(${[...claimUses]}::text[]))`

const ofJournal = (journal: string | undefined): RawBuilder<unknown> =>
  journal === undefined
    ? sql``
    : sql`and exists (select from ledger_transaction j
        where (j.organisation_id, j.id) = (e.organisation_id, e.transaction_id) and j.journal = ${journal})`

const conditions = (organisationId: string, filters: EntryFilters): RawBuilder<SqlBool> => {
  const { account, journal, movements, financingId, envelopeId, from, to, claims } = filters
  return sql<SqlBool>`(e.organisation_id = ${organisationId}
    ${optional(account, sql`e.account_code = ${account}`)}
    ${optional(financingId, sql`e.financing_id = ${financingId}::uuid`)}
    ${optional(envelopeId, sql`e.envelope_id = ${envelopeId}::uuid`)}
    ${optional(from, sql`e.on_date >= ${from}::date`)}
    ${optional(to, sql`e.on_date <= ${to}::date`)}
    ${movements === undefined ? sql`` : sql`and e.movement = any(${movements}::text[])`}
    ${claims ? sql`and e.account_code in ${claimAccounts(organisationId)}` : sql``}
    ${ofJournal(journal)} ${ofFinancing(filters)})`
}

const selectEntries = (where: RawBuilder<SqlBool>, rest: RawBuilder<unknown>) => sql<Entry>`
  select e.transaction_id as "transactionId", e.line, e.on_date as "on", t.journal, t.label, t.piece, e.cents, e.movement,
    json_build_object('code', e.account_code, 'label', a.label) as account,
    case when e.financing_id is null then null
      else json_build_object('id', e.financing_id, 'number', f.number) end as financing,
    n.number
  from ledger_entry e
  join ledger_transaction t on (t.organisation_id, t.id) = (e.organisation_id, e.transaction_id)
  join ledger_account a on (a.organisation_id, a.code) = (e.organisation_id, e.account_code)
  left join financing f on (f.organisation_id, f.id) = (e.organisation_id, e.financing_id)
  left join ledger_number n on (n.organisation_id, n.transaction_id) = (e.organisation_id, e.transaction_id)
  where ${where} ${rest}`

/** The latest first; within a transaction, its lines in their order. */
export const listEntries = async (
  tx: Tx,
  organisationId: string,
  filters: EntryFilters,
  after: EntryPlace | undefined,
  limit: number,
): Promise<Entry[]> => {
  const start = after
    ? sql`and (e.on_date, e.transaction_id) <= (${after.on}::date, ${after.transactionId}::uuid)
        and ((e.on_date, e.transaction_id) < (${after.on}::date, ${after.transactionId}::uuid) or e.line > ${after.line})`
    : sql``
  const { rows } = await selectEntries(
    conditions(organisationId, filters),
    sql`${start} order by e.on_date desc, e.transaction_id desc, e.line limit ${limit}`,
  ).execute(tx)
  return rows
}

export const linesOf = async (tx: Tx, organisationId: string, transactionId: string): Promise<Entry[]> => {
  const where = sql<SqlBool>`(e.organisation_id = ${organisationId} and e.transaction_id = ${transactionId})`
  const { rows } = await selectEntries(where, sql`order by e.line`).execute(tx)
  return rows
}

export const countEntries = (tx: Tx, organisationId: string, filters: EntryFilters) =>
  countRows(
    tx,
    (limit) => sql`(select from ledger_entry e where ${conditions(organisationId, filters)} limit ${limit})`,
  )

export const sumEntries = async (tx: Tx, organisationId: string, filters: EntryFilters) => {
  const { rows } = await sql<{ movement: Movement | null; debit: number; credit: number }>`
    select e.movement, coalesce(sum(e.cents) filter (where e.cents > 0), 0)::bigint as debit,
      coalesce(-sum(e.cents) filter (where e.cents < 0), 0)::bigint as credit
    from ledger_entry e where ${conditions(organisationId, filters)} group by 1`.execute(tx)
  return {
    debitCents: sumCents(rows.map(({ debit }) => debit)),
    creditCents: sumCents(rows.map(({ credit }) => credit)),
    byMovement: rows.flatMap(({ movement, debit, credit }) =>
      movement === null ? [] : [{ movement, cents: debit - credit }],
    ),
  }
}
