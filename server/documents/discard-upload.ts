import { inOrganisation } from '#server/db.ts'
import type { Acting, UploadedFile } from '#server/use-case.ts'

/** Forgets an upload that was refused. In a transaction of its own: the refusal undoes the caller's. */
export const discardUpload = async ({ house, actor }: Acting, upload: UploadedFile): Promise<void> => {
  await inOrganisation(house.database, actor.organisationId, (tx) =>
    tx
      .deleteFrom('stored_file')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', upload.id)
      .execute(),
  )
  await house.files.remove(upload.storageKey)
}
