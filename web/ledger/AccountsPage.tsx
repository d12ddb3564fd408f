import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Account } from '#contract/ledger.ts'
import { type AccountUse, accountUseLabels, accountUses, isOffBalanceUse } from '#domain/ledger/uses.ts'
import { api } from '#web/client.ts'
import { entriesSearch } from '#web/ledger/entry-filters.ts'
import { LedgerFrame } from '#web/ledger/LedgerFrame.tsx'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { pageOfAll } from '#web/ui/paged.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

/** The accounts that the organisation's accountant chose, their totals, and what each is used for. */
export const AccountsPage = () => {
  const { slug } = useMember()
  const { because } = useAccess('keep-ledger')
  const [edited, setEdited] = useState<Account | 'new'>()
  const [use, setUse] = useState<AccountUse>()
  const query = useApiQuery(api.ledger.listAccounts, {})
  const rows = query.data?.rows ?? []
  return (
    <LedgerFrame
      title="Comptes"
      subtitle="Le plan proposé n’engage personne : chaque compte se change avec votre expert-comptable."
      actions={
        <ReasonedButton because={because} onClick={() => setEdited('new')}>
          Ouvrir un compte
        </ReasonedButton>
      }
    >
      <DataTable
        label="Comptes"
        noun={{ one: 'compte', many: 'comptes' }}
        columns={accountColumns(slug, because === undefined ? setEdited : undefined)}
        page={{
          ...pageOfAll(rows),
          isLoading: query.isPending,
          error: query.error,
          retry: () => void query.refetch(),
        }}
        rowKey={({ code }) => code}
      />
      <Section title="À quoi sert chaque compte">
        <DataTable
          label="Usages des comptes"
          noun={{ one: 'usage', many: 'usages' }}
          columns={useColumns(rows, because === undefined ? setUse : undefined)}
          page={pageOfAll(accountUses)}
          rowKey={(one) => one}
        />
      </Section>
      {edited && (
        <AccountForm account={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
      {use && <UseForm use={use} accounts={rows} onClose={() => setUse(undefined)} />}
    </LedgerFrame>
  )
}

const accountColumns = (slug: string, edit: ((account: Account) => void) | undefined): Column<Account>[] => [
  {
    key: 'account',
    header: 'Compte',
    cell: ({ code, label }) => (
      <Link to={`${paths.ledgerEntries({ slug })}${entriesSearch({ account: code })}`}>
        <span className="figures">{code}</span> {label}
      </Link>
    ),
  },
  {
    key: 'side',
    header: 'Bilan',
    cell: ({ isOffBalance }) => (isOffBalance ? 'hors bilan' : 'au bilan ou au résultat'),
    from: 'wide',
  },
  { key: 'debit', header: 'Débit', align: 'end', cell: ({ debitCents }) => <Amount cents={debitCents} /> },
  {
    key: 'credit',
    header: 'Crédit',
    align: 'end',
    cell: ({ creditCents }) => <Amount cents={creditCents} />,
  },
  {
    key: 'balance',
    header: 'Solde',
    align: 'end',
    cell: ({ debitCents, creditCents }) => <Amount cents={debitCents - creditCents} />,
  },
  ...(edit
    ? [
        {
          key: 'act',
          header: 'Action',
          isAct: true,
          cell: (account: Account) => (
            <Button size="compact-sm" variant="default" onClick={() => edit(account)}>
              Modifier<span className="on-screen-readers"> {account.code}</span>
            </Button>
          ),
        },
      ]
    : []),
]

const useColumns = (
  accounts: readonly Account[],
  choose: ((use: AccountUse) => void) | undefined,
): Column<AccountUse>[] => [
  { key: 'use', header: 'Usage', cell: (use) => accountUseLabels[use] },
  {
    key: 'account',
    header: 'Compte',
    cell: (use) => {
      const account = accounts.find(({ uses }) => uses.includes(use))
      return account && `${account.code} ${account.label}`
    },
  },
  ...(choose
    ? [
        {
          key: 'act',
          header: 'Action',
          isAct: true,
          cell: (use: AccountUse) => (
            <Button size="compact-sm" variant="default" onClick={() => choose(use)}>
              Changer<span className="on-screen-readers"> le compte : {accountUseLabels[use]}</span>
            </Button>
          ),
        },
      ]
    : []),
]

const AccountForm = ({ account, onClose }: { account: Account | undefined; onClose: () => void }) => {
  const form = useForm({
    initialValues: {
      code: account?.code ?? '',
      label: account?.label ?? '',
      isOffBalance: account?.isOffBalance ?? false,
    },
  })
  const save = useApiCommand(api.ledger.saveAccount, {
    onDone: () => {
      void notify('Compte enregistré.')
      onClose()
    },
  })
  const issues = useIssues(form, save.issues, ['code', 'label'])
  const { code, label, isOffBalance } = form.values
  return (
    <SideForm
      title={account ? `Compte ${account.code}` : 'Ouvrir un compte'}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(() =>
        save.run({
          code: code.trim().toUpperCase(),
          label: label.trim(),
          isOffBalance,
          ...(account && { version: account.version }),
        }),
      )}
      command={save}
      submitLabel="Enregistrer le compte"
      because={code.trim() && label.trim() ? undefined : 'Donnez le numéro et le libellé.'}
      issues={issues}
    >
      <TextInput
        label="Numéro"
        description="Celui de votre plan comptable."
        maxLength={12}
        disabled={account !== undefined}
        {...form.getInputProps('code')}
      />
      <TextInput label="Libellé" maxLength={120} {...form.getInputProps('label')} />
      <Checkbox
        label="Hors bilan : suit des engagements, n’entre pas dans le FEC"
        {...form.getInputProps('isOffBalance', { type: 'checkbox' })}
      />
    </SideForm>
  )
}

const UseForm = ({
  use,
  accounts,
  onClose,
}: {
  use: AccountUse
  accounts: readonly Account[]
  onClose: () => void
}) => {
  const [code, setCode] = useState(accounts.find(({ uses }) => uses.includes(use))?.code ?? null)
  const choose = useApiCommand(api.ledger.useAccount, {
    onDone: () => {
      void notify('Compte changé.')
      onClose()
    },
  })
  return (
    <SideForm
      title={accountUseLabels[use]}
      opened
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        if (code) void choose.run({ use, code })
      }}
      command={choose}
      submitLabel="Donner ce compte à cet usage"
      because={code ? undefined : 'Choisissez le compte.'}
    >
      <Notice kind="plain">Les écritures déjà passées restent sur leur compte.</Notice>
      <Select
        label="Compte"
        searchable
        data={accounts
          .filter(({ isOffBalance, closedOn }) => closedOn === null && isOffBalance === isOffBalanceUse(use))
          .map((account) => ({ value: account.code, label: `${account.code} ${account.label}` }))}
        value={code}
        onChange={setCode}
      />
    </SideForm>
  )
}
