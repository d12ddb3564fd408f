import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'
import type { VolunteerGroup, VolunteerPair } from '#contract/volunteers.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { rhythmWords } from '#domain/volunteers/rhythm.ts'
import { api } from '#web/client.ts'
import { SupportFrame } from '#web/measures/SupportFrame.tsx'
import { paths } from '#web/paths.ts'
import { useMember, useToday } from '#web/session/session.ts'
import { ForRole } from '#web/shell/ForRole.tsx'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { oneOf, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiPages, useApiQuery } from '#web/use-api.ts'
import { GroupForm, JoinGroupForm } from '#web/volunteers/GroupForms.tsx'
import { PairPanel } from '#web/volunteers/PairPanel.tsx'
import { StartPairForm } from '#web/volunteers/StartPairForm.tsx'
import classes from '#web/volunteers/volunteers.module.css'

const states = ['running', 'beyond', 'ended'] as const
const schema = { etat: oneOf(states, 'running'), groupe: text(), ouvert: text() }

export const VolunteersPage = () => {
  const [isStarting, setStarting] = useState(false)
  return (
    <SupportFrame
      title="Bénévoles"
      subtitle="Groupes locaux, qui accompagne qui, à quel rythme."
      actions={
        <ForRole action="manage-volunteers" otherwise={null}>
          <Button onClick={() => setStarting(true)}>Confier un ménage</Button>
        </ForRole>
      }
    >
      <ForRole action="manage-volunteers">
        <Pairs />
        <Groups />
        {isStarting && <StartPairForm onClose={() => setStarting(false)} />}
      </ForRole>
    </SupportFrame>
  )
}

const Pairs = () => {
  const { slug } = useMember()
  const [url, setUrl] = useUrlState(schema)
  const groups = useApiQuery(api.volunteers.listGroups, {})
  const page = useApiPages(api.volunteers.listPairs, {
    state: url.etat,
    ...(url.groupe && { groupId: url.groupe }),
  })
  return (
    <Section title="Qui accompagne qui">
      <Filters
        isActive={url.etat !== 'running' || url.groupe !== ''}
        onClear={() => setUrl({ etat: 'running', groupe: '' })}
      >
        <OneFilter
          label="Lesquels"
          choices={[
            { value: 'running', label: 'En cours' },
            { value: 'beyond', label: 'Rythme convenu dépassé' },
            { value: 'ended', label: 'Terminés' },
          ]}
          otherwise="running"
          value={url.etat}
          onChange={(etat) => setUrl({ etat: states.find((one) => one === etat) ?? 'running' })}
        />
        <OneFilter
          label="Groupe"
          choices={(groups.data?.groups ?? []).map(({ groupId, name }) => ({ value: groupId, label: name }))}
          value={url.groupe || undefined}
          onChange={(groupe) => setUrl({ groupe: groupe ?? '' })}
        />
      </Filters>
      <DataTable
        label="Accompagnements par des bénévoles"
        noun={{ one: 'accompagnement', many: 'accompagnements' }}
        columns={columnsOf(slug, (ouvert) => setUrl({ ouvert }))}
        page={page}
        rowKey={({ pairId }) => pairId}
        empty={
          <EmptyState title="Aucun ménage ici">
            « Confier un ménage » met des bénévoles autour d’un ménage, au rythme qu’il choisit.
          </EmptyState>
        }
      />
      <p className={classes.soft}>
        « Rythme dépassé » est une indication : le ménage reste libre d’espacer les rencontres.
      </p>
      {url.ouvert && <PairPanel pairId={url.ouvert} onClose={() => setUrl({ ouvert: '' })} />}
    </Section>
  )
}

const columnsOf = (slug: string, onOpen: (pairId: string) => void): Column<VolunteerPair>[] => [
  {
    key: 'household',
    header: 'Ménage',
    cell: ({ household }) => (
      <Link to={paths.household({ slug, householdId: household.id })}>{household.label}</Link>
    ),
  },
  {
    key: 'volunteers',
    header: 'Bénévoles',
    cell: ({ volunteers }) => volunteers.map(({ name }) => name).join(', '),
  },
  {
    key: 'rhythm',
    header: 'Rythme convenu',
    cell: ({ rhythm, isBeyond }) => (
      <>
        {rhythmWords(rhythm as Parameters<typeof rhythmWords>[0])}{' '}
        {isBeyond && <Signal kind="soon">dépassé</Signal>}
      </>
    ),
  },
  {
    key: 'last',
    header: 'Dernière rencontre',
    cell: ({ lastMeetingOn }) => lastMeetingOn && <Day date={lastMeetingOn as PlainDate} />,
  },
  { key: 'group', header: 'Groupe', cell: ({ group }) => group?.name, from: 'laptop' },
  {
    key: 'professional',
    header: 'À appeler',
    cell: ({ professional }) => professional?.name,
    from: 'laptop',
  },
  {
    key: 'open',
    header: 'Suite',
    cell: ({ pairId, household }) => (
      <Button
        size="compact-sm"
        variant="subtle"
        aria-label={`Ouvrir : ${household.label}`}
        onClick={() => onOpen(pairId)}
      >
        Ouvrir
      </Button>
    ),
  },
]

