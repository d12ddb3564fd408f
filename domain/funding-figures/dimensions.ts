import type { Cents } from '#domain/money.ts'
import type { Labels } from '#domain/tenancies/kinds.ts'

/** How the figures of money are parted. */
const dimensionRows = {
  field: 'Domaine',
  departement: 'Département',
  epci: 'Intercommunalité',
  commune: 'Commune',
  convention: 'Convention',
  kind: 'Genre de financement',
  year: 'Année',
} as const
export type Dimension = keyof typeof dimensionRows
export const dimensions = Object.keys(dimensionRows) as Dimension[]
export const dimensionLabels: Labels<Dimension> = dimensionRows

/** Sums of ledger lines: flows of the period, and what stood on its last day (handbook money §2.6). */
export type FundingSums = {
  committedCents: Cents
  releasedCents: Cents
  disbursedCents: Cents
  repaidCents: Cents
  lostCents: Cents
  recoveredCents: Cents
  /** On the last day: what households or their subsidies owe. */
  outstandingCents: Cents
  /** On the last day: committed, not released, not yet disbursed. */
  toDisburseCents: Cents
}

/** Engagé net of the period. */
export const committedNet = ({ committedCents, releasedCents }: FundingSums): Cents =>
  committedCents - releasedCents

/** What the organisation would bear if nobody paid any more. */
export const exposure = ({ outstandingCents, toDisburseCents }: FundingSums): Cents =>
  outstandingCents + toDisburseCents
