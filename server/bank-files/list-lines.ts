import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { LineDecision, StatementLine } from '#contract/bank-file-shapes.ts'
import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import type { Cents } from '#domain/money.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import type { StatementDetail, StatementEntry } from '#domain/sepa/camt.ts'
import type { StatementLineState } from '#domain/sepa/kinds.ts'
import { type Proposal, proposeMatch, type Sent } from '#domain/sepa/matching.ts'
import { returnReason } from '#domain/sepa/reasons.ts'
import { countRows } from '#server/count-rows.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { findSent } from './sent-store.ts'

type LineRow = {
  id: string
  statement_id: string
  position: number
  account_id: string
  account_label: string
  booked_on: PlainDate
  cents: Cents
  entry: StatementEntry
  state: StatementLineState
  version: number
  decided_kind: string | null
  decided_detail: unknown
  decided_by: string | null
  decided_at: Date | null
}

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
    const sent = await sentByAccount(context, filters.state === 'open' ? rows : [])
    const total = await countRows(
      tx,
      (most) =>
        sql`(select from statement_line s where ${kept(actor.organisationId, filters)} limit ${most})`,
    )
    return { rows: rows.map((row) => viewOf(row, sent.get(row.account_id))), next, total }
  },
)

const readLines = async (
  { tx, actor }: Acting,
  filters: Filters,
  { key, limit }: { key: readonly (string | number)[] | undefined; limit: number },
): Promise<LineRow[]> => {
  const { rows } = await sql<LineRow>`
    select s.id, s.statement_id, s.position, a.id as account_id, a.label as account_label, s.booked_on, s.cents, s.entry, s.state, s.version,
      d.kind as decided_kind, d.detail as decided_detail, d.name as decided_by, d.decided_at
    from statement_line s
    join bank_account a on a.organisation_id = s.organisation_id and a.id = s.bank_account_id
    left join lateral (
      select d.kind, d.detail, m.name, d.decided_at
      from statement_decision d
      join membership m on m.organisation_id = d.organisation_id and m.id = d.decided_by
      where d.organisation_id = s.organisation_id and d.line_id = s.id
      order by d.id desc limit 1
    ) d on s.state <> 'open'
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

const detailsOf = (entry: Partial<StatementEntry>): readonly StatementDetail[] => entry.details ?? []

const viewOf = (row: LineRow, sent: Sent | undefined): StatementLine => {
  const details = detailsOf(row.entry)
  const proposal = sent && proposeMatch({ ...row.entry, details }, sent)
  const counterparties = [
    ...new Set(details.flatMap(({ counterparty }) => (counterparty ? [counterparty] : []))),
  ]
  return {
    id: row.id,
    account: { id: row.account_id, label: row.account_label },
    bookedOn: row.booked_on,
    cents: row.cents,
    label: row.entry.label ?? details.find(({ label }) => label)?.label ?? 'Sans libellé',
    counterparty:
      counterparties.length > 1
        ? `${counterparties[0]} et ${counterparties.length - 1} autres`
        : (counterparties[0] ?? null),
    references: details.flatMap(({ endToEndId }) => (endToEndId ? [endToEndId] : [])).slice(0, 20),
    state: row.state,
    proposal: proposal ? shown(proposal, sent) : null,
    decision:
      row.decided_kind && row.decided_by && row.decided_at
        ? { words: wordsOf(row), by: row.decided_by, at: row.decided_at.toISOString() }
        : null,
    version: row.version,
  }
}

const shown = (proposal: Proposal, sent: Sent): StatementLine['proposal'] => {
  const { target, certainty, why } = proposal
  const nameOf = (id: string) => sent.lines.find((line) => line.id === id)?.name ?? ''
  switch (target.kind) {
    case 'batch': {
      const count = sent.batches.find(({ batchId }) => batchId === target.batchId)?.lineCount ?? 0
      const decision: LineDecision = { kind: 'batch', batchId: target.batchId }
      return { certainty, why, words: `Remise de ${count} opération${count > 1 ? 's' : ''}`, decision }
    }
    case 'line': {
      const decision: LineDecision = { kind: 'line', fileLineId: target.lineId }
      return { certainty, why, words: nameOf(target.lineId), decision }
    }
    case 'returns': {
      const returns = target.returns.map(({ lineId, reason }) => ({ fileLineId: lineId, reason }))
      const words = target.returns
        .slice(0, 3)
        .map(({ lineId, reason }) => `${nameOf(lineId)} : ${returnReason(reason).label}`)
        .join(' · ')
      return { certainty, why, words: `Retour. ${words}`, decision: { kind: 'returns', returns } }
    }
    case 'fee':
      return { certainty, why, words: 'Frais bancaires', decision: { kind: 'fee' } }
  }
}

const decisionWords: Readonly<Record<string, string>> = {
  batch: 'Remise',
  line: 'Opération',
  returns: 'Retour de la banque',
  fee: 'Frais bancaires',
  payment: 'Règlement d’un ménage',
  'set-aside': 'Mis de côté',
}

const wordsOf = ({ decided_kind, decided_detail }: LineRow): string => {
  const words = decisionWords[decided_kind ?? ''] ?? ''
  const reason = (decided_detail as { reason?: unknown } | null)?.reason
  return typeof reason === 'string' ? `${words} : ${reason}` : words
}
