import { Select, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Approval } from '#contract/approvals.ts'
import { type ApprovalKind, approvalKindLabels, approvalKinds } from '#domain/housing/approvals.ts'
import { api } from '#web/client.ts'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Values = {
  kind: ApprovalKind | null
  activities: string
  territory: string
  authority: string
  reference: string
  responsibleId: string | null
}

const valuesOf = (known: Approval | undefined): Values => ({
  kind: known?.kind ?? null,
  activities: known?.activities ?? '',
  territory: known?.territory ?? '',
  authority: known?.authority ?? '',
  reference: known?.reference ?? '',
  responsibleId: known?.responsibleId ?? null,
})

const orNull = (text: string) => text.trim() || null

export const ApprovalForm = ({
  approval,
  onClose,
}: {
  approval: Approval | undefined
  onClose: () => void
}) => {
  const { data } = useApiQuery(api.identity.listColleagues, {})
  const form = useForm<Values>({ initialValues: valuesOf(approval) })
  const draft = useFormDraft(`approval/${approval?.id ?? 'new'}`, form, form.values)
  const onDone = () => {
    draft.clear()
    void notify('Agrément enregistré.')
    onClose()
  }
  const add = useApiCommand(api.approvals.add, { onDone })
  const change = useApiCommand(api.approvals.change, { onDone })
  const command = approval ? change : add
  const issues = useIssues(form, command.issues, [
    'kind',
    'activities',
    'territory',
    'authority',
    'reference',
  ])
  const { kind, responsibleId } = form.values
  const save = (values: Values) => {
    if (!kind || !responsibleId) return
    const written = {
      kind,
      responsibleId,
      activities: orNull(values.activities),
      territory: orNull(values.territory),
      authority: orNull(values.authority),
      reference: orNull(values.reference),
    }
    if (approval) void change.run({ approvalId: approval.id, version: approval.version, ...written })
    else void add.run(written)
  }
  return (
    <SideForm
      title={approval ? 'Modifier l’agrément' : 'Ajouter un agrément'}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel="Enregistrer"
      because={kind && responsibleId ? undefined : 'Choisissez l’agrément et la personne responsable.'}
      issues={issues}
      draft={draft}
    >
      <Select
        label="Agrément"
        placeholder="Choisir"
        data={approvalKinds.map((value) => ({ value, label: approvalKindLabels[value] }))}
        {...form.getInputProps('kind')}
      />
      <Textarea
        label="Activités agréées"
        description="Celles de l’arrêté (R.365-1)."
        autosize
        minRows={2}
        maxLength={500}
        {...form.getInputProps('activities')}
      />
      <TextInput label="Territoire" maxLength={200} {...form.getInputProps('territory')} />
      <TextInput
        label="Accordé par"
        description="Préfet du département, de région, ministre."
        maxLength={200}
        {...form.getInputProps('authority')}
      />
      <TextInput label="Référence de l’arrêté" maxLength={80} {...form.getInputProps('reference')} />
      <Select
        label="Personne responsable"
        description="Elle est prévenue des dates."
        searchable
        data={(data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        {...form.getInputProps('responsibleId')}
      />
    </SideForm>
  )
}
