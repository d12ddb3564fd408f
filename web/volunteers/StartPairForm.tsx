import { MultiSelect, NumberInput, Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useColleagues } from '#web/measures/use-colleagues.ts'
import { HouseholdSelect } from '#web/my-day/HouseholdSelect.tsx'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Values = {
  householdId: string | null
  volunteerIds: string[]
  groupId: string | null
  professionalId: string | null
  startedOn: PlainDate | null
  weeks: number | string
  sharedNote: string
}

/** Puts volunteers around a household, at the rhythm agreed with it. */
export const StartPairForm = ({ onClose }: { onClose: () => void }) => {
  const today = useToday()
  const { workers, volunteers } = useColleagues()
  const groups = useApiQuery(api.volunteers.listGroups, {})
  const form = useForm<Values>({
    initialValues: {
      householdId: null,
      volunteerIds: [],
      groupId: null,
      professionalId: null,
      startedOn: today,
      weeks: '',
      sharedNote: '',
    },
  })
  const draft = useFormDraft('volunteer-pair', form, form.values)
  const command = useApiCommand(api.volunteers.startPair, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, ['volunteerIds', 'startedOn', 'sharedNote'])
  const { householdId, volunteerIds, groupId, professionalId, startedOn, weeks, sharedNote } = form.values
  return (
    <SideForm
      title="Confier un ménage"
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      draft={draft}
      submitLabel="Confier"
      because={
        householdId && volunteerIds.length > 0 && startedOn
          ? undefined
          : 'Choisissez le ménage, au moins un bénévole et la date.'
      }
      onSubmit={form.onSubmit(() => {
        if (householdId && startedOn)
          void command.run({
            householdId,
            volunteerIds,
            groupId,
            professionalId,
            startedOn,
            rhythm: typeof weeks === 'number' ? { weeks, agreedOn: today } : null,
            sharedNote: sharedNote.trim() || null,
          })
      })}
    >
      <HouseholdSelect value={householdId} onChange={(id) => form.setFieldValue('householdId', id)} />
      <MultiSelect
        label="Bénévoles"
        description="Deux de préférence."
        searchable
        maxValues={6}
        data={volunteers}
        {...form.getInputProps('volunteerIds')}
      />
      <Select
        label="Groupe local"
        clearable
        data={(groups.data?.groups ?? [])
          .filter(({ closedOn }) => closedOn === null)
          .map(({ groupId: value, name }) => ({ value, label: name }))}
        {...form.getInputProps('groupId')}
      />
      <Select
        label="Professionnel à appeler"
        searchable
        clearable
        data={workers}
        {...form.getInputProps('professionalId')}
      />
      <DayInput label="À partir du" {...form.getInputProps('startedOn')} value={startedOn} />
      <NumberInput
        label="Une rencontre toutes les … semaines"
        description="Convenu avec le ménage. Vide tant que ce n’est pas convenu."
        min={1}
        max={52}
        {...form.getInputProps('weeks')}
      />
      <Textarea
        label="Ce que les bénévoles peuvent savoir"
        description="Avec l’accord du ménage : ce qui aide à la rencontre, et rien de plus."
        autosize
        minRows={3}
        maxLength={2_000}
        {...form.getInputProps('sharedNote')}
      />
    </SideForm>
  )
}
