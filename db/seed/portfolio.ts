import { type Dice, throwDice } from '#db/seed/dice.ts'
import { estateNames, familyNames, menNames, streetNames, towns, womenNames } from '#db/seed/names.ts'
import { addDays, addMonths, firstOfMonth, type PlainDate } from '#domain/plain-date.ts'

/**
 * A fictional landlord's stock and a rent ledger, of any size, made one tenancy at a time so that memory does not grow
 * with it. The same options give the same portfolio; dates are relative to `today`.
 */
export type PortfolioOptions = { tenancies: number; months: number; today: PlainDate; seed: number }

/** How a household pays; the share of each is roughly that of a social landlord. */
export const payers = [
  'regular',
  'a-few-days-late',
  'fresh-default',
  'slipping',
  'partial',
  'heavy-debt',
  'recovering',
  'in-credit',
  'departed',
] as const
export type Payer = (typeof payers)[number]

export type Occupant = {
  externalId: string
  civility: 'M.' | 'Mme'
  firstName: string
  lastName: string
  birthOn: PlainDate
  phone: string | null
  email: string | null
  bond: 'leaseholder' | 'partner' | 'child'
}

export type SeedTenancy = {
  rank: number
  externalId: string
  building: {
    externalId: string
    name: string
    street: string
    postCode: string
    town: string
    agency: string
  }
  dwelling: { externalId: string; kind: string; floor: string; door: string; areaSquareMetres: number }
  occupants: Occupant[]
  startedOn: PlainDate
  endedOn: PlainDate | null
  rentCents: number
  chargesCents: number
  rlsCents: number
  benefitCents: number
  benefitPaidTo: 'landlord' | 'tenant' | 'none'
  benefitPayer: 'caf' | 'msa' | null
  beneficiaryNumber: string | null
  payer: Payer
}

export type SeedEntry = {
  externalId: string
  tenancyExternalId: string
  on: PlainDate
  code: 'QUIT' | 'RLS' | 'APL' | 'PRLV' | 'VIR' | 'CHQ' | 'REJ' | 'REGUL' | 'REPORT'
  label: string
  /** Debit positive, credit negative. */
  amountCents: number
}

const dwellingsPerBuilding = 24
const kinds = [
  { kind: 'T1', area: 28, rent: 27_500, charges: 6_500 },
  { kind: 'T2', area: 44, rent: 34_000, charges: 8_500 },
  { kind: 'T3', area: 62, rent: 42_500, charges: 11_000 },
  { kind: 'T4', area: 78, rent: 51_500, charges: 13_500 },
  { kind: 'T5', area: 95, rent: 60_500, charges: 16_500 },
] as const

export const makeTenancy = ({ seed, today }: PortfolioOptions, rank: number): SeedTenancy => {
  const dice = throwDice(seed * 7_919 + rank)
  const size = kinds[dice.pick([0, 1, 1, 2, 2, 2, 3, 3, 4])] ?? kinds[2]
  const payer = pickPayer(dice)
  const rentCents = size.rent + dice.between(-4_000, 6_000)
  const benefitPaidTo = dice.pick([
    'landlord',
    'landlord',
    'landlord',
    'none',
    'none',
    'none',
    'tenant',
  ] as const)
  const helped = benefitPaidTo !== 'none'
  const startedOn = addDays(today, -dice.between(500, 9_000))
  return {
    rank,
    externalId: `L${String(100_000 + rank)}`,
    building: makeBuilding(seed, Math.floor(rank / dwellingsPerBuilding)),
    dwelling: {
      externalId: `LG${String(100_000 + rank)}`,
      kind: size.kind,
      floor: String(Math.floor((rank % dwellingsPerBuilding) / 4)),
      door: String((rank % dwellingsPerBuilding) + 1),
      areaSquareMetres: size.area + dice.between(-4, 6),
    },
    occupants: makeOccupants(dice, rank, today),
    startedOn,
    endedOn: payer === 'departed' ? addDays(today, -dice.between(20, 200)) : null,
    rentCents,
    chargesCents: size.charges + dice.between(-1_500, 2_500),
    rlsCents: helped && dice.chance(0.6) ? 3_158 : 0,
    benefitCents: helped ? Math.min(rentCents - 5_000, dice.between(9_000, 32_000)) : 0,
    benefitPaidTo,
    benefitPayer: helped ? (dice.chance(0.93) ? 'caf' : 'msa') : null,
    beneficiaryNumber: helped ? String(1_000_000 + rank * 7) : null,
    payer,
  }
}

