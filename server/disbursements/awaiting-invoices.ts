import { type SqlBool, sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { seesNames } from '#domain/access.ts'
import { type InvoiceApprover, invoiceApprovers, type PayeeKind } from '#domain/disbursements/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { countRows } from '#server/count-rows.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { withinReach } from '#server/reach.ts'
import { useCase } from '#server/use-case.ts'

type Row = {
  id: string
  number: string
  invoicedOn: PlainDate
  grossCents: Cents
  supplierName: string
  supplierKind: PayeeKind
  householdId: string
  householdName: string
  applicationId: string
  applicationNumber: string
  given: InvoiceApprover[]
}

/** Nobody is paid before both have agreed: the oldest invoice first. */
export const listAwaitingInvoices = useCase(
  contract.disbursements.listAwaitingInvoices,
  async ({ tx, actor, today }, { missing, after, limit }) => {
    const awaited = missing ? [missing] : invoiceApprovers
    const where = sql<SqlBool>`(i.organisation_id = ${actor.organisationId} and i.withdrawn_on is null
      and ${withinReach(actor, today, 'list-funding', 'i.household_id')}
      and exists (select from unnest(${[...awaited]}::text[]) w where not exists (
        select from invoice_approval a where a.organisation_id = i.organisation_id and a.invoice_id = i.id
          and a.given_by = w)))`
    const { rows: found } = await sql<Row>`
      select i.id, i.number, i.invoiced_on as "invoicedOn", i.gross_cents as "grossCents",
        p.name as "supplierName", p.kind as "supplierKind", h.id as "householdId", h.label as "householdName",
        b.id as "applicationId", b.number as "applicationNumber",
        array(select a.given_by from invoice_approval a
          where a.organisation_id = i.organisation_id and a.invoice_id = i.id) as given
      from invoice i
      join payee p on p.organisation_id = i.organisation_id and p.id = i.payee_id
      join household h on h.organisation_id = i.organisation_id and h.id = i.household_id
      join application b on b.organisation_id = i.organisation_id and b.id = i.application_id
      where ${where} and ${isAfter([sql`i.invoiced_on`, sql`i.id`], decodeKey(after, 2))}
      order by i.invoiced_on, i.id limit ${limit + 1}`.execute(tx)
    const { rows, next } = cutPage(found, limit, (row) => encodeKey(row.invoicedOn, row.id))
    const total = await countRows(tx, (most) => sql`(select from invoice i where ${where} limit ${most})`)
    const isNamed = seesNames(actor.role)
    return { rows: rows.map((row) => viewOf(row, isNamed)), next, total }
  },
)

const viewOf = (row: Row, isNamed: boolean) => ({
  id: row.id,
  number: row.number,
  invoicedOn: row.invoicedOn,
  grossCents: row.grossCents,
  supplier: isNamed || row.supplierKind !== 'household' ? row.supplierName : null,
  household: isNamed ? { id: row.householdId, name: row.householdName } : null,
  application: { id: row.applicationId, number: row.applicationNumber },
  missing: invoiceApprovers.filter((who) => !row.given.includes(who)),
})
