import type { Cents } from '#domain/money.ts'
import { daysBetween, type PlainDate } from '#domain/plain-date.ts'
import type { StatementEntry } from '#domain/sepa/camt.ts'
import { isSameName, writtenIn } from '#domain/sepa/matching.ts'
import type { ReceiptKind } from '#domain/subsidies/kinds.ts'

/** A subsidy notified for an advance, of which something has still to come. */
export type AwaitedSubsidy = {
  subsidyId: string
  financingId: string
  financingNumber: string
  applicationNumber: string
  funder: string
  household: string
  awaitedCents: Cents
}
/** A receipt that somebody wrote by hand, and that no movement of an account answers for yet. */
export type UnmatchedReceipt = {
  receiptId: string
  financingNumber: string
  applicationNumber: string
  funder: string
  household: string
  cents: Cents
  receivedOn: PlainDate
  reference: string
}
export type AwaitedMoney = { subsidies: readonly AwaitedSubsidy[]; receipts: readonly UnmatchedReceipt[] }

export type SubsidyProposal = {
  target:
    | {
        kind: 'subsidy'
        subsidyId: string
        financingId: string
        receiptKind: Exclude<ReceiptKind, 'claw-back'>
      }
    | { kind: 'receipt'; receiptId: string }
  words: string
  certainty: 'exact' | 'probable'
  why: string
}

type Entry = Pick<StatementEntry, 'bookedOn' | 'cents' | 'label' | 'details'>

const recordedDays = 15

/** A proposal, never a decision. What is already written comes first: it must not be written again. */
export function proposeSubsidy(
  entry: Entry,
  { subsidies, receipts }: AwaitedMoney,
): SubsidyProposal | undefined {
  return proposeReceipt(entry, receipts) ?? proposeAwaited(entry, subsidies)
}

const proposeReceipt = (entry: Entry, receipts: readonly UnmatchedReceipt[]): SubsidyProposal | undefined => {
  const written = writtenIn(entry)
  const [one, ...others] = receipts.filter(
    ({ cents, receivedOn }) =>
      cents === entry.cents && Math.abs(daysBetween(receivedOn, entry.bookedOn)) <= recordedDays,
  )
  if (!one || others.length > 0) return undefined
  const isNamed = isWritten(one.reference, written) || isTied(one, written)
  if (!isNamed && !isSameName(one.funder, written)) return undefined
  return {
    target: { kind: 'receipt', receiptId: one.receiptId },
    words: `${one.funder}, déjà enregistrée pour ${one.household}`,
    certainty: isNamed ? 'exact' : 'probable',
    why: isNamed ? 'Subvention déjà enregistrée, par sa référence' : 'Même montant et même financeur',
  }
}

const proposeAwaited = (entry: Entry, subsidies: readonly AwaitedSubsidy[]): SubsidyProposal | undefined => {
  if (entry.cents <= 0) return undefined
  const written = writtenIn(entry)
  const scored = subsidies
    .map((subsidy) => ({ subsidy, ...scoreOf(subsidy, entry.cents, written) }))
    .filter(({ score }) => score >= enough)
    .toSorted((a, b) => b.score - a.score)
  const [best, next] = scored
  if (!best || next?.score === best.score) return undefined
  const { subsidyId, financingId, funder, household, awaitedCents } = best.subsidy
  const receiptKind = entry.cents === awaitedCents ? 'balance' : 'interim'
  return {
    target: { kind: 'subsidy', subsidyId, financingId, receiptKind },
    words: `${receiptKind === 'balance' ? 'Solde' : 'Acompte'} de ${funder} pour ${household}`,
    certainty: best.isTied && best.isSameAmount ? 'exact' : 'probable',
    why: best.reasons.join(', '),
  }
}

/** Two of these four speak for a subsidy; its number with the funder's or the household's name, or with the amount. */
const enough = 2

const scoreOf = (subsidy: AwaitedSubsidy, cents: Cents, written: string) => {
  const isSameAmount = subsidy.awaitedCents === cents
  // More than is awaited is some other money.
  const mayBe = cents <= subsidy.awaitedCents
  const tied = isTied(subsidy, written)
  const reasons = [
    ...(isSameAmount ? ['même montant'] : []),
    ...(tied ? ['numéro du dossier'] : []),
    ...(isSameName(subsidy.funder, written) ? ['nom du financeur'] : []),
    ...(isSameName(subsidy.household, written) ? ['nom du ménage'] : []),
  ]
  return { isSameAmount, isTied: tied, reasons, score: mayBe ? reasons.length : 0 }
}

const spaced = (text: string): string =>
  ` ${text
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, ' ')
    .trim()} `

/** Whole, whatever the signs between its parts; one too short is in every text. */
const isWritten = (reference: string, written: string): boolean => {
  const wanted = spaced(reference)
  return wanted.length >= 7 && spaced(written).includes(wanted)
}

const isTied = (
  { financingNumber, applicationNumber }: Pick<AwaitedSubsidy, 'financingNumber' | 'applicationNumber'>,
  written: string,
): boolean => isWritten(financingNumber, written) || isWritten(applicationNumber, written)

/** What in a text may be the number of a file or of a financing: `2026-00012-1`, and `2026-00012` before it. */
export const numbersIn = (written: string): string[] => {
  const found = written.toUpperCase().match(/[A-Z0-9]+(?:-[A-Z0-9]+)+/g) ?? []
  return [...new Set(found.flatMap((number) => [number, number.slice(0, number.lastIndexOf('-'))]))]
}
