import { createHash, randomUUIDv7 } from 'node:crypto'
import { Readable } from 'node:stream'
import PostalMime, { type Attachment, type Email } from 'postal-mime'
import { inOrganisation, type Tx } from '#server/db.ts'
import { sniffDocument } from '#server/documents/sniff.ts'
import type { House } from '#server/house.ts'
import { wordsOfHtml } from '#server/referrals/html-words.ts'
import { addEvent, insertReferral } from '#server/referrals/referral-rows.ts'

const mostAttachments = 10
const largestAttachment = 20_000_000
const longestText = 20_000

export type MailOutcome = 'kept' | 'known' | 'automatic' | 'unreadable'

/**
 * A mail becomes a request in the inbox: its plain words, and those of its attachments that are documents by their bytes.
 * Nothing in it is run, fetched or drawn; its HTML is read for its words only. Read twice, it is kept once.
 */
export const receiveMail = async (
  house: House,
  organisationId: string,
  raw: Uint8Array,
): Promise<MailOutcome> => {
  const mail = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' }).catch(() => undefined)
  if (!mail?.from && !mail?.subject) return 'unreadable'
  if (isAutomatic(mail)) return 'automatic'
  const messageId = `mail/${createHash('sha256')
    .update(mail.messageId ?? raw)
    .digest('base64url')}`
  if (await isKnown(house, organisationId, messageId)) return 'known'
  const { kept, refused } = await keepAttachments(house, organisationId, mail.attachments)
  const isNew = await inOrganisation(house.database, organisationId, (tx) =>
    keepMail(house, tx, organisationId, { mail, messageId, kept, refused }),
  )
  if (!isNew) await Promise.all(kept.map(({ storageKey }) => house.files.remove(storageKey)))
  return isNew ? 'kept' : 'known'
}

/** Absences and returned mails ask for nothing (RFC 3834). */
const isAutomatic = ({ headers }: Email): boolean =>
  headers.some(
    ({ key, value }) =>
      (key === 'auto-submitted' && value.trim().toLowerCase() !== 'no') ||
      (key === 'precedence' && /bulk|junk|auto_reply/i.test(value)),
  )

const isKnown = (house: House, organisationId: string, messageId: string): Promise<boolean> =>
  inOrganisation(
    house.database,
    organisationId,
    async (tx) => {
      const found = await tx
        .selectFrom('referral')
        .where('organisation_id', '=', organisationId)
        .where('message_id', '=', messageId)
        .select('id')
        .executeTakeFirst()
      return found !== undefined
    },
    'read only',
  )

type Kept = { storageKey: string; sizeBytes: number; sha256: Buffer; fileName: string; contentType: string }

/** The checks of any document of the house: what it is by its bytes, no macros, a bounded size. */
const keepAttachments = async (house: House, organisationId: string, attachments: readonly Attachment[]) => {
  const kept: Kept[] = []
  const refused: string[] = []
  for (const [rank, attachment] of attachments.entries()) {
    const fileName = cleanName(attachment.filename) ?? `piece-${rank + 1}`
    const content = Buffer.from(attachment.content as ArrayBuffer)
    if (kept.length >= mostAttachments || content.length === 0 || content.length > largestAttachment) {
      refused.push(fileName)
      continue
    }
    const stored = await house.files.write(organisationId, Readable.from([content]), largestAttachment)
    const type = await sniffDocument(house.files.localPath(stored.storageKey))
    if (typeof type === 'string') {
      await house.files.remove(stored.storageKey)
      refused.push(fileName)
      continue
    }
    const stem = fileName.replace(/\.[^.]{1,5}$/, '') || 'piece'
    kept.push({ ...stored, fileName: `${stem}.${type.extension}`, contentType: type.contentType })
  }
  return { kept, refused }
}

const cleanName = (name: string | null | undefined): string | undefined =>
  (name ?? '')
    .replace(/[\p{Cc}\p{Cf}/\\]/gu, ' ')
    .trim()
    .slice(0, 180) || undefined

type Parts = { mail: Email; messageId: string; kept: readonly Kept[]; refused: readonly string[] }

const keepMail = async (
  house: House,
  tx: Tx,
  organisationId: string,
  { mail, messageId, kept, refused }: Parts,
): Promise<boolean> => {
  const now = house.clock.now()
  const context = { tx, actor: { organisationId }, now, today: house.clock.today() }
  const subject = plain(mail.subject ?? '').slice(0, 200) || 'Courriel sans objet'
  const address = mail.from?.address ?? ''
  const received = await insertReferral(context, {
    kind: 'referral',
    source: 'e-mail',
    senderName: plain(mail.from?.name ?? '').slice(0, 120) || address || 'Expéditeur inconnu',
    senderKind: 'other',
    senderContact: address.slice(0, 200),
    subject,
    content: {
      message:
        `${subject}\n\n${plain(mail.text?.trim() ? mail.text : wordsOfHtml(mail.html ?? '')).slice(0, longestText - 250)}`.trim(),
    },
    messageId,
  })
  if (!received) return false
  for (const file of kept) await keepFile(tx, organisationId, received.referralId, file, now)
  if (refused.length > 0)
    await addEvent(context, received.referralId, {
      kind: 'files-refused',
      text: `Pièces non gardées, car ce ne sont pas des documents permis : ${refused.join(', ').slice(0, 1000)}`,
    })
  return true
}

/** Signs that change how a text reads (direction, control) are taken out. */
const plain = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n\t]/gu, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

const keepFile = async (tx: Tx, organisationId: string, referralId: string, file: Kept, now: Date) => {
  const id = randomUUIDv7()
  await tx
    .insertInto('stored_file')
    .values({
      organisation_id: organisationId,
      id,
      storage_key: file.storageKey,
      file_name: file.fileName,
      content_type: file.contentType,
      size_bytes: file.sizeBytes,
      sha256: file.sha256,
      stored_by: null,
      stored_at: now,
    })
    .execute()
  await tx
    .insertInto('referral_file')
    .values({ organisation_id: organisationId, referral_id: referralId, stored_file_id: id })
    .execute()
}
