import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { BankAccount } from '#contract/bank-file-shapes.ts'
import { Bic, CreditorId, Iban } from '#contract/iban.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { BankFrame } from '#web/bank-files/BankFilesFrame.tsx'
import { spacedIban } from '#web/bank-files/words.ts'
import { api } from '#web/client.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { notify } from '#web/ui/notify.ts'
import { pageOfAll } from '#web/ui/paged.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'
import classes from './bank-files.module.css'

/** The organisation's accounts: where its files are drawn on, and whose statements it imports. */
export const BankAccountsPage = () => {
  const { because } = useAccess('manage-bank-files')
  const [edited, setEdited] = useState<BankAccount | 'new'>()
  const query = useApiQuery(api.bankFiles.listAccounts, {})
  return (
    <BankFrame
      title="Comptes bancaires"
      actions={
        <ReasonedButton because={because} onClick={() => setEdited('new')}>
          Ajouter un compte
        </ReasonedButton>
      }
    >
      <DataTable
        label="Comptes bancaires"
        noun={{ one: 'compte', many: 'comptes' }}
        columns={columns(setEdited)}
        page={{
          ...pageOfAll(query.data?.accounts ?? []),
          isLoading: query.isPending,
          error: query.error,
          retry: () => void query.refetch(),
        }}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Aucun compte">
            Ajoutez le compte de l’organisme, avec son identifiant créancier SEPA pour pouvoir prélever.
          </EmptyState>
        }
      />
      {edited && (
        <AccountForm account={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
    </BankFrame>
  )
}

const columns = (edit: (account: BankAccount) => void): Column<BankAccount>[] => [
  { key: 'label', header: 'Compte', cell: ({ label }) => label },
  {
    key: 'iban',
    header: 'IBAN',
    cell: ({ iban }) => <span className={`figures ${classes.iban}`}>{spacedIban(iban)}</span>,
  },
  { key: 'bic', header: 'BIC', cell: ({ bic }) => bic, from: 'laptop' },
  {
    key: 'creditor',
    header: 'Identifiant créancier',
    cell: ({ creditorId }) => creditorId ?? 'Aucun : pas de prélèvement',
    from: 'tablet',
  },
  {
    key: 'closed',
    header: 'État',
    cell: ({ closedOn }) =>
      closedOn ? (
        <>
          Fermé le <Day date={closedOn} />
        </>
      ) : (
        'Ouvert'
      ),
  },
  {
    key: 'act',
    header: 'Action',
    isAct: true,
    cell: (account) => (
      <Button size="compact-sm" variant="default" onClick={() => edit(account)}>
        Modifier<span className="on-screen-readers"> {account.label}</span>
      </Button>
    ),
  },
]

/** The key is checked as it is typed, by the rule that the server applies. */
const problemIn =
  (shape: { safeParse: (text: string) => { success: boolean; error?: { issues: { message: string }[] } } }) =>
  (text: string): string | null =>
    text.trim() === '' ? null : (shape.safeParse(text).error?.issues[0]?.message ?? null)

const AccountForm = ({ account, onClose }: { account: BankAccount | undefined; onClose: () => void }) => {
  const { organisationName } = useMember()
  const form = useForm({
    initialValues: {
      label: account?.label ?? '',
      holder: account?.holder ?? organisationName,
      iban: account?.iban ?? '',
      bic: account?.bic ?? '',
      creditorId: account?.creditorId ?? '',
      closedOn: account?.closedOn ?? (null as PlainDate | null),
    },
    validateInputOnBlur: true,
    validate: { iban: problemIn(Iban), bic: problemIn(Bic), creditorId: problemIn(CreditorId) },
  })
  const save = useApiCommand(api.bankFiles.saveAccount, {
    onDone: () => {
      void notify('Compte enregistré.')
      onClose()
    },
  })
  const issues = useIssues(form, save.issues, ['label', 'holder', 'iban', 'bic', 'creditorId', 'closedOn'])
  const { label, holder, iban, bic, creditorId, closedOn } = form.values
  return (
    <SideForm
      title={account ? account.label : 'Ajouter un compte'}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(() =>
        save.run({
          accountId: account?.id ?? null,
          version: account?.version ?? null,
          label: label.trim(),
          holder: holder.trim(),
          iban,
          bic: bic.trim() || null,
          creditorId: creditorId.trim() || null,
          closedOn,
        }),
      )}
      command={save}
      submitLabel="Enregistrer le compte"
      because={
        label.trim() && holder.trim() && iban.trim() ? undefined : 'Donnez le nom, le titulaire et l’IBAN.'
      }
      issues={issues}
    >
      <TextInput label="Nom du compte" maxLength={60} {...form.getInputProps('label')} />
      <TextInput
        label="Titulaire"
        description="Tel que la banque le connaît."
        maxLength={70}
        {...form.getInputProps('holder')}
      />
      <TextInput
        label="IBAN"
        description="Celui du RIB, avec ou sans espaces."
        {...form.getInputProps('iban')}
      />
      <TextInput label="BIC" description="Facultatif en zone SEPA." {...form.getInputProps('bic')} />
      <TextInput
        label="Identifiant créancier SEPA (ICS)"
        description="Donné par la banque pour prélever : FR, deux chiffres, ZZZ, six chiffres."
        {...form.getInputProps('creditorId')}
      />
      {account && (
        <DayInput
          label="Fermé le"
          description="À partir de ce jour, aucun fichier n’est tiré sur ce compte."
          value={closedOn}
          onChange={(day) => form.setFieldValue('closedOn', day)}
        />
      )}
    </SideForm>
  )
}
