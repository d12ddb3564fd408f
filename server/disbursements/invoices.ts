import { randomUUIDv7 } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { contract } from '#contract/index.ts'
import { findInvoiceProblem, normalInvoiceNumber, totalsOf } from '#domain/disbursements/invoices.ts'
import type { ApprovalWay, InvoiceApprover } from '#domain/disbursements/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { acceptUpload } from '#server/documents/accept-upload.ts'
import { discardUpload } from '#server/documents/discard-upload.ts'
import { record } from '#server/journal.ts'
import { findOpenPayee } from '#server/payees/find-open-payee.ts'
import { mayReach } from '#server/reach.ts'
import { type Acting, type UploadedFile, useCase } from '#server/use-case.ts'
import { findInvoice, findInvoiceFile, isInvoiceKnown, type StoredInvoice } from './invoice-store.ts'
import { findPaidFinancing } from './paying.ts'
import { tellInvoice } from './tell-payments.ts'

export const recordInvoice = useCase(contract.disbursements.recordInvoice, async (context, sent) => {
  const { actor, today, upload } = context
  const turnAway = async (...why: Parameters<typeof context.refuse>) => {
    await discardUpload(context, upload)
    return context.refuse(...why)
  }
  const financing = await findPaidFinancing(context, sent.financingId)
  if (!financing || !(await mayReach(context, 'prepare-payments', financing.householdId)))
    return turnAway('unknown-record')
  const supplier = await findOpenPayee(context, sent.payeeId)
  if (!supplier || supplier.kind === 'household') return turnAway('unknown-payee')
  const problem = findInvoiceProblem(sent, today)
  if (problem) return turnAway(problem.reason, problem)
  const number = normalInvoiceNumber(sent.number)
  if (await isInvoiceKnown(context, supplier.id, number)) return turnAway('invoice-known')
  const wrongFile = await acceptUpload(context, upload)
  if (wrongFile) return context.refuse(wrongFile)
  const id = randomUUIDv7()
  const totals = totalsOf(sent.rows)
  await context.tx
    .insertInto('invoice')
    .values({
      organisation_id: actor.organisationId,
      id,
      application_id: financing.applicationId,
      household_id: financing.householdId,
      payee_id: supplier.id,
      number,
      invoiced_on: sent.invoicedOn,
      net_cents: totals.net,
      vat_cents: totals.vat,
      vat_rows: JSON.stringify(sent.rows),
      stored_file_id: upload.id,
      recorded_by: actor.membershipId,
      recorded_at: context.now,
    })
    .execute()
  await record(context, {
    act: 'invoice-recorded',
    subject: { kind: 'invoice', id },
    householdId: financing.householdId,
    after: { number, supplier: supplier.name, grossCents: totals.gross },
  })
  await tellInvoice(context, id, sent.financingId)
  return { invoiceId: id }
})

type Approval = {
  invoiceId: string
  givenBy: InvoiceApprover
  on: PlainDate
  person: string
  how: ApprovalWay
}
type ApprovalRefusal =
  | 'unknown-record'
  | 'was-withdrawn'
  | 'in-the-future'
  | 'before-invoice'
  | 'already-approved'

const findApprovalProblem = (
  invoice: StoredInvoice,
  { on, givenBy }: Approval,
  today: PlainDate,
): ApprovalRefusal | undefined => {
  if (invoice.withdrawnOn) return 'was-withdrawn'
  if (on > today) return 'in-the-future'
  if (on < invoice.invoicedOn) return 'before-invoice'
  return invoice.approvals.some((given) => given.givenBy === givenBy) ? 'already-approved' : undefined
}

const findReachedInvoice = async (context: Acting, invoiceId: string): Promise<StoredInvoice | undefined> => {
  const invoice = await findInvoice(context, invoiceId, true)
  return invoice && (await mayReach(context, 'prepare-payments', invoice.householdId)) ? invoice : undefined
}

const insertApproval = async (
  context: Acting,
  invoice: StoredInvoice,
  { givenBy, on, person, how }: Approval,
  proof: UploadedFile | undefined,
): Promise<void> => {
  const { tx, actor, now } = context
  await tx
    .insertInto('invoice_approval')
    .values({
      organisation_id: actor.organisationId,
      invoice_id: invoice.id,
      given_by: givenBy,
      on_date: on,
      person,
      how,
      proof_file_id: proof?.id ?? null,
      recorded_by: actor.membershipId,
      recorded_at: now,
    })
    .execute()
  await record(context, {
    act: `invoice-approved-by-${givenBy}`,
    subject: { kind: 'invoice', id: invoice.id },
    householdId: invoice.householdId,
    after: { number: invoice.number, on, person, how },
  })
  await tellInvoice(context, invoice.id)
}

export const approveInvoice = useCase(contract.disbursements.approveInvoice, async (context, sent) => {
  const approval = { ...sent, how: 'signed-invoice' as const }
  const invoice = await findReachedInvoice(context, sent.invoiceId)
  if (!invoice) return context.refuse('unknown-record')
  const problem = findApprovalProblem(invoice, approval, context.today)
  if (problem) return context.refuse(problem)
  await insertApproval(context, invoice, approval, undefined)
  return { invoiceId: invoice.id }
})

export const approveInvoiceWithProof = useCase(
  contract.disbursements.approveInvoiceWithProof,
  async (context, approval) => {
    const { upload } = context
    const invoice = await findReachedInvoice(context, approval.invoiceId)
    const problem = invoice ? findApprovalProblem(invoice, approval, context.today) : 'unknown-record'
    if (!invoice || problem) {
      await discardUpload(context, upload)
      return context.refuse(problem ?? 'unknown-record')
    }
    const wrongFile = await acceptUpload(context, upload)
    if (wrongFile) return context.refuse(wrongFile)
    await insertApproval(context, invoice, approval, upload)
    return { invoiceId: invoice.id }
  },
)

export const withdrawInvoice = useCase(
  contract.disbursements.withdrawInvoice,
  async (context, { invoiceId, reason, version }) => {
    const { tx, actor, today } = context
    const invoice = await findReachedInvoice(context, invoiceId)
    if (!invoice) return context.refuse('unknown-record')
    if (invoice.withdrawnOn) return context.refuse('was-withdrawn')
    if (invoice.version !== version) return context.refuse('stale-version')
    if (invoice.orderedCents > 0) return context.refuse('has-orders')
    await tx
      .updateTable('invoice')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', invoiceId)
      .set({
        withdrawn_by: actor.membershipId,
        withdrawn_on: today,
        withdrawn_reason: reason,
        version: version + 1,
      })
      .execute()
    await record(context, {
      act: 'invoice-withdrawn',
      subject: { kind: 'invoice', id: invoiceId },
      householdId: invoice.householdId,
      after: { number: invoice.number },
    })
    await tellInvoice(context, invoiceId)
    return { version: version + 1 }
  },
)

export const openInvoice = useCase(
  contract.disbursements.openInvoice,
  async (context, { invoiceId, approvalOf }) => {
    const invoice = await findInvoice(context, invoiceId)
    if (!invoice || !(await mayReach(context, 'read-funding', invoice.householdId)))
      return context.refuse('unknown-record')
    const file = await findInvoiceFile(context, invoiceId, approvalOf)
    if (!file) return context.refuse('unknown-record')
    const { fileName, contentType } = file
    return {
      fileName,
      contentType,
      inline: contentType === 'application/pdf' || contentType.startsWith('image/'),
      body: await buffer(context.house.files.read(file.storageKey)),
    }
  },
)
