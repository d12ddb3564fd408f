import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Member } from '#contract/identity.ts'
import { roleLabels } from '#domain/access.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useToday } from '#web/session/session.ts'
import { InvitationsSection } from '#web/settings/InvitationsSection.tsx'
import { InviteForm } from '#web/settings/InviteForm.tsx'
import { MemberForm } from '#web/settings/MemberForm.tsx'
import { SettingsFrame } from '#web/settings/SettingsFrame.tsx'
import { TeamsSection } from '#web/settings/TeamsSection.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter, TextFilter } from '#web/ui/Filters.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { oneOf, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

const states = ['active', 'ended', 'all'] as const
const stateChoices = [
  { value: 'active', label: 'en poste' },
  { value: 'ended', label: 'partis' },
  { value: 'all', label: 'tous' },
] as const
const schema = { q: text(), etat: oneOf(states, 'active') }

export const MembersPage = () => {
  const [filters, setFilters] = useUrlState(schema)
  const [edited, setEdited] = useState<Member | undefined>()
  const [isInviting, setInviting] = useState(false)
  const today = useToday()
  const page = useApiPages(api.identity.listMembers, {
    state: filters.etat,
    ...(filters.q ? { search: filters.q } : {}),
  })
  return (
    <SettingsFrame
      title="Membres"
      needs="manage-members"
      subtitle="Qui travaille ici, dans quel rôle et quelle équipe."
      actions={<Button onClick={() => setInviting(true)}>Inviter quelqu’un</Button>}
    >
      <Filters
        isActive={filters.q !== '' || filters.etat !== 'active'}
        onClear={() => setFilters({ q: '', etat: 'active' })}
      >
        <TextFilter label="Nom ou adresse" value={filters.q} onChange={(q, how) => setFilters({ q }, how)} />
        <OneFilter
          label="Membres"
          choices={stateChoices}
          value={filters.etat}
          otherwise="active"
          onChange={(etat) => setFilters({ etat: etat ?? 'active' })}
        />
      </Filters>
      <DataTable
        label="Membres de l’organisation"
        noun={{ one: 'membre', many: 'membres' }}
        columns={columnsFor(today, setEdited)}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Aucun membre ne correspond">
            Changez les filtres, ou invitez quelqu’un par courriel.
          </EmptyState>
        }
      />
      <InvitationsSection />
      <TeamsSection />
      <InviteForm opened={isInviting} onClose={() => setInviting(false)} />
      {edited && <MemberForm key={edited.id} member={edited} onClose={() => setEdited(undefined)} />}
    </SettingsFrame>
  )
}

const columnsFor = (today: PlainDate, edit: (member: Member) => void): Column<Member>[] => [
  { key: 'name', header: 'Nom', cell: ({ name }) => name },
  { key: 'email', header: 'Courriel', cell: ({ email }) => email, from: 'laptop' },
  { key: 'role', header: 'Rôle', cell: ({ role }) => roleLabels[role] },
  { key: 'team', header: 'Équipe', cell: ({ team }) => team ?? 'sans équipe' },
  {
    key: 'households',
    header: 'Ménages suivis',
    align: 'end',
    cell: ({ households }) => households,
    from: 'laptop',
  },
  {
    key: 'end',
    header: 'Présence',
    cell: ({ endedOn, isActive }) => {
      if (endedOn === null) return <Signal kind="none">en poste</Signal>
      return (
        <Signal kind={isActive ? 'soon' : 'none'}>
          {isActive ? 'jusqu’au ' : 'parti le '}
          <Day date={endedOn as PlainDate} today={isActive ? today : undefined} />
        </Signal>
      )
    },
  },
  {
    key: 'edit',
    header: 'Action',
    isAct: true,
    cell: (member) => (
      <Button size="compact-sm" variant="default" onClick={() => edit(member)}>
        Modifier<span className="on-screen-readers"> {member.name}</span>
      </Button>
    ),
  },
]
