import type { Movement } from '#domain/ledger/movements.ts'
import type { AccountUse } from '#domain/ledger/uses.ts'
import type { LoanHistory } from '#domain/loans/facts.ts'
import { depreciationLevelOf, isDoubtfulBy } from '#domain/loans/replay.ts'
import { settleLoan } from '#domain/loans/settle.ts'
import type { Cents } from '#domain/money.ts'

/** What the ledger must say of a loan once every known fact is taken, whatever its day. */
export type LoanBooks = {
  outstandingCents: Cents
  repaidCents: Cents
  lostCents: Cents
  recoveredCents: Cents
  owedCents: Cents
  depreciationCents: Cents
  claim: 'loan-principal' | 'doubtful-loan'
}

export const booksOf = (history: LoanHistory): LoanBooks => {
  const { outstandingCents, repaidCents, lostCents, recoveredCents, owedCents } = settleLoan(history, null)
  return {
    outstandingCents,
    repaidCents,
    lostCents,
    recoveredCents,
    owedCents,
    depreciationCents: Math.min(depreciationLevelOf(history.facts), outstandingCents),
    claim: isDoubtfulBy(history.facts) ? 'doubtful-loan' : 'loan-principal',
  }
}

export type BookLine = { use: AccountUse; cents: Cents; movement?: Movement }

/**
 * The lines that take the books of a loan from one state to the next (handbook money §2.6, §15). A fact entered late may
 * change what a later one meant, a payment before a write-off for instance: the difference is what is posted, so that
 * the ledger always says what the replay says. `cash`: what came in, or went out when negative; it balances the lines.
 */
export const linesBetween = (
  before: LoanBooks,
  after: LoanBooks,
  cash: { use: 'bank' | 'bank-in-transit'; cents: Cents } | null,
): BookLine[] => {
  const repaid = after.repaidCents - before.repaidCents
  const lost = after.lostCents - before.lostCents
  const recovered = after.recoveredCents - before.recoveredCents
  const owed = after.owedCents - before.owedCents
  const lines: BookLine[] = [
    ...(cash ? [{ use: cash.use, cents: cash.cents }] : []),
    ...reclassification(before, after),
    { use: after.claim, cents: -repaid, movement: 'repayment' },
    { use: after.claim, cents: -lost, movement: 'write-off' },
    { use: 'write-off', cents: lost },
    { use: 'recovery-income', cents: -recovered, movement: 'recovery' },
    { use: 'owed-to-household', cents: -owed },
    ...depreciationLines(after.depreciationCents - before.depreciationCents),
  ]
  return lines.filter(({ cents }) => cents !== 0)
}

const reclassification = (before: LoanBooks, after: LoanBooks): BookLine[] =>
  before.claim === after.claim
    ? []
    : [
        { use: after.claim, cents: before.outstandingCents, movement: 'reclassification' },
        { use: before.claim, cents: -before.outstandingCents, movement: 'reclassification' },
      ]

const depreciationLines = (more: Cents): BookLine[] => [
  { use: more > 0 ? 'depreciation-charge' : 'depreciation-reversal', cents: more },
  { use: 'depreciation', cents: -more, movement: 'depreciation' },
]
