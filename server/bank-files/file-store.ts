import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { BankFile } from '#contract/bank-file-shapes.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { BankFileKind, BankFileState, SequenceType } from '#domain/sepa/kinds.ts'
import type { Tx } from '#server/db.ts'
import { isAfter } from '#server/keyset.ts'

type FileRow = {
  id: string
  kind: BankFileKind
  state: BankFileState
  account_id: string
  account_label: string
  execute_on: PlainDate
  message_id: string
  line_count: number
  total_cents: Cents
  settled_cents: Cents
  returned_cents: Cents
  prepared_by: string
  prepared_at: Date
  checked_by: string | null
  issued_by: string | null
  issued_at: Date | null
  version: number
}

export type FileFilters = { kind?: BankFileKind | undefined; state?: BankFileState | undefined }

const kept = ({ kind, state }: FileFilters): RawBuilder<SqlBool> =>
  sql`${kind ? sql`b.kind = ${kind}` : sql`true`} and ${state ? sql`b.state = ${state}` : sql`true`}`

const select = (organisationId: string, where: RawBuilder<unknown>): RawBuilder<FileRow> => sql<FileRow>`
  select b.id, b.kind, b.state, a.id as account_id, a.label as account_label, b.execute_on, b.message_id, b.line_count,
    b.total_cents, coalesce(l.settled, 0)::bigint as settled_cents, coalesce(l.returned, 0)::bigint as returned_cents,
    p.name as prepared_by, b.prepared_at, c.name as checked_by, i.name as issued_by, b.issued_at, b.version
  from bank_file b
  join bank_account a on a.organisation_id = b.organisation_id and a.id = b.bank_account_id
  join membership p on p.organisation_id = b.organisation_id and p.id = b.prepared_by
  left join membership c on c.organisation_id = b.organisation_id and c.id = b.checked_by
  left join membership i on i.organisation_id = b.organisation_id and i.id = b.issued_by
  left join lateral (
    select sum(cents) filter (where settled_on is not null and returned_on is null) as settled,
      sum(cents) filter (where returned_on is not null) as returned
    from bank_file_line
    where organisation_id = b.organisation_id and bank_file_id = b.id
  ) l on true
  where b.organisation_id = ${organisationId} and ${where}`

export const listFilePage = async (
  tx: Tx,
  organisationId: string,
  filters: FileFilters,
  { key, limit }: { key: readonly (string | number)[] | undefined; limit: number },
): Promise<FileRow[]> => {
  const page = sql`${kept(filters)} and ${isAfter([sql`b.execute_on`, sql`b.id`], key, 'desc')}
    order by b.execute_on desc, b.id desc limit ${limit + 1}`
  return (await select(organisationId, page).execute(tx)).rows
}

export const filesUpTo = (organisationId: string, filters: FileFilters) => (limit: number) =>
  sql`(select from bank_file b where b.organisation_id = ${organisationId} and ${kept(filters)} limit ${limit})`

export const findFile = async (
  tx: Tx,
  organisationId: string,
  fileId: string,
): Promise<FileRow | undefined> => (await select(organisationId, sql`b.id = ${fileId}`).execute(tx)).rows[0]

export const viewOfFile = (row: FileRow): BankFile => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  account: { id: row.account_id, label: row.account_label },
  executeOn: row.execute_on,
  messageId: row.message_id,
  lineCount: row.line_count,
  totalCents: row.total_cents,
  settledCents: row.settled_cents,
  returnedCents: row.returned_cents,
  preparedBy: row.prepared_by,
  preparedAt: row.prepared_at.toISOString(),
  checkedBy: row.checked_by,
  issuedBy: row.issued_by,
  issuedAt: row.issued_at?.toISOString() ?? null,
  version: row.version,
})

export const findFileForUpdate = (tx: Tx, organisationId: string, fileId: string) =>
  tx
    .selectFrom('bank_file')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', fileId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
export type HeldFile = NonNullable<Awaited<ReturnType<typeof findFileForUpdate>>>

export const listLines = (
  tx: Tx,
  organisationId: string,
  fileId: string,
  { afterPosition, limit }: { afterPosition: number; limit: number },
) =>
  tx
    .selectFrom('bank_file_line')
    .where('organisation_id', '=', organisationId)
    .where('bank_file_id', '=', fileId)
    .where('position', '>', afterPosition)
    .selectAll()
    .orderBy('position')
    .limit(limit)
    .execute()
export type LineRow = Awaited<ReturnType<typeof listLines>>[number]

/** A line as its message needs it: with the mandate that it debits. */
export type SentRow = {
  id: string
  collection_id: string | null
  payment_order_id: string | null
  mandate_id: string | null
  financing_id: string | null
  attempt: number
  batch_id: string
  end_to_end_id: string
  sequence_type: SequenceType | null
  is_account_changed: boolean
  cents: Cents
  name: string
  iban: string
  bic: string | null
  label: string
  reference: string | null
  signed_on: PlainDate | null
  street: string | null
  building_number: string | null
  post_code: string | null
  town: string | null
  country: string | null
}

/** The address is the mandate's, or the payee's. */
export const listSentRows = async (tx: Tx, organisationId: string, fileId: string): Promise<SentRow[]> => {
  const { rows } = await sql<SentRow>`
    select l.id, l.collection_id, l.payment_order_id, l.mandate_id, l.financing_id, l.attempt, l.batch_id,
      l.end_to_end_id, l.sequence_type, l.is_account_changed, l.cents, l.name, l.iban, l.bic, l.label, m.reference,
      e.signed_on, coalesce(m.street, p.street) as street,
      coalesce(m.building_number, p.building_number) as building_number,
      coalesce(m.post_code, p.post_code) as post_code, coalesce(m.town, p.town) as town,
      coalesce(m.country, p.country) as country
    from bank_file_line l
    left join sepa_mandate m on m.organisation_id = l.organisation_id and m.id = l.mandate_id
    left join lateral (
      select min(on_date) as signed_on from sepa_mandate_event
      where organisation_id = m.organisation_id and mandate_id = m.id and kind = 'signed'
    ) e on true
    left join payment_order o on o.organisation_id = l.organisation_id and o.id = l.payment_order_id
    left join payee p on p.organisation_id = o.organisation_id and p.id = o.payee_id
    where l.organisation_id = ${organisationId} and l.bank_file_id = ${fileId} and l.withdrawn_at is null
    order by l.position`.execute(tx)
  return rows
}
