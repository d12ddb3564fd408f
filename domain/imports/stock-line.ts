import type { BenefitRecipient } from '#domain/arrears/housing-expense.ts'
import type { ImportTarget } from '#domain/imports/fields.ts'
import { fileFields } from '#domain/imports/file-fields.ts'
import { readMemberRole } from '#domain/imports/member-roles.ts'
import { type CellReading, cellReader, type Layout, type Understood } from '#domain/imports/read-cells.ts'
import {
  type Cell,
  readEmail,
  readInteger,
  readPayer,
  readReference,
  readSurface,
} from '#domain/imports/readers.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { MemberRole } from '#domain/tenancies/kinds.ts'

/** A line of the stock: a building, a dwelling, a tenancy with all that stands on its line, or an occupant. */
export type StockLine = {
  buildingRef: string | null
  buildingName: string | null
  street: string | null
  postCode: string | null
  town: string | null
  agency: string | null
  dwellingRef: string | null
  dwellingKind: string | null
  floor: string | null
  door: string | null
  areaSquareDecimetres: number | null
  tenancyRef: string | null
  startedOn: PlainDate | null
  endedOn: PlainDate | null
  rentCents: Cents | null
  chargesCents: Cents | null
  rlsCents: Cents | null
  benefitCents: Cents | null
  benefitPaidTo: BenefitRecipient | null
  benefitPayer: 'caf' | 'msa' | null
  beneficiaryNumber: string | null
  personRef: string | null
  civility: string | null
  lastName: string | null
  firstName: string | null
  birthOn: PlainDate | null
  phone: string | null
  secondPhone: string | null
  email: string | null
  memberRole: MemberRole | null
  joinedOn: PlainDate | null
  leftOn: PlainDate | null
}

export type StockTarget = Exclude<ImportTarget, 'ledger'>

const keyOf: Readonly<Record<StockTarget, string>> = {
  buildings: 'buildingRef',
  dwellings: 'dwellingRef',
  tenancies: 'tenancyRef',
  occupants: 'tenancyRef',
}

export function stockLineReader(
  target: StockTarget,
  layout: Layout,
): (cells: readonly Cell[]) => Understood<StockLine> {
  const read = cellReader(fileFields[target], layout)
  return (cells) =>
    read(cells, (cell) => {
      const key = cell.required(keyOf[target], cell.reference(keyOf[target]))
      const line = { ...readDwelling(cell), ...readTenancy(cell), ...readPerson(cell, target) }
      refuseBackwardPeriods(cell, line)
      return key === null ? null : line
    })
}

function readDwelling(cell: CellReading) {
  return {
    buildingRef: cell.reference('buildingRef'),
    buildingName: cell.text('buildingName'),
    street: cell.text('street'),
    postCode: cell.text('postcode'),
    town: cell.text('city'),
    agency: cell.text('agency'),
    dwellingRef: cell.reference('dwellingRef'),
    dwellingKind: dwellingKindOf(cell),
    floor: cell.text('floor'),
    door: cell.text('door'),
    areaSquareDecimetres: cell.optional('areaSquareMetres', readSurface),
  }
}

function dwellingKindOf(cell: CellReading): string | null {
  const told = cell.text('dwellingKind')
  const rooms = cell.optional('rooms', readInteger)
  return told ?? (rooms === null ? null : `T${rooms}`)
}

function readTenancy(cell: CellReading) {
  const benefitCents = cell.amount('benefit')
  return {
    tenancyRef: cell.reference('tenancyRef'),
    startedOn: cell.date('startsOn') ?? null,
    endedOn: cell.date('endsOn') ?? null,
    rentCents: notNegative(cell, 'rent', cell.amount('rent')),
    chargesCents: notNegative(cell, 'charges', cell.amount('charges')),
    rlsCents: size(cell.amount('rls')),
    benefitCents: size(benefitCents),
    benefitPaidTo: recipientOf(cell, benefitCents),
    benefitPayer: cell.optional('payer', readPayer),
    beneficiaryNumber: cell.optional('payerNumber', readReference),
  }
}

/** Aids and reductions are printed with or without their minus sign. */
const size = (cents: Cents | null): Cents | null => (cents === null ? null : Math.abs(cents))

function notNegative(cell: CellReading, key: string, cents: Cents | null): Cents | null {
  if (cents !== null && cents < 0) cell.reject(key, 'Le montant ne peut pas être négatif.')
  return cents
}

/** Without a word on the receiver, the aid of a rented home is paid to the landlord (CCH art. L. 832-1). */
function recipientOf(cell: CellReading, benefitCents: Cents | null): BenefitRecipient | null {
  const told = cell.recipient('benefitRecipient')
  if (told) return told
  if (benefitCents === null) return null
  return benefitCents === 0 ? 'none' : 'landlord'
}

function readPerson(cell: CellReading, target: StockTarget) {
  const mobile = cell.phone('mobile')
  const phone = cell.phone('phone')
  return {
    personRef: cell.reference('personRef'),
    civility: cell.text('title'),
    lastName: target === 'occupants' ? cell.requiredText('lastName') : cell.text('lastName'),
    firstName: cell.text('firstName'),
    birthOn: cell.optionalDate('bornOn') ?? null,
    phone: mobile ?? phone,
    secondPhone: mobile !== null && phone !== mobile ? phone : null,
    email: cell.optional('email', readEmail),
    memberRole: cell.optional('role', readMemberRole),
    joinedOn: cell.date('joinedOn') ?? null,
    leftOn: cell.date('leftOn') ?? null,
  }
}

type Periods = Pick<StockLine, 'startedOn' | 'endedOn' | 'joinedOn' | 'leftOn'>

function refuseBackwardPeriods(cell: CellReading, { startedOn, endedOn, joinedOn, leftOn }: Periods): void {
  if (startedOn && endedOn && endedOn < startedOn)
    cell.reject('endsOn', 'Le bail finirait avant d’avoir commencé.')
  if (joinedOn && leftOn && leftOn < joinedOn)
    cell.reject('leftOn', 'La personne partirait avant d’être arrivée.')
}