const pickPayer = (dice: Dice): Payer => {
  const throwOf = dice.next()
  if (throwOf < 0.74) return 'regular'
  if (throwOf < 0.82) return 'a-few-days-late'
  if (throwOf < 0.85) return 'fresh-default'
  if (throwOf < 0.89) return 'slipping'
  if (throwOf < 0.92) return 'partial'
  if (throwOf < 0.945) return 'heavy-debt'
  if (throwOf < 0.965) return 'recovering'
  return throwOf < 0.985 ? 'in-credit' : 'departed'
}

const makeBuilding = (seed: number, rank: number) => {
  const dice = throwDice(seed * 104_729 + rank)
  const place = dice.pick(towns)
  return {
    externalId: `B${String(1_000 + rank)}`,
    name: `${dice.pick(estateNames)} ${rank + 1}`,
    street: `${dice.between(1, 180)} ${dice.pick(streetNames)}`,
    postCode: place.postCode,
    town: place.town,
    agency: place.agency,
  }
}

const makeOccupants = (dice: Dice, rank: number, today: PlainDate): Occupant[] => {
  const lastName = dice.pick(familyNames)
  const adult = (bond: Occupant['bond'], order: number): Occupant => {
    const woman = dice.chance(0.56)
    const firstName = dice.pick(woman ? womenNames : menNames)
    return {
      externalId: `P${String(100_000 + rank)}-${order}`,
      civility: woman ? 'Mme' : 'M.',
      firstName,
      lastName: bond === 'partner' && dice.chance(0.4) ? dice.pick(familyNames) : lastName,
      birthOn: addDays(today, -dice.between(21 * 365, 84 * 365)),
      phone: dice.chance(0.86) ? fictionalPhone(rank * 3 + order) : null,
      email: dice.chance(0.55) ? `occupant${rank}.${order}@exemple.example` : null,
      bond,
    }
  }
  const occupants = [adult('leaseholder', 1)]
  if (dice.chance(0.42)) occupants.push(adult('partner', 2))
  const children = dice.chance(0.45) ? dice.between(1, 4) : 0
  for (let order = 1; order <= children; order++)
    occupants.push({
      ...adult('child', 10 + order),
      lastName,
      birthOn: addDays(today, -dice.between(200, 17 * 365)),
      phone: null,
      email: null,
    })
  return occupants
}

/** The number ranges that the regulator keeps for fiction: nobody will ever answer. */
const fictionalRanges = ['06 39 98', '01 99 00', '02 61 91', '03 53 01', '04 65 71', '05 36 49'] as const
const fictionalPhone = (rank: number): string => {
  const digits = String(rank % 10_000).padStart(4, '0')
  const range = fictionalRanges[Math.floor(rank / 10_000) % fictionalRanges.length]
  return `${range} ${digits.slice(0, 2)} ${digits.slice(2)}`
}

