import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { decideLoanFact } from '#domain/loans/decide.ts'
import type { WriteOffReason } from '#domain/loans/facts.ts'
import { record as journal } from '#server/journal.ts'
import { bumpLoan, holdLoan } from '#server/loans/hold-loan.ts'
import { keepLoanFact } from '#server/loans/record-fact.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const proposeWriteOff = useCase(
  contract.loans.proposeWriteOff,
  async (context, { financingId, version, on, cents, reason, comment }) => {
    const { tx, actor, today, now, refuse } = context
    const held = await holdLoan(context, 'manage-loans', { financingId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const { record, state, lentOn } = held
    const fact = { kind: 'loan-written-off', on, cents } as const
    const problem = decideLoanFact(state, record.history.grantedCents, lentOn, fact, today)
    if (problem) return refuse(problem)
    const proposalId = randomUUIDv7()
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('write_off_proposal')
      .values({
        organisation_id: actor.organisationId,
        id: proposalId,
        financing_id: financingId,
        on_date: on,
        cents,
        reason,
        comment,
        proposed_by: actor.membershipId,
        proposed_at: now,
      })
      .onConflict((conflict) =>
        conflict.columns(['organisation_id', 'financing_id']).where('decided_by', 'is', null).doNothing(),
      )
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows === 0n) return refuse('already-proposed')
    await journal(context, {
      act: 'loan-write-off-proposed',
      subject: { kind: 'financing', id: financingId },
      householdId: record.householdId,
      after: { on, cents, reason },
    })
    return { proposalId, version: await bumpLoan(tx, actor.organisationId, financingId) }
  },
)

export const decideWriteOff = useCase(
  contract.loans.decideWriteOff,
  async (context, { financingId, version, proposalId, accepted }) => {
    const { tx, actor, refuse } = context
    const held = await holdLoan(context, 'decide-funding', { financingId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const proposal = await findProposal(context, financingId, proposalId)
    if (!proposal) return refuse('unknown-record')
    if (proposal.decided_by !== null) return refuse('already-decided')
    if (accepted && proposal.proposed_by === actor.membershipId) return refuse('own-proposal')
    if (accepted) {
      const { on_date: on, cents, reason } = proposal
      const kept = await keepLoanFact(context, held, {
        kind: 'loan-written-off',
        on,
        cents,
        reason: reason as WriteOffReason,
      })
      if (kept.refused) return refuse(kept.refused)
    } else
      await journal(context, {
        act: 'loan-write-off-declined',
        subject: { kind: 'financing', id: financingId },
        householdId: held.record.householdId,
      })
    await writeDecision(context, proposalId, accepted)
    return { version: await bumpLoan(tx, actor.organisationId, financingId) }
  },
)

const findProposal = ({ tx, actor }: Acting, financingId: string, proposalId: string) =>
  tx
    .selectFrom('write_off_proposal')
    .where('organisation_id', '=', actor.organisationId)
    .where('financing_id', '=', financingId)
    .where('id', '=', proposalId)
    .select(['on_date', 'cents', 'reason', 'proposed_by', 'decided_by'])
    .executeTakeFirst()

const writeDecision = async ({ tx, actor, now }: Acting, proposalId: string, accepted: boolean) => {
  await tx
    .updateTable('write_off_proposal')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', proposalId)
    .set((eb) => ({
      decided_by: actor.membershipId,
      decided_at: now,
      is_accepted: accepted,
      version: eb('version', '+', 1),
    }))
    .execute()
}
