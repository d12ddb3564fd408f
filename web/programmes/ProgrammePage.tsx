import { Button } from '@mantine/core'
import { Link, useParams } from 'react-router'
import type { ProgrammeView } from '#contract/programme-shapes.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { CloseProgramme } from '#web/programmes/CloseProgramme.tsx'
import { DefinitionView } from '#web/programmes/DefinitionView.tsx'
import { MeasureCount, Places, StateSignal } from '#web/programmes/programme-signals.tsx'
import classes from '#web/programmes/programmes.module.css'
import { TryHousehold } from '#web/programmes/TryHousehold.tsx'
import { VersionList } from '#web/programmes/VersionList.tsx'
import { useAccess } from '#web/session/session.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Page } from '#web/ui/Page.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

export const ProgrammePage = () => {
  const { slug = '', programmeId = '' } = useParams()
  const { data, error, refetch } = useApiQuery(api.programmes.open, { programmeId })
  const definition = data?.published?.definition ?? data?.draft
  return (
    <Page
      title={definition?.name || 'Dispositif'}
      subtitle={data && <Standing programme={data} />}
      crumbs={[{ label: 'Dispositifs', to: paths.programmes({ slug }) }]}
      actions={data && <Acts slug={slug} programme={data} />}
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture du dispositif" />}
      {data && !data.published && (
        <Notice kind="soon">
          Ce dispositif est en préparation : aucune mesure ne peut encore s’ouvrir. Voici son brouillon.
        </Notice>
      )}
      {data && definition && (
        <div className={classes.reading}>
          <div>
            <DefinitionView definition={definition} />
          </div>
          <div>
            <TryHousehold programme={data} />
            {data.published && <VersionList slug={slug} programme={data} />}
          </div>
        </div>
      )}
      {data && !definition && <EmptyState title="Ce dispositif ne dit encore rien" />}
    </Page>
  )
}

const Standing = ({ programme }: { programme: ProgrammeView }) => {
  const { programmeId, published, draft, closedOn, running, waiting } = programme
  const state = closedOn ? 'closed' : published ? 'running' : 'draft'
  return (
    <p className={classes.standing}>
      <StateSignal state={state} hasDraft={draft !== null} />
      {closedOn && <span>depuis le {formatDate(closedOn)}</span>}
      {published && (
        <>
          <span>version {published.number}</span>
          <span>
            mesures en cours :{' '}
            <Places programmeId={programmeId} running={running} capacity={published.definition.capacity} />
          </span>
          {waiting > 0 && (
            <span>
              en attente : <MeasureCount programmeId={programmeId} scope="waiting" count={waiting} />
            </span>
          )}
        </>
      )}
    </p>
  )
}

const Acts = ({ slug, programme }: { slug: string; programme: ProgrammeView }) => {
  const editing = useAccess('edit-programmes')
  const { programmeId, published, draft } = programme
  const label = draft ? 'Reprendre le brouillon' : 'Préparer la version suivante'
  return (
    <>
      {published && <CloseProgramme programme={programme} />}
      {editing.allowed ? (
        <Button component={Link} to={paths.programmeDraft({ slug, programmeId })}>
          {label}
        </Button>
      ) : (
        <ReasonedButton because={editing.because}>{label}</ReasonedButton>
      )}
    </>
  )
}
