import { useForm } from '@mantine/form'
import type { HousingProject, ProjectFamily } from '#contract/housing-projects.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { MeasureSelect } from '#web/measures/MeasureSelect.tsx'
import { HouseholdSelect } from '#web/my-day/HouseholdSelect.tsx'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Values = {
  householdId: string | null
  joinedOn: PlainDate | null
  settledOn: PlainDate | null
  leftOn: PlainDate | null
  measureId: string | null
}
type Props = { project: HousingProject; family: ProjectFamily | undefined; onClose: () => void }

export const FamilyForm = ({ project, family, onClose }: Props) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: {
      householdId: family?.householdId ?? null,
      joinedOn: family?.joinedOn ?? today,
      settledOn: family?.settledOn ?? null,
      leftOn: family?.leftOn ?? null,
      measureId: family?.measure?.id ?? null,
    },
  })
  const command = useApiCommand(api.housingProjects.putHousehold, { onDone: onClose })
  const issues = useIssues(form, command.issues, ['joinedOn', 'settledOn', 'leftOn', 'measureId'])
  const { householdId, joinedOn, settledOn, leftOn, measureId } = form.values
  return (
    <SideForm
      title={family ? family.label : 'Inscrire une famille'}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(
        () =>
          void (
            householdId &&
            joinedOn &&
            command.run({
              ...{ projectId: project.id, version: project.version },
              ...{ householdId, joinedOn, settledOn, leftOn, measureId },
            })
          ),
      )}
      command={command}
      submitLabel="Enregistrer"
      because={householdId && joinedOn ? undefined : 'Choisissez la famille et la date.'}
      issues={issues}
    >
      {!family && (
        <HouseholdSelect
          value={householdId}
          onChange={(id) => form.setValues({ householdId: id, measureId: null })}
        />
      )}
      <DayInput label="Inscrite le" max={today} {...form.getInputProps('joinedOn')} value={joinedOn} />
      <DayInput
        label="Installée le"
        description="Dans le logement ou sur le terrain du projet."
        min={joinedOn ?? undefined}
        max={today}
        {...form.getInputProps('settledOn')}
        value={settledOn}
      />
      <DayInput
        label="Sortie du projet le"
        description="Si elle n’en fait plus partie."
        min={joinedOn ?? undefined}
        max={today}
        {...form.getInputProps('leftOn')}
        value={leftOn}
      />
      {householdId && (
        <MeasureSelect
          householdId={householdId}
          value={measureId}
          onChange={(id) => form.setFieldValue('measureId', id)}
        />
      )}
    </SideForm>
  )
}
