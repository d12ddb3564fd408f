import { Checkbox, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Member } from '#contract/households.ts'
import { type Vulnerability, vulnerabilities, vulnerabilityLabels } from '#domain/households/kinds.ts'
import { api } from '#web/client.ts'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { StaleNotice } from '#web/ui/StaleNotice.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; member: Member; onClose: () => void }

const say = (chosen: readonly Vulnerability[]) =>
  chosen.map((one) => vulnerabilityLabels[one]).join(', ') || 'aucune'

export const VulnerabilitiesForm = ({ householdId, member, onClose }: Props) => {
  const { personId, version } = member
  const form = useForm({ initialValues: { chosen: member.vulnerabilities ?? [] } })
  const draft = useFormDraft(`vulnerabilities/${personId}`, form, form.values)
  const note = useApiCommand(api.households.noteVulnerabilities, {
    onDone: () => {
      draft.clear()
      void notify('Fragilités notées.')
      onClose()
    },
  })
  const theirs =
    note.refusal?.reason === 'stale-version'
      ? (note.refusal.details as { vulnerabilities: Vulnerability[]; version: number })
      : undefined
  const save = (chosen: Vulnerability[], on = version) =>
    void note.run({ householdId, personId, version: on, vulnerabilities: chosen })
  return (
    <SideForm
      title="Fragilités"
      opened
      onClose={onClose}
      command={note}
      issues={note.issues}
      draft={draft}
      submitLabel="Enregistrer"
      onSubmit={form.onSubmit(({ chosen }) => save(chosen))}
      banner={
        theirs && (
          <StaleNotice
            message={note.refusal?.message ?? ''}
            fields={[
              { label: 'Fragilités', mine: say(form.values.chosen), theirs: say(theirs.vulnerabilities) },
            ]}
            onReload={() => undefined}
            onKeepMine={() => save(form.values.chosen, theirs.version)}
          />
        )
      }
    >
      <Checkbox.Group
        label="Ce qui dit comment venir, et quels droits ouvrir"
        description="Ni santé ni origine : seulement cette liste."
        {...form.getInputProps('chosen')}
      >
        <Stack gap="xs" mt="sm">
          {vulnerabilities.map((one) => (
            <Checkbox key={one} value={one} label={vulnerabilityLabels[one]} />
          ))}
        </Stack>
      </Checkbox.Group>
    </SideForm>
  )
}
