import { NumberInput, Select } from '@mantine/core'
import { measureStatuses, measureStatusLabels } from '#domain/measures/kinds.ts'
import {
  endingDays,
  measureScopeLabels,
  measureScopes,
  measureSortLabels,
  measureSorts,
  silenceDays,
} from '#domain/measures/lists.ts'
import { formatDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import type { api } from '#web/client.ts'
import { isFiltered, type MeasuresState, noFilters } from '#web/measures/measures-state.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Chip, Filters, OneFilter } from '#web/ui/Filters.tsx'

type Props = {
  state: MeasuresState
  change: (changes: Partial<MeasuresState>, how?: 'push' | 'replace') => void
  counts: Awaited<ReturnType<typeof api.measures.count>> | undefined
}

export const MeasureFilterLine = ({ state, change, counts }: Props) => {
  const programme = counts?.programmes.find(({ programmeId }) => programmeId === state.dispositif)
  return (
    <Filters
      isActive={isFiltered(state)}
      onClear={() => change(noFilters)}
      aside={
        <OneFilter
          label="Tri"
          value={state.tri}
          otherwise="due"
          onChange={(tri) => change({ tri: tri ?? 'due' })}
          choices={choicesOf(measureSorts, measureSortLabels)}
        />
      }
    >
      <OneFilter
        label="Mesures"
        value={state.ensemble}
        otherwise="open"
        onChange={(ensemble) => change({ ensemble: ensemble ?? 'open' })}
        choices={choicesOf(measureScopes, measureScopeLabels)}
      />
      <OneFilter
        label="Statut"
        anyLabel="Tous"
        value={state.statut}
        onChange={(statut) => change({ statut })}
        choices={measureStatuses.map((status) => ({
          value: status,
          label: measureStatusLabels[status],
          count: counts?.statuses.find((one) => one.status === status)?.count ?? 0,
        }))}
      />
      <OneFilter
        label="Dispositif"
        anyLabel="Tous"
        value={state.dispositif || undefined}
        onChange={(dispositif) => change({ dispositif: dispositif ?? '', phase: '' })}
        choices={(counts?.programmes ?? []).map(({ programmeId, name, open }) => ({
          value: programmeId,
          label: name,
          count: open,
        }))}
      />
      {programme && programme.phases.length > 0 && (
        <OneFilter
          label="Phase"
          anyLabel="Toutes"
          value={state.phase || undefined}
          onChange={(phase) => change({ phase: phase ?? '' })}
          choices={programme.phases.map(({ key, label, count }) => ({ value: key, label, count }))}
        />
      )}
      <OneFilter
        label="Référent"
        anyLabel="Tous"
        value={state.referent || undefined}
        onChange={(referent) => change({ referent: referent ?? '' })}
        choices={[
          { value: 'nobody', label: 'Sans référent' },
          ...(counts?.leads ?? []).map(({ membershipId, name, open }) => ({
            value: membershipId,
            label: name,
            count: open,
          })),
        ]}
      />
      <DaysChips state={state} change={change} />
      <PeriodChip state={state} change={change} />
    </Filters>
  )
}

type ChipProps = Pick<Props, 'state' | 'change'>

const DaysChips = ({ state, change }: ChipProps) => (
  <>
    <Chip label="Sans contact" told={state.silence ? `depuis ${state.silence} jours` : undefined}>
      <NumberInput
        label="Sans échange depuis au moins, en jours"
        placeholder={String(silenceDays)}
        min={1}
        max={3650}
        allowDecimal={false}
        value={state.silence ?? ''}
        onChange={(value) => change({ silence: typeof value === 'number' ? value : undefined }, 'replace')}
      />
    </Chip>
    <Chip label="Se termine" told={state.terme === undefined ? undefined : `dans ${state.terme} jours`}>
      <NumberInput
        label="Terme dans, au plus, en jours"
        placeholder={String(endingDays)}
        min={0}
        max={3650}
        allowDecimal={false}
        value={state.terme ?? ''}
        onChange={(value) => change({ terme: typeof value === 'number' ? value : undefined }, 'replace')}
      />
    </Chip>
  </>
)

/** The measures that ran during a period, and whether the household was met at home by its end. */
const PeriodChip = ({ state, change }: ChipProps) => {
  const { du, au, domicile } = state
  const met = domicile && (domicile === 'oui' ? 'rencontrés à domicile' : 'non rencontrés à domicile')
  const told = [du && `du ${formatDate(du)}`, au && `au ${formatDate(au)}`, met].filter(Boolean).join(' ')
  return (
    <Chip label="Accompagnés" told={told || undefined}>
      <DayInput label="Du" value={du} onChange={(day) => change({ du: day ?? undefined }, 'replace')} />
      <DayInput label="Au" value={au} onChange={(day) => change({ au: day ?? undefined }, 'replace')} />
      <Select
        label="À domicile"
        clearable
        data={[
          { value: 'oui', label: 'Rencontrés au moins une fois' },
          { value: 'non', label: 'Jamais rencontrés' },
        ]}
        value={domicile ?? null}
        onChange={(value) => change({ domicile: value === 'oui' || value === 'non' ? value : undefined })}
      />
    </Chip>
  )
}
