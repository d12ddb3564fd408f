import { useParams } from 'react-router'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { DraftEditor } from '#web/programmes/DraftEditor.tsx'
import { useAccess } from '#web/session/session.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

export const DraftPage = () => {
  const { slug = '', programmeId = '' } = useParams()
  const editing = useAccess('edit-programmes')
  const { data, error, refetch } = useApiQuery(api.programmes.open, { programmeId })
  const name = data?.published?.definition.name ?? data?.draft?.name
  return (
    <Page
      title={data?.published ? `Version ${data.published.number + 1}` : 'Nouveau dispositif'}
      subtitle="Enregistrez autant de fois qu’il le faut ; rien ne change pour les équipes avant la publication."
      crumbs={[
        { label: 'Dispositifs', to: paths.programmes({ slug }) },
        { label: name || 'Sans nom', to: paths.programme({ slug, programmeId }) },
      ]}
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture du dispositif" />}
      {data && !editing.allowed && (
        <EmptyState title="Ce brouillon se lit seulement">{editing.because}</EmptyState>
      )}
      {data && editing.allowed && <DraftEditor key={programmeId} programme={data} />}
    </Page>
  )
}
