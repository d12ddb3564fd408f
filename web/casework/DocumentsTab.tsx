import { Button } from '@mantine/core'
import { useState } from 'react'
import type { DocumentView } from '#contract/documents.ts'
import { documentKindLabels, documentKinds } from '#domain/casework/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { AddDocument } from '#web/casework/AddDocument.tsx'
import { ChangeDocument } from '#web/casework/ChangeDocument.tsx'
import classes from '#web/casework/casework.module.css'
import { choicesOf, nameReaders } from '#web/casework/choices.ts'
import { DocumentViewer } from '#web/casework/DocumentViewer.tsx'
import { RemoveDocument } from '#web/casework/RemoveDocument.tsx'
import { saySize } from '#web/casework/say-size.ts'
import { api } from '#web/client.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { DataFoot } from '#web/ui/DataFoot.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { Section } from '#web/ui/Section.tsx'
import { flag, oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiDownload, useApiPages } from '#web/use-api.ts'

const schema = { nature: oneOf(documentKinds), retires: flag() }

export const DocumentsTab = ({ householdId }: { householdId: string }) => {
  const writing = useAccess('write-log')
  return (
    <>
      {writing.allowed && (
        <Section title="Ajouter un document" aside="PDF, photo, ODT ou DOCX ; 20 Mo au plus">
          <AddDocument householdId={householdId} />
        </Section>
      )}
      <Section title="Documents">
        <Documents householdId={householdId} />
      </Section>
    </>
  )
}

const Documents = ({ householdId }: { householdId: string }) => {
  const [{ nature, retires }, setState] = useUrlState(schema)
  const page = useApiPages(api.documents.list, {
    householdId,
    withRemoved: retires,
    ...(nature && { kind: nature }),
    limit: 30,
  })
  return (
    <>
      <Filters
        isActive={nature !== undefined || retires}
        onClear={() => setState({ nature: undefined, retires: false })}
        aside={
          <Button variant="subtle" size="compact-sm" onClick={() => setState({ retires: !retires })}>
            {retires ? 'Cacher les documents retirés' : 'Voir aussi les documents retirés'}
          </Button>
        }
      >
        <OneFilter
          label="Nature"
          anyLabel="Toutes"
          choices={choicesOf(documentKinds, documentKindLabels)}
          value={nature}
          onChange={(chosen) => setState({ nature: chosen })}
        />
      </Filters>
      {page.error && page.rows.length === 0 ? (
        <ErrorState error={page.error} retry={page.retry} />
      ) : page.isLoading ? (
        <Waiting />
      ) : page.rows.length === 0 ? (
        <EmptyState title={nature ? 'Aucun document de cette nature.' : 'Aucun document pour l’instant.'}>
          Le bail, une pièce d’identité, un justificatif de ressources : photographiez-les pendant la visite.
        </EmptyState>
      ) : (
        <>
          <ul className={classes.documents}>
            {page.rows.map((document) => (
              <DocumentRow key={document.id} document={document} householdId={householdId} />
            ))}
          </ul>
          <DataFoot page={page} noun={{ one: 'document', many: 'documents' }} />
        </>
      )}
    </>
  )
}

const DocumentRow = ({ document, householdId }: { document: DocumentView; householdId: string }) => {
  const { id, title, kind, author, sizeBytes, datedOn, addedAt, removed, audience, compartment } = document
  return (
    <li>
      <div className={classes.document}>
        <p className={classes.title}>{title}</p>
        <p className={classes.soft}>
          {documentKindLabels[kind]} · {saySize(sizeBytes)}
          {datedOn && (
            <>
              {' '}
              · daté du <Day date={datedOn} />
            </>
          )}{' '}
          · ajouté le <Day date={addedAt.slice(0, 10) as PlainDate} /> par {author.name}
        </p>
        <p className={classes.soft}>
          {removed ? `Retiré par ${removed.by} : ${removed.reason}` : nameReaders(audience, compartment)}
        </p>
      </div>
      {!removed && <DocumentActs key={id} document={document} householdId={householdId} />}
    </li>
  )
}

const DocumentActs = ({ document, householdId }: { document: DocumentView; householdId: string }) => {
  const [open, setOpen] = useState<'view' | 'change' | 'remove' | undefined>()
  const saving = useApiDownload(api.documents.open)
  const mayRemove = useMember().role === 'coordinator' || document.isMine
  const close = () => setOpen(undefined)
  const told = saving.refusal?.message ?? saving.failure
  const named = (verb: string) => `${verb} ${document.title}`
  return (
    <div className={classes.acts}>
      {document.isViewable && (
        <Button variant="default" size="xs" aria-label={named('Voir')} onClick={() => setOpen('view')}>
          Voir
        </Button>
      )}
      <Button
        variant="subtle"
        size="xs"
        aria-label={named('Enregistrer')}
        loading={saving.isRunning}
        onClick={() => void saving.run({ householdId, documentId: document.id })}
      >
        Enregistrer
      </Button>
      {document.isMine && (
        <Button variant="subtle" size="xs" aria-label={named('Modifier')} onClick={() => setOpen('change')}>
          Modifier
        </Button>
      )}
      {mayRemove && (
        <Button variant="subtle" size="xs" aria-label={named('Retirer')} onClick={() => setOpen('remove')}>
          Retirer
        </Button>
      )}
      {told && <Notice kind="late">{told}</Notice>}
      {open === 'view' && <DocumentViewer document={document} householdId={householdId} onClose={close} />}
      {open === 'change' && <ChangeDocument document={document} householdId={householdId} onClose={close} />}
      {open === 'remove' && <RemoveDocument document={document} householdId={householdId} onClose={close} />}
    </div>
  )
}
