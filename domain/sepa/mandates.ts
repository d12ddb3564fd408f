import { addMonths, type PlainDate } from '#domain/plain-date.ts'
import type { SequenceType } from '#domain/sepa/kinds.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

/** What happened to a mandate, in order. `presented`: a file that debits it was issued. */
export const mandateFactKinds = ['signed', 'presented', 'amended', 'suspended', 'resumed', 'revoked'] as const
export type MandateFactKind = (typeof mandateFactKinds)[number]
export const mandateFactLabels: Labels<MandateFactKind> = {
  signed: 'Signé',
  presented: 'Prélèvement présenté',
  amended: 'Compte modifié',
  suspended: 'Suspendu',
  resumed: 'Repris',
  revoked: 'Révoqué',
}
export type MandateFact = { kind: MandateFactKind; on: PlainDate }

export const mandateStates = [
  'draft',
  'signed',
  'active',
  'amended',
  'suspended',
  'revoked',
  'lapsed',
] as const
export type MandateState = (typeof mandateStates)[number]
export const mandateStateLabels: Labels<MandateState> = {
  draft: 'À faire signer',
  signed: 'Signé, jamais présenté',
  active: 'En cours',
  amended: 'Modifié, à présenter',
  suspended: 'Suspendu',
  revoked: 'Révoqué',
  lapsed: 'Caduc',
}

export const isDebitable = (state: MandateState): boolean =>
  state === 'signed' || state === 'active' || state === 'amended'

export type MandateStanding = {
  state: MandateState
  signedOn: PlainDate | null
  /** Debits presented so far, those that the bank refused included. */
  presentations: number
  lastPresentedOn: PlainDate | null
  /** The last day it can be used; null before it is signed. */
  lapsesOn: PlainDate | null
}

type From = Exclude<MandateState, 'lapsed'>

/** From each state, what may happen and where it leads; `resume` goes back to the state before the suspension. */
const steps: Readonly<Record<From, Partial<Record<MandateFactKind, From | 'before'>>>> = {
  draft: { signed: 'signed', revoked: 'revoked' },
  signed: { presented: 'active', amended: 'signed', suspended: 'suspended', revoked: 'revoked' },
  active: { presented: 'active', amended: 'amended', suspended: 'suspended', revoked: 'revoked' },
  amended: { presented: 'active', amended: 'amended', suspended: 'suspended', revoked: 'revoked' },
  suspended: { amended: 'suspended', resumed: 'before', revoked: 'revoked' },
  revoked: {},
}

/** What its facts alone make of a mandate: time, which makes it lapse, is not among them. */
export function stateOfFacts(facts: readonly MandateFact[]): From {
  let state: From = 'draft'
  let before: From = 'signed'
  for (const { kind } of facts) {
    const next: From | 'before' | undefined = steps[state][kind]
    if (next === undefined) continue
    if (next === 'suspended' && state !== 'suspended') before = state
    if (kind === 'amended' && state === 'suspended' && before === 'active') before = 'amended'
    state = next === 'before' ? before : next
  }
  return state
}

/** Where a mandate stands on a day. It lapses after `unusedMonths` without a debit presented (EPC 016-06, §4.1). */
export function mandateStanding(
  facts: readonly MandateFact[],
  unusedMonths: number,
  today: PlainDate,
): MandateStanding {
  const state = stateOfFacts(facts)
  const presented = facts.filter(({ kind }) => kind === 'presented')
  const signedOn = facts.find(({ kind }) => kind === 'signed')?.on ?? null
  const lastPresentedOn = presented.at(-1)?.on ?? null
  const lastUse = lastPresentedOn ?? signedOn
  const lapsesOn = lastUse && addMonths(lastUse, unusedMonths)
  const lapsed = lapsesOn !== null && today > lapsesOn && state !== 'revoked'
  return {
    state: lapsed ? 'lapsed' : state,
    signedOn,
    presentations: presented.length,
    lastPresentedOn,
    lapsesOn,
  }
}

/** What may be recorded of a mandate in a state; `presented` comes only from a file issued. */
export function mandateNextFacts(state: MandateState): Exclude<MandateFactKind, 'presented'>[] {
  if (state === 'lapsed') return ['revoked']
  return mandateFactKinds.flatMap((kind) => (kind !== 'presented' && steps[state][kind] ? [kind] : []))
}

export const mandateRefusals = {
  'not-in-this-state': 'Le mandat, tel qu’il est aujourd’hui, ne permet pas cela.',
  'future-fact': 'Cette date est dans l’avenir.',
  'before-last-fact': 'Cette date est avant le dernier fait du mandat.',
  'lapsed-mandate':
    'Ce mandat est caduc : il n’a pas servi depuis trente-six mois. Faites-en signer un nouveau.',
} as const
export type MandateRefusal = keyof typeof mandateRefusals

/** Whether a fact may be recorded; `presented` comes only from a file issued. */
export function decideMandateFact(
  facts: readonly MandateFact[],
  fact: MandateFact,
  unusedMonths: number,
  today: PlainDate,
): MandateRefusal | undefined {
  const { state } = mandateStanding(facts, unusedMonths, today)
  if (fact.on > today) return 'future-fact'
  if (state === 'lapsed') return fact.kind === 'revoked' ? undefined : 'lapsed-mandate'
  if (steps[state][fact.kind] === undefined) return 'not-in-this-state'
  const last = facts.findLast(({ kind }) => kind !== 'presented')
  if (last && fact.on < last.on) return 'before-last-fact'
  return undefined
}

/**
 * The sequence type of the next debit. A first debit that the bank refused is presented again as the first (EPC 130-08,
 * §AT-21); `kept` counts those that were not refused.
 */
export function sequenceTypeOf(use: { isSingle: boolean; kept: number; isLast: boolean }): SequenceType {
  if (use.isSingle) return 'OOFF'
  if (use.kept === 0) return 'FRST'
  return use.isLast ? 'FNAL' : 'RCUR'
}

/** Enough of an account number to recognise it: `FR76 •••• 0189`. */
export const maskIban = (iban: string): string => `${iban.slice(0, 4)} •••• ${iban.slice(-4)}`
