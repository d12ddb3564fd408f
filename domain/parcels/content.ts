import type { HandedMeasure } from '#domain/measures/handover.ts'
import type { Cents } from '#domain/money.ts'
import type { ParcelCategory } from '#domain/parcels/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { MeasureMotive } from '#domain/programmes/kinds.ts'

/** What a request says of a household, whatever way it came. A part that was not chosen is absent. */
export type ParcelContent = {
  identity?: {
    civility: string | null
    lastName: string
    firstName: string | null
    birthOn: PlainDate | null
  }
  contact?: { phone: string | null; email: string | null; language: string | null }
  composition?: { firstName: string | null; memberRole: string; birthYear: number | null }[]
  home?: {
    address: string
    tenancyNumber: string | null
    enteredOn: PlainDate | null
    rentCents: Cents | null
    chargesCents: Cents | null
  }
  arrears?: { balanceCents: Cents; balanceOn: PlainDate; hasRunningPlan: boolean }
  budget?: { onDate: PlainDate; resourcesCents: Cents; chargesCents: Cents }
  vulnerabilities?: string[]
  referents?: string[]
  /** A measure handed over: where it stood, and what whoever takes over must know. */
  handover?: HandedMeasure
  motive?: MeasureMotive
  message?: string
}

/** Only the parts chosen, and the words written for the receiver; a handover was written for its receiver alone. */
export const keepCategories = (
  { motive, message, ...parts }: ParcelContent,
  categories: readonly ParcelCategory[],
): ParcelContent => ({
  ...Object.fromEntries(
    Object.entries(parts).filter(([part]) => (categories as readonly string[]).includes(part)),
  ),
  ...(motive && { motive }),
  ...(message && { message }),
})

/** How the household of a request is named in a list: `DURAND Marie`. */
export const labelOfContent = ({ identity, home }: ParcelContent): string =>
  identity
    ? [identity.lastName.toUpperCase(), identity.firstName].filter(Boolean).join(' ')
    : (home?.tenancyNumber && `Location ${home.tenancyNumber}`) || 'Ménage non nommé'
