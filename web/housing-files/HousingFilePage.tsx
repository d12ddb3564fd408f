import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { hasGrounds, housingFileLabels } from '#domain/housing-files/kinds.ts'
import { api } from '#web/client.ts'
import { GroundsSection } from '#web/housing-files/GroundsSection.tsx'
import { LettersSection } from '#web/housing-files/LettersSection.tsx'
import { MissingSection } from '#web/housing-files/MissingSection.tsx'
import { PapersSection } from '#web/housing-files/PapersSection.tsx'
import { TextsSection } from '#web/housing-files/TextsSection.tsx'
import type { FileProps, HousingFile } from '#web/housing-files/views.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess } from '#web/session/session.ts'
import { Day } from '#web/ui/Day.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { notify } from '#web/ui/notify.ts'
import { Page } from '#web/ui/Page.tsx'
import { ReasonForm } from '#web/ui/ReasonForm.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

/** A file that asks for a home: what is known, what is missing, the words, the papers, the letters. */
export const HousingFilePage = () => {
  const slug = useOrganisationSlug()
  const { householdId = '', fileId = '' } = useParams()
  const { data, error, refetch } = useApiQuery(api.housingFiles.get, { householdId, fileId })
  const room = { label: 'Ménages', to: paths.households({ slug }) }
  if (!data)
    return (
      <Page title="Dossier préparé" crumbs={[room]}>
        {error ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : (
          <Waiting label="Lecture du dossier" />
        )}
      </Page>
    )
  const props = { householdId, file: data }
  const household = { label: data.householdLabel, to: paths.householdProcedures({ slug, householdId }) }
  return (
    <Page
      title={`${housingFileLabels[data.kind]} : ${data.householdLabel}`}
      crumbs={[room, household]}
      subtitle={<Subtitle file={data} />}
      actions={data.closed === null && <CloseAction {...props} />}
    >
      <MissingSection {...props} />
      {hasGrounds(data.kind) && <GroundsSection {...props} />}
      <PapersSection {...props} />
      <TextsSection {...props} key={`texts-${data.version}`} />
      <LettersSection {...props} />
    </Page>
  )
}

const Subtitle = ({ file }: { file: HousingFile }) => {
  const slug = useOrganisationSlug()
  const { householdId = '' } = useParams()
  const { startedOn, startedBy, closed, procedure } = file
  return (
    <>
      Commencé le <Day date={startedOn} /> par {startedBy}
      {closed && (
        <>
          {' '}
          · fermé le <Day date={closed.on} /> : {closed.reason}
        </>
      )}
      {procedure ? (
        <>
          {' '}
          · <Link to={paths.householdProcedures({ slug, householdId })}>{procedure.stateLabel}</Link> depuis
          le <Day date={procedure.since} />
        </>
      ) : (
        <>
          {' '}
          · <Link to={paths.householdProcedures({ slug, householdId })}>aucune procédure ouverte</Link>
        </>
      )}
    </>
  )
}

const CloseAction = ({ householdId, file }: FileProps) => {
  const [closing, setClosing] = useState(false)
  const may = useAccess('edit-social-situation')
  const close = useApiCommand(api.housingFiles.close, {
    onDone: () => {
      setClosing(false)
      void notify('Dossier fermé.')
    },
  })
  if (!may.allowed) return null
  return (
    <>
      <Button variant="default" onClick={() => setClosing(true)}>
        Fermer le dossier
      </Button>
      {closing && (
        <ReasonForm
          title="Fermer le dossier"
          told="Le dossier reste lisible, avec ses lettres ; on n’y écrit plus."
          label="Pourquoi : envoyé, abandonné, ouvert par erreur…"
          maxLength={300}
          submitLabel="Fermer le dossier"
          draftKey={`close-housing-file/${file.fileId}`}
          command={close}
          onReason={(reason) =>
            close.run({ householdId, fileId: file.fileId, version: file.version, reason })
          }
          onClose={() => setClosing(false)}
        />
      )}
    </>
  )
}
