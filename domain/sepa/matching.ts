import type { Cents } from '#domain/money.ts'
import { daysBetween, type PlainDate } from '#domain/plain-date.ts'
import type { StatementDetail, StatementEntry } from '#domain/sepa/camt.ts'
import { toSepaText } from '#domain/sepa/latin.ts'

/** A line that Palier sent to the bank and that a statement may tell of. */
export type SentLine = {
  id: string
  batchId: string
  endToEndId: string
  /** As the account sees it: a debit collected is positive, a transfer negative. */
  cents: Cents
  name: string
  executeOn: PlainDate
  /** Already seen on a statement. */
  isSettled: boolean
  isReturned: boolean
}

/** What a batch still has to bring, or to take: what came back before it was settled is out. */
export type SentBatch = { batchId: string; cents: Cents; lineCount: number; executeOn: PlainDate }

export type Sent = { batches: readonly SentBatch[]; lines: readonly SentLine[] }

export type Target =
  | { kind: 'batch'; batchId: string }
  | { kind: 'line'; lineId: string }
  /** What came back, line by line. */
  | { kind: 'returns'; returns: readonly { lineId: string; reason: string }[] }
  | { kind: 'fee' }

/** A proposal never decides: a person does. `exact`: by its reference; `probable`: by amount, day and name. */
export type Proposal = { target: Target; certainty: 'exact' | 'probable'; why: string }

const nearDays = 5

export function proposeMatch(entry: StatementEntry, sent: Sent): Proposal | undefined {
  return (
    proposeReturns(entry, sent) ??
    proposeBatch(entry, sent) ??
    proposeLine(entry, sent) ??
    proposeBatchByLooks(entry, sent) ??
    proposeLineByLooks(entry, sent) ??
    proposeFee(entry)
  )
}

const isReturnEntry = (entry: StatementEntry): boolean =>
  entry.details.some(({ returnReason }) => returnReason !== null) ||
  entry.isReversal ||
  /\/(UPDD|RRTN|RPCR|PRDD|UPCT)$/.test(entry.operation ?? '')

/** A return comes after the movement that it undoes: until that one is matched, nothing is proposed. */
const proposeReturns = (entry: StatementEntry, { lines }: Sent): Proposal | undefined => {
  if (!isReturnEntry(entry)) return undefined
  const found = entry.details.map((detail) => ({ detail, line: lineOf(detail, lines) }))
  const returns = found.flatMap(({ detail, line }) =>
    line?.isSettled && !line.isReturned ? [{ lineId: line.id, reason: detail.returnReason ?? 'MS03' }] : [],
  )
  if (returns.length === 0 || returns.length < found.length) return undefined
  const total = found.reduce((sum, { line }) => sum - (line?.cents ?? 0), 0)
  if (total !== entry.cents) return undefined
  return {
    target: { kind: 'returns', returns },
    certainty: 'exact',
    why:
      returns.length === 1 ? 'Retour, par sa référence' : `${returns.length} retours, par leurs références`,
  }
}

const lineOf = ({ endToEndId }: StatementDetail, lines: readonly SentLine[]): SentLine | undefined =>
  endToEndId === null
    ? undefined
    : lines.find((line) => line.endToEndId.toLowerCase() === endToEndId.toLowerCase())

const proposeBatch = (entry: StatementEntry, { batches }: Sent): Proposal | undefined => {
  const batch = batches.find(({ batchId, cents }) => batchId === entry.batchId && cents === entry.cents)
  return (
    batch && {
      target: { kind: 'batch', batchId: batch.batchId },
      certainty: 'exact',
      why: 'Remise, par sa référence',
    }
  )
}

const isOpen = (line: SentLine | undefined): line is SentLine =>
  line !== undefined && !line.isSettled && !line.isReturned

const proposeLine = (entry: StatementEntry, { lines }: Sent): Proposal | undefined => {
  const [detail] = entry.details
  if (!detail || entry.details.length > 1) return undefined
  const line = lineOf(detail, lines)
  if (!isOpen(line) || line.cents !== entry.cents) return undefined
  return { target: { kind: 'line', lineId: line.id }, certainty: 'exact', why: 'Opération, par sa référence' }
}

const isNear = (entry: StatementEntry, day: PlainDate): boolean =>
  Math.abs(daysBetween(day, entry.bookedOn)) <= nearDays

const proposeBatchByLooks = (entry: StatementEntry, { batches }: Sent): Proposal | undefined => {
  const [batch, ...others] = batches.filter(
    ({ cents, lineCount, executeOn }) => lineCount > 1 && cents === entry.cents && isNear(entry, executeOn),
  )
  if (!batch || others.length > 0) return undefined
  return {
    target: { kind: 'batch', batchId: batch.batchId },
    certainty: 'probable',
    why: 'Même montant que la remise, à quelques jours',
  }
}

const proposeLineByLooks = (entry: StatementEntry, { lines }: Sent): Proposal | undefined => {
  const written = writtenIn(entry)
  const [line, ...others] = lines.filter(
    (candidate) =>
      isOpen(candidate) &&
      candidate.cents === entry.cents &&
      isNear(entry, candidate.executeOn) &&
      isSameName(candidate.name, written),
  )
  if (!line || others.length > 0) return undefined
  return {
    target: { kind: 'line', lineId: line.id },
    certainty: 'probable',
    why: 'Même montant et même nom, à quelques jours',
  }
}

/** All that the bank wrote about a movement. */
export const writtenIn = ({ label, details }: Pick<StatementEntry, 'label' | 'details'>): string =>
  [label, ...details.flatMap((detail) => [detail.counterparty, detail.label])].filter(Boolean).join(' ')

const wordsOf = (text: string): string[] =>
  toSepaText(text, 500)
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word.length > 1 && !['MR', 'MME', 'MONSIEUR', 'MADAME', 'SARL', 'SAS'].includes(word))

/** Every word of the name stands in what the bank wrote, in any order. */
export function isSameName(name: string, written: string): boolean {
  const words = wordsOf(name)
  const found = new Set(wordsOf(written))
  return words.length > 0 && words.every((word) => found.has(word))
}

const proposeFee = (entry: StatementEntry): Proposal | undefined => {
  const words = [entry.label, ...entry.details.map(({ label }) => label)].filter(Boolean).join(' ')
  const isFee =
    entry.cents < 0 &&
    (/\/(CHRG|COMM|FEES)$/.test(entry.operation ?? '') ||
      /\b(FRAIS|COMMISSIONS?|COTISATION|AGIOS)\b/i.test(toSepaText(words, 500)))
  return isFee
    ? { target: { kind: 'fee' }, certainty: 'probable', why: 'Frais bancaires, par leur libellé' }
    : undefined
}
