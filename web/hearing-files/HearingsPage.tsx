import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { HearingRow } from '#contract/hearing-files.ts'
import { hearingDecisionLabels } from '#domain/hearings/decisions.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { sayTime } from '#domain/reception/slots.ts'
import { api } from '#web/client.ts'
import { StartHearingForm } from '#web/hearing-files/StartHearingForm.tsx'
import { paths } from '#web/paths.ts'
import { ReceptionFrame } from '#web/reception/ReceptionFrame.tsx'
import { useMember, useToday } from '#web/session/session.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

const schema = { quand: oneOf(['coming', 'past'], 'coming') }

/** The hearings being prepared, the nearest first. */
export const HearingsPage = () => {
  const { slug } = useMember()
  const today = useToday()
  const navigate = useNavigate()
  const [url, setUrl] = useUrlState(schema)
  const [isStarting, setStarting] = useState(false)
  const page = useApiPages(api.hearingFiles.list, { when: url.quand })
  return (
    <ReceptionFrame
      title="Audiences à préparer"
      subtitle="Ce que le juge regarde, les pièces en une liasse, la note pour l’avocat, puis la décision."
      actions={<Button onClick={() => setStarting(true)}>Préparer une audience</Button>}
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
        label="Dossiers d’audience"
        noun={{ one: 'dossier', many: 'dossiers' }}
        columns={columnsOf(slug, today)}
        page={page}
        rowKey={({ hearingFileId }) => hearingFileId}
        empty={
          <EmptyState title="Aucune audience ici">
            « Préparer une audience » : le ménage, le jour et le tribunal. Le reste se lit dans le dossier.
          </EmptyState>
        }
      />
      {isStarting && (
        <StartHearingForm
          onClose={() => setStarting(false)}
          onStarted={(householdId, hearingFileId) =>
            void navigate(paths.hearing({ slug, householdId, hearingFileId }))
          }
        />
      )}
    </ReceptionFrame>
  )
}

const columnsOf = (slug: string, today: string): Column<HearingRow>[] => [
  {
    key: 'household',
    header: 'Ménage',
    cell: ({ household, hearingFileId }) => (
      <Link to={paths.hearing({ slug, householdId: household.id, hearingFileId })}>{household.label}</Link>
    ),
  },
  {
    key: 'on',
    header: 'Audience',
    cell: ({ hearingOn, hearingTime }) => (
      <>
        <Day date={hearingOn as PlainDate} /> {hearingTime && sayTime(hearingTime)}
      </>
    ),
  },
  { key: 'court', header: 'Tribunal', cell: ({ court }) => court, from: 'laptop' },
  { key: 'pieces', header: 'Pièces', align: 'end', cell: ({ pieces }) => pieces },
  {
    key: 'decision',
    header: 'Décision',
    cell: ({ decision, hearingOn }) => {
      if (decision) return hearingDecisionLabels[decision]
      return hearingOn < today ? <Signal kind="soon">à noter</Signal> : 'à venir'
    },
  },
]
