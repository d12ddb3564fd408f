import { NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { VolunteerGroup } from '#contract/volunteers.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useColleagues } from '#web/measures/use-colleagues.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type GroupProps = { group: VolunteerGroup | undefined; onClose: () => void }
type GroupValues = { name: string; place: string; closedOn: PlainDate | null }

export const GroupForm = ({ group, onClose }: GroupProps) => {
  const form = useForm<GroupValues>({
    initialValues: {
      name: group?.name ?? '',
      place: group?.place ?? '',
      closedOn: (group?.closedOn ?? null) as PlainDate | null,
    },
  })
  const add = useApiCommand(api.volunteers.addGroup, { onDone: onClose })
  const change = useApiCommand(api.volunteers.changeGroup, { onDone: onClose })
  const command = group ? change : add
  const issues = useIssues(form, command.issues, ['name', 'place'])
  const save = ({ name, place, closedOn }: GroupValues) => {
    const words = { name, place: place.trim() || null }
    if (group) void change.run({ groupId: group.groupId, version: group.version, ...words, closedOn })
    else void add.run(words)
  }
  return (
    <SideForm
      title={group ? 'Modifier le groupe' : 'Créer un groupe local'}
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      submitLabel="Enregistrer"
      because={form.values.name.trim() ? undefined : 'Donnez un nom au groupe.'}
      onSubmit={form.onSubmit(save)}
    >
      <TextInput label="Nom" data-autofocus maxLength={200} {...form.getInputProps('name')} />
      <TextInput label="Lieu" maxLength={200} {...form.getInputProps('place')} />
      {group && (
        <DayInput
          label="Fermé le"
          description="Un groupe se ferme quand il n’accompagne plus personne."
          {...form.getInputProps('closedOn')}
          value={form.values.closedOn}
        />
      )}
    </SideForm>
  )
}

type JoinValues = { membershipId: string | null; fromOn: PlainDate | null; capacity: number | string }

export const JoinGroupForm = ({ group, onClose }: { group: VolunteerGroup; onClose: () => void }) => {
  const { workers, volunteers } = useColleagues()
  const form = useForm<JoinValues>({
    initialValues: { membershipId: null, fromOn: useToday(), capacity: '' },
  })
  const command = useApiCommand(api.volunteers.addMember, { onDone: onClose })
  const issues = useIssues(form, command.issues, ['membershipId', 'fromOn', 'capacity'])
  const { membershipId, fromOn, capacity } = form.values
  const isVolunteer = volunteers.some(({ value }) => value === membershipId)
  return (
    <SideForm
      title={`Ajouter une personne : ${group.name}`}
      opened
      onClose={onClose}
      command={command}
      issues={issues}
      submitLabel="Ajouter"
      because={membershipId && fromOn ? undefined : 'Choisissez une personne et une date.'}
      onSubmit={form.onSubmit(() => {
        if (membershipId && fromOn)
          void command.run({
            groupId: group.groupId,
            membershipId,
            fromOn,
            capacity: isVolunteer && typeof capacity === 'number' ? capacity : null,
          })
      })}
    >
      <Select
        label="Personne"
        searchable
        data-autofocus
        data={[
          { group: 'Bénévoles', items: volunteers },
          { group: 'Professionnels qui soutiennent le groupe', items: workers },
        ]}
        {...form.getInputProps('membershipId')}
      />
      <DayInput label="À partir du" {...form.getInputProps('fromOn')} value={fromOn} />
      {isVolunteer && (
        <NumberInput
          label="Ménages qu’il ou elle peut accompagner"
          min={0}
          max={50}
          {...form.getInputProps('capacity')}
        />
      )}
    </SideForm>
  )
}
