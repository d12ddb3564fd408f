import { contract } from '#contract/index.ts'
import { holdReceipt, takeReceipt, undoReceipt } from '#server/subsidies/take-receipt.ts'
import { useCase } from '#server/use-case.ts'

export const recordReceipt = useCase(contract.subsidies.recordReceipt, async (context, sent) => {
  const taken = await takeReceipt(context, sent)
  return taken.refused ? context.refuse(taken.refused) : taken
})

export const reverseReceipt = useCase(
  contract.subsidies.reverseReceipt,
  async (context, { receiptId, reason }) => {
    const held = await holdReceipt(context, receiptId)
    if (!held) return context.refuse('unknown-record')
    if (held.receipt.reversed_on) return context.refuse('was-reversed')
    if (held.receipt.statement_line_id) return context.refuse('on-a-statement')
    await undoReceipt(context, held, reason)
    return { receiptId }
  },
)
