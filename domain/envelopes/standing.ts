import type { CountingRule, EnvelopeKind } from '#domain/envelopes/kinds.ts'
import type { Movement } from '#domain/ledger/movements.ts'
import { type Cents, multiplyThenDivide } from '#domain/money.ts'

/** Sums of ledger lines by movement, as they stand in the books: what goes out positive, what comes back negative. */
export type MovementSums = Partial<Record<Movement, Cents>>

/** Where money stands, whatever it is summed over: a financing, an envelope, a convention, a field, a year. */
export type FundStanding = {
  /** Engagé brut. */
  committedGross: Cents
  /** Désengagé. */
  released: Cents
  /** Engagé net. */
  committedNet: Cents
  /** Décaissé, returns deducted. */
  disbursed: Cents
  /** Reste à décaisser. */
  remainingToDisburse: Cents
  /** Remboursé, subsidies received on advances included. */
  repaid: Cents
  /** Passé en perte. What is recovered later never makes it less. */
  lost: Cents
  recovered: Cents
  /** Encours. */
  outstanding: Cents
  /** Encours + reste à décaisser. */
  exposure: Cents
}

/** The figures of the handbook (money §2.6), each a plain sum of lines. */
export const standingOf = (sums: MovementSums): FundStanding => {
  const committedGross = sums.commitment ?? 0
  const released = opposite(sums['commitment-release'])
  const committedNet = committedGross - released
  const disbursed = (sums.disbursement ?? 0) + (sums['disbursement-return'] ?? 0)
  const repaid = opposite(sums.repayment)
  const lost = opposite(sums['write-off'])
  const remainingToDisburse = committedNet - disbursed
  const outstanding = disbursed - repaid - lost
  return {
    committedGross,
    released,
    committedNet,
    disbursed,
    remainingToDisburse,
    repaid,
    lost,
    recovered: opposite(sums.recovery),
    outstanding,
    exposure: outstanding + remainingToDisburse,
  }
}

const opposite = (cents: Cents = 0): Cents => (cents === 0 ? 0 : -cents)

type Rules = { kind: EnvelopeKind; countedAt: CountingRule }

/**
 * What takes up room in the envelope. What is committed will be paid: nothing is ever committed beyond the cap, also
 * where the partners count at disbursement, so that no payment can pass it either.
 */
export const usedBy = ({ kind }: Pick<Rules, 'kind'>, standing: FundStanding): Cents =>
  kind === 'flow' ? standing.committedNet : standing.exposure

/** Disponible : `availableFlux` or `availableStock`. Below zero when a stock shrank, or a debit came back unpaid. */
export const availableIn = (rules: Pick<Rules, 'kind'>, cap: Cents, standing: FundStanding): Cents =>
  cap - usedBy(rules, standing)

/** Consommé, as the partners of the convention count it. */
export const consumedBy = ({ kind, countedAt }: Rules, standing: FundStanding): Cents => {
  if (countedAt === 'signature') return usedBy({ kind }, standing)
  return kind === 'flow' ? standing.disbursed : standing.outstanding
}

/** In basis points of the cap; null where there is nothing to consume. */
export const consumptionOf = (consumed: Cents, cap: Cents): number | null =>
  cap > 0 ? multiplyThenDivide(consumed, 10_000, cap) : null

/** How many times a revolving fund went out in a year, in basis points: disbursed in the year / size of the fund. */
export const rotationOf = (disbursedInYear: Cents, fundSize: Cents): number | null =>
  consumptionOf(disbursedInYear, fundSize)
