import { booksOf, linesBetween } from '#domain/loans/books.ts'
import type { LoanHistory } from '#domain/loans/facts.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type LedgerTransaction, type Poster, postAll } from '#server/ledger/post.ts'
import type { LoanRecord } from '#server/loans/loan-store.ts'

export type Cash = { use: 'bank' | 'bank-in-transit'; cents: Cents }

export type LoanChange = {
  record: LoanRecord
  /** The same loan once the fact is taken. */
  after: LoanHistory
  /** Names the fact, once. */
  key: string
  on: PlainDate
  label: string
  cash: Cash | null
}

/** Posts what facts change in the books of loans: the difference between what was replayed before and after. */
export const postChanges = async (poster: Poster, changes: readonly LoanChange[]): Promise<void> => {
  await postAll(
    poster,
    changes.map(transactionOf).filter(({ lines }) => lines.length > 0),
  )
}

const transactionOf = ({ record, after, key, on, label, cash }: LoanChange): LedgerTransaction => ({
  key,
  journal: cash ? 'bank' : 'loans',
  on,
  label: `${label}, ${record.number}`.slice(0, 200),
  lines: linesBetween(booksOf(record.history), booksOf(after), cash).map((line) => ({
    ...line,
    financingId: record.financingId,
    ...(record.envelopeId ? { envelopeId: record.envelopeId } : {}),
  })),
})
