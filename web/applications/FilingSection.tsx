import { Button } from '@mantine/core'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { ApplicationView } from '#contract/application-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { useApplicationCommand } from '#web/applications/use-application-command.ts'
import { api } from '#web/client.ts'
import classes from '#web/measures/measures.module.css'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { typeset } from '#web/ui/typeset.ts'

/** What is left to do before the file is filed, and the filing itself. */
export const FilingSection = ({ application }: { application: ApplicationView }) => {
  const [isFiling, setFiling] = useState(false)
  const writing = useAccess('write-applications')
  const { missing } = application
  const because =
    writing.because ?? (missing.length > 0 ? 'Il reste des points à régler, ci-dessous.' : undefined)
  return (
    <Section
      title="Prochaine étape : déposer"
      actions={
        <>
          <RemoveDraft application={application} />
          <ReasonedButton because={because} onClick={() => setFiling(true)}>
            Déposer le dossier
          </ReasonedButton>
        </>
      }
    >
      {missing.length === 0 ? (
        <Signal kind="done">
          {typeset('Tout est prêt. Le jour du dépôt fixe les plafonds et les règles du dossier.')}
        </Signal>
      ) : (
        <ul className={classes.rows}>
          {missing.map((message) => (
            <li key={message}>
              <Signal kind="soon">{typeset(message)}</Signal>
            </li>
          ))}
        </ul>
      )}
      {isFiling && <FileForm application={application} onClose={() => setFiling(false)} />}
    </Section>
  )
}

const FileForm = ({ application, onClose }: { application: ApplicationView; onClose: () => void }) => {
  const today = useToday()
  const [on, setOn] = useState<PlainDate | null>(today)
  const { applicationId, version } = application
  const command = useApplicationCommand(api.applications.file, {
    onDone: () => {
      void notify('Dossier déposé.')
      onClose()
    },
  })
  return (
    <SideForm
      title="Déposer le dossier"
      opened
      onClose={onClose}
      command={command}
      submitLabel="Déposer"
      because={on ? undefined : 'Écrivez d’abord la date.'}
      onSubmit={(event) => {
        event.preventDefault()
        if (on) void command.run({ applicationId, version, on })
      }}
    >
      <p>
        {typeset(
          'Ce qui est demandé, les plafonds de ressources, la version des produits et les réponses de ce jour restent ceux du dossier. L’instruction commence.',
        )}
      </p>
      <DayInput label="Déposé le" data-autofocus max={today} value={on} onChange={setOn} />
    </SideForm>
  )
}

const RemoveDraft = ({ application }: { application: ApplicationView }) => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const writing = useAccess('write-applications')
  const [isAsking, setAsking] = useState(false)
  const { applicationId, version, householdId, number } = application
  const command = useApplicationCommand(api.applications.remove, {
    onDone: () => {
      void notify('Dossier retiré.')
      void navigate(paths.householdFunding({ slug, householdId }))
    },
  })
  if (!writing.allowed) return null
  return (
    <>
      <Button variant="subtle" color="late" onClick={() => setAsking(true)}>
        Retirer
      </Button>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={`Retirer le dossier ${number} ?`}
        confirmLabel="Retirer le dossier"
        isDangerous
        command={command}
        onConfirm={() => command.run({ applicationId, version })}
      >
        Ce dossier n’a jamais été déposé : ce qui y est écrit est effacé.
      </ConfirmDialog>
    </>
  )
}
