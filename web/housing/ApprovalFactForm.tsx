import { NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Approval } from '#contract/approvals.ts'
import { type ApprovalEventKind, approvalEventKinds, approvalEventLabels } from '#domain/housing/approvals.ts'
import { formatDate, type PlainDate, yearOf } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { approval: Approval; onClose: () => void }
type Values = {
  kind: ApprovalEventKind | null
  on: PlainDate | null
  year: number | string
  until: PlainDate | null
}

export const ApprovalFactForm = ({ approval, onClose }: Props) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: { kind: null, on: today, year: yearOf(today) - 1, until: null },
  })
  const command = useApiCommand(api.approvals.recordFact, {
    onDone: () => {
      void notify('Étape notée.')
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['on', 'year', 'until'])
  const { kind, on, year, until } = form.values
  const isDecision = kind === 'granted' || kind === 'renewed'
  const save = () => {
    if (!kind || !on) return
    void command.run({
      approvalId: approval.id,
      version: approval.version,
      kind,
      on,
      year: kind === 'report-sent' ? Number(year) : null,
      until: isDecision ? until : null,
    })
  }
  return (
    <SideForm
      title="Étape de l’agrément"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(save)}
      command={command}
      submitLabel="Noter l’étape"
      because={kind && on ? undefined : 'Choisissez l’étape et sa date.'}
      issues={issues}
    >
      <Select
        label="Étape"
        placeholder="Choisir"
        data={approvalEventKinds.map((value) => ({ value, label: approvalEventLabels[value] }))}
        {...form.getInputProps('kind')}
      />
      <DayInput label="Date" max={today} {...form.getInputProps('on')} value={on} />
      {kind === 'report-sent' && (
        <NumberInput label="Année du rapport" min={2000} max={2100} {...form.getInputProps('year')} />
      )}
      {isDecision && (
        <DayInput
          label="Fin, si l’arrêté la donne"
          description="Vide : la durée de la loi."
          min={on ?? undefined}
          {...form.getInputProps('until')}
          value={until}
        />
      )}
    </SideForm>
  )
}

export const CancelApprovalFact = ({
  approval,
  event,
  onClose,
}: Props & { event: Approval['events'][number] }) => {
  const form = useForm({ initialValues: { reason: '' } })
  const command = useApiCommand(api.approvals.cancelFact, {
    onDone: () => {
      void notify('Étape annulée.')
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['reason'])
  const of = { approvalId: approval.id, version: approval.version, eventId: event.id }
  return (
    <SideForm
      title={`Annuler : ${approvalEventLabels[event.kind]}, ${formatDate(event.on)}`}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(({ reason }) => void command.run({ ...of, reason }))}
      command={command}
      submitLabel="Annuler l’étape"
      because={form.values.reason.trim() ? undefined : 'Dites pourquoi.'}
      issues={issues}
    >
      <TextInput
        label="Pourquoi"
        description="L’étape reste, barrée, avec ce motif."
        maxLength={300}
        {...form.getInputProps('reason')}
      />
    </SideForm>
  )
}
