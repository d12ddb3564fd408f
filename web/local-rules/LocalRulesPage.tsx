import { useState } from 'react'
import { Link } from 'react-router'
import type { Output } from '#contract/endpoint.ts'
import type { localRules } from '#contract/local-rules.ts'
import { type LocalRuleKind, localRuleKindLabels, localRuleKinds } from '#domain/local-rules/kinds.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { NewRuleForm } from '#web/local-rules/NewRuleForm.tsx'
import { RuleStatus } from '#web/local-rules/rule-signals.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { ConfidenceMark } from '#web/settings/ConfidenceMark.tsx'
import { SettingsFrame } from '#web/settings/SettingsFrame.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'

type Row = Output<typeof localRules.list>['rows'][number]

const schema = { sorte: oneOf(localRuleKinds) }
const kindChoices = localRuleKinds.map((value) => ({ value, label: localRuleKindLabels[value] }))

export const LocalRulesPage = () => {
  const slug = useOrganisationSlug()
  const editing = useAccess('edit-local-rules')
  const [{ sorte }, setFilters] = useUrlState(schema)
  const [isCreating, setCreating] = useState(false)
  const page = useApiPages(api.localRules.list, sorte ? { kind: sorte } : {})
  return (
    <SettingsFrame
      title="Règles locales"
      needs="read-local-rules"
      subtitle="Ce que chaque département décide : les conditions de son FSL, les délais de son DALO. Celles que Palier fournit sont à vérifier auprès du fonds."
      actions={
        <ReasonedButton because={editing.because} onClick={() => setCreating(true)}>
          Ajouter un territoire
        </ReasonedButton>
      }
    >
      <Filters isActive={sorte !== undefined} onClear={() => setFilters({ sorte: undefined })}>
        <OneFilter
          label="Sorte"
          anyLabel="toutes"
          choices={kindChoices}
          value={sorte}
          onChange={(value) => setFilters({ sorte: value })}
        />
      </Filters>
      <DataTable<Row>
        label="Règles locales"
        noun={{ one: 'territoire', many: 'territoires' }}
        columns={columnsOf(slug)}
        page={page}
        rowKey={({ kind, territoryCode }) => `${kind}/${territoryCode}`}
        empty={
          <EmptyState title="Aucune règle locale">
            Ajoutez les règles du fonds de votre département, lues dans son règlement intérieur.
          </EmptyState>
        }
      />
      {isCreating && <NewRuleForm kind={sorte ?? 'fsl'} onClose={() => setCreating(false)} />}
    </SettingsFrame>
  )
}

const shortKind: Readonly<Record<LocalRuleKind, string>> = { fsl: 'FSL', dalo: 'DALO' }

const columnsOf = (slug: string): Column<Row>[] => [
  {
    key: 'territory',
    header: 'Territoire',
    cell: ({ kind, territoryCode, territoryName }) => (
      <Link to={paths.settingsLocalRule({ slug, kind, territory: territoryCode })}>
        {territoryName} ({territoryCode})
      </Link>
    ),
  },
  { key: 'kind', header: 'Sorte', cell: ({ kind }) => shortKind[kind] },
  {
    key: 'status',
    header: 'État',
    cell: ({ status, hasDraft, origin }) => (
      <RuleStatus status={status} hasDraft={hasDraft} isShipped={origin.isShipped} />
    ),
  },
  {
    key: 'origin',
    header: 'Fiabilité',
    cell: ({ origin }) => <ConfidenceMark of={origin} />,
    from: 'tablet',
  },
  {
    key: 'from',
    header: 'Depuis',
    cell: ({ origin }) => (origin.validFrom ? formatDate(origin.validFrom) : ''),
    from: 'laptop',
  },
]
