import { createHash, randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { type Cents, sumCents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { StatementEntry, StatementKind } from '#domain/sepa/camt.ts'
import { entryKeys } from '#domain/sepa/same-movement.ts'
import { entriesOf, type ReadStatement, recognise } from '#server/bank-files/recognise.ts'
import { countRows } from '#server/count-rows.ts'
import { record } from '#server/journal.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { type Acting, useCase } from '#server/use-case.ts'

type StatementRow = {
  id: string
  account_id: string
  account_label: string
  kind: StatementKind
  reference: string
  from_on: PlainDate | null
  to_on: PlainDate | null
  opening_cents: Cents | null
  closing_cents: Cents | null
  entries: StatementEntry[]
  bank_account_id: string
  rehearsed_at: Date
  imported_at: Date | null
  known_count: number | null
  version: number
}

export const listStatements = useCase(
  contract.bankFiles.listStatements,
  async (context, { after, limit }) => {
    const { tx, actor } = context
    const { rows: found } = await sql<StatementRow>`
    select s.id, a.id as account_id, a.label as account_label, s.kind, s.reference, s.from_on, s.to_on,
      s.opening_cents, s.closing_cents, s.entries, s.bank_account_id, s.rehearsed_at, s.imported_at, s.known_count,
      s.version
    from bank_statement s
    join bank_account a on a.organisation_id = s.organisation_id and a.id = s.bank_account_id
    where s.organisation_id = ${actor.organisationId}
      and ${isAfter([sql`s.rehearsed_at`, sql`s.id`], decodeKey(after, 2), 'desc')}
    order by s.rehearsed_at desc, s.id desc limit ${limit + 1}`.execute(tx)
    const { rows, next } = cutPage(found, limit, (row) => encodeKey(row.rehearsed_at.toISOString(), row.id))
    const views = []
    for (const row of rows) views.push(await viewOf(context, row))
    const total = await countRows(
      tx,
      (most) =>
        sql`(select from bank_statement where organisation_id = ${actor.organisationId} limit ${most})`,
    )
    return { rows: views, next, total }
  },
)

const viewOf = async (context: Acting, row: StatementRow) => {
  const amounts = entriesOf(row).map(({ cents }) => cents)
  const known = row.imported_at
    ? (row.known_count ?? 0)
    : (await recognise(context, row)).filter(({ outcome }) => outcome === 'known').length
  return {
    id: row.id,
    account: { id: row.account_id, label: row.account_label },
    kind: row.kind,
    reference: row.reference,
    fromOn: row.from_on,
    toOn: row.to_on,
    openingCents: row.opening_cents,
    closingCents: row.closing_cents,
    entryCount: amounts.length,
    creditCents: sumCents(amounts.filter((cents) => cents > 0)),
    debitCents: sumCents(amounts.filter((cents) => cents < 0)),
    knownCount: known,
    importedAt: row.imported_at?.toISOString() ?? null,
    version: row.version,
  }
}

export const importStatement = useCase(
  contract.bankFiles.importStatement,
  async (context, { statementId }) => {
    const { tx, actor, now, refuse } = context
    const row = await tx
      .selectFrom('bank_statement')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', statementId)
      .selectAll()
      .forUpdate()
      .executeTakeFirst()
    if (!row) return refuse('unknown-record')
    if (row.imported_at) return { added: row.added_count ?? 0, known: row.known_count ?? 0 }
    await holdAccount(context, row.bank_account_id)
    const added = await insertEntries(context, row)
    const known = entriesOf(row).length - added
    await tx
      .updateTable('bank_statement')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', statementId)
      .set({
        imported_by: actor.membershipId,
        imported_at: now,
        added_count: added,
        known_count: known,
        version: sql`version + 1`,
      })
      .execute()
    await record(context, {
      act: 'bank-statement-imported',
      subject: { kind: 'bank-statement', id: statementId },
      after: { added, known },
    })
    return { added, known }
  },
)

/** One statement of an account is imported at a time: two that tell the same movement would each find it new. */
const holdAccount = ({ tx, actor }: Acting, bankAccountId: string) =>
  tx
    .selectFrom('bank_account')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', bankAccountId)
    .select('id')
    .forNoKeyUpdate()
    .execute()

const linesAtOnce = 1000

/** A movement that the account already has, from this file or another, is left as it is; a likely one is told so. */
const insertEntries = async (context: Acting, read: ReadStatement & { id: string }): Promise<number> => {
  const { tx, actor } = context
  const entries = entriesOf(read)
  const keys = entryKeys(entries)
  const recognised = await recognise(context, read)
  const rows = entries.flatMap((entry, index) => {
    const [key, found] = [keys[index], recognised[index]]
    if (key === undefined || found?.outcome !== 'new' || entry.cents === 0) return []
    const { twinId } = found
    return [
      {
        organisation_id: actor.organisationId,
        id: randomUUIDv7(),
        statement_id: read.id,
        position: index + 1,
        bank_account_id: read.bank_account_id,
        // Its twin may have the very same marks: the statement tells them apart.
        fingerprint: fingerprintOf(twinId ? `${key}|${read.id}` : key),
        booked_on: entry.bookedOn,
        cents: entry.cents,
        entry: JSON.stringify(entry),
        twin_id: twinId,
      },
    ]
  })
  for (let from = 0; from < rows.length; from += linesAtOnce)
    await tx
      .insertInto('statement_line')
      .values(rows.slice(from, from + linesAtOnce))
      .execute()
  return rows.length
}

const fingerprintOf = (key: string): Buffer => createHash('sha256').update(key).digest()
