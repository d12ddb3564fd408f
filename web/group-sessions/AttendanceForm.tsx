import { Checkbox, NumberInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { GroupSession } from '#contract/group-sessions.ts'
import { api } from '#web/client.ts'
import { nameOf } from '#web/group-sessions/SignUpsSection.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = { present: string[]; unnamedPresent: number | string }

export const AttendanceForm = ({ session, onClose }: { session: GroupSession; onClose: () => void }) => {
  const { sessionId, version, signUps } = session
  const form = useForm<Values>({
    initialValues: {
      present: signUps.filter(({ state }) => state === 'present').map(({ signUpId }) => signUpId),
      unnamedPresent: session.unnamedPresent,
    },
  })
  const draft = useFormDraft(`attendance/${sessionId}`, form, form.values)
  const command = useApiCommand(api.groupSessions.recordAttendance, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['unnamedPresent'])
  const expected = signUps.filter(({ state }) => state !== 'cancelled')
  return (
    <SideForm
      title="Qui est venu ?"
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      draft={draft}
      submitLabel="Enregistrer les présences"
      onSubmit={form.onSubmit(
        ({ present, unnamedPresent }) =>
          void command.run({ sessionId, version, present, unnamedPresent: Number(unnamedPresent) }),
      )}
    >
      {expected.length > 0 && (
        <Checkbox.Group label="Présents" {...form.getInputProps('present')}>
          {expected.map((one) => (
            <Checkbox key={one.signUpId} mt="xs" value={one.signUpId} label={nameOf(one)} />
          ))}
        </Checkbox.Group>
      )}
      <NumberInput
        label="Venus sans donner leur nom"
        description="Ils comptent comme les autres."
        min={0}
        max={500}
        {...form.getInputProps('unnamedPresent')}
      />
    </SideForm>
  )
}
