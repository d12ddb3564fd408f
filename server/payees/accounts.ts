import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { findAccountForUpdate, findPayee, listAccounts } from './store.ts'

export const addAccount = useCase(contract.payees.addAccount, async (context, sent) => {
  const payee = await findPayee(context, sent.payeeId, true)
  if (!payee) return context.refuse('unknown-record')
  const { iban, bic } = sent
  const known = await listAccounts(context, payee.id)
  if (known.some((row) => row.iban === iban && row.withdrawn_at === null))
    return context.refuse('account-known')
  const id = randomUUIDv7()
  await context.tx
    .insertInto('payee_account')
    .values({
      organisation_id: context.actor.organisationId,
      id,
      payee_id: payee.id,
      iban,
      bic,
      holder: sent.holder,
      source: sent.source,
      added_by: context.actor.membershipId,
      added_at: context.now,
    })
    .execute()
  const previous = known.find((row) => row.checked_at !== null && row.withdrawn_at === null)
  await tell(
    context,
    'payee-account-added',
    { id, iban, payeeId: payee.id, householdId: payee.householdId },
    previous,
  )
  return { accountId: id }
})

export const checkAccount = useCase(contract.payees.checkAccount, async (context, { accountId, how }) => {
  const { tx, actor, now } = context
  const account = await findAccountForUpdate(tx, actor.organisationId, accountId)
  if (!account) return context.refuse('unknown-record')
  if (account.withdrawn_at) return context.refuse('was-withdrawn')
  if (account.checked_at) return context.refuse('already-checked')
  if (account.added_by === actor.membershipId) return context.refuse('own-account')
  await updateAccount(context, accountId, {
    checked_by: actor.membershipId,
    checked_at: now,
    checked_how: how,
  })
  await tell(context, 'payee-account-checked', tracedOf(account))
  return { accountId }
})

export const withdrawAccount = useCase(
  contract.payees.withdrawAccount,
  async (context, { accountId, reason }) => {
    const { tx, actor, now } = context
    const account = await findAccountForUpdate(tx, actor.organisationId, accountId)
    if (!account) return context.refuse('unknown-record')
    if (account.withdrawn_at) return context.refuse('was-withdrawn')
    await updateAccount(context, accountId, {
      withdrawn_by: actor.membershipId,
      withdrawn_at: now,
      withdrawn_reason: reason,
    })
    await tell(context, 'payee-account-withdrawn', tracedOf(account))
    return { accountId }
  },
)

type Traced = { id: string; iban: string; payeeId: string; householdId: string | null }

const tracedOf = (account: {
  id: string
  iban: string
  payee_id: string
  household_id: string | null
}): Traced => ({
  id: account.id,
  iban: account.iban,
  payeeId: account.payee_id,
  householdId: account.household_id,
})

const updateAccount = (
  { tx, actor }: Acting,
  accountId: string,
  change: Partial<Record<string, string | Date>>,
) =>
  tx
    .updateTable('payee_account')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', accountId)
    .set(change)
    .execute()

/** The journal keeps how an account begins and ends: enough to recognise it, not enough to use it. */
const tell = (
  context: Acting,
  act: string,
  { id, iban, payeeId, householdId }: Traced,
  previous?: { iban: string },
) =>
  record(context, {
    act,
    subject: { kind: 'payee-account', id },
    ...(householdId ? { householdId } : {}),
    ...(previous ? { before: { iban: masked(previous.iban) } } : {}),
    after: { payeeId, iban: masked(iban) },
  })

const masked = (iban: string): string => `${iban.slice(0, 4)}…${iban.slice(-4)}`
