import { Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { HearingFile } from '#contract/hearing-files.ts'
import { type HearingDecision, hearingDecisionLabels, hearingDecisions } from '#domain/hearings/decisions.ts'
import { earlierOf, type PlainDate } from '#domain/plain-date.ts'
import type { FieldValues } from '#domain/procedures/definition.ts'
import { evictionEvents } from '#domain/procedures/eviction-steps.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { WrittenFields } from '#web/procedures/WrittenFields.tsx'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = { decision: HearingDecision | null; on: PlainDate | null; detail: FieldValues }

/** What the judge decided, with what the procedure's table asks of that decision. */
export const DecideForm = ({ file, onClose }: { file: HearingFile; onClose: () => void }) => {
  const { household, hearingFileId, version } = file
  const today = useToday()
  const hearingOn = file.hearingOn as PlainDate
  const form = useForm<Values>({
    initialValues: { decision: null, on: earlierOf(hearingOn, today), detail: {} },
  })
  const draft = useFormDraft(`decide-hearing/${hearingFileId}`, form, form.values)
  const command = useApiCommand(api.hearingFiles.decide, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['decision', 'on'])
  const { decision, on, detail } = form.values
  const fields = (decision && evictionEvents[decision]?.fields) ?? []
  return (
    <SideForm
      title="Noter la décision"
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      draft={draft}
      submitLabel="Noter la décision"
      because={decision && on ? undefined : 'Choisissez la décision et son jour.'}
      onSubmit={form.onSubmit((values) => {
        if (values.decision && values.on)
          void command.run({
            ...{ householdId: household.id, hearingFileId, version },
            ...{ decision: values.decision, on: values.on, detail: values.detail },
          })
      })}
    >
      <Refused refusal={command.refusal} />
      <Select
        label="Décision"
        data={choicesOf(hearingDecisions, hearingDecisionLabels)}
        data-autofocus
        value={decision}
        onChange={(value) => {
          form.setFieldValue('decision', value)
          form.setFieldValue('detail', {})
        }}
      />
      <DayInput
        label="Jour de la décision"
        min={hearingOn}
        max={today}
        {...form.getInputProps('on')}
        value={on}
      />
      <WrittenFields
        fields={fields}
        values={detail}
        on={on}
        onChange={(written) => form.setFieldValue('detail', written)}
      />
    </SideForm>
  )
}

type Told = { details?: unknown } | undefined

/** Why the procedure does not take it, in the words of its table. */
const Refused = ({ refusal }: { refusal: Told }) => {
  const details = (refusal?.details as { details?: { because?: string } | null } | undefined)?.details
  return details?.because ? <Notice kind="late">{details.because}</Notice> : null
}
