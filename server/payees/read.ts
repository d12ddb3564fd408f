import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { countRows } from '#server/count-rows.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { useCase } from '#server/use-case.ts'
import { findPayee, listAccounts, listPayeeRows, selectPayees } from './store.ts'

export const listPayees = useCase(contract.payees.list, async (context, { after, limit, ...filter }) => {
  const start = isAfter([sql`p.name`, sql`p.id`], decodeKey(after, 2))
  const found = await listPayeeRows(context, filter, { start, limit: limit + 1 })
  return {
    ...cutPage(found, limit, ({ name, id }) => encodeKey(name, id)),
    total: await countRows(context.tx, selectPayees(context, filter)),
  }
})

export const openPayee = useCase(contract.payees.open, async (context, { payeeId }) => {
  const payee = await findPayee(context, payeeId)
  if (!payee) return context.refuse('unknown-record')
  const { accountInUseId, ...told } = payee
  const accounts = await listAccounts(context, payeeId)
  return {
    ...told,
    accounts: accounts.map((row) => ({
      id: row.id,
      iban: row.iban,
      bic: row.bic,
      holder: row.holder,
      source: row.source,
      addedBy: { id: row.added_by, name: row.added_by_name },
      addedAt: row.added_at.toISOString(),
      checked: row.checked_at && {
        by: row.checked_by_name ?? '',
        at: row.checked_at.toISOString(),
        how: row.checked_how ?? '',
      },
      withdrawn: row.withdrawn_at && {
        by: row.withdrawn_by_name ?? '',
        at: row.withdrawn_at.toISOString(),
        reason: row.withdrawn_reason ?? '',
      },
      isInUse: row.id === accountInUseId,
      isMine: row.added_by === context.actor.membershipId,
    })),
  }
})
