import { contract } from '#contract/index.ts'
import { decideClosing } from '#domain/disbursements/closing.ts'
import { releaseFunds } from '#server/envelopes/commit-funds.ts'
import { recordFinancingFact } from '#server/funding/record-financing-fact.ts'
import { mayReach } from '#server/reach.ts'
import { useCase } from '#server/use-case.ts'
import { findPaidFinancing, readPayingFacts } from './paying.ts'

export const closeDisbursements = useCase(contract.disbursements.close, async (context, { financingId }) => {
  const financing = await findPaidFinancing(context, financingId, true)
  if (!financing || !(await mayReach(context, 'prepare-payments', financing.householdId)))
    return context.refuse('unknown-record')
  if (financing.kind === 'recurring-aid') return context.refuse('not-for-this-kind')
  const { standing, waitingCents, disbursementsClosed } = await readPayingFacts(context, financing)
  if (standing.disbursed <= 0) return context.refuse('nothing-paid')
  const decision = decideClosing({
    committedCents: standing.committedNet,
    disbursedCents: standing.disbursed,
    waitingCents,
    isClosed: disbursementsClosed,
  })
  if (decision.outcome === 'refused') return context.refuse(decision.reason)
  const { unspentCents } = decision
  if (unspentCents > 0)
    await releaseFunds(context, {
      financingId,
      cents: unspentCents,
      on: context.today,
      reason: 'clôture des décaissements',
      releaseId: `closing:${financingId}`,
    })
  await recordFinancingFact(context, {
    financingId,
    fact: { kind: 'disbursements-closed', on: context.today },
  })
  return { unspentCents }
})
