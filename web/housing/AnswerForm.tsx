import { Radio, Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Proposal } from '#contract/housing.ts'
import {
  type ProposalRefusal,
  proposalOutcomeLabels,
  proposalOutcomes,
  proposalRefusalLabels,
  proposalRefusals,
} from '#domain/housing/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; proposal: Proposal; onClose: () => void }
type Values = {
  outcome: Proposal['outcome']
  on: PlainDate | null
  refusal: ProposalRefusal | null
  note: string
}

export const AnswerForm = ({ householdId, proposal, onClose }: Props) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: {
      outcome: proposal.outcome,
      on: proposal.outcomeOn ?? today,
      refusal: proposal.refusal,
      note: proposal.refusalNote ?? '',
    },
  })
  const command = useApiCommand(api.housing.answerProposal, {
    onDone: () => {
      void notify('Suite notée.')
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['on', 'refusal', 'note'])
  const { outcome, on, refusal, note } = form.values
  const isNo = outcome === 'refused' || outcome === 'not-allocated'
  const because = isNo && !refusal ? 'Dites pourquoi.' : on ? undefined : 'Indiquez la date.'
  return (
    <SideForm
      title={`Suite : ${proposal.place}`}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(
        () =>
          void (
            on &&
            command.run({
              householdId,
              proposalId: proposal.id,
              version: proposal.version,
              outcome,
              on,
              refusal: isNo ? refusal : null,
              note: note.trim() || null,
            })
          ),
      )}
      command={command}
      submitLabel="Enregistrer"
      because={because}
      issues={issues}
    >
      <Radio.Group label="Qu’est-elle devenue ?" {...form.getInputProps('outcome')}>
        {proposalOutcomes.map((value) => (
          <Radio key={value} value={value} label={proposalOutcomeLabels[value]} mt="xs" />
        ))}
      </Radio.Group>
      {isNo && (
        <Select
          label="Raison"
          placeholder="Choisir"
          data={proposalRefusals.map((value) => ({ value, label: proposalRefusalLabels[value] }))}
          {...form.getInputProps('refusal')}
        />
      )}
      <DayInput label="Date" min={proposal.proposedOn} max={today} {...form.getInputProps('on')} value={on} />
      <Textarea label="Précision" autosize minRows={2} maxLength={500} {...form.getInputProps('note')} />
    </SideForm>
  )
}
