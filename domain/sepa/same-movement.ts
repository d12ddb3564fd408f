import type { PlainDate } from '#domain/plain-date.ts'
import type { StatementEntry, StatementKind } from '#domain/sepa/camt.ts'
import { toSepaText } from '#domain/sepa/latin.ts'

/** What tells one movement of an account from another, besides its day and its amount. */
type Marks = Pick<StatementEntry, 'bookedOn' | 'cents' | 'bankReference' | 'batchId' | 'label' | 'details'>

/** `probable`: nothing tells them apart, nothing proves that they are one; a person says. */
export type Likeness = 'same' | 'probable' | 'different'

/** The references that the parties gave, whatever the order in which the bank lists them. */
const partyReferences = ({ batchId, details }: Marks): string =>
  details
    .flatMap(({ endToEndId }) => (endToEndId ? [endToEndId.toUpperCase()] : []))
    .toSorted()
    .join(',') || (batchId ?? '').toUpperCase()

/** What the bank wrote, without the accents, capitals and signs that change from one file to the other. */
const textOf = ({ label, details }: Marks): string =>
  [label, ...details.flatMap(({ counterparty, label: own }) => [counterparty, own])]
    .map((part) => toSepaText(part ?? '', 500).toUpperCase())
    .join(' ')
    .replaceAll(/[^A-Z0-9]+/g, ' ')
    .trim()

const marksOf = (entry: Marks): string => {
  if (entry.bankReference) return `bank ${entry.bankReference}`
  const references = partyReferences(entry)
  return references ? `parties ${references}` : `text ${textOf(entry)}`
}

/**
 * What makes a movement the same when a statement is imported again: its day, its amount and its sign, with the
 * bank's reference, else those of the parties, else its text. The last number counts the same ones within the file.
 */
export function entryKeys(entries: readonly Marks[]): string[] {
  const seen = new Map<string, number>()
  return entries.map((entry) => {
    const marks = marksOf(entry)
    const base = [entry.bookedOn, entry.cents, marks].join('|')
    const rank = (seen.get(base) ?? 0) + 1
    seen.set(base, rank)
    return `${base}|${rank}`
  })
}

const compareMark = (a: string | null, b: string | null): Likeness | undefined => {
  if (!a || !b) return undefined
  return a === b ? 'same' : 'different'
}

/** `statement`: the bank's own name of the file's statement. */
type Told = { entry: Marks; kind: StatementKind; statement: string }

/** Two movements of one account, told by two files. */
export function likenessOf(a: Told, b: Told): Likeness {
  if (a.entry.bookedOn !== b.entry.bookedOn || a.entry.cents !== b.entry.cents) return 'different'
  const byBank = compareMark(a.entry.bankReference, b.entry.bankReference)
  const byParties = compareMark(partyReferences(a.entry), partyReferences(b.entry))
  const text = textOf(a.entry)
  const isTextSame = text === textOf(b.entry)
  if (byBank === 'same') return 'same'
  // Some banks number anew what they tell in a notification and then in the statement.
  if (byBank === 'different')
    return a.kind !== b.kind && (byParties === 'same' || (isTextSame && text !== ''))
      ? 'probable'
      : 'different'
  if (byParties) return byParties
  if (!isTextSame) return 'probable'
  if (text === '') return a.kind === b.kind && a.statement === b.statement ? 'same' : 'probable'
  // A bank writes its files of one kind in one way: a reference in the one and not in the other is another movement.
  return a.entry.bankReference !== b.entry.bankReference && a.kind === b.kind ? 'probable' : 'same'
}

export type KnownMovement = Told & { id: string }
export type Recognised = { outcome: 'known' } | { outcome: 'new'; twinId: string | null }

/** Of the movements of a file, those that the account has: each of the known ones answers for one, the surest first. */
export function recogniseMovements(
  { entries, kind, statement }: { entries: readonly Marks[]; kind: StatementKind; statement: string },
  known: readonly KnownMovement[],
): Recognised[] {
  const free = Map.groupBy(known, ({ entry }) => placeOf(entry))
  const take = (entry: Marks, wanted: Likeness): string | undefined => {
    const near = free.get(placeOf(entry)) ?? []
    const index = near.findIndex((one) => likenessOf({ entry, kind, statement }, one) === wanted)
    return index < 0 ? undefined : near.splice(index, 1)[0]?.id
  }
  const isKnown = entries.map((entry) => take(entry, 'same') !== undefined)
  return entries.map((entry, index) =>
    isKnown[index] ? { outcome: 'known' } : { outcome: 'new', twinId: take(entry, 'probable') ?? null },
  )
}

const placeOf = ({ bookedOn, cents }: { bookedOn: PlainDate; cents: number }) => `${bookedOn}|${cents}`
