import {
  makeTenancy,
  type Occupant,
  type PortfolioOptions,
  type SeedEntry,
  type SeedTenancy,
} from '#db/seed/portfolio.ts'
import type { Cents } from '#domain/money.ts'
import { addDays, addMonths, compareDates, firstOfMonth, type PlainDate } from '#domain/plain-date.ts'

type Terms = Pick<SeedTenancy, 'rentCents' | 'chargesCents' | 'rlsCents' | 'benefitCents' | 'benefitPaidTo'>
type Extra = Pick<SeedEntry, 'code' | 'label' | 'amountCents'> & { daysAgo: number }

/** Someone of a story: their age is relative to the day of the demo. */
export type Character = Pick<Occupant, 'civility' | 'firstName' | 'lastName' | 'bond'> & {
  ageYears: number
  phone?: string
  email?: string
}

/** A household whose year can be followed from the ledger to the plan. It takes the place of one tenancy of the portfolio. */
export type Story = {
  key: string
  rank: number
  people: readonly Character[]
  terms: Terms
  startedYearsAgo: number
  openingCents?: Cents
  /** What the tenant pays in a month, so many months before the present one; `residual` is what the aids leave to pay. */
  pays: (monthsAgo: number, residual: Cents) => Cents
  extra?: readonly Extra[]
}

export const monthsOfLedger = 12

export const tenancyOf = (options: PortfolioOptions, story: Story): SeedTenancy => ({
  ...makeTenancy(options, story.rank),
  ...story.terms,
  payer: 'regular',
  endedOn: null,
  startedOn: addMonths(firstOfMonth(options.today), -12 * story.startedYearsAgo),
  benefitPayer: story.terms.benefitPaidTo === 'none' ? null : 'caf',
  beneficiaryNumber: story.terms.benefitPaidTo === 'none' ? null : String(9_000_000 + story.rank * 7),
  occupants: story.people.map((person, order) => toOccupant(person, story.rank, order + 1, options.today)),
})

const toOccupant = (
  { civility, firstName, lastName, bond, ageYears, phone, email }: Character,
  rank: number,
  order: number,
  today: PlainDate,
): Occupant => ({
  externalId: `P${String(100_000 + rank)}-${order}`,
  civility,
  firstName,
  lastName,
  bond,
  birthOn: birthOf(today, ageYears, order),
  phone: phone ?? null,
  email: email ?? null,
})

export const birthOf = (today: PlainDate, ageYears: number, order: number): PlainDate =>
  addDays(addMonths(today, -12 * ageYears), -40 - 23 * order)

/** What the aids leave to the tenant each month. */
export const residualOf = ({
  rentCents,
  chargesCents,
  rlsCents,
  benefitCents,
  benefitPaidTo,
}: Terms): Cents => rentCents + chargesCents - rlsCents - (benefitPaidTo === 'landlord' ? benefitCents : 0)

/** The year of a story's account, in order of date; nothing is dated after `today`. */
export const entriesOf = (story: Story, tenancyExternalId: string, today: PlainDate): SeedEntry[] => {
  const { terms, openingCents = 0, extra = [] } = story
  const lines: Omit<SeedEntry, 'externalId'>[] = []
  const add = (on: PlainDate, code: SeedEntry['code'], label: string, amountCents: Cents) => {
    if (amountCents !== 0 && on <= today) lines.push({ tenancyExternalId, on, code, label, amountCents })
  }
  const start = addMonths(firstOfMonth(today), 1 - monthsOfLedger)
  add(start, 'REPORT', 'Report à nouveau', openingCents)
  for (let monthsAgo = monthsOfLedger - 1; monthsAgo >= 0; monthsAgo--) {
    const first = addMonths(firstOfMonth(today), -monthsAgo)
    add(
      first,
      'QUIT',
      `Quittancement ${first.slice(5, 7)}/${first.slice(0, 4)}`,
      terms.rentCents + terms.chargesCents,
    )
    add(first, 'RLS', 'Réduction de loyer de solidarité', -terms.rlsCents)
    if (terms.benefitPaidTo === 'landlord') add(first, 'APL', 'APL CAF', -terms.benefitCents)
    add(addDays(first, 7), 'VIR', 'Virement locataire', -story.pays(monthsAgo, residualOf(terms)))
  }
  for (const { daysAgo, code, label, amountCents } of extra)
    add(addDays(today, -daysAgo), code, label, amountCents)
  return lines
    .toSorted((a, b) => compareDates(a.on, b.on))
    .map((line, rank) => ({
      externalId: `${tenancyExternalId}-${String(rank + 1).padStart(4, '0')}`,
      ...line,
    }))
}
