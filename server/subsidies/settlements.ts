import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { needsDecision } from '#domain/subsidies/kinds.ts'
import { decideSettlement as decide, type SettlementRequest } from '#domain/subsidies/shortfall.ts'
import type { PaidFinancing } from '#server/disbursements/paying.ts'
import { closedBecause } from '#server/envelopes/commit-funds.ts'
import { record } from '#server/journal.ts'
import { lockLoans } from '#server/loans/hold-loan.ts'
import { sumCovered } from '#server/subsidies/covered.ts'
import { findAdvance } from '#server/subsidies/find-advance.ts'
import { readAdvance } from '#server/subsidies/read-advance.ts'
import { carryOut } from '#server/subsidies/settle.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { findSettlementForUpdate, type StoredSettlement } from './settlement-store.ts'
import { listLoansOf, type ProjectLoan } from './unspent.ts'

type Asked = Pick<StoredSettlement, 'way' | 'cents' | 'loanId' | 'agreedOn'>

/** Whether the shortfall can be settled so, with the loan that takes part. */
const decideFor = async (context: Acting, advance: PaidFinancing, asked: Asked, alreadyProposed: number) => {
  const loans = await listLoansOf(context, advance.applicationId)
  const loan = loans.find(({ id }) => id === asked.loanId)
  const { derived } = await readAdvance(context, advance)
  const request: SettlementRequest = {
    way: asked.way,
    cents: asked.cents,
    hasLoan: loan !== undefined,
    consented: asked.agreedOn !== null,
  }
  // All the unspent money counts before a new loan or a loss, only that of the loan named when it is used.
  const unspentCents =
    asked.way === 'unspent'
      ? (loan?.unspentCents ?? 0)
      : loans.reduce((sum, { unspentCents: cents }) => sum + cents, 0)
  const facts = {
    shortfallCents: derived.shortfallCents,
    unspentCents,
    proposedCents: (await sumCovered(context, advance)) - alreadyProposed,
  }
  return { decision: decide(facts, request), loan: needsLoan(asked) ? loan : undefined }
}

const needsLoan = ({ way }: Asked) => way === 'unspent' || way === 'converted'

/** A closed loan may still take a shortfall over; one whose offer does not allow money to leave may not. */
const blockOf = (loan: ProjectLoan | undefined) =>
  loan && loan.block !== null && loan.block !== 'disbursements-closed' ? loan.block : undefined

/** What is lent more is committed today: the envelope of the loan must still take it. */
const closureOf = async (context: Acting, way: Asked['way'], loan: ProjectLoan | undefined) =>
  way === 'converted' && loan?.envelopeId
    ? await closedBecause(context, loan.envelopeId, context.today)
    : null

export const proposeSettlement = useCase(contract.subsidies.proposeSettlement, async (context, sent) => {
  const { tx, actor, today, now } = context
  await lockBoth(context, sent.financingId, sent.loanId)
  const advance = await findAdvance(context, 'manage-loans', sent.financingId)
  if (advance.refused) return context.refuse(advance.refused)
  if (sent.agreedOn !== null && sent.agreedOn > today) return context.refuse('in-the-future')
  const { decision, loan } = await decideFor(context, advance, sent, 0)
  if (decision.outcome === 'refused') return context.refuse(decision.reason, decision)
  if (sent.way === 'lost' && sent.reason === null) return context.refuse('no-reason')
  const block = blockOf(loan) ?? (await closureOf(context, sent.way, loan))
  if (block) return context.refuse(block)
  const id = randomUUIDv7()
  const isSettled = decision.outcome === 'settled'
  await tx
    .insertInto('shortfall_settlement')
    .values({
      organisation_id: actor.organisationId,
      id,
      financing_id: advance.id,
      household_id: advance.householdId,
      way: sent.way,
      cents: sent.cents,
      loan_id: loan?.id ?? null,
      instalments: sent.way === 'converted' ? sent.instalments : null,
      agreed_on: sent.agreedOn,
      reason: sent.reason,
      proposed_by: actor.membershipId,
      proposed_at: now,
      ...(isSettled ? { decided_by: actor.membershipId, decided_on: today } : {}),
    })
    .execute()
  await record(context, {
    act: isSettled ? 'shortfall-settled' : 'shortfall-settlement-proposed',
    subject: { kind: 'shortfall-settlement', id },
    householdId: advance.householdId,
    after: { way: sent.way, cents: sent.cents },
  })
  if (isSettled) {
    const carried = await carryOut(context, advance, loan, { ...sent, id })
    if (carried.outcome === 'refused') return context.refuse(carried.reason, carried.details)
  }
  return { settlementId: id, isSettled }
})

const lockBoth = (context: Acting, financingId: string, loanId: string | null): Promise<void> =>
  lockLoans(context.tx, context.actor.organisationId, loanId ? [financingId, loanId] : [financingId])

export const decideSettlement = useCase(
  contract.subsidies.decideSettlement,
  async (context, { settlementId, version }) => {
    const { tx, actor, today } = context
    const settlement = await findSettlementForUpdate(context, settlementId)
    if (!settlement) return context.refuse('unknown-record')
    await lockBoth(context, settlement.financingId, settlement.loanId)
    const advance = await findAdvance(context, 'decide-funding', settlement.financingId)
    if (advance.refused) return context.refuse('unknown-record')
    if (settlement.decidedOn || settlement.withdrawnOn || !needsDecision(settlement.way))
      return context.refuse('not-waiting')
    if (settlement.version !== version) return context.refuse('stale-version')
    if (settlement.proposedBy === actor.membershipId) return context.refuse('own-proposal')
    const { decision, loan } = await decideFor(context, advance, settlement, settlement.cents)
    if (decision.outcome === 'refused') return context.refuse(decision.reason, decision)
    const block = blockOf(loan)
    if (block) return context.refuse(block)
    await tx
      .updateTable('shortfall_settlement')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', settlementId)
      .set({ decided_by: actor.membershipId, decided_on: today, version: version + 1 })
      .execute()
    await record(context, {
      act: 'shortfall-settled',
      subject: { kind: 'shortfall-settlement', id: settlementId },
      householdId: advance.householdId,
      after: { way: settlement.way, cents: settlement.cents },
    })
    const carried = await carryOut(context, advance, loan, settlement)
    if (carried.outcome === 'refused') return context.refuse(carried.reason, carried.details)
    return { settlementId }
  },
)

export const withdrawSettlement = useCase(
  contract.subsidies.withdrawSettlement,
  async (context, { settlementId, version, reason }) => {
    const { tx, actor, today } = context
    const settlement = await findSettlementForUpdate(context, settlementId)
    const advance = settlement && (await findAdvance(context, 'manage-loans', settlement.financingId))
    if (!settlement || !advance || advance.refused) return context.refuse('unknown-record')
    if (settlement.decidedOn || settlement.withdrawnOn) return context.refuse('not-waiting')
    if (settlement.version !== version) return context.refuse('stale-version')
    await tx
      .updateTable('shortfall_settlement')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', settlementId)
      .set({
        withdrawn_by: actor.membershipId,
        withdrawn_on: today,
        withdrawn_reason: reason,
        version: version + 1,
      })
      .execute()
    await record(context, {
      act: 'shortfall-settlement-withdrawn',
      subject: { kind: 'shortfall-settlement', id: settlementId },
      householdId: advance.householdId,
      after: { way: settlement.way, cents: settlement.cents },
    })
    return { version: version + 1 }
  },
)
