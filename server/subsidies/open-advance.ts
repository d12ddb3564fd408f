import { contract } from '#contract/index.ts'
import { commitmentRefusals } from '#domain/envelopes/refusals.ts'
import type { Cents } from '#domain/money.ts'
import { isUsableOn, missingPieces } from '#domain/subsidies/mandate.ts'
import { standingsOf } from '#server/disbursements/paying.ts'
import { closedBecause } from '#server/envelopes/commit-funds.ts'
import { listAskedLoans } from '#server/subsidies/asked-loans.ts'
import { sumCovered } from '#server/subsidies/covered.ts'
import { findAdvance } from '#server/subsidies/find-advance.ts'
import { listReceipts, readAdvance } from '#server/subsidies/read-advance.ts'
import { listSettlements } from '#server/subsidies/settlement-store.ts'
import { listLoansOf } from '#server/subsidies/unspent.ts'
import { listMandates } from '#server/subsidies/usable-mandate.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const openAdvance = useCase(contract.subsidies.openAdvance, async (context, { financingId }) => {
  const advance = await findAdvance(context, 'read-funding', financingId)
  if (advance.refused) return context.refuse(advance.refused)
  const { derived, subsidies, heldCents } = await readAdvance(context, advance)
  const standing = (await standingsOf(context, [financingId])).get(financingId)
  const receipts = await listReceipts(context, financingId)
  return {
    financing: { id: advance.id, number: advance.number },
    applicationId: advance.applicationId,
    household: { id: advance.householdId, name: advance.householdName },
    ...derived,
    committedCents: standing?.committedNet ?? 0,
    disbursedCents: standing?.disbursed ?? 0,
    heldCents,
    subsidies,
    receipts: receipts.map(({ reversedOn, reversedReason, ...receipt }) => ({
      ...receipt,
      reversed: reversedOn && { on: reversedOn, reason: reversedReason ?? '' },
    })),
    mandates: await mandateViews(context, advance.applicationId),
    settlements: await settlementViews(context, financingId),
    loans: await loanViews(context, advance.applicationId),
    askedLoans: (await listAskedLoans(context, advance)).map(({ pendingCents: _, ...loan }) => loan),
    unsettledCents: Math.max(0, derived.shortfallCents - (await sumCovered(context, advance))),
  }
})

const loanViews = async (context: Acting, applicationId: string) => {
  const views = []
  for (const { id, number, unspentCents, envelopeId } of await listLoansOf(context, applicationId)) {
    const closed = envelopeId && (await closedBecause(context, envelopeId, context.today))
    views.push({ id, number, unspentCents, closedBecause: closed ? commitmentRefusals[closed] : null })
  }
  return views
}

const mandateViews = async ({ tx, actor, today }: Acting, applicationId: string) =>
  (await listMandates(tx, actor.organisationId, applicationId)).map((mandate) => {
    const { endedOn, endedReason, ...told } = mandate
    return {
      ...told,
      ended: endedOn && { on: endedOn, reason: endedReason ?? '' },
      missingPieces: missingPieces(mandate),
      isUsable: isUsableOn(mandate, today),
    }
  })

const settlementViews = async (context: Acting, financingId: string) =>
  (await listSettlements(context, financingId)).map((row) => ({
    id: row.id,
    way: row.way,
    cents: row.cents as Cents,
    loan: row.loanId && row.loanNumber ? { id: row.loanId, number: row.loanNumber } : null,
    instalments: row.instalments,
    agreedOn: row.agreedOn,
    reason: row.reason,
    proposedBy: { id: row.proposedBy, name: row.proposedByName },
    decided: row.decidedOn && { on: row.decidedOn, by: row.decidedByName ?? '' },
    withdrawn: row.withdrawnOn && { on: row.withdrawnOn, reason: row.withdrawnReason ?? '' },
    isMine: row.proposedBy === context.actor.membershipId,
    version: row.version,
  }))
