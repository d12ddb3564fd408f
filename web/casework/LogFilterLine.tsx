import { Button } from '@mantine/core'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Chip, Filters, ManyFilter, OneFilter } from '#web/ui/Filters.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { day, manyOf, text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiDownload, useApiQuery } from '#web/use-api.ts'

const kinds = [
  { value: 'contact', label: 'Contacts et visites' },
  { value: 'note', label: 'Notes' },
  { value: 'document', label: 'Documents' },
  { value: 'event', label: 'Événements' },
] as const

const schema = {
  nature: manyOf(kinds.map(({ value }) => value)),
  auteur: text(),
  du: day(),
  au: day(),
}

export const useLogFilters = () => {
  const [state] = useUrlState(schema)
  const filters = {
    ...(state.nature.length > 0 && { kinds: [...state.nature] }),
    ...(state.auteur && { authorId: state.auteur }),
    ...(state.du && { from: state.du }),
    ...(state.au && { to: state.au }),
  }
  return { filters, isActive: Object.keys(filters).length > 0 }
}

export const LogFilterLine = ({ householdId }: { householdId: string }) => {
  const [state, setState] = useUrlState(schema)
  const { filters, isActive } = useLogFilters()
  const colleagues = useApiQuery(api.identity.listColleagues, {})
  const exporting = useApiDownload(api.casework.exportLog)
  const period = [state.du && `du ${formatDate(state.du)}`, state.au && `au ${formatDate(state.au)}`]
  return (
    <>
      <Filters
        isActive={isActive}
        onClear={() => setState({ nature: [], auteur: '', du: undefined, au: undefined })}
        aside={
          <Button
            variant="subtle"
            size="compact-sm"
            loading={exporting.isRunning}
            onClick={() => void exporting.run({ householdId, ...filters })}
          >
            Exporter
          </Button>
        }
      >
        <ManyFilter
          label="Nature"
          choices={kinds}
          value={state.nature}
          onChange={(nature) => setState({ nature: [...nature] })}
        />
        <OneFilter
          label="Auteur"
          anyLabel="Tous"
          choices={(colleagues.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={state.auteur || undefined}
          onChange={(auteur) => setState({ auteur: auteur ?? '' })}
        />
        <Chip label="Période" told={period.filter(Boolean).join(' ') || undefined}>
          <DayInput label="Du" value={state.du} onChange={(du) => setState({ du: du ?? undefined })} />
          <DayInput label="Au" value={state.au} onChange={(au) => setState({ au: au ?? undefined })} />
        </Chip>
      </Filters>
      {exporting.failure && <Notice kind="late">{exporting.failure}</Notice>}
    </>
  )
}
