import { Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { TechnicalReportView } from '#contract/technical-reports.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import {
  type TechnicalDecision,
  technicalDecisionLabels,
  technicalDecisions,
} from '#domain/technical-reports/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { report: TechnicalReportView; onClose: () => void }
type Values = {
  decision: TechnicalDecision | null
  answer: string
  answeredOn: PlainDate | null
  workDoneOn: PlainDate | null
}

export const AnswerForm = ({ report, onClose }: Props) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: { decision: null, answer: '', answeredOn: today, workDoneOn: null },
  })
  const draft = useFormDraft(`technical-answer/${report.id}`, form, form.values)
  const command = useApiCommand(api.technicalReports.answer, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['decision', 'answer', 'answeredOn', 'workDoneOn'])
  const { decision, answer, answeredOn, workDoneOn } = form.values
  return (
    <SideForm
      title="Répondre au signalement"
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      issues={issues}
      because={decision && answer.trim() && answeredOn ? undefined : 'Dites ce qui est décidé.'}
      submitLabel="Répondre"
      onSubmit={form.onSubmit(() => {
        const { id: reportId, version } = report
        if (decision && answeredOn)
          void command.run({ reportId, version, decision, answer: answer.trim(), answeredOn, workDoneOn })
      })}
    >
      <Select
        label="Ce qui est décidé"
        placeholder="Choisir"
        data-autofocus
        allowDeselect={false}
        data={choicesOf(technicalDecisions, technicalDecisionLabels)}
        {...form.getInputProps('decision')}
      />
      <Textarea
        label="Réponse"
        description="L’auteur du signalement la lira, pour la dire au ménage."
        autosize
        minRows={4}
        maxLength={5_000}
        {...form.getInputProps('answer')}
      />
      <DayInput
        label="Répondu le"
        min={report.writtenOn}
        max={today}
        value={answeredOn}
        onChange={(day) => form.setFieldValue('answeredOn', day)}
      />
      <DayInput
        label="Travaux faits le"
        description="S’ils sont déjà faits ; sinon, notez-le plus tard."
        min={report.writtenOn}
        max={today}
        value={workDoneOn}
        onChange={(day) => form.setFieldValue('workDoneOn', day)}
      />
    </SideForm>
  )
}

export const WorkDoneForm = ({ report, onClose }: Props) => {
  const today = useToday()
  const [on, setOn] = useState<PlainDate | null>(today)
  const command = useApiCommand(api.technicalReports.recordWorkDone, { onDone: onClose })
  return (
    <SideForm
      title="Travaux faits"
      opened
      onClose={onClose}
      command={command}
      because={on ? undefined : 'Indiquez la date.'}
      submitLabel="Noter les travaux faits"
      onSubmit={(event) => {
        event.preventDefault()
        const { id: reportId, version } = report
        if (on) void command.run({ reportId, version, workDoneOn: on })
      }}
    >
      <DayInput
        label="Faits le"
        data-autofocus
        min={report.writtenOn}
        max={today}
        value={on}
        onChange={setOn}
      />
    </SideForm>
  )
}
