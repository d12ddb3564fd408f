import { Checkbox, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Member } from '#contract/households.ts'
import { type Vulnerability, vulnerabilities, vulnerabilityLabels } from '#domain/households/kinds.ts'
import { api } from '#web/client.ts'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useStaleEdit } from '#web/ui/use-stale-edit.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = { householdId: string; member: Member; onClose: () => void }

const say = (chosen: readonly Vulnerability[]) =>
  chosen.map((one) => vulnerabilityLabels[one]).join(', ') || 'aucune'

export const VulnerabilitiesForm = ({ householdId, member, onClose }: Props) => {
  const { personId } = member
  const form = useForm({ initialValues: { chosen: member.vulnerabilities ?? [] } })
  const draft = useFormDraft(`vulnerabilities/${personId}`, form, form.values)
  const note = useApiCommand(api.households.noteVulnerabilities, {
    onDone: () => {
      draft.clear()
      void notify('Fragilités notées.')
      onClose()
    },
  })
  const stale = useStaleEdit<{ vulnerabilities: Vulnerability[]; version: number }>(member.version, note)
  const save = (chosen: Vulnerability[], on = stale.version) =>
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
      banner={stale.banner({
        fields: (theirs) => [
          { label: 'Fragilités', mine: say(form.values.chosen), theirs: say(theirs.vulnerabilities) },
        ],
        onKeepMine: (on) => save(form.values.chosen, on),
        onTakeTheirs: (theirs) => form.setValues({ chosen: theirs.vulnerabilities }),
      })}
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
