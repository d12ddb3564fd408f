import { randomUUIDv7 } from 'node:crypto'
import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { sumCents } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { record } from '#server/journal.ts'
import { linesOf } from '#server/ledger/entry-store.ts'
import { post } from '#server/ledger/post.ts'
import { findTransaction, manualKey, readAccountsOf } from '#server/ledger/transaction-store.ts'
import { type Context, useCase } from '#server/use-case.ts'

type Written = Input<typeof contract.ledger.postEntry>

export const postManualEntry = useCase(contract.ledger.postEntry, async (context, written) => {
  const { refuse, today } = context
  if (written.on > today) return refuse('in-the-future')
  const refused = await refusalOf(context, written)
  if (refused) return refuse(refused)
  const posted = await post(context, {
    key: manualKey(randomUUIDv7()),
    journal: 'various',
    on: written.on,
    label: written.label,
    ...(written.piece && { piece: written.piece }),
    lines: written.lines.map(({ account, debitCents, creditCents }) => ({
      account,
      cents: debitCents - creditCents,
    })),
  })
  await record(context, {
    act: 'ledger-entry-posted',
    subject: { kind: 'ledger-transaction', id: posted.transactionId },
    after: { on: posted.on, label: written.label, lines: written.lines },
  })
  return { transactionId: posted.transactionId, on: posted.on }
})

const refusalOf = async ({ tx, actor }: Pick<Context, 'tx' | 'actor'>, { lines }: Written) => {
  const debit = sumCents(lines.map(({ debitCents }) => debitCents))
  const credit = sumCents(lines.map(({ creditCents }) => creditCents))
  if (debit !== credit) return 'not-balanced'
  const codes = [...new Set(lines.map(({ account }) => account))]
  const accounts = await readAccountsOf(tx, actor.organisationId, codes)
  if (accounts.length < codes.length) return 'unknown-account'
  if (accounts.some(({ isKept }) => isKept)) return 'kept-account'
  if (new Set(accounts.map(({ isOffBalance }) => isOffBalance)).size > 1) return 'mixed-accounts'
  return undefined
}

export const reverseManualEntry = useCase(
  contract.ledger.reverseEntry,
  async (context, { transactionId, reason }) => {
    const { tx, actor, today, refuse } = context
    const found = await findTransaction(tx, actor.organisationId, transactionId)
    if (!found) return refuse('unknown-record')
    if (!found.isManual || found.reversesId) return refuse('not-manual')
    const lines = await linesOf(tx, actor.organisationId, transactionId)
    const reversal = await post(context, {
      key: manualKey(`reversal/${transactionId}`),
      journal: 'various',
      on: today,
      label: `Contre-passation du ${formatDate(found.on)} : ${reason}`,
      ...(found.piece && { piece: found.piece }),
      reversesId: transactionId,
      lines: lines.map(({ account, cents }) => ({ account: account.code, cents: -cents })),
    })
    if (reversal.alreadyPosted) return refuse('already-reversed')
    await record(context, {
      act: 'ledger-entry-reversed',
      subject: { kind: 'ledger-transaction', id: transactionId },
      after: { reason, by: reversal.transactionId },
    })
    return { transactionId: reversal.transactionId }
  },
)
