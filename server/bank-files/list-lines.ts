import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { addDays } from '#domain/plain-date.ts'
import type { Sent } from '#domain/sepa/matching.ts'
import { detailsOf, type LineRow, viewOf } from '#server/bank-files/line-view.ts'
import { findAwaitedMoney } from '#server/bank-files/subsidy-lines.ts'
import { countRows } from '#server/count-rows.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { findSent } from './sent-store.ts'

type Filters = Pick<Input<typeof contract.bankFiles.listStatementLines>, 'state' | 'bankAccountId'>

const kept = (organisationId: string, { state, bankAccountId }: Filters): RawBuilder<SqlBool> =>
  sql`s.organisation_id = ${organisationId} and s.state = ${state}
    and ${bankAccountId ? sql`s.bank_account_id = ${bankAccountId}` : sql`true`}`

export const listStatementLines = useCase(
  contract.bankFiles.listStatementLines,
  async (context, { after, limit, ...filters }) => {
    const { tx, actor } = context
    const found = await readLines(context, filters, { key: decodeKey(after, 3), limit })
    const { rows, next } = cutPage(found, limit, (row) =>
      encodeKey(row.booked_on, row.statement_id, row.position),
    )
    const open = filters.state === 'open' ? rows : []
    const sent = await sentByAccount(context, open)
    const awaited = await findAwaitedMoney(
      context,
      open.map(({ entry }) => entry),
    )
    const total = await countRows(
      tx,
      (most) =>
        sql`(select from statement_line s where ${kept(actor.organisationId, filters)} limit ${most})`,
    )
    return { rows: rows.map((row) => viewOf(row, sent.get(row.account_id), awaited)), next, total }
  },
)

const readLines = async (
  { tx, actor }: Acting,
  filters: Filters,
  { key, limit }: { key: readonly (string | number)[] | undefined; limit: number },
): Promise<LineRow[]> => {
  const { rows } = await sql<LineRow>`
    select s.id, s.statement_id, s.position, a.id as account_id, a.label as account_label, s.booked_on, s.cents, s.entry, s.state, s.version,
      d.kind as decided_kind, d.detail as decided_detail, d.name as decided_by, d.decided_at, t.twin
    from statement_line s
    join bank_account a on a.organisation_id = s.organisation_id and a.id = s.bank_account_id
    left join lateral (
      select d.kind, d.detail, m.name, d.decided_at
      from statement_decision d
      join membership m on m.organisation_id = d.organisation_id and m.id = d.decided_by
      where d.organisation_id = s.organisation_id and d.line_id = s.id
      order by d.id desc limit 1
    ) d on s.state <> 'open'
    left join lateral (
      select json_build_object('entry', t.entry, 'kind', b.kind, 'statement', b.reference, 'state', t.state) as twin
      from statement_line t
      join bank_statement b on b.organisation_id = t.organisation_id and b.id = t.statement_id
      where t.organisation_id = s.organisation_id and t.id = s.twin_id
    ) t on true
    where ${kept(actor.organisationId, filters)} and ${isAfter([sql`s.booked_on`, sql`s.statement_id`, sql`s.position`], key)}
    order by s.booked_on, s.statement_id, s.position limit ${limit + 1}`.execute(tx)
  return rows
}

const nearDays = 5

/** What was sent, read once for each account of the page. */
const sentByAccount = async (context: Acting, rows: readonly LineRow[]): Promise<Map<string, Sent>> => {
  const sent = new Map<string, Sent>()
  for (const [bankAccountId, its] of Map.groupBy(rows, (row) => row.account_id)) {
    const days = its.map(({ booked_on }) => booked_on).toSorted()
    const [first = context.today, last = context.today] = [days[0], days.at(-1)]
    sent.set(
      bankAccountId,
      await findSent(context.tx, context.actor.organisationId, {
        bankAccountId,
        references: its.flatMap(({ entry }) =>
          detailsOf(entry).flatMap(({ endToEndId }) => (endToEndId ? [endToEndId] : [])),
        ),
        cents: its.map(({ cents }) => cents),
        from: addDays(first, -nearDays),
        to: addDays(last, nearDays),
      }),
    )
  }
  return sent
}
