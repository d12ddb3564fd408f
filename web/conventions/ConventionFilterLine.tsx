import {
  conventionKindLabels,
  conventionKinds,
  conventionLevelLabels,
  conventionLevels,
  conventionSortLabels,
  conventionSorts,
  conventionStateLabels,
  conventionStates,
} from '#domain/conventions/kinds.ts'
import { fundingFieldLabels, fundingFields } from '#domain/funding/kinds.ts'
import { partnerKindLabels } from '#domain/parcels/partner-kinds.ts'
import {
  type NamedTerritory,
  type TerritoryKind,
  tellTerritory,
  territoryKey,
} from '#domain/territories/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import type { api } from '#web/client.ts'
import {
  alertChoices,
  type ConventionsState,
  isFiltered,
  noFilters,
} from '#web/conventions/conventions-state.ts'
import { TerritoryField } from '#web/territories/TerritoryField.tsx'
import { Chip, Filters, OneFilter, TextFilter } from '#web/ui/Filters.tsx'

type Props = {
  state: ConventionsState
  change: (changes: Partial<ConventionsState>, how?: 'push' | 'replace') => void
  counts: Awaited<ReturnType<typeof api.conventions.count>> | undefined
}

export const ConventionFilterLine = ({ state, change, counts }: Props) => (
  <Filters
    isActive={isFiltered(state)}
    onClear={() => change(noFilters)}
    aside={
      <OneFilter
        label="Tri"
        value={state.tri}
        otherwise="end"
        onChange={(tri) => change({ tri: tri ?? 'end' })}
        choices={choicesOf(conventionSorts, conventionSortLabels)}
      />
    }
  >
    <TextFilter
      label="Référence, intitulé, partenaire, territoire"
      value={state.texte}
      onChange={(texte, how) => change({ texte }, how)}
    />
    <OneFilter
      label="État"
      anyLabel="Tous"
      value={state.etat}
      onChange={(etat) => change({ etat })}
      choices={conventionStates.map((value) => ({
        value,
        label: conventionStateLabels[value],
        count: counts?.states.find((one) => one.state === value)?.count ?? 0,
      }))}
    />
    <OneFilter
      label="Prend fin"
      anyLabel="Peu importe"
      value={state.echeance}
      onChange={(echeance) => change({ echeance })}
      choices={alertChoices.map((value) => ({
        value,
        label: `dans ${value} mois`,
        count: counts?.alerts.find(({ months }) => String(months) === value)?.count ?? 0,
      }))}
    />
    <OneFilter
      label="Nature de partenaire"
      anyLabel="Toutes"
      value={state.partenaire}
      onChange={(partenaire) => change({ partenaire })}
      choices={(counts?.partnerKinds ?? []).map(({ kind, count }) => ({
        value: kind,
        label: partnerKindLabels[kind],
        count,
      }))}
    />
    <OneFilter
      label="Domaine"
      anyLabel="Tous"
      value={state.domaine}
      onChange={(domaine) => change({ domaine })}
      choices={choicesOf(fundingFields, fundingFieldLabels)}
    />
    <TerritoryChip value={state.territoire} onChange={(territoire) => change({ territoire })} />
    <OneFilter
      label="Type"
      anyLabel="Tous"
      value={state.type}
      onChange={(type) => change({ type })}
      choices={choicesOf(conventionKinds, conventionKindLabels)}
    />
    <OneFilter
      label="Niveau"
      anyLabel="Tous"
      value={state.niveau}
      onChange={(niveau) => change({ niveau })}
      choices={choicesOf(conventionLevels, conventionLevelLabels)}
    />
  </Filters>
)

const readTerritory = (written: string): NamedTerritory | undefined => {
  const [key = '', name = ''] = written.split('/')
  const [kind, code] = key.split(':')
  return kind && code ? { kind: kind as TerritoryKind, code, name: name || code } : undefined
}

type ChipProps = { value: string; onChange: (written: string) => void }

/** Those whose territory touches it: its own, what holds it, what it holds. */
const TerritoryChip = ({ value, onChange }: ChipProps) => {
  const chosen = readTerritory(value)
  return (
    <Chip label="Territoire" told={chosen && tellTerritory(chosen)}>
      <TerritoryField
        label="Qui touche ce territoire"
        value={chosen ? [chosen] : []}
        onChange={(all) => {
          const last = all.at(-1)
          onChange(last ? `${territoryKey(last)}/${last.name}` : '')
        }}
      />
    </Chip>
  )
}
