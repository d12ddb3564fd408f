import { randomUUIDv7 } from 'node:crypto'
import { Readable } from 'node:stream'
import { invalidAt, type JsonAnswer } from '#server/api/answer.ts'
import { inOrganisation } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { FileTooLarge } from '#server/outside/files.ts'
import type { Actor, UploadedFile } from '#server/use-case.ts'

/** Puts the body aside before any use case runs: no transaction waits for a slow network. */
export const storeUpload = async (
  house: House,
  actor: Actor,
  request: Request,
  limitBytes = house.config.uploadLimitBytes,
): Promise<UploadedFile | JsonAnswer> => {
  const fileName = decodeFileName(request.headers.get('palier-file-name'))
  if (!fileName) return invalidAt('palier-file-name', 'Le nom du fichier est attendu.')
  if (!request.body) return invalidAt('', 'Le fichier est vide.')
  const contentType = request.headers.get('content-type') ?? 'application/octet-stream'
  try {
    const stored = await house.files.write(
      actor.organisationId,
      Readable.fromWeb(request.body as never),
      limitBytes,
    )
    if (stored.sizeBytes === 0) {
      await house.files.remove(stored.storageKey)
      return invalidAt('', 'Le fichier est vide.')
    }
    const id = randomUUIDv7()
    await inOrganisation(house.database, actor.organisationId, (tx) =>
      tx
        .insertInto('stored_file')
        .values({
          organisation_id: actor.organisationId,
          id,
          storage_key: stored.storageKey,
          file_name: fileName,
          content_type: contentType,
          size_bytes: stored.sizeBytes,
          sha256: stored.sha256,
          stored_by: actor.membershipId,
        })
        .execute(),
    )
    return { id, fileName, contentType, sizeBytes: stored.sizeBytes, storageKey: stored.storageKey }
  } catch (error) {
    if (error instanceof FileTooLarge)
      return { status: 413, body: { error: 'too-large', message: tooLarge(limitBytes) } }
    throw error
  }
}

/** A command that was not done leaves no file behind. */
export const discardUpload = async (house: House, actor: Actor, upload: UploadedFile): Promise<void> => {
  await inOrganisation(house.database, actor.organisationId, (tx) =>
    tx
      .deleteFrom('stored_file')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', upload.id)
      .execute(),
  )
  await house.files.remove(upload.storageKey)
}

const tooLarge = (limitBytes: number) =>
  `Le fichier dépasse la taille permise : ${Math.round(limitBytes / 1_000_000)} Mo au plus.`

const decodeFileName = (header: string | null): string | undefined => {
  try {
    const name = decodeURIComponent(header ?? '')
      .replace(/[\p{Cc}/\\]/gu, ' ')
      .trim()
    return name.slice(0, 200) || undefined
  } catch {
    return undefined
  }
}
