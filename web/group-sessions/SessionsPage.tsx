import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { SessionRow } from '#contract/group-sessions.ts'
import { sessionKindLabels } from '#domain/reception/kinds.ts'
import { api } from '#web/client.ts'
import { PublicationSection } from '#web/group-sessions/PublicationSection.tsx'
import { SessionForm } from '#web/group-sessions/SessionForm.tsx'
import { sayWhen, stateSignals } from '#web/group-sessions/session-words.ts'
import { paths } from '#web/paths.ts'
import { ReceptionFrame } from '#web/reception/ReceptionFrame.tsx'
import { useMember } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

const schema = { quand: oneOf(['coming', 'past'], 'coming') }

export const SessionsPage = () => {
  const { slug } = useMember()
  const navigate = useNavigate()
  const [url, setUrl] = useUrlState(schema)
  const [isPlanning, setPlanning] = useState(false)
  const page = useApiPages(api.groupSessions.list, { when: url.quand })
  return (
    <ReceptionFrame
      title="Séances collectives"
      subtitle="Ateliers et informations : places, inscrits, liste d’attente, présents."
      actions={<Button onClick={() => setPlanning(true)}>Prévoir une séance</Button>}
    >
      <Filters isActive={url.quand !== 'coming'} onClear={() => setUrl({ quand: 'coming' })}>
        <OneFilter
          label="Lesquelles"
          choices={[
            { value: 'coming', label: 'À venir' },
            { value: 'past', label: 'Passées' },
          ]}
          otherwise="coming"
          value={url.quand}
          onChange={(quand) => setUrl({ quand: quand === 'past' ? 'past' : 'coming' })}
        />
      </Filters>
      <DataTable
        label="Séances collectives"
        noun={{ one: 'séance', many: 'séances' }}
        columns={columnsOf(slug)}
        page={page}
        rowKey={({ sessionId }) => sessionId}
        empty={
          <EmptyState title="Aucune séance ici">
            « Prévoir une séance » : le sujet, le jour, le lieu et le nombre de places.
          </EmptyState>
        }
      />
      <PublicationSection />
      {isPlanning && (
        <SessionForm
          session={undefined}
          onClose={() => setPlanning(false)}
          onAdded={(sessionId) => void navigate(paths.groupSession({ slug, sessionId }))}
        />
      )}
    </ReceptionFrame>
  )
}

const columnsOf = (slug: string): Column<SessionRow>[] => [
  {
    key: 'title',
    header: 'Séance',
    cell: ({ sessionId, title }) => <Link to={paths.groupSession({ slug, sessionId })}>{title}</Link>,
  },
  { key: 'when', header: 'Quand', cell: sayWhen },
  { key: 'place', header: 'Lieu', cell: ({ place }) => place.name, from: 'laptop' },
  { key: 'kind', header: 'Sujet', cell: ({ kind }) => sessionKindLabels[kind], from: 'wide' },
  {
    key: 'seats',
    header: 'Places prises',
    align: 'end',
    cell: ({ seated, capacity }) => `${seated} sur ${capacity}`,
  },
  { key: 'waiting', header: 'En attente', align: 'end', cell: ({ waiting }) => waiting },
  {
    key: 'state',
    header: 'État',
    cell: ({ state, present }) => (
      <Signal kind={stateSignals[state].kind}>
        {state === 'held' ? `${present} présents` : stateSignals[state].words}
      </Signal>
    ),
  },
]
