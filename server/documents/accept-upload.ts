import { discardUpload } from '#server/documents/discard-upload.ts'
import { sniffDocument } from '#server/documents/sniff.ts'
import type { Acting, UploadedFile } from '#server/use-case.ts'

/**
 * Looks at what a file is, from its bytes, and gives the stored file its real type: the name keeps the sender's words and
 * takes the extension of what it is. A file that is no document is forgotten, and the reason told.
 */
export const acceptUpload = async (
  context: Acting,
  upload: UploadedFile,
): Promise<'not-a-document' | 'has-macros' | undefined> => {
  const { tx, actor, house } = context
  const type = await sniffDocument(house.files.localPath(upload.storageKey))
  if (typeof type === 'string') {
    await discardUpload(context, upload)
    return type
  }
  const stem = upload.fileName.replace(/\.[^.]{1,5}$/, '') || 'document'
  await tx
    .updateTable('stored_file')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', upload.id)
    .set({ content_type: type.contentType, file_name: `${stem}.${type.extension}` })
    .execute()
  return undefined
}
