import { applicationScopes } from '#contract/application-shapes.ts'
import { applicationStatuses, applicationStatusLabels } from '#domain/funding/application-facts.ts'
import { fundingFieldLabels, fundingFields } from '#domain/funding/kinds.ts'
import { type ApplicationsState, isFiltered, noFilters } from '#web/applications/applications-state.ts'
import type { api } from '#web/client.ts'
import { TerritoryField } from '#web/territories/TerritoryField.tsx'
import { Chip, Filters, OneFilter, TextFilter } from '#web/ui/Filters.tsx'

const scopeLabels = { open: 'En cours', closed: 'Clos', all: 'Tous' } as const
const sorts = [
  { value: 'due', label: 'Prochaine étape' },
  { value: 'recent', label: 'Les plus récents' },
] as const

type Props = {
  state: ApplicationsState
  change: (changes: Partial<ApplicationsState>, how?: 'push' | 'replace') => void
  counts: Awaited<ReturnType<typeof api.applications.count>> | undefined
}

export const ApplicationFilterLine = ({ state, change, counts }: Props) => (
  <Filters
    isActive={isFiltered(state)}
    onClear={() => change(noFilters)}
    aside={
      <OneFilter
        label="Tri"
        value={state.tri}
        otherwise="due"
        onChange={(tri) => change({ tri: tri ?? 'due' })}
        choices={sorts}
      />
    }
  >
    <TextFilter
      label="Numéro ou ménage"
      value={state.texte}
      onChange={(texte, how) => change({ texte }, how)}
    />
    <OneFilter
      label="Dossiers"
      value={state.ensemble}
      otherwise="open"
      onChange={(ensemble) => change({ ensemble: ensemble ?? 'open' })}
      choices={applicationScopes.map((value) => ({ value, label: scopeLabels[value] }))}
    />
    <OneFilter
      label="État"
      anyLabel="Tous"
      value={state.etat}
      onChange={(etat) => change({ etat })}
      choices={applicationStatuses.map((value) => ({
        value,
        label: applicationStatusLabels[value],
        count: counts?.statuses.find(({ status }) => status === value)?.count ?? 0,
      }))}
    />
    <OneFilter
      label="Domaine"
      anyLabel="Tous"
      value={state.domaine}
      onChange={(domaine) => change({ domaine })}
      choices={fundingFields.map((value) => ({
        value,
        label: fundingFieldLabels[value],
        count: counts?.fields.find(({ field }) => field === value)?.count ?? 0,
      }))}
    />
    <OneFilter
      label="Produit"
      anyLabel="Tous"
      value={state.produit || undefined}
      onChange={(produit) => change({ produit: produit ?? '' })}
      choices={(counts?.products ?? []).map(({ productId, name, count }) => ({
        value: productId,
        label: name,
        count,
      }))}
    />
    <OneFilter
      label="Suivi par"
      anyLabel="Tous"
      value={state.suivi || undefined}
      onChange={(suivi) => change({ suivi: suivi ?? '' })}
      choices={[
        { value: 'me', label: 'Moi' },
        { value: 'nobody', label: 'Personne' },
        ...(counts?.officers ?? []).map(({ membershipId, name, count }) => ({
          value: membershipId,
          label: name,
          count,
        })),
      ]}
    />
    <Chip label="Commune" told={state.lieu || undefined}>
      <TerritoryField
        label="Commune du logement"
        kinds={['commune']}
        most={1}
        value={state.commune ? [{ kind: 'commune', code: state.commune, name: state.lieu }] : []}
        onChange={([commune]) => change({ commune: commune?.code ?? '', lieu: commune?.name ?? '' })}
      />
    </Chip>
    <OneFilter
      label="Échéance"
      anyLabel="Toutes"
      value={state.retard ? 'late' : undefined}
      onChange={(value) => change({ retard: value === 'late' })}
      choices={[{ value: 'late', label: 'En retard', count: counts?.late ?? 0 }]}
    />
  </Filters>
)
