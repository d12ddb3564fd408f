import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { decideCompartment } from '#domain/casework/compartments.ts'
import { discardUpload } from '#server/documents/discard-upload.ts'
import { type DocumentType, sniffDocument } from '#server/documents/sniff.ts'
import { record } from '#server/journal.ts'
import { type Acting, type UploadedFile, useCase } from '#server/use-case.ts'
import { insertDocument, traceOf } from './store.ts'

export const addDocument = useCase(contract.documents.add, async (context, sent) => {
  const { actor, house, upload } = context
  const compartment = decideCompartment(actor.role, sent.compartment)
  const type = await sniffDocument(house.files.localPath(upload.storageKey))
  if (!compartment || typeof type === 'string') {
    await discardUpload(context, upload)
    return context.refuse(typeof type === 'string' ? type : 'compartment-not-yours')
  }
  await writeRealType(context, upload, type)
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

/** The name keeps the sender's words and takes the extension of what the file is. */
export const writeRealType = async (
  { tx, actor }: Acting,
  { id, fileName }: UploadedFile,
  { contentType, extension }: DocumentType,
) => {
  const stem = fileName.replace(/\.[^.]{1,5}$/, '') || 'document'
  await tx
    .updateTable('stored_file')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .set({ content_type: contentType, file_name: `${stem}.${extension}` })
    .execute()
}
