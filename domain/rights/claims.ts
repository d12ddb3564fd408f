import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

const factRows = {
  spotted: 'Repéré',
  asked: 'Demandé',
  refused: 'Refusé',
  appealed: 'Recours déposé',
  opened: 'Ouvert',
  waived: 'Non-recours : la personne ne souhaite pas demander',
  ended: 'Terminé',
} as const
/** What happens to a right of a household, in the order in which a day tells it. */
export type ClaimFactKind = keyof typeof factRows
export const claimFactKinds = Object.keys(factRows) as ClaimFactKind[]
export const claimFactLabels: Labels<ClaimFactKind> = factRows

const statusRows = {
  spotted: 'Repéré, à demander',
  asked: 'Demandé, réponse attendue',
  refused: 'Refusé',
  appealed: 'Recours en cours',
  opened: 'Ouvert',
  waived: 'Non-recours',
  ended: 'Terminé',
} as const satisfies Record<ClaimFactKind, string>
/** Where a right stands: what was said of it last. */
export type ClaimStatus = ClaimFactKind
export const claimStatusLabels: Labels<ClaimStatus> = statusRows

/** What may be said next; from nothing, whatever is found when the file is opened. */
const nextKinds: Readonly<Record<ClaimStatus | 'none', readonly ClaimFactKind[]>> = {
  none: ['spotted', 'asked', 'refused', 'opened', 'waived'],
  spotted: ['asked', 'opened', 'waived'],
  asked: ['opened', 'refused', 'waived'],
  refused: ['appealed', 'asked', 'opened', 'waived'],
  appealed: ['opened', 'refused', 'waived'],
  opened: ['ended'],
  waived: ['spotted', 'asked', 'opened'],
  ended: ['spotted', 'asked', 'opened'],
}

export const nextClaimFacts = (status: ClaimStatus | null): readonly ClaimFactKind[] =>
  nextKinds[status ?? 'none']

export type ClaimFact = {
  id: string
  kind: ClaimFactKind
  on: PlainDate
  amountCents: Cents | null
  /** The document still to ask for. */
  awaited: string | null
  /** When to come back to it. */
  nextOn: PlainDate | null
  note: string | null
}

type Dated = Pick<ClaimFact, 'kind' | 'on'>

/** By day, then as a day tells it: any order of entry gives the same line. */
export const inClaimOrder = <T extends Dated>(facts: readonly T[]): T[] =>
  facts.toSorted(
    (one, other) =>
      (one.on < other.on ? -1 : one.on > other.on ? 1 : 0) ||
      claimFactKinds.indexOf(one.kind) - claimFactKinds.indexOf(other.kind),
  )

/** Where the right stands; undefined when the facts do not follow one another. */
export const claimStatus = (facts: readonly Dated[]): ClaimStatus | null | undefined => {
  let status: ClaimStatus | null = null
  for (const { kind } of inClaimOrder(facts)) {
    if (!nextClaimFacts(status).includes(kind)) return undefined
    status = kind
  }
  return status
}

export type ClaimProblem = 'in-the-future' | 'next-before-fact' | 'out-of-line'

/** Whether a fact may stand beside those already noted. */
export const checkClaimFact = (
  asked: Dated & { nextOn: PlainDate | null },
  others: readonly Dated[],
  today: PlainDate,
): ClaimProblem | undefined => {
  if (asked.on > today) return 'in-the-future'
  if (asked.nextOn !== null && asked.nextOn < asked.on) return 'next-before-fact'
  return claimStatus([...others, asked]) === undefined ? 'out-of-line' : undefined
}

/** Nothing more is expected of the household or the payer. */
export const isSettled = (status: ClaimStatus | null): boolean =>
  status === 'opened' || status === 'waived' || status === 'ended'
