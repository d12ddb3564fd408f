import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Convention, ConventionDocument } from '#contract/convention-shapes.ts'
import { conventionDocumentKindLabels } from '#domain/conventions/kinds.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import classes from '#web/conventions/conventions.module.css'
import { DocumentForm } from '#web/conventions/DocumentForm.tsx'
import { useAccess } from '#web/session/session.ts'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { ReasonForm } from '#web/ui/ReasonForm.tsx'
import { Section } from '#web/ui/Section.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useApiCommand, useApiDownload } from '#web/use-api.ts'

export const DocumentsSection = ({ convention }: { convention: Convention }) => {
  const { because } = useAccess('edit-conventions')
  const [isAdding, setAdding] = useState(false)
  const [removed, setRemoved] = useState<ConventionDocument>()
  const open = useApiDownload(api.conventions.openDocument)
  const remove = useApiCommand(api.conventions.removeDocument, {
    onDone: () => {
      void notify('Pièce retirée.')
      setRemoved(undefined)
    },
  })
  const { id: conventionId, documents } = convention
  return (
    <Section
      title="Pièces"
      actions={
        <ReasonedButton variant="default" size="xs" because={because} onClick={() => setAdding(true)}>
          Joindre une pièce
        </ReasonedButton>
      }
    >
      {open.failure && <Notice kind="late">{open.failure}</Notice>}
      {documents.length === 0 ? (
        <EmptyState title="Aucune pièce">Joignez la convention signée, ses annexes, ses bilans.</EmptyState>
      ) : (
        <ul className={classes.rows}>
          {documents.map((document) => (
            <li key={document.id}>
              <span>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  onClick={() => void open.run({ conventionId, documentId: document.id }, 'tab')}
                >
                  {typeset(document.title)}
                </Button>{' '}
                <span className={classes.soft}>{tellDocument(document)}</span>
              </span>
              {because === undefined && (
                <Button variant="subtle" size="compact-sm" onClick={() => setRemoved(document)}>
                  Retirer<span className="on-screen-readers"> {document.title}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {isAdding && <DocumentForm convention={convention} onClose={() => setAdding(false)} />}
      {removed && (
        <ReasonForm
          title={`Retirer « ${removed.title} »`}
          submitLabel="Retirer la pièce"
          draftKey={`convention-document-removal/${removed.id}`}
          maxLength={300}
          command={remove}
          onReason={(reason) => remove.run({ conventionId, documentId: removed.id, reason })}
          onClose={() => setRemoved(undefined)}
        />
      )}
    </Section>
  )
}

const tellDocument = ({ kind, amendmentNumber, datedOn, by }: ConventionDocument): string =>
  [
    amendmentNumber === null ? conventionDocumentKindLabels[kind] : `Avenant ${amendmentNumber}`,
    datedOn && `du ${formatDate(datedOn)}`,
    `jointe par ${by}`,
  ]
    .filter(Boolean)
    .join(', ')
