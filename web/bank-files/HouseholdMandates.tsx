import { Button, Checkbox, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { Mandate } from '#contract/bank-file-shapes.ts'
import { Bic, Iban } from '#contract/iban.ts'
import { splitStreet } from '#domain/sepa/address.ts'
import { mandateStateLabels } from '#domain/sepa/mandates.ts'
import { MandatePanel } from '#web/bank-files/MandatePanel.tsx'
import { mandateSignals, spacedIban } from '#web/bank-files/words.ts'
import { api } from '#web/client.ts'
import { useAccess } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { notify } from '#web/ui/notify.ts'
import { pageOfAll } from '#web/ui/paged.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

/** How the household pays back: its mandates, the account masked for whoever does not handle money. */
export const HouseholdMandates = ({ householdId }: { householdId: string }) => {
  const { because } = useAccess('write-applications')
  const [isDrafting, setDrafting] = useState(false)
  const [openId, setOpenId] = useState<string>()
  const query = useApiQuery(api.bankFiles.listHouseholdMandates, { householdId })
  const mandates = query.data?.mandates ?? []
  const opened = mandates.find(({ id }) => id === openId)
  return (
    <Section
      title="Prélèvement"
      actions={
        <ReasonedButton variant="default" because={because} onClick={() => setDrafting(true)}>
          Établir un mandat
        </ReasonedButton>
      }
    >
      <DataTable
        label="Mandats du ménage"
        noun={{ one: 'mandat', many: 'mandats' }}
        columns={columns(({ id }) => setOpenId(id))}
        page={{
          ...pageOfAll(mandates),
          isLoading: query.isPending,
          error: query.error,
          retry: () => void query.refetch(),
        }}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Aucun mandat de prélèvement">
            Sans mandat, les échéances se paient par chèque, espèces ou virement. Un livret A ou un compte
            Nickel peut refuser les prélèvements.
          </EmptyState>
        }
      />
      {isDrafting && <DraftForm householdId={householdId} onClose={() => setDrafting(false)} />}
      {opened && <MandatePanel mandate={opened} onClose={() => setOpenId(undefined)} />}
    </Section>
  )
}

const columns = (open: (mandate: Mandate) => void): Column<Mandate>[] => [
  {
    key: 'reference',
    header: 'Mandat',
    cell: ({ reference }) => <span className="figures">{reference}</span>,
  },
  { key: 'debtor', header: 'Titulaire', cell: ({ debtor }) => debtor, from: 'tablet' },
  { key: 'iban', header: 'IBAN', cell: ({ iban }) => <span className="figures">{spacedIban(iban)}</span> },
  {
    key: 'state',
    header: 'État',
    cell: ({ state }) => <Signal kind={mandateSignals[state]}>{mandateStateLabels[state]}</Signal>,
  },
  {
    key: 'act',
    header: 'Action',
    isAct: true,
    cell: (mandate) => (
      <Button size="compact-sm" variant="default" onClick={() => open(mandate)}>
        Ouvrir<span className="on-screen-readers"> {mandate.reference}</span>
      </Button>
    ),
  },
]

const noValues = { debtor: '', iban: '', bic: '', street: '', postCode: '', town: '', isSingle: false }

const DraftForm = ({ householdId, onClose }: { householdId: string; onClose: () => void }) => {
  const form = useForm({
    initialValues: noValues,
    validateInputOnBlur: true,
    validate: {
      iban: (iban) => (iban.trim() ? (Iban.safeParse(iban).error?.issues[0]?.message ?? null) : null),
      bic: (bic) => (bic.trim() ? (Bic.safeParse(bic).error?.issues[0]?.message ?? null) : null),
    },
  })
  const draft = useFormDraft(`mandate/${householdId}`, form, form.values)
  const save = useApiCommand(api.bankFiles.draftMandate, {
    onDone: ({ reference }) => {
      draft.clear()
      void notify(`Mandat ${reference} établi : imprimez-le et faites-le signer.`)
      onClose()
    },
  })
  const issues = useIssues(form, save.issues, ['debtor', 'iban', 'bic', 'street', 'postCode', 'town'])
  const { debtor, iban, bic, street, postCode, town, isSingle } = form.values
  const submit = () =>
    void save.run({
      householdId,
      debtor: debtor.trim(),
      iban,
      bic: bic.trim() || null,
      ...(street.trim() ? splitStreet(street) : {}),
      postCode: postCode.trim() || null,
      town: town.trim() || null,
      country: town.trim() ? 'FR' : null,
      isSingle,
    })
  return (
    <SideForm
      title="Établir un mandat de prélèvement"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(submit)}
      command={save}
      submitLabel="Établir le mandat"
      because={debtor.trim() && iban.trim() ? undefined : 'Donnez le titulaire du compte et son IBAN.'}
      issues={issues}
      draft={draft}
    >
      <TextInput label="Titulaire du compte" maxLength={70} {...form.getInputProps('debtor')} />
      <TextInput
        label="IBAN"
        description="Celui du RIB, avec ou sans espaces."
        {...form.getInputProps('iban')}
      />
      <TextInput label="BIC" description="Facultatif en zone SEPA." {...form.getInputProps('bic')} />
      <TextInput label="Numéro et rue" maxLength={70} {...form.getInputProps('street')} />
      <TextInput label="Code postal" maxLength={16} {...form.getInputProps('postCode')} />
      <TextInput label="Commune" maxLength={35} {...form.getInputProps('town')} />
      <Checkbox label="Pour un seul prélèvement" {...form.getInputProps('isSingle', { type: 'checkbox' })} />
    </SideForm>
  )
}
