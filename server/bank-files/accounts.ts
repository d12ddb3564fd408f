import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { maskIban } from '#domain/sepa/mandates.ts'
import type { Tx } from '#server/db.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'

type Details = Input<typeof contract.bankFiles.saveAccount>

export const listAccounts = useCase(contract.bankFiles.listAccounts, async ({ tx, actor }) => {
  const rows = await tx
    .selectFrom('bank_account')
    .where('organisation_id', '=', actor.organisationId)
    .selectAll()
    .orderBy('closed_on', (order) => order.asc().nullsFirst())
    .orderBy('label')
    .execute()
  return {
    accounts: rows.map((row) => ({
      id: row.id,
      label: row.label,
      holder: row.holder,
      iban: row.iban,
      bic: row.bic,
      creditorId: row.creditor_id,
      closedOn: row.closed_on,
      version: row.version,
    })),
  }
})

export const saveAccount = useCase(contract.bankFiles.saveAccount, async (context, input) => {
  if (await hasTwin(context, input)) return context.refuse('account-exists')
  if (!input.accountId) return { accountId: await insertAccount(context, input), version: 1 }
  const before = await findForUpdate(context.tx, context.actor.organisationId, input.accountId)
  if (!before) return context.refuse('unknown-record')
  if (before.version !== input.version) return context.refuse('stale-version', { version: before.version })
  if (before.iban !== input.iban && (await isUsed(context, input.accountId)))
    return context.refuse('iban-in-use')
  await updateAccount(context, input.accountId, input)
  return { accountId: input.accountId, version: before.version + 1 }
})

/** An account on which something may be sent today. */
export const findOpenAccount = ({ tx, actor, today }: Acting, accountId: string) =>
  tx
    .selectFrom('bank_account')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', accountId)
    .where((eb) => eb.or([eb('closed_on', 'is', null), eb('closed_on', '>', today)]))
    .select(['id', 'label', 'holder', 'iban', 'bic', 'creditor_id as creditorId'])
    .executeTakeFirst()

/** What identifies the organisation to whom it debits; undefined when no bank gave it one. */
export const findCreditorId = async ({ tx, actor }: Acting): Promise<string | undefined> => {
  const row = await tx
    .selectFrom('bank_account')
    .where('organisation_id', '=', actor.organisationId)
    .where('closed_on', 'is', null)
    .where('creditor_id', 'is not', null)
    .select('creditor_id')
    .orderBy('created_at')
    .executeTakeFirst()
  return row?.creditor_id ?? undefined
}

const findForUpdate = (tx: Tx, organisationId: string, accountId: string) =>
  tx
    .selectFrom('bank_account')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', accountId)
    .select(['version', 'iban'])
    .forUpdate()
    .executeTakeFirst()

const hasTwin = async ({ tx, actor }: Acting, { iban, accountId }: Details): Promise<boolean> => {
  const twin = await tx
    .selectFrom('bank_account')
    .where('organisation_id', '=', actor.organisationId)
    .where('iban', '=', iban)
    .select('id')
    .executeTakeFirst()
  return twin !== undefined && twin.id !== accountId
}

const isUsed = async ({ tx, actor }: Acting, accountId: string): Promise<boolean> => {
  const { rows } = await sql<{ used: boolean }>`select
    exists (select from bank_file where organisation_id = ${actor.organisationId} and bank_account_id = ${accountId})
    or exists (select from bank_statement
      where organisation_id = ${actor.organisationId} and bank_account_id = ${accountId}) as used`.execute(tx)
  return rows[0]?.used ?? false
}

const columnsOf = (details: Details) => ({
  label: details.label,
  holder: details.holder,
  iban: details.iban,
  bic: details.bic,
  creditor_id: details.creditorId,
  closed_on: details.closedOn,
})

const insertAccount = async (context: Acting, details: Details): Promise<string> => {
  const { tx, actor, now } = context
  const id = randomUUIDv7()
  await tx
    .insertInto('bank_account')
    .values({
      organisation_id: actor.organisationId,
      id,
      ...columnsOf(details),
      created_by: actor.membershipId,
      created_at: now,
    })
    .execute()
  await recordAccount(context, 'bank-account-added', id, details)
  return id
}

const updateAccount = async (context: Acting, id: string, details: Details): Promise<void> => {
  const { tx, actor } = context
  await tx
    .updateTable('bank_account')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .set({ ...columnsOf(details), version: sql`version + 1` })
    .execute()
  await recordAccount(context, 'bank-account-changed', id, details)
}

const recordAccount = (context: Acting, act: string, id: string, { label, iban, closedOn }: Details) =>
  record(context, {
    act,
    subject: { kind: 'bank-account', id },
    after: { label, iban: maskIban(iban), closedOn },
  })
