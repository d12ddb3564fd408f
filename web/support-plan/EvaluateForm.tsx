import { Radio, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { ObjectiveView } from '#contract/support-plan-shapes.ts'
import { type ObjectiveResult, objectiveResultLabels, objectiveResults } from '#domain/measures/objectives.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { objectiveKindLabels } from '#domain/programmes/kinds.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import classes from '#web/support-plan/support-plan.module.css'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = { on: PlainDate | null; result: ObjectiveResult | null; note: string }

/** Between two reviews. Reached or dropped, the objective is closed; taken up again, it is open. */
export const EvaluateForm = ({ objective, onClose }: { objective: ObjectiveView; onClose: () => void }) => {
  const today = useToday()
  const form = useForm<Values>({ initialValues: { on: today, result: null, note: '' } })
  const draft = useFormDraft(`evaluate/${objective.id}`, form, form.values)
  const command = useApiCommand(api.supportPlan.evaluateObjective, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['on', 'result', 'note'])
  const { on, result, note } = form.values
  return (
    <SideForm
      title={objectiveKindLabels[objective.kind]}
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      issues={issues}
      because={on && result ? undefined : 'Dites où en est l’objectif, et à quelle date.'}
      submitLabel="Évaluer"
      onSubmit={form.onSubmit(() => {
        const { id: objectiveId, version } = objective
        if (on && result) void command.run({ objectiveId, version, on, result, note: note.trim() || null })
      })}
    >
      <ResultChoice
        label="Où en est-il ?"
        value={result}
        onChange={(value) => form.setFieldValue('result', value)}
      />
      <DayInput
        label="Date"
        min={objective.evaluations.at(-1)?.on ?? objective.openedOn}
        max={today}
        value={on}
        onChange={(day) => form.setFieldValue('on', day)}
      />
      <Textarea label="Précision" autosize minRows={3} maxLength={2_000} {...form.getInputProps('note')} />
    </SideForm>
  )
}

type ChoiceProps = {
  label: string
  value: ObjectiveResult | null
  onChange: (value: ObjectiveResult) => void
}

export const ResultChoice = ({ label, value, onChange }: ChoiceProps) => (
  <Radio.Group
    label={label}
    description="Atteint ou abandonné, il est clos."
    value={value ?? ''}
    onChange={(chosen) => {
      const found = objectiveResults.find((one) => one === chosen)
      if (found) onChange(found)
    }}
  >
    <div className={classes.choices}>
      {objectiveResults.map((one) => (
        <Radio key={one} value={one} label={objectiveResultLabels[one]} />
      ))}
    </div>
  </Radio.Group>
)
