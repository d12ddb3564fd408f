import { formatDecimal, multiplyThenDivide } from '#domain/money.ts'

/** A rate in basis points: 10 000 is 100 %. */
export type BasisPoints = number

/** `numerator ÷ denominator` in basis points, half-up, computed on integers only; undefined when nothing can be divided by. */
export function ratioBasisPoints(numerator: number, denominator: number): BasisPoints | undefined {
  return denominator === 0 ? undefined : multiplyThenDivide(numerator, 10_000, denominator)
}

/** A share of an amount: `applyRate(10_000, 2_500)` is 2 500. */
export function applyRate(amount: number, rateBasisPoints: BasisPoints): number {
  return multiplyThenDivide(amount, rateBasisPoints, 10_000)
}

/** `37,88 %` */
export function formatPercent(rateBasisPoints: BasisPoints): string {
  return `${formatDecimal(rateBasisPoints)}\u00a0%`
}
