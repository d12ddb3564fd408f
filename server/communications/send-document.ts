import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { decideRecipient } from '#domain/communications/decide-recipient.ts'
import { record } from '#server/journal.ts'
import { mayReach } from '#server/reach.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { readableCompartments } from './compartments.ts'
import { listDeadAddresses, readFacing } from './recipient-store.ts'

type Document = { householdId: string; fileId: string; sha256: Buffer; title: string }

/** A letter already made and kept is not made again: what is posted is what was kept. */
export const sendDocument = useCase(
  contract.communications.sendDocument,
  async (context, { applicationId, documentId }) => {
    const { refuse } = context
    if (!readableCompartments(context.actor.role).includes('funding')) return refuse('not-your-side')
    const document = await findDocument(context, applicationId, documentId)
    if (!document || !(await mayReach(context, 'send-messages', document.householdId)))
      return refuse('unknown-record')
    const { householdId } = document
    if (await hasLeft(context, document.fileId)) return refuse('already-sent')
    const facts = (await readFacing(context, [householdId])).get(householdId)
    if (!facts) return refuse('unknown-record')
    const dead = await listDeadAddresses(context, 'letter')
    const wish = { channel: 'letter', languages: ['fr'], hasBounced: (one: string) => dead.has(one) } as const
    const recipient = decideRecipient(facts, wish)
    if (recipient.outcome === 'skip')
      return refuse(recipient.reason === 'do-not-contact' ? 'do-not-contact' : 'unreachable', recipient)
    const sent = await insertSent(context, document, recipient.address)
    await record(context, {
      act: 'message-sent',
      subject: { kind: 'message', id: sent.messageId },
      householdId,
      after: { channel: 'letter' },
    })
    return sent
  },
)

const findDocument = async (
  { tx, actor }: Acting,
  applicationId: string,
  documentId: string,
): Promise<Document | undefined> => {
  const { rows } =
    await sql<Document>`select a.household_id as "householdId", f.id as "fileId", f.sha256, f.file_name as title
    from funding_document d
    join application a on a.organisation_id = d.organisation_id and a.id = d.application_id
    join stored_file f on f.organisation_id = d.organisation_id and f.id = d.stored_file_id
    where d.organisation_id = ${actor.organisationId} and d.id = ${documentId} and a.id = ${applicationId}
      and f.content_type = 'application/pdf'
    for update of d`.execute(tx)
  return rows[0]
}

const hasLeft = async ({ tx, actor }: Acting, fileId: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('message')
    .where('organisation_id', '=', actor.organisationId)
    .where('file_id', '=', fileId)
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}

const insertSent = async ({ tx, actor, now }: Acting, document: Document, address: string) => {
  const [batchId, messageId] = [randomUUIDv7(), randomUUIDv7()]
  const shared = {
    organisation_id: actor.organisationId,
    channel: 'letter',
    compartment: 'funding',
    created_at: now,
  }
  await tx
    .insertInto('message_batch')
    .values({
      ...shared,
      id: batchId,
      name: document.title.replace(/\.pdf$/i, ''),
      source: 'document',
      state: 'done',
      created_by: actor.membershipId,
      released_by: actor.membershipId,
      released_at: now,
      ended_at: now,
    })
    .execute()
  await tx
    .insertInto('message')
    .values({
      ...shared,
      id: messageId,
      batch_id: batchId,
      household_id: document.householdId,
      state: 'sent',
      address,
      language: 'fr',
      subject: document.title,
      sha256: document.sha256,
      file_id: document.fileId,
      sent_at: now,
    })
    .execute()
  return { batchId, messageId }
}