const Groups = () => {
  const { data, error, refetch } = useApiQuery(api.volunteers.listGroups, {})
  const [open, setOpen] = useState<{ form: 'group' | 'join'; group?: VolunteerGroup } | undefined>()
  const close = () => setOpen(undefined)
  return (
    <Section
      title="Groupes locaux"
      actions={
        <Button variant="default" onClick={() => setOpen({ form: 'group' })}>
          Créer un groupe
        </Button>
      }
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture des groupes…" />}
      {data?.groups.length === 0 && (
        <EmptyState title="Aucun groupe local">
          Créez-en un, puis faites-y entrer les bénévoles et le professionnel qui les soutient.
        </EmptyState>
      )}
      <ul className={classes.cards}>
        {data?.groups.map((group) => (
          <li key={group.groupId}>
            <GroupCard group={group} onOpen={(form) => setOpen({ form, group })} />
          </li>
        ))}
      </ul>
      {open?.form === 'group' && <GroupForm group={open.group} onClose={close} />}
      {open?.form === 'join' && open.group && <JoinGroupForm group={open.group} onClose={close} />}
    </Section>
  )
}

type CardProps = { group: VolunteerGroup; onOpen: (form: 'group' | 'join') => void }

const GroupCard = ({ group, onOpen }: CardProps) => (
  <>
    <strong>{[group.name, group.place].filter(Boolean).join(' · ')}</strong>
    {group.closedOn && <Signal kind="none">fermé</Signal>}
    <span className={classes.soft}>
      {group.households} {group.households > 1 ? 'ménages accompagnés' : 'ménage accompagné'}
    </span>
    <ul className={classes.plain}>
      {group.members.map((member) => (
        <li key={member.membershipId}>
          {member.name}{' '}
          <span className={classes.soft}>
            {member.part === 'professional' ? 'professionnel en soutien' : sayLoad(member)}
          </span>{' '}
          {member.untilOn ? (
            <span className={classes.soft}>jusqu’au {formatDate(member.untilOn)}</span>
          ) : (
            <LeaveButton group={group} member={member} />
          )}
        </li>
      ))}
    </ul>
    <div className={classes.acts}>
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={() => onOpen('join')}
        aria-label={`Ajouter une personne à ${group.name}`}
      >
        Ajouter une personne
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        onClick={() => onOpen('group')}
        aria-label={`Modifier ${group.name}`}
      >
        Modifier
      </Button>
    </div>
  </>
)

const sayLoad = ({ accompanies, capacity }: VolunteerGroup['members'][number]) =>
  capacity === null
    ? `accompagne ${accompanies}`
    : `accompagne ${accompanies} sur ${capacity} ${capacity > 1 ? 'possibles' : 'possible'}`

type LeaveProps = { group: VolunteerGroup; member: VolunteerGroup['members'][number] }

/** Whom they accompany goes on: those accompaniments end apart. */
const LeaveButton = ({ group, member }: LeaveProps) => {
  const today = useToday()
  const [isAsking, setAsking] = useState(false)
  const command = useApiCommand(api.volunteers.endMember)
  const { membershipId, fromOn } = member
  return (
    <>
      <Button size="compact-sm" variant="subtle" onClick={() => setAsking(true)}>
        Noter son départ<span className="on-screen-readers"> : {member.name}</span>
      </Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={`${member.name} quitte ${group.name} ?`}
        confirmLabel="Noter son départ"
        command={command}
        onConfirm={() => command.run({ groupId: group.groupId, membershipId, fromOn, untilOn: today })}
      >
        Les accompagnements en cours continuent : ils se terminent à part, dans « Qui accompagne qui ».
      </ConfirmDialog>
    </>
  )
}
