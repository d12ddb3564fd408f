import { Radio, Textarea } from '@mantine/core'
import type { DeadlineRow } from '#contract/deadlines.ts'
import { formatDate } from '#domain/plain-date.ts'
import {
  type DeadlineAnswer,
  deadlineAnswerHelps,
  deadlineAnswerLabels,
  deadlineAnswers,
} from '#domain/procedures/deadline-answers.ts'
import { api } from '#web/client.ts'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useDraftedForm } from '#web/ui/use-drafted-form.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { deadline: DeadlineRow; onClose: () => void }
type Values = { answer: DeadlineAnswer | ''; reason: string }

/** A date that passed is answered: it leaves what is late and stays in sight with who said so, and why. */
export const AnswerForm = ({ deadline, onClose }: Props) => {
  const { procedureId, household, key, dueOn, label } = deadline
  const { form, values, draft } = useDraftedForm<Values>(`deadline-answer/${procedureId}/${key}/${dueOn}`, {
    answer: '',
    reason: '',
  })
  const command = useApiCommand(api.deadlines.answer, {
    onDone: () => {
      draft.clear()
      void notify('Réponse enregistrée. L’échéance reste visible, avec votre nom.')
      onClose()
    },
  })
  const { answer } = values
  const reason = values.reason.trim()
  return (
    <SideForm
      title="Répondre d’une échéance passée"
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(() => {
        if (answer === '') return
        void command.run({ householdId: household.id, procedureId, key, dueOn, answer, reason })
      })}
      command={command}
      submitLabel="Enregistrer la réponse"
      because={answer === '' ? 'Choisissez une réponse.' : reason ? undefined : 'Dites pourquoi.'}
      draft={draft}
    >
      <Notice kind="plain">
        {label} — {formatDate(dueOn)}, {household.label}. Si l’étape a eu lieu et peut être datée, notez-la
        plutôt dans la procédure : elle ferme l’échéance d’elle-même.
      </Notice>
      <Radio.Group label="Réponse" {...form.getInputProps('answer')}>
        {deadlineAnswers.map((one) => (
          <Radio
            key={one}
            value={one}
            label={deadlineAnswerLabels[one]}
            description={deadlineAnswerHelps[one]}
            mt="xs"
          />
        ))}
      </Radio.Group>
      <Textarea label="Pourquoi" autosize minRows={2} maxLength={500} {...form.getInputProps('reason')} />
    </SideForm>
  )
}
