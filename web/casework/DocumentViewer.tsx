import { Modal } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { DocumentView } from '#contract/documents.ts'
import classes from '#web/casework/casework.module.css'
import { api } from '#web/client.ts'
import { useOrganisationSlug } from '#web/organisation.ts'
import type { ReceivedFile } from '#web/send.ts'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { useFocusBack } from '#web/ui/use-focus-back.ts'
import { Waiting } from '#web/ui/Waiting.tsx'

type Props = { document: DocumentView; householdId: string; onClose: () => void }
type Opened = { url?: string; error?: unknown }

/** The document in the page, never in the address bar: its address dies with the window. */
export const DocumentViewer = ({ document, householdId, onClose }: Props) => {
  useFocusBack()
  const { url, error } = useDocument(householdId, document.id)
  const isPicture = document.contentType.startsWith('image/')
  return (
    <Modal opened onClose={onClose} title={document.title} size="xl">
      {error !== undefined && <ErrorState error={error} />}
      {!url && error === undefined && <Waiting />}
      {url && isPicture && <img className={classes.picture} src={url} alt={document.title} />}
      {url && !isPicture && <iframe className={classes.frame} src={url} title={document.title} />}
    </Modal>
  )
}

const useDocument = (householdId: string, documentId: string): Opened => {
  const organisation = useOrganisationSlug()
  const [opened, setOpened] = useState<Opened>({})
  useEffect(() => {
    const leaving = new AbortController()
    let url: string | undefined
    const show = ({ blob }: ReceivedFile) => {
      url = URL.createObjectURL(blob)
      setOpened({ url })
    }
    api.documents
      .open({ householdId, documentId }, { organisation, signal: leaving.signal })
      .then((file) => leaving.signal.aborted || show(file))
      .catch((error: unknown) => leaving.signal.aborted || setOpened({ error }))
    return () => {
      leaving.abort()
      if (url) URL.revokeObjectURL(url)
    }
  }, [organisation, householdId, documentId])
  return opened
}