/** The lines of one tenancy's account, in order of date. */
export const makeEntries = ({ seed, today, months }: PortfolioOptions, tenancy: SeedTenancy): SeedEntry[] => {
  const dice = throwDice(seed * 15_485_863 + tenancy.rank)
  const entries: SeedEntry[] = []
  const add = (on: PlainDate, code: SeedEntry['code'], label: string, amountCents: number) => {
    if (amountCents === 0 || on > today) return
    const externalId = `${tenancy.externalId}-${String(entries.length + 1).padStart(4, '0')}`
    entries.push({ externalId, tenancyExternalId: tenancy.externalId, on, code, label, amountCents })
  }
  const start = addMonths(firstOfMonth(today), 1 - months)
  const opening = openingBalance(tenancy, dice)
  add(start, 'REPORT', 'Report à nouveau', opening)
  for (let month = 0; month < months; month++) {
    const first = addMonths(start, month)
    if (tenancy.endedOn && first > tenancy.endedOn) break
    addMonth(tenancy, dice, { first, left: months - 1 - month, add })
  }
  return entries.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

const openingBalance = ({ payer, rentCents }: SeedTenancy, dice: Dice): number => {
  if (payer === 'heavy-debt') return rentCents * dice.between(2, 7) + dice.between(0, 9_999)
  if (payer === 'recovering') return rentCents * 3
  return payer === 'in-credit' ? -dice.between(2_000, 30_000) : 0
}

type Month = {
  first: PlainDate
  /** Whole months left before the present one. */
  left: number
  add: (on: PlainDate, code: SeedEntry['code'], label: string, amountCents: number) => void
}

const addMonth = (tenancy: SeedTenancy, dice: Dice, { first, left, add }: Month) => {
  const called = tenancy.rentCents + tenancy.chargesCents
  const benefit = tenancy.benefitPaidTo === 'landlord' ? tenancy.benefitCents : 0
  const residual = called - tenancy.rlsCents - benefit
  add(first, 'QUIT', `Quittancement ${first.slice(5, 7)}/${first.slice(0, 4)}`, called)
  add(first, 'RLS', 'Réduction de loyer de solidarité', -tenancy.rlsCents)
  // The landlord who is paid the aid deducts it from the call it prints.
  add(first, 'APL', tenancy.benefitPayer === 'msa' ? 'APL MSA' : 'APL CAF', -benefit)
  if (first.slice(5, 7) === '06' && dice.chance(0.7)) {
    const settlement = dice.between(-15_000, 22_000)
    add(addDays(first, 14), 'REGUL', 'Régularisation de charges', settlement)
    if (settlement > 0 && paysBills(tenancy.payer))
      add(addDays(first, 40), 'CHQ', 'Chèque locataire', -settlement)
  }
  const paid = paidShare(tenancy.payer, dice, left)
  if (paid === 0) return
  const amount = Math.round(residual * paid)
  const direct = tenancy.rank % 3 !== 0
  const day = tenancy.payer === 'a-few-days-late' ? dice.between(12, 27) : dice.between(4, 9)
  add(
    addDays(first, day),
    direct ? 'PRLV' : 'VIR',
    direct ? 'Prélèvement automatique' : 'Virement locataire',
    -amount,
  )
  if (direct && tenancy.payer !== 'regular' && dice.chance(0.06)) {
    add(addDays(first, day + 3), 'REJ', 'Rejet de prélèvement (provision insuffisante)', amount)
    if (left > 1) add(addDays(first, day + 12), 'CHQ', 'Chèque de régularisation', -amount)
  }
}

const paysBills = (payer: Payer): boolean =>
  payer === 'regular' || payer === 'a-few-days-late' || payer === 'departed'

/** The share of the residual rent that is paid, `left` months before the present. */
const paidShare = (payer: Payer, dice: Dice, left: number): number => {
  switch (payer) {
    case 'fresh-default':
      return left < dice.between(1, 2) ? 0 : 1
    case 'slipping':
      return left < 5 ? (dice.chance(0.3) ? 0.5 : 0) : 1
    case 'partial':
      return dice.pick([0.5, 0.6, 0.75, 1])
    case 'heavy-debt':
      return dice.pick([0, 0, 0.4, 1])
    case 'recovering':
      return 1.25
    default:
      return 1
  }
}
