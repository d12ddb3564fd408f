import { NumberInput } from '@mantine/core'
import { regimeChangeLabels, regimeChanges } from '#domain/arrears/regime-change.ts'
import { arrearsStageLabels } from '#domain/arrears/transitions.ts'
import {
  debtTrendLabels,
  debtTrends,
  verdictFilterLabels,
  verdictFilters,
  worklistSortLabels,
  worklistSorts,
} from '#domain/arrears/worklist.ts'
import { formatEuros } from '#domain/money.ts'
import { isFiltered, noFilters, type WorklistState } from '#web/arrears/worklist-state.ts'
import type { api } from '#web/client.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { Chip, Filters, OneFilter, TextFilter } from '#web/ui/Filters.tsx'

type Counts = Awaited<ReturnType<typeof api.arrears.countWorklist>>
type Props = {
  state: WorklistState
  change: (changes: Partial<WorklistState>, how?: 'push' | 'replace') => void
  counts: Counts | undefined
  colleagues: readonly { id: string; name: string }[]
}

const choicesOf = <T extends string>(values: readonly T[], labels: Readonly<Record<T, string>>) =>
  values.map((value) => ({ value, label: labels[value] }))

export const WorklistFilterLine = ({ state, change, counts, colleagues }: Props) => (
  <Filters
    isActive={isFiltered(state)}
    onClear={() => change(noFilters)}
    aside={
      <OneFilter
        label="Tri"
        value={state.tri}
        otherwise="urgency"
        onChange={(tri) => change({ tri: tri ?? 'urgency' })}
        choices={choicesOf(worklistSorts, worklistSortLabels)}
      />
    }
  >
    <TextFilter label="Nom ou numéro de bail" value={state.q} onChange={(q, how) => change({ q }, how)} />
    <OneFilter
      label="Étape"
      anyLabel="Toutes"
      value={state.etape}
      onChange={(etape) => change({ etape })}
      choices={(counts?.stages ?? []).map(({ stage, count }) => ({
        value: stage,
        label: arrearsStageLabels[stage],
        count,
      }))}
    />
    <OneFilter
      label="Agence"
      anyLabel="Toutes"
      value={state.agence || undefined}
      onChange={(agence) => change({ agence: agence ?? '' })}
      choices={(counts?.agencies ?? []).map((agency) => ({ value: agency, label: agency }))}
    />
    <OneFilter
      label="Référent"
      anyLabel="Tous"
      value={state.referent || undefined}
      onChange={(referent) => change({ referent: referent ?? '' })}
      choices={[
        { value: 'nobody', label: 'Sans référent' },
        ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
    <AmountChips state={state} change={change} />
    <OneFilter
      label="Évolution"
      anyLabel="Toutes"
      value={state.evolution}
      onChange={(evolution) => change({ evolution })}
      choices={choicesOf(debtTrends, debtTrendLabels)}
    />
    <OneFilter
      label="Impayé selon"
      anyLabel="Peu importe"
      value={state.regle}
      onChange={(regle) => change({ regle })}
      choices={choicesOf(verdictFilters, verdictFilterLabels)}
    />
    <OneFilter
      label="Au 1er janvier 2027"
      anyLabel="Peu importe"
      value={state.change}
      onChange={(choice) => change({ change: choice })}
      choices={choicesOf(regimeChanges, regimeChangeLabels)}
    />
  </Filters>
)

const AmountChips = ({ state, change }: Pick<Props, 'state' | 'change'>) => (
  <>
    <Chip label="Dette" told={state.min ? `${formatEuros(state.min)} et plus` : undefined}>
      <AmountInput
        label="Dette d’au moins"
        value={state.min}
        onChange={(min) => change({ min: min ?? undefined }, 'replace')}
      />
    </Chip>
    <Chip label="Mois dus" told={state.mois ? `${state.mois} et plus` : undefined}>
      <NumberInput
        label="Mois de loyer dus, au moins"
        min={1}
        max={120}
        allowDecimal={false}
        value={state.mois ?? ''}
        onChange={(value) => change({ mois: typeof value === 'number' ? value : undefined }, 'replace')}
      />
    </Chip>
  </>
)
