import type { Cents } from '#domain/money.ts'
import type { EntryKind } from '#domain/tenancies/kinds.ts'

/**
 * How the lines of one day follow each other: calls, their reversals, what pays or adds, what takes a payment back. Within a
 * rank the order changes nothing, so that an account has one position whatever the order its lines were imported in.
 */
export function rankInDay(kind: EntryKind, amountCents: Cents): 0 | 1 | 2 | 3 {
  if (kind === 'rent-call' || kind === 'charges-call') return amountCents > 0 ? 0 : 1
  const pays = kind === 'payment' || kind === 'payment-rejected' || isDeduction(kind)
  return pays && amountCents > 0 ? 3 : 2
}

function isDeduction(kind: EntryKind): boolean {
  return kind === 'benefit' || kind === 'rls' || kind === 'write-off'
}
