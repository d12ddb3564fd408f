import { NumberInput } from '@mantine/core'
import {
  financingKindLabels,
  financingKinds,
  fundingFieldLabels,
  fundingFields,
} from '#domain/funding/kinds.ts'
import { bucketLabels, buckets, financingStatuses, financingStatusLabels } from '#domain/loans/kinds.ts'
import { loanScopeLabels, loanScopes, loanSortLabels, loanSorts } from '#domain/loans/lists.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { isFiltered, type LoansState, noFilters } from '#web/loans/loans-state.ts'
import { Chip, Filters, OneFilter } from '#web/ui/Filters.tsx'

type Props = {
  state: LoansState
  change: (changes: Partial<LoansState>, how?: 'push' | 'replace') => void
}

export const LoanFilterLine = ({ state, change }: Props) => (
  <Filters
    isActive={isFiltered(state)}
    onClear={() => change(noFilters)}
    aside={
      <OneFilter
        label="Tri"
        value={state.tri}
        otherwise="recent"
        onChange={(tri) => change({ tri: tri ?? 'recent' })}
        choices={choicesOf(loanSorts, loanSortLabels)}
      />
    }
  >
    <OneFilter
      label="Financements"
      value={state.ensemble}
      otherwise="open"
      onChange={(ensemble) => change({ ensemble: ensemble ?? 'open' })}
      choices={choicesOf(loanScopes, loanScopeLabels)}
    />
    <OneFilter
      label="Nature"
      anyLabel="Toutes"
      value={state.genre}
      onChange={(genre) => change({ genre })}
      choices={choicesOf(financingKinds, financingKindLabels)}
    />
    <OneFilter
      label="Statut"
      anyLabel="Tous"
      value={state.statut}
      onChange={(statut) => change({ statut })}
      choices={choicesOf(financingStatuses, financingStatusLabels)}
    />
    <OneFilter
      label="Retard"
      anyLabel="Avec ou sans"
      value={state.retard}
      onChange={(retard) => change({ retard })}
      choices={choicesOf(buckets, bucketLabels)}
    />
    <OneFilter
      label="Domaine"
      anyLabel="Tous"
      value={state.champ}
      onChange={(champ) => change({ champ })}
      choices={choicesOf(fundingFields, fundingFieldLabels)}
    />
    <Chip label="Se termine" told={state.fin === undefined ? undefined : `dans ${state.fin} mois`}>
      <NumberInput
        label="Dernière échéance dans, au plus, en mois"
        placeholder="12"
        min={1}
        max={120}
        allowDecimal={false}
        value={state.fin ?? ''}
        onChange={(value) => change({ fin: typeof value === 'number' ? value : undefined }, 'replace')}
      />
    </Chip>
    <OneFilter
      label="Forclusion"
      anyLabel="Toutes"
      value={state.forclusion ? 'oui' : undefined}
      onChange={(value) => change({ forclusion: value === 'oui' })}
      choices={[{ value: 'oui', label: 'Proche ou passée' }]}
    />
  </Filters>
)
