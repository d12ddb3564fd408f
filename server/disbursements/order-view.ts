import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { PaymentOrderView } from '#contract/disbursement-shapes.ts'
import { type Role, seesNames } from '#domain/access.ts'
import type {
  PayeeKind,
  PaymentExecution,
  PaymentOrderKind,
  PaymentOrderState,
} from '#domain/disbursements/kinds.ts'
import type { FinancingKind } from '#domain/funding/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Acting } from '#server/use-case.ts'

type Row = {
  id: string
  kind: PaymentOrderKind
  state: PaymentOrderState
  execution: PaymentExecution
  cents: Cents
  dueOn: PlainDate
  label: string
  financingId: string
  financingNumber: string
  financingKind: FinancingKind
  householdId: string
  householdName: string
  payeeId: string
  payeeName: string
  payeeKind: PayeeKind
  payeeClosed: boolean
  invoiceId: string | null
  invoiceNumber: string | null
  forMonth: PlainDate | null
  ibanEnd: string | null
  preparedBy: string | null
  preparedByName: string | null
  preparedAt: Date
  releasedBy: string | null
  releasedByName: string | null
  issuedOn: PlainDate | null
  executedOn: PlainDate | null
  rejectedOn: PlainDate | null
  reasonCode: string | null
  cancelledOn: PlainDate | null
  cancelledReason: string | null
  version: number
}

const selected = sql`select o.id, o.kind, o.state, o.execution, o.cents, o.due_on as "dueOn", o.label,
    f.id as "financingId", f.number as "financingNumber", f.kind as "financingKind",
    h.id as "householdId", h.label as "householdName", p.id as "payeeId", coalesce(o.payee_name, p.name) as "payeeName",
    p.kind as "payeeKind", p.closed_on is not null as "payeeClosed", i.id as "invoiceId",
    i.number as "invoiceNumber", o.for_month as "forMonth", right(coalesce(seen.iban, used.iban), 4) as "ibanEnd",
    o.prepared_by as "preparedBy", preparer.name as "preparedByName", o.prepared_at as "preparedAt",
    o.released_by as "releasedBy", releaser.name as "releasedByName", o.issued_on as "issuedOn",
    o.executed_on as "executedOn", o.rejected_on as "rejectedOn", o.reason_code as "reasonCode",
    o.cancelled_on as "cancelledOn", o.cancelled_reason as "cancelledReason", o.version
  from payment_order o
  join financing f on (f.organisation_id, f.id) = (o.organisation_id, o.financing_id)
  join household h on (h.organisation_id, h.id) = (o.organisation_id, o.household_id)
  join payee p on (p.organisation_id, p.id) = (o.organisation_id, o.payee_id)
  left join invoice i on (i.organisation_id, i.id) = (o.organisation_id, o.invoice_id)
  left join membership preparer on (preparer.organisation_id, preparer.id) = (o.organisation_id, o.prepared_by)
  left join membership releaser on (releaser.organisation_id, releaser.id) = (o.organisation_id, o.released_by)
  left join payee_account seen on (seen.organisation_id, seen.id) = (o.organisation_id, o.account_id)
  left join lateral (select a.iban from payee_account a
    where (a.organisation_id, a.payee_id) = (o.organisation_id, o.payee_id)
      and a.checked_at is not null and a.withdrawn_at is null
    order by a.checked_at desc, a.id desc limit 1) used on true`

/** Orders as they are told, the first due first. */
export const listOrderViews = async (
  { tx, actor }: Pick<Acting, 'tx' | 'actor'>,
  where: RawBuilder<SqlBool>,
  limit: number,
): Promise<PaymentOrderView[]> => {
  const { rows } = await sql<Row>`${selected}
    where o.organisation_id = ${actor.organisationId} and ${where}
    order by o.due_on, o.id limit ${limit}`.execute(tx)
  return rows.map((row) => viewOf(row, actor))
}

const viewOf = (row: Row, reader: { membershipId: string; role: Role }): PaymentOrderView => {
  const named = seesNames(reader.role)
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    execution: row.execution,
    cents: row.cents,
    dueOn: row.dueOn,
    label: row.label,
    financing: { id: row.financingId, number: row.financingNumber, kind: row.financingKind },
    household: named ? { id: row.householdId, name: row.householdName } : null,
    payee: {
      id: row.payeeId,
      name: named || row.payeeKind !== 'household' ? row.payeeName : null,
      kind: row.payeeKind,
    },
    invoice: row.invoiceId && row.invoiceNumber ? { id: row.invoiceId, number: row.invoiceNumber } : null,
    forMonth: row.forMonth,
    ibanEnd: named ? row.ibanEnd : null,
    preparedBy: memberOf(row.preparedBy, row.preparedByName),
    preparedAt: row.preparedAt.toISOString(),
    releasedBy: memberOf(row.releasedBy, row.releasedByName),
    issuedOn: row.issuedOn,
    executedOn: row.executedOn,
    rejected: row.rejectedOn && { on: row.rejectedOn, reasonCode: row.reasonCode ?? '' },
    cancelled: row.cancelledOn && { on: row.cancelledOn, reason: named ? (row.cancelledReason ?? '') : '' },
    releaseBlock: blockOf(row, reader.membershipId),
    version: row.version,
  }
}

const memberOf = (id: string | null, name: string | null) => (id && name ? { id, name } : null)

const blockOf = (row: Row, readerId: string): PaymentOrderView['releaseBlock'] => {
  if (row.preparedBy === readerId) return 'own-order'
  if (row.payeeClosed) return 'closed-payee'
  return row.execution === 'bank-file' && row.ibanEnd === null ? 'no-checked-account' : null
}
