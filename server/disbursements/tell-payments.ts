import { sql } from 'kysely'
import { type Role, reachOf, roles } from '#domain/access.ts'
import { invoiceApproverLabels, invoiceApprovers } from '#domain/disbursements/kinds.ts'
import { addDays } from '#domain/plain-date.ts'
import { raiseTask, raiseTasks, settleRaisedTasks } from '#server/casework/raise-task.ts'
import { findInvoice } from './invoice-store.ts'
import type { Paying } from './paying.ts'

const paymentsPage = 'financements/paiements'
const releasers: readonly Role[] = roles.filter((role) => reachOf(role, 'release-payments') !== 'never')

/** One task for each person who may release, named after the oldest order that waits for them. */
export const tellReleasers = async (acting: Paying): Promise<void> => {
  const { tx, actor, today } = acting
  const { rows } = await sql<{ memberId: string; orderId: string }>`
    select m.id as "memberId", waiting.id as "orderId"
    from membership m cross join lateral (
      select o.id from payment_order o
      where o.organisation_id = m.organisation_id and o.state = 'prepared' and o.prepared_by is distinct from m.id
      order by o.due_on, o.id limit 1) waiting
    where m.organisation_id = ${actor.organisationId} and m.role in (${sql.join(releasers)})
      and (m.ended_on is null or m.ended_on >= ${today}::date)`.execute(tx)
  await raiseTasks(
    acting,
    rows.map(({ memberId, orderId }) => ({
      householdId: null,
      assigneeId: memberId,
      kind: 'payment-to-release',
      title: 'Des paiements préparés attendent d’être libérés',
      dueOn: today,
      originKey: releaseKey(orderId, memberId),
      link: paymentsPage,
    })),
  )
}

const releaseKey = (orderId: string, memberId: string) => `payment-to-release/${orderId}/${memberId}`

/** These orders wait no more: whoever still has others is told of the next. */
export const settleOrderTasks = async (acting: Paying, orderIds: readonly string[]): Promise<void> => {
  const { tx, actor } = acting
  const { rows } = await sql<{ key: string }>`
    select origin_key as key from task
    where organisation_id = ${actor.organisationId} and kind = 'payment-to-release' and closed_at is null
      and split_part(origin_key, '/', 2) in (${sql.join(orderIds)})`.execute(tx)
  await settleRaisedTasks(
    acting,
    rows.map(({ key }) => key),
    'Les paiements ont été libérés ou annulés.',
  )
  await tellReleasers(acting)
}

const invoiceKey = (invoiceId: string) => `invoice-to-approve/${invoiceId}`
const approvalDays = 7

/** Raises the task of an invoice that waits for an approval, and settles it once it waits no more. */
export const tellInvoice = async (acting: Paying, invoiceId: string, financingId?: string): Promise<void> => {
  const invoice = await findInvoice(acting, invoiceId)
  if (!invoice) return
  const missing = invoiceApprovers.filter((one) => !invoice.approvals.some(({ givenBy }) => givenBy === one))
  if (invoice.withdrawnOn || missing.length === 0)
    return settleRaisedTasks(acting, [invoiceKey(invoiceId)], 'La facture est approuvée, ou retirée.')
  if (financingId === undefined) return
  const awaited = missing.map((one) => invoiceApproverLabels[one].toLowerCase()).join(' et du ')
  await raiseTask(acting, {
    householdId: invoice.householdId,
    assigneeId: await findOfficer(acting, invoice.applicationId),
    kind: 'invoice-to-approve',
    title: `Facture ${invoice.number} de ${invoice.supplierName} : accord attendu (${awaited})`,
    dueOn: addDays(acting.today, approvalDays),
    originKey: invoiceKey(invoiceId),
    link: `financements/prets/${financingId}`,
  })
}

/** Who puts the file together; nobody: whoever follows the household. */
export const findOfficer = async ({ tx, actor }: Paying, applicationId: string): Promise<string | null> => {
  const found = await tx
    .selectFrom('application')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', applicationId)
    .select('officer_id')
    .executeTakeFirst()
  return found?.officer_id ?? null
}
