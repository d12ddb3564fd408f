import { Select } from '@mantine/core'
import { Link } from 'react-router'
import type { JournalLine } from '#contract/settings.ts'
import { journalActLabel } from '#domain/journal.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { JournalSeals } from '#web/settings/JournalSeals.tsx'
import { SettingsFrame } from '#web/settings/SettingsFrame.tsx'
import classes from '#web/settings/settings.module.css'
import { tellChanges } from '#web/settings/tell-changes.ts'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters } from '#web/ui/Filters.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { day, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages, useApiQuery } from '#web/use-api.ts'

const schema = { du: day(), au: day(), acte: text(), qui: text() }

export const JournalPage = () => {
  const slug = useOrganisationSlug()
  const [{ du, au, acte, qui }, setState] = useUrlState(schema)
  const page = useApiPages(api.settings.listJournal, {
    ...(du ? { from: du } : {}),
    ...(au ? { to: au } : {}),
    ...(acte ? { act: acte } : {}),
    ...(qui ? { membershipId: qui } : {}),
  })
  return (
    <SettingsFrame
      title="Journal"
      needs="read-journal"
      subtitle="Qui a fait quoi, quand, sur quel dossier. Rien ne s’y efface."
    >
      <Filters
        isActive={Boolean(du || au || acte || qui)}
        onClear={() => setState({ du: undefined, au: undefined, acte: '', qui: '' })}
      >
        <DayFilter label="Du" value={du} onChange={(chosen) => setState({ du: chosen })} />
        <DayFilter label="Au" value={au} onChange={(chosen) => setState({ au: chosen })} />
        <ActFilter value={acte} onChange={(chosen) => setState({ acte: chosen })} />
        <WhoFilter value={qui} onChange={(chosen) => setState({ qui: chosen })} />
      </Filters>
      <DataTable
        label="Journal de l’organisation"
        noun={{ one: 'ligne', many: 'lignes' }}
        columns={columnsFor(slug)}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Aucune ligne ne correspond">
            Élargissez les dates ou effacez les filtres.
          </EmptyState>
        }
      />
      <JournalSeals />
    </SettingsFrame>
  )
}

type FilterProps<T> = { value: T; onChange: (value: T) => void }

const DayFilter = ({ label, value, onChange }: FilterProps<PlainDate | undefined> & { label: string }) => (
  <DayInput
    size="xs"
    w={150}
    miw={150}
    aria-label={`${label} (jour)`}
    placeholder={`${label} jj/mm/aaaa`}
    value={value ?? null}
    onChange={(chosen) => onChange(chosen ?? undefined)}
  />
)

const ActFilter = ({ value, onChange }: FilterProps<string>) => {
  const { data } = useApiQuery(api.settings.listJournalActs, {})
  return (
    <Select
      size="xs"
      aria-label="Acte"
      placeholder="Tous les actes"
      data={(data?.acts ?? []).map((act) => ({ value: act, label: journalActLabel(act) }))}
      value={value || null}
      onChange={(chosen) => onChange(chosen ?? '')}
      searchable
      clearable
    />
  )
}

const WhoFilter = ({ value, onChange }: FilterProps<string>) => {
  const { allowed } = useAccess('read-colleagues')
  const { data } = useApiQuery(api.identity.listColleagues, {}, { enabled: allowed })
  if (!allowed) return null
  return (
    <Select
      size="xs"
      aria-label="Par qui"
      placeholder="Tout le monde"
      data={(data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      value={value || null}
      onChange={(chosen) => onChange(chosen ?? '')}
      searchable
      clearable
    />
  )
}

const columnsFor = (slug: string): Column<JournalLine>[] => [
  {
    key: 'at',
    header: 'Quand',
    cell: ({ at }) => <span className="figures">{formatInstant(at)}</span>,
    grows: false,
  },
  { key: 'who', header: 'Qui', cell: ({ who }) => who ?? 'Palier' },
  { key: 'act', header: 'Acte', cell: ({ act }) => journalActLabel(act), grows: true },
  {
    key: 'household',
    header: 'Dossier',
    cell: ({ household, householdId }) =>
      household && householdId && <Link to={paths.household({ slug, householdId })}>{household}</Link>,
  },
  {
    key: 'changes',
    header: 'Ce qui a changé',
    from: 'laptop',
    isNotOnCard: true,
    cell: ({ before, after }) => <p className={classes.changes}>{tellChanges(before, after).join('\n')}</p>,
  },
]
