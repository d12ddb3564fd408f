import { Link, useParams } from 'react-router'
import { letterTemplateKeys, letterTemplateLabels } from '#domain/letters/kinds.ts'
import { api } from '#web/client.ts'
import { TemplateEditor } from '#web/letters/TemplateEditor.tsx'
import { paths } from '#web/paths.ts'
import { SettingsFrame } from '#web/settings/SettingsFrame.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { formatInstant } from '#web/ui/instant.ts'
import { pageOfAll } from '#web/ui/paged.ts'
import { Signal } from '#web/ui/Signal.tsx'
import { text } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

const schema = { modele: text() }

export const TemplatesPage = () => {
  const { slug = '' } = useParams()
  const [{ modele }] = useUrlState(schema)
  const { data, error, refetch } = useApiQuery(api.letters.listTemplates, {})
  const chosen = letterTemplateKeys.find((key) => key === modele)
  return (
    <SettingsFrame
      title={chosen ? letterTemplateLabels[chosen] : 'Modèles de lettres'}
      subtitle={
        chosen ? (
          <Link to={paths.settingsTemplates({ slug })}>Tous les modèles</Link>
        ) : (
          'Les lettres que Palier écrit, en français simple et en PDF accessible. Vos textes remplacent ceux d’origine.'
        )
      }
    >
      {error && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture des modèles" />}
      {chosen ? (
        <TemplateEditor key={chosen} templateKey={chosen} />
      ) : (
        data && (
          <DataTable
            label="Modèles de lettres"
            noun={{ one: 'modèle', many: 'modèles' }}
            columns={columns(paths.settingsTemplates({ slug }))}
            page={pageOfAll(data.rows)}
            rowKey={({ key }) => key}
          />
        )
      )}
    </SettingsFrame>
  )
}

type Row = {
  key: (typeof letterTemplateKeys)[number]
  subject: string
  isDefault: boolean
  edited: { at: string; by: string } | null
}

const columns = (here: string): Column<Row>[] => [
  {
    key: 'name',
    header: 'Modèle',
    cell: ({ key }) => <Link to={`${here}?modele=${key}`}>{letterTemplateLabels[key]}</Link>,
  },
  { key: 'subject', header: 'Objet', cell: ({ subject }) => subject, from: 'tablet', grows: true },
  {
    key: 'wording',
    header: 'Texte',
    cell: ({ isDefault }) => (
      <Signal kind={isDefault ? 'none' : 'done'}>{isDefault ? 'd’origine' : 'le vôtre'}</Signal>
    ),
  },
  {
    key: 'edited',
    header: 'Modifié',
    cell: ({ edited }) => (edited ? `${formatInstant(edited.at)} par ${edited.by}` : 'jamais'),
    from: 'tablet',
  },
]
