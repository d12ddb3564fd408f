import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#server/db.ts'
import type { StoredContent } from '#server/outside/files.ts'

export type MadeLetter = {
  id: string
  householdId: string
  subject: string
  body: string
  stored: StoredContent
}
type Keeper = { tx: Tx; sender: { organisationId: string; membershipId: string }; now: Date }

/** The files of letters and the proof that each left, in two statements whatever their number. */
export const keepLetters = async (
  { tx, sender, now }: Keeper,
  made: readonly MadeLetter[],
): Promise<void> => {
  if (made.length === 0) return
  const rows = made.map(({ id, subject, body, stored }) => ({
    id,
    subject,
    body,
    fileId: randomUUIDv7(),
    fileName: `${fileNameOf(subject)}.pdf`,
    key: stored.storageKey,
    size: stored.sizeBytes,
    sha256: `\\x${stored.sha256.toString('hex')}`,
  }))
  const letters = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, subject text, body text,
    "fileId" uuid, "fileName" text, key text, size bigint, sha256 text)`
  await sql`insert into stored_file (organisation_id, id, storage_key, file_name, content_type, size_bytes, sha256,
      stored_by, stored_at)
    select ${sender.organisationId}, r."fileId", r.key, r."fileName", 'application/pdf', r.size, r.sha256::bytea,
      ${sender.membershipId}, ${now} from ${letters}`.execute(tx)
  await sql`update message m set state = 'sent', sent_at = ${now}, subject = r.subject, body = r.body,
      sha256 = r.sha256::bytea, file_id = r."fileId", problem = null
    from ${letters} where m.organisation_id = ${sender.organisationId} and m.id = r.id`.execute(tx)
}

export const fileNameOf = (title: string): string =>
  title
    .replace(/[\p{Cc}/\\:*?"<>|]/gu, ' ')
    .trim()
    .slice(0, 120) || 'courrier'
