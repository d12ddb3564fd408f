import type { InvoiceApprover } from '#domain/disbursements/kinds.ts'
import { type Cents, largestAmountCents, multiplyThenDivide, sumCents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'

/** One rate of the VAT summary printed on an invoice. */
export type VatRow = { rateBasisPoints: number; netCents: Cents; vatCents: Cents }

export type WrittenInvoice = { invoicedOn: PlainDate; rows: readonly VatRow[] }

export type InvoiceProblem =
  | { reason: 'invoice-in-future' }
  | { reason: 'invoice-too-large' }
  | { reason: 'rate-twice'; rateBasisPoints: number }
  | { reason: 'vat-does-not-match'; rateBasisPoints: number; expectedVatCents: Cents }

/** Suppliers round the tax line by line: the sum of a rate may differ from the rate of the sum by a few cents. */
const roundingToleranceCents = 5

export const totalsOf = (rows: readonly VatRow[]): { net: Cents; vat: Cents; gross: Cents } => {
  const net = sumCents(rows.map(({ netCents }) => netCents))
  const vat = sumCents(rows.map(({ vatCents }) => vatCents))
  return { net, vat, gross: net + vat }
}

/** The first thing wrong with an invoice as it was typed, HT and TTC being explicit for each rate. */
export const findInvoiceProblem = (
  { invoicedOn, rows }: WrittenInvoice,
  today: PlainDate,
): InvoiceProblem | undefined => {
  if (invoicedOn > today) return { reason: 'invoice-in-future' }
  if (totalsOf(rows).gross > largestAmountCents) return { reason: 'invoice-too-large' }
  for (const [index, { rateBasisPoints, netCents, vatCents }] of rows.entries()) {
    if (rows.findIndex((row) => row.rateBasisPoints === rateBasisPoints) < index)
      return { reason: 'rate-twice', rateBasisPoints }
    const expectedVatCents = multiplyThenDivide(netCents, rateBasisPoints, 10_000)
    if (Math.abs(vatCents - expectedVatCents) > roundingToleranceCents)
      return { reason: 'vat-does-not-match', rateBasisPoints, expectedVatCents }
  }
  return undefined
}

/** `Facture n° 2026-118`: capitals, one space, so that an invoice typed twice is recognised. */
export const normalInvoiceNumber = (written: string): string =>
  written.trim().replaceAll(/\s+/g, ' ').toUpperCase()

export type PayableInvoice = {
  grossCents: Cents
  isWithdrawn: boolean
  approvedBy: readonly InvoiceApprover[]
  /** What orders still standing pay of it, whatever the financing. */
  orderedCents: Cents
}

export type PayingFinancing = {
  /** Engagé net. */
  committedCents: Cents
  /** What orders still standing take of it. */
  orderedCents: Cents
  /** The first day on which funds may leave; null while the offer allows none. */
  releaseFrom: PlainDate | null
  disbursementsClosed: boolean
  needsMandate: boolean
  hasMandate: boolean
}

/** Why no money of a financing can leave. */
export type ReleaseRefusal =
  | 'offer-not-accepted'
  | 'before-release-of-funds'
  | 'disbursements-closed'
  | 'no-financial-mandate'
type GrantRefusal = 'amount-not-positive' | 'more-than-granted'
type InvoiceRefusal =
  | 'invoice-withdrawn'
  | 'not-approved-by-operator'
  | 'not-approved-by-household'
  | 'more-than-invoiced'

type Decision<R extends string> =
  | { outcome: 'allowed' }
  | { outcome: 'refused'; reason: R; atMostCents?: Cents; releaseFrom?: PlainDate }

const refused = <R extends string>(
  reason: R,
  details: { atMostCents?: Cents; releaseFrom?: PlainDate } = {},
): Decision<R> => ({ outcome: 'refused', reason, ...details })

/** May the money of this financing leave at all? (handbook money §2.4 steps 8 and 11, §4.2) */
export const decideRelease = (financing: PayingFinancing, on: PlainDate): Decision<ReleaseRefusal> => {
  if (financing.disbursementsClosed) return refused('disbursements-closed')
  if (financing.releaseFrom === null) return refused('offer-not-accepted')
  if (on < financing.releaseFrom)
    return refused('before-release-of-funds', { releaseFrom: financing.releaseFrom })
  if (financing.needsMandate && !financing.hasMandate) return refused('no-financial-mandate')
  return { outcome: 'allowed' }
}

/** Whether what is asked fits in what remains of the grant: Σ disbursements ≤ granted (handbook money §3.5). */
export const decideWithinGrant = (
  financing: Pick<PayingFinancing, 'committedCents' | 'orderedCents'>,
  cents: Cents,
): Decision<GrantRefusal> => {
  if (cents <= 0) return refused('amount-not-positive')
  const atMostCents = financing.committedCents - financing.orderedCents
  return cents <= atMostCents ? { outcome: 'allowed' } : refused('more-than-granted', { atMostCents })
}

/** An invoice is paid once the operator and the household have both approved it, never beyond what it says. */
export const decideInvoicePayment = (
  invoice: PayableInvoice,
  financing: PayingFinancing,
  { cents, on }: { cents: Cents; on: PlainDate },
): Decision<ReleaseRefusal | GrantRefusal | InvoiceRefusal> => {
  if (invoice.isWithdrawn) return refused('invoice-withdrawn')
  if (!invoice.approvedBy.includes('operator')) return refused('not-approved-by-operator')
  if (!invoice.approvedBy.includes('household')) return refused('not-approved-by-household')
  const release = decideRelease(financing, on)
  if (release.outcome === 'refused') return release
  const within = decideWithinGrant(financing, cents)
  if (within.outcome === 'refused') return within
  const unpaid = invoice.grossCents - invoice.orderedCents
  return cents <= unpaid ? { outcome: 'allowed' } : refused('more-than-invoiced', { atMostCents: unpaid })
}
