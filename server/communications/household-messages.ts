import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { readableCompartments } from './compartments.ts'
import { markReturned } from './mark-returned.ts'
import { findMessage, pageHouseholdMessages, rowOf, type StoredMessage } from './message-store.ts'

const { communications } = contract

const listHouseholdMessages = useCase(
  communications.listHouseholdMessages,
  async (context, { householdId, channel, ...page }) => {
    const filter = { householdId, channel, sides: readableCompartments(context.actor.role) }
    const { rows, ...rest } = await pageHouseholdMessages(context, filter, page)
    return { ...rest, rows: rows.map(rowOf) }
  },
)

type Asked = { householdId: string; messageId: string }

/** A message of another household, or of a side the caller does not read, is not there. */
const findReadable = async (
  context: Acting,
  { householdId, messageId }: Asked,
): Promise<StoredMessage | undefined> => {
  const message = await findMessage(context, messageId)
  const isReadable =
    message?.householdId === householdId &&
    readableCompartments(context.actor.role).includes(message.compartment)
  return isReadable ? message : undefined
}

const openMessage = useCase(communications.openMessage, async (context, asked) => {
  const message = await findReadable(context, asked)
  if (!message) return context.refuse('unknown-record')
  const { subject, body, sha256, providerId, bounceIsPermanent } = message
  return {
    ...rowOf(message),
    subject,
    body,
    fingerprint: sha256?.toString('hex') ?? null,
    providerId,
    bounceIsPermanent,
  }
})

const downloadMessage = useCase(communications.downloadMessage, async (context, asked) => {
  const { tx, actor, house, refuse } = context
  const message = await findReadable(context, asked)
  if (!message?.fileId) return refuse('unknown-record')
  const file = await tx
    .selectFrom('stored_file')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', message.fileId)
    .select(['file_name', 'content_type', 'storage_key'])
    .executeTakeFirstOrThrow()
  return {
    fileName: file.file_name,
    contentType: file.content_type,
    inline: true,
    body: house.files.read(file.storage_key),
  }
})

const recordReturn = useCase(
  communications.recordReturn,
  async (context, { householdId, messageId, isPermanent, reason }) => {
    const { tx, actor, now, refuse } = context
    const message = await findReadable(context, { householdId, messageId })
    if (!message) return refuse('unknown-record')
    const { organisationId } = actor
    if (!(await markReturned({ tx, organisationId, now }, messageId, { isPermanent, reason })))
      return refuse('not-sent')
    await record(context, {
      act: 'message-returned',
      subject: { kind: 'message', id: messageId },
      householdId,
      after: { isPermanent },
    })
    return {}
  },
)

export const householdMessageUseCases = [listHouseholdMessages, openMessage, downloadMessage, recordReturn]
