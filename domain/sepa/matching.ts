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
  /** Already seen on a statement, or come back. */
  isSettled: boolean
  isReturned: boolean
}

export type Target =
  /** The whole batch, but what came back before it was settled. */
  | { kind: 'batch'; batchId: string; lineIds: readonly string[] }
  | { kind: 'line'; lineId: string }
  /** What came back, line by line. */
  | { kind: 'returns'; returns: readonly { lineId: string; reason: string }[] }
  | { kind: 'fee' }

/** A proposal never decides: a person does. `exact`: by its reference; `probable`: by amount, day and name. */
export type Proposal = { target: Target; certainty: 'exact' | 'probable'; why: string }

const nearDays = 5

export function proposeMatch(entry: StatementEntry, sent: readonly SentLine[]): Proposal | undefined {
  return (
    proposeReturns(entry, sent) ??
    proposeBatch(entry, sent) ??
    proposeLine(entry, sent) ??
    proposeByLooks(entry, sent) ??
    proposeFee(entry)
  )
}

const isReturnEntry = (entry: StatementEntry): boolean =>
  entry.details.some(({ returnReason }) => returnReason !== null) ||
  entry.isReversal ||
  /\/(UPDD|RRTN|RPCR|PRDD|UPCT)$/.test(entry.operation ?? '')

/** A return comes after the movement that it undoes: until that one is matched, nothing is proposed. */
const proposeReturns = (entry: StatementEntry, sent: readonly SentLine[]): Proposal | undefined => {
  if (!isReturnEntry(entry)) return undefined
  const found = entry.details.map((detail) => ({ detail, line: lineOf(detail, sent) }))
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

const lineOf = ({ endToEndId }: StatementDetail, sent: readonly SentLine[]): SentLine | undefined =>
  endToEndId === null
    ? undefined
    : sent.find((line) => line.endToEndId.toLowerCase() === endToEndId.toLowerCase())

const proposeBatch = (entry: StatementEntry, sent: readonly SentLine[]): Proposal | undefined => {
  for (const [batchId, lines] of openBatches(sent)) {
    if (sumOf(lines) !== entry.cents) continue
    const target: Target = { kind: 'batch', batchId, lineIds: lines.map(({ id }) => id) }
    if (entry.batchId === batchId) return { target, certainty: 'exact', why: 'Remise, par sa référence' }
  }
  return undefined
}

/** What each batch still has to bring: what came back before settlement is out. */
const openBatches = (sent: readonly SentLine[]): Map<string, SentLine[]> => {
  const batches = new Map<string, SentLine[]>()
  for (const line of sent)
    if (!line.isSettled && !line.isReturned)
      batches.set(line.batchId, [...(batches.get(line.batchId) ?? []), line])
  return batches
}

const sumOf = (lines: readonly SentLine[]): Cents => lines.reduce((sum, { cents }) => sum + cents, 0)

const proposeLine = (entry: StatementEntry, sent: readonly SentLine[]): Proposal | undefined => {
  const [detail] = entry.details
  if (!detail || entry.details.length > 1) return undefined
  const line = lineOf(detail, sent)
  if (!line || line.isSettled || line.isReturned || line.cents !== entry.cents) return undefined
  return { target: { kind: 'line', lineId: line.id }, certainty: 'exact', why: 'Opération, par sa référence' }
}

const isNear = (entry: StatementEntry, day: PlainDate): boolean =>
  Math.abs(daysBetween(day, entry.bookedOn)) <= nearDays

const proposeByLooks = (entry: StatementEntry, sent: readonly SentLine[]): Proposal | undefined => {
  const batches = [...openBatches(sent)].filter(
    ([, lines]) =>
      sumOf(lines) === entry.cents && lines[0] !== undefined && isNear(entry, lines[0].executeOn),
  )
  const [batch] = batches
  if (batch && batches.length === 1 && batch[1].length > 1)
    return {
      target: { kind: 'batch', batchId: batch[0], lineIds: batch[1].map(({ id }) => id) },
      certainty: 'probable',
      why: 'Même montant que la remise, à quelques jours',
    }
  const written = [entry.label, ...entry.details.flatMap(({ counterparty, label }) => [counterparty, label])]
  const lines = sent.filter(
    (line) =>
      !line.isSettled &&
      !line.isReturned &&
      line.cents === entry.cents &&
      isNear(entry, line.executeOn) &&
      isSameName(line.name, written.filter(Boolean).join(' ')),
  )
  const [line] = lines
  if (!line || lines.length > 1) return undefined
  return {
    target: { kind: 'line', lineId: line.id },
    certainty: 'probable',
    why: 'Même montant et même nom, à quelques jours',
  }
}

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
