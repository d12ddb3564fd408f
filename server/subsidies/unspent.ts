import { decideRelease, type ReleaseRefusal } from '#domain/disbursements/invoices.ts'
import type { Cents } from '#domain/money.ts'
import {
  findPaidFinancing,
  type PaidFinancing,
  type Paying,
  readPayingFacts,
} from '#server/disbursements/paying.ts'

export type ProjectLoan = PaidFinancing & {
  /** Granted, neither paid nor ordered, and free to leave. */
  unspentCents: Cents
  /** Why no money of it can leave. */
  block: ReleaseRefusal | null
}

/** The loans of the lender in a project: a personal microcredit is the bank's. */
export const listLoansOf = async (acting: Paying, applicationId: string): Promise<ProjectLoan[]> => {
  const rows = await acting.tx
    .selectFrom('financing')
    .where('organisation_id', '=', acting.actor.organisationId)
    .where('application_id', '=', applicationId)
    .where('kind', '=', 'loan')
    .select('id')
    .orderBy('id')
    .execute()
  const loans: ProjectLoan[] = []
  for (const { id } of rows) {
    const loan = await readProjectLoan(acting, id)
    if (loan) loans.push(loan)
  }
  return loans
}

const readProjectLoan = async (acting: Paying, loanId: string): Promise<ProjectLoan | undefined> => {
  const loan = await findPaidFinancing(acting, loanId)
  if (!loan) return undefined
  const facts = await readPayingFacts(acting, loan)
  const release = decideRelease(facts, acting.today)
  const block = release.outcome === 'refused' ? release.reason : null
  return { ...loan, block, unspentCents: block === null ? facts.committedCents - facts.orderedCents : 0 }
}
