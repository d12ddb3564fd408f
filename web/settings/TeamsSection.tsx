import { Button, Group, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import { api } from '#web/client.ts'
import { useTeams } from '#web/settings/use-teams.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { pageOfAll } from '#web/ui/paged.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

type Team = Output<typeof contract.identity.createTeam>

export const TeamsSection = () => {
  const { teams, isPending, error, refetch } = useTeams()
  const [edited, setEdited] = useState<Team | 'new' | undefined>()
  const remove = useApiCommand(api.identity.removeTeam)
  const told = remove.refusal?.message ?? remove.failure
  return (
    <Section
      title="Équipes"
      actions={
        <Button variant="default" onClick={() => setEdited('new')}>
          Créer une équipe
        </Button>
      }
    >
      {told && <Notice kind="late">{told}</Notice>}
      <DataTable
        label="Équipes"
        noun={{ one: 'équipe', many: 'équipes' }}
        columns={columnsFor(setEdited, ({ id, version }) => void remove.run({ teamId: id, version }))}
        page={{ ...pageOfAll(teams), isLoading: isPending, error, retry: () => void refetch() }}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Aucune équipe">
            Une équipe réunit ceux qui suivent les mêmes ménages : une agence, un pôle.
          </EmptyState>
        }
      />
      {edited && (
        <TeamForm
          key={edited === 'new' ? 'new' : edited.id}
          team={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Section>
  )
}

const columnsFor = (edit: (team: Team) => void, remove: (team: Team) => void): Column<Team>[] => [
  { key: 'name', header: 'Nom', cell: ({ name }) => name },
  { key: 'members', header: 'Membres en poste', align: 'end', cell: ({ members }) => members },
  {
    key: 'act',
    header: 'Actions',
    isAct: true,
    cell: (team) => (
      <Group gap="xs" wrap="nowrap">
        <Button size="compact-sm" variant="default" onClick={() => edit(team)}>
          Renommer<span className="on-screen-readers"> {team.name}</span>
        </Button>
        <ReasonedButton
          size="compact-sm"
          variant="subtle"
          because={team.members > 0 ? 'Des membres y travaillent encore.' : undefined}
          onClick={() => remove(team)}
        >
          Supprimer<span className="on-screen-readers"> {team.name}</span>
        </ReasonedButton>
      </Group>
    ),
  },
]

const TeamForm = ({ team, onClose }: { team: Team | undefined; onClose: () => void }) => {
  const form = useForm({ initialValues: { name: team?.name ?? '' } })
  const create = useApiCommand(api.identity.createTeam, { onDone: onClose })
  const rename = useApiCommand(api.identity.renameTeam, { onDone: onClose })
  const command = team ? rename : create
  const issues = useIssues(form, command.issues, ['name'])
  const save = ({ name }: { name: string }) =>
    team ? rename.run({ teamId: team.id, version: team.version, name }) : create.run({ name })
  return (
    <SideForm
      title={team ? `Renommer ${team.name}` : 'Créer une équipe'}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit((values) => void save(values))}
      command={command}
      submitLabel="Enregistrer"
      issues={issues}
    >
      <TextInput
        label="Nom de l’équipe"
        required
        withAsterisk={false}
        maxLength={80}
        data-autofocus
        {...form.getInputProps('name')}
      />
    </SideForm>
  )
}
