import { sql } from 'kysely'
import type { VatRow } from '#domain/disbursements/invoices.ts'
import type { ApprovalWay, InvoiceApprover } from '#domain/disbursements/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Paying } from './paying.ts'

type Here = Pick<Paying, 'tx' | 'actor'>

export type StoredApproval = {
  givenBy: InvoiceApprover
  on: PlainDate
  person: string
  how: ApprovalWay
  hasProof: boolean
  recordedBy: string
}

export type StoredInvoice = {
  id: string
  applicationId: string
  householdId: string
  supplierId: string
  supplierName: string
  number: string
  invoicedOn: PlainDate
  rows: VatRow[]
  netCents: Cents
  vatCents: Cents
  grossCents: Cents
  fileId: string
  fileName: string
  approvals: StoredApproval[]
  orderedCents: Cents
  withdrawnOn: PlainDate | null
  withdrawnReason: string | null
  version: number
}

const selected = sql`select i.id, i.application_id as "applicationId", i.household_id as "householdId",
    i.payee_id as "supplierId", p.name as "supplierName", i.number, i.invoiced_on as "invoicedOn",
    i.vat_rows as rows, i.net_cents as "netCents", i.vat_cents as "vatCents", i.gross_cents as "grossCents",
    i.stored_file_id as "fileId", s.file_name as "fileName", i.withdrawn_on as "withdrawnOn",
    i.withdrawn_reason as "withdrawnReason", i.version,
    (select coalesce(sum(o.cents), 0)::bigint from payment_order o
      where (o.organisation_id, o.invoice_id) = (i.organisation_id, i.id)
        and o.state not in ('rejected', 'cancelled')) as "orderedCents",
    (select coalesce(jsonb_agg(jsonb_build_object('givenBy', a.given_by, 'on', a.on_date, 'person', a.person,
        'how', a.how, 'hasProof', a.proof_file_id is not null, 'recordedBy', m.name) order by a.recorded_at), '[]')
      from invoice_approval a join membership m on (m.organisation_id, m.id) = (a.organisation_id, a.recorded_by)
      where (a.organisation_id, a.invoice_id) = (i.organisation_id, i.id)) as approvals
  from invoice i
  join payee p on (p.organisation_id, p.id) = (i.organisation_id, i.payee_id)
  join stored_file s on (s.organisation_id, s.id) = (i.organisation_id, i.stored_file_id)`

export const listInvoicesOf = async (
  { tx, actor }: Here,
  applicationId: string,
): Promise<StoredInvoice[]> => {
  const { rows } = await sql<StoredInvoice>`${selected}
    where i.organisation_id = ${actor.organisationId} and i.application_id = ${applicationId}
    order by i.invoiced_on, i.id limit 500`.execute(tx)
  return rows
}

export const findInvoice = async (
  { tx, actor }: Here,
  invoiceId: string,
  lock = false,
): Promise<StoredInvoice | undefined> => {
  const { rows } = await sql<StoredInvoice>`${selected}
    where i.organisation_id = ${actor.organisationId} and i.id = ${invoiceId}
    ${lock ? sql`for update of i` : sql``}`.execute(tx)
  return rows[0]
}

/** The file of an invoice, or of the proof of an approval. */
export const findInvoiceFile = async (
  { tx, actor }: Here,
  invoiceId: string,
  approvalOf: InvoiceApprover | undefined,
): Promise<{ storageKey: string; fileName: string; contentType: string } | undefined> => {
  const { rows } = await sql<{ storageKey: string; fileName: string; contentType: string }>`
    select s.storage_key as "storageKey", s.file_name as "fileName", s.content_type as "contentType"
    from stored_file s
    where s.organisation_id = ${actor.organisationId} and s.id = ${
      approvalOf
        ? sql`(select proof_file_id from invoice_approval where organisation_id = ${actor.organisationId}
            and invoice_id = ${invoiceId} and given_by = ${approvalOf})`
        : sql`(select stored_file_id from invoice where organisation_id = ${actor.organisationId} and id = ${invoiceId})`
    }`.execute(tx)
  return rows[0]
}

export const isInvoiceKnown = async (
  { tx, actor }: Here,
  payeeId: string,
  number: string,
): Promise<boolean> => {
  const found = await tx
    .selectFrom('invoice')
    .where('organisation_id', '=', actor.organisationId)
    .where('payee_id', '=', payeeId)
    .where('number', '=', number)
    .where('withdrawn_on', 'is', null)
    .select('id')
    .executeTakeFirst()
  return found !== undefined
}
