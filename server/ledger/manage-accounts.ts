import { contract } from '#contract/index.ts'
import { claimUses, isOffBalanceUse } from '#domain/ledger/uses.ts'
import { record } from '#server/journal.ts'
import {
  balanceOf,
  findAccount,
  hasEntries,
  insertAccount,
  listAccounts,
  setUse,
  updateAccount,
} from '#server/ledger/account-store.ts'
import { findAccounts, proposePlan } from '#server/ledger/accounts.ts'
import { useCase } from '#server/use-case.ts'

/** An organisation that has posted nothing yet is shown the plan it would start with. */
export const listLedgerAccounts = useCase(contract.ledger.listAccounts, async ({ tx, actor }, { to }) => {
  const rows = await listAccounts(tx, actor.organisationId, to)
  return { rows: rows.length === 0 ? proposePlan() : rows }
})

export const saveLedgerAccount = useCase(
  contract.ledger.saveAccount,
  async (context, { version, ...account }) => {
    const { tx, actor, refuse } = context
    const { organisationId } = actor
    await findAccounts(tx, organisationId)
    const before = await findAccount(tx, organisationId, account.code)
    if (version === undefined) {
      if (before || !(await insertAccount(tx, organisationId, account))) return refuse('code-taken')
    } else {
      if (!before) return refuse('unknown-record')
      if (
        before.isOffBalance !== account.isOffBalance &&
        (await hasEntries(tx, organisationId, account.code))
      )
        return refuse('has-entries')
      if (!(await updateAccount(tx, organisationId, { ...account, version })))
        return refuse('stale-version', before)
    }
    await record(context, {
      act: 'ledger-account-saved',
      subject: { kind: 'ledger-account' },
      ...(before && { before: { label: before.label, isOffBalance: before.isOffBalance } }),
      after: account,
    })
    return {}
  },
)

export const chooseLedgerAccount = useCase(contract.ledger.useAccount, async (context, { use, code }) => {
  const { tx, actor, refuse } = context
  const { organisationId } = actor
  const before = (await findAccounts(tx, organisationId)).get(use)
  const account = await findAccount(tx, organisationId, code)
  if (!account || before === undefined) return refuse('unknown-record')
  if (account.isOffBalance !== isOffBalanceUse(use)) return refuse('wrong-side')
  if (before === code) return {}
  // A claim paid back on another account than the one it was lent on would leave both wrong.
  if (claimUses.includes(use) && (await balanceOf(tx, organisationId, before)) !== 0)
    return refuse('has-balance')
  await setUse(tx, organisationId, use, code)
  await record(context, {
    act: 'ledger-account-chosen',
    subject: { kind: 'ledger-account' },
    before: { use, account: before },
    after: { use, account: code },
  })
  return {}
})
