import type { Cents } from '#domain/money.ts'

/**
 * Shares of a total in proportion to weights, exact to the cent: what rounding leaves goes to the largest remainders, the
 * first of equals first. Weights are never negative; when all are zero, the first takes all.
 */
export const allocate = (total: Cents, weights: readonly number[]): Cents[] => {
  if (weights.length === 0) return []
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum === 0) return weights.map((_, index) => (index === 0 ? total : 0))
  const size = BigInt(Math.abs(total))
  const exact = weights.map((weight) => ({
    cents: (size * BigInt(weight)) / BigInt(sum),
    rest: (size * BigInt(weight)) % BigInt(sum),
  }))
  const left = Number(size - exact.reduce((all, { cents }) => all + cents, 0n))
  const larger = new Set(
    exact
      .map(({ rest }, index) => ({ rest, index }))
      .toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))
      .slice(0, left)
      .map(({ index }) => index),
  )
  const sign = total < 0 ? -1 : 1
  return exact.map(({ cents }, index) => sign * (Number(cents) + (larger.has(index) ? 1 : 0)) || 0)
}
