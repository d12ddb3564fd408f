import { useParams } from 'react-router'
import { formatInteger } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { compareDefinitions } from '#domain/programmes/compare-definitions.ts'
import { api } from '#web/client.ts'
import { paths } from '#web/paths.ts'
import { Changes } from '#web/programmes/Changes.tsx'
import { DefinitionView } from '#web/programmes/DefinitionView.tsx'
import classes from '#web/programmes/programmes.module.css'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'

/** A version as it was published, and what it changed. */
export const ProgrammeVersionPage = () => {
  const { slug = '', programmeId = '', number = '' } = useParams()
  const asked = Number(number)
  const { data, error, refetch } = useApiQuery(api.programmes.openVersion, { programmeId, number: asked })
  const former = useApiQuery(
    api.programmes.openVersion,
    { programmeId, number: asked - 1 },
    { enabled: asked > 1 },
  )
  const running = data?.running ?? 0
  return (
    <Page
      title={data ? `${data.definition.name}, version ${data.number}` : 'Version'}
      subtitle={
        data && `Publiée le ${formatDate(data.publishedOn)} par ${data.publishedBy}. ${tell(running)}`
      }
      crumbs={[
        { label: 'Dispositifs', to: paths.programmes({ slug }) },
        { label: 'Dispositif', to: paths.programme({ slug, programmeId }) },
      ]}
    >
      {error && !data && <ErrorState error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting label="Lecture de la version" />}
      {data && (
        <div className={classes.reading}>
          <div>
            <DefinitionView definition={data.definition} />
          </div>
          {former.data && (
            <Section title={`Ce qu’elle a changé depuis la version ${former.data.number}`}>
              <Changes changes={compareDefinitions(former.data.definition, data.definition)} />
            </Section>
          )}
        </div>
      )}
    </Page>
  )
}

const tell = (running: number) => {
  if (running === 0) return 'Aucune mesure en cours ne la suit.'
  return running === 1
    ? 'Une mesure en cours la suit.'
    : `${formatInteger(running)} mesures en cours la suivent.`
}
