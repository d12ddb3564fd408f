import { randomUUIDv7 } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Acting } from '#server/use-case.ts'

/**
 * Stores a file that Palier made and tells its identifier. It is written at once; should the transaction be undone,
 * nothing refers to it any more and the night takes it away.
 */
export const storeMadeFile = async (
  { tx, actor, house, now }: Acting,
  { content, fileName, contentType }: { content: Uint8Array; fileName: string; contentType: string },
): Promise<string> => {
  const stored = await house.files.write(actor.organisationId, Readable.from([content]), content.length)
  const id = randomUUIDv7()
  await tx
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
      stored_at: now,
    })
    .execute()
  return id
}
