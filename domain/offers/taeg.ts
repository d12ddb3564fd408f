import { type Cents, formatDecimal, sumCents } from '#domain/money.ts'

/** An amount, so many months after the first payment of funds. */
export type Flow = { month: number; cents: Cents }

/** What the borrower receives and pays; the annual cost is what makes the two equal. */
export type CreditFlows = { received: readonly Flow[]; paid: readonly Flow[] }

export type CreditCharges = { feeCents: Cents; insuranceCents: Cents; insuranceIsCompulsory: boolean }

/** The flows of a credit whose first instalment falls `deferral + 1` months after the funds. */
export const flowsOf = (
  principal: Cents,
  instalments: readonly Cents[],
  { feeCents, insuranceCents, insuranceIsCompulsory }: CreditCharges,
  deferralMonths = 0,
): CreditFlows => {
  const monthly = insuranceIsCompulsory ? insuranceCents : 0
  return {
    received: [{ month: 0, cents: principal - feeCents }],
    paid: instalments.map((cents, index) => ({ month: deferralMonths + index + 1, cents: cents + monthly })),
  }
}

/** What is paid beyond what is received: compulsory costs only. */
export const costOf = ({ received, paid }: CreditFlows): Cents =>
  sumCents(paid.map(({ cents }) => cents)) - sumCents(received.map(({ cents }) => cents))

/**
 * TAEG in hundredths of a percent: Σ D(1+X)^-t = Σ R(1+X)^-s, t in years of twelve equal months (annex of C. conso.
 * R.314-3, formerly R.313-1). Undefined where no rate below 1 000 % balances the flows.
 */
export const computeTaeg = (flows: CreditFlows): number | undefined => {
  const cost = costOf(flows)
  if (cost === 0) return 0
  const balance = (rate: number) => presentValue(flows.paid, rate) - presentValue(flows.received, rate)
  let [low, high] = cost > 0 ? [0, 10] : [-0.999, 0]
  if (balance(low) <= 0 || balance(high) > 0) return undefined
  for (let step = 0; step < 200 && high - low > 1e-12; step++) {
    const middle = (low + high) / 2
    if (balance(middle) > 0) low = middle
    else high = middle
  }
  return Math.round(((low + high) / 2) * 10_000)
}

const presentValue = (flows: readonly Flow[], rate: number): number =>
  flows.reduce((sum, { month, cents }) => sum + cents * (1 + rate) ** (-month / 12), 0)

/** « 0 % » only where nothing at all is charged: a cost too small for two decimals is still a cost. */
export const printTaeg = (hundredths: number, cost: Cents): string => {
  if (cost === 0) return '0\u00a0%'
  return hundredths === 0 ? 'moins de 0,01\u00a0%' : `${formatDecimal(hundredths)}\u00a0%`
}
