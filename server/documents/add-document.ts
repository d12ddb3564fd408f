import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { decideCompartment } from '#domain/casework/compartments.ts'
import { acceptUpload } from '#server/documents/accept-upload.ts'
import { discardUpload } from '#server/documents/discard-upload.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import { insertDocument, traceOf } from './store.ts'

export const addDocument = useCase(contract.documents.add, async (context, sent) => {
  const { actor, upload } = context
  const compartment = decideCompartment(actor.role, sent.compartment)
  const wrongFile = await acceptUpload(context, upload)
  if (wrongFile) return context.refuse(wrongFile)
  if (!compartment) {
    await discardUpload(context, upload)
    return context.refuse('compartment-not-yours')
  }
  const id = randomUUIDv7()
  const title = sent.title ?? (upload.fileName.replace(/\.[^.]{1,5}$/, '').slice(0, 200) || 'Document')
  const document = { ...sent, title, compartment }
  await insertDocument(context, { id, storedFileId: upload.id, ...document })
  await record(context, {
    act: 'document-added',
    subject: { kind: 'document', id },
    householdId: sent.householdId,
    after: traceOf(document),
  })
  return { documentId: id }
})
