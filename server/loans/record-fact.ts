import { contract } from '#contract/index.ts'
import type { NewFinancingFact } from '#domain/funding/financing-facts.ts'
import { decideLoanFact, type FactRefusal } from '#domain/loans/decide.ts'
import { type LoanFact, loanEventKinds, loanEventRows } from '#domain/loans/facts.ts'
import { recordFinancingFact } from '#server/funding/record-financing-fact.ts'
import { record as journal } from '#server/journal.ts'
import { bumpLoan, type HeldLoan, holdLoan } from '#server/loans/hold-loan.ts'
import type { LoanActing } from '#server/loans/payments.ts'
import { postChanges } from '#server/loans/post-change.ts'
import { refreshFinancings } from '#server/loans/refresh-financings.ts'
import { useCase } from '#server/use-case.ts'

type WithoutId<Fact> = Fact extends LoanFact ? Omit<Fact, 'id'> : never
export type NewLoanFact = WithoutId<LoanFact>

/** Records a fact of a loan that is held, and posts what it changes in the books. */
export const keepLoanFact = async (
  acting: LoanActing,
  { record, state, lentOn }: HeldLoan,
  fact: NewLoanFact,
): Promise<{ factId: string; refused?: undefined } | { refused: FactRefusal }> => {
  const refused = decideLoanFact(state, record.history.grantedCents, lentOn, fact, acting.today)
  if (refused) return { refused }
  const { factId } = await recordFinancingFact(acting, {
    financingId: record.financingId,
    fact: fact as NewFinancingFact,
  })
  const taken = { ...fact, id: factId } as LoanFact
  await postChanges(acting, [
    {
      record,
      after: { ...record.history, facts: [...record.history.facts, taken] },
      key: `loan-fact:${factId}`,
      on: fact.on,
      label: loanEventRows[fact.kind],
      cash: null,
    },
  ])
  return { factId }
}

export const recordLoanFact = useCase(
  contract.loans.recordFact,
  async (context, { financingId, version, fact }) => {
    const { tx, actor, refuse } = context
    const held = await holdLoan(context, 'manage-loans', { financingId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const kept = await keepLoanFact(context, held, fact)
    if (kept.refused) return refuse(kept.refused)
    return { factId: kept.factId, version: await bumpLoan(tx, actor.organisationId, financingId) }
  },
)

export const cancelLoanFact = useCase(
  contract.loans.cancelFact,
  async (context, { financingId, version, factId, reason }) => {
    const { tx, actor, today, refuse } = context
    const held = await holdLoan(context, 'manage-loans', { financingId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const row = await findFact(context, financingId, factId)
    if (!row) return refuse('unknown-record')
    if (row.cancelled_at) return refuse('already-cancelled')
    if (row.kind === 'loan-written-off' || row.kind === 'disbursements-closed')
      return refuse('decided-elsewhere')
    await cancelRow(context, factId, reason)
    const { record } = held
    await postChanges(context, [
      {
        record,
        after: { ...record.history, facts: record.history.facts.filter(({ id }) => id !== factId) },
        key: `loan-fact-cancelled:${factId}`,
        on: row.on_date,
        label: `Retiré : ${loanEventRows[row.kind as LoanFact['kind']].toLowerCase()}`,
        cash: null,
      },
    ])
    await journal(context, {
      act: 'loan-fact-cancelled',
      subject: { kind: 'financing', id: financingId },
      householdId: record.householdId,
      before: { kind: row.kind, on: row.on_date },
    })
    await refreshFinancings(tx, actor.organisationId, [financingId], today)
    return { version: await bumpLoan(tx, actor.organisationId, financingId) }
  },
)

const findFact = ({ tx, actor }: LoanActing, financingId: string, factId: string) =>
  tx
    .selectFrom('financing_event')
    .where('organisation_id', '=', actor.organisationId)
    .where('financing_id', '=', financingId)
    .where('id', '=', factId)
    .where('kind', 'in', loanEventKinds)
    .select(['kind', 'on_date', 'cancelled_at'])
    .executeTakeFirst()

const cancelRow = async ({ tx, actor, now }: LoanActing, factId: string, reason: string) => {
  await tx
    .updateTable('financing_event')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', factId)
    .set({ cancelled_at: now, cancelled_by: actor.membershipId ?? null, cancelled_reason: reason })
    .execute()
}
