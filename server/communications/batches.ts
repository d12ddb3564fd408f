import { contract } from '#contract/index.ts'
import { useCase } from '#server/use-case.ts'
import { findBatch, pageBatches } from './batch-store.ts'
import { countedCompartments, readableCompartments } from './compartments.ts'
import { composeMessage, showMessage } from './compose-message.ts'
import { findMessage, pageRecipients, pageReturns, rowOf } from './message-store.ts'
import { readFacing } from './recipient-store.ts'
import { readBatch, viewBatch } from './release.ts'
import { findWording } from './template-store.ts'

const { communications } = contract

const listBatches = useCase(communications.listBatches, async (context, { state, ...page }) => {
  const sides = countedCompartments(context.actor.role)
  const { rows, ...rest } = await pageBatches(context, { sides, state }, page)
  return {
    ...rest,
    rows: rows.map(({ createdAt, releasedAt, heldUntil, endedAt, ...row }) => ({
      ...row,
      createdAt: createdAt.toISOString(),
      releasedAt: releasedAt?.toISOString() ?? null,
      heldUntil: heldUntil?.toISOString() ?? null,
      endedAt: endedAt?.toISOString() ?? null,
    })),
  }
})

const getBatch = useCase(communications.getBatch, async (context, { batchId }) => {
  const batch = await findBatch(context, batchId, countedCompartments(context.actor.role))
  return batch ? viewBatch(context, batch) : context.refuse('unknown-record')
})

const listRecipients = useCase(
  communications.listRecipients,
  async (context, { after, limit, ...filter }) => {
    if (!(await readBatch(context, filter.batchId))) return context.refuse('unknown-record')
    const { rows, ...rest } = await pageRecipients(context, filter, { after, limit })
    return { ...rest, rows: rows.map(rowOf) }
  },
)

/** What was sent is shown as it was sent; what is to come, as it would be today. */
const previewMessage = useCase(communications.previewMessage, async (context, { batchId, messageId }) => {
  const message = await findMessage(context, messageId)
  const isThere = message?.batchId === batchId && (await readBatch(context, batchId))
  if (!message || !isThere) return context.refuse('unknown-record')
  const { channel, templateId, language, wordingNumber: number, body } = message
  if (body !== null)
    return {
      subject: message.subject ?? '',
      text: body,
      svg: null,
      pageCount: null,
      sms: null,
      missingFields: [],
      unknownFields: [],
    }
  const facing = (await readFacing(context, [message.householdId])).get(message.householdId)
  const wording =
    templateId && language && number && (await findWording(context, { templateId, language, number }))
  if (!facing || !wording || !language) return context.refuse('unknown-record')
  return showMessage(channel, composeMessage(channel, wording, facing.letter, { language }))
})

const listReturns = useCase(communications.listReturns, async (context, { channel, ...page }) => {
  const filter = { sides: readableCompartments(context.actor.role), channel }
  const { rows, ...rest } = await pageReturns(context, filter, page)
  return {
    ...rest,
    rows: rows.map((row) => ({ ...rowOf(row), bounceIsPermanent: row.bounceIsPermanent === true })),
  }
})

export const batchUseCases = [listBatches, getBatch, listRecipients, previewMessage, listReturns]
