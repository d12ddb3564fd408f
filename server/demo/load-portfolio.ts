import { sql } from 'kysely'
import type { Occupant, SeedEntry, SeedTenancy } from '#db/seed/portfolio.ts'
import { ledgerKindOf } from '#domain/imports/ledger-kinds.ts'
import type { MemberRole } from '#domain/tenancies/kinds.ts'
import type { Tx } from '#server/db.ts'
import { demoId } from '#server/demo/demo-id.ts'

/** The software the demo's export comes from: importing that export again finds every line already there. */
export const demoSource = 'bailleur'

export const householdIdOf = (tenancyExternalId: string): string => demoId(`household/${tenancyExternalId}`)
export const tenancyIdOf = (tenancyExternalId: string): string => demoId(`tenancy/${tenancyExternalId}`)
export const personIdOf = (personExternalId: string): string => demoId(`person/${personExternalId}`)
/** `MARTIN Zoé`, as the imported households are named. */
export const labelOf = ({ lastName, firstName }: Occupant): string => `${lastName.toUpperCase()} ${firstName}`

const bonds: Readonly<Record<Occupant['bond'], MemberRole>> = {
  leaseholder: 'leaseholder',
  partner: 'partner',
  child: 'child',
}

/** Writes a landlord's stock and its ledger straight into the tables, in the transaction of the whole demo. */
export const loadPortfolio = async (
  tx: Tx,
  organisationId: string,
  tenancies: readonly SeedTenancy[],
  entries: Iterable<SeedEntry>,
): Promise<void> => {
  const insert = (table: string, rows: readonly object[]) => insertRows(tx, organisationId, table, rows)
  await insert('building', [
    ...new Map(tenancies.map((t) => [t.building.externalId, toBuilding(t)])).values(),
  ])
  await insert('dwelling', tenancies.map(toDwelling))
  await insert(
    'household',
    tenancies.flatMap(({ externalId, occupants: [holder] }) =>
      holder ? [{ id: householdIdOf(externalId), label: labelOf(holder) }] : [],
    ),
  )
  await insert(
    'person',
    tenancies.flatMap(({ occupants }) => occupants.map(toPerson)),
  )
  await insert('household_member', tenancies.flatMap(toMembers))
  await insert('tenancy', tenancies.map(toTenancy))
  let batch: object[] = []
  for (const entry of entries) {
    batch.push(toEntry(entry))
    if (batch.length === 10_000) {
      await insert('rent_entry', batch)
      batch = []
    }
  }
  await insert('rent_entry', batch)
  // Without statistics the look-ups that follow are planned for empty tables.
  await sql`select refresh_import_statistics('stock'), refresh_import_statistics('ledger')`.execute(tx)
  await sql`select refresh_household_search(null)`.execute(tx)
}

/** Rows of one shape, their columns named as in the table; what they leave out takes the table's default. */
export const insertRows = async (
  tx: Tx,
  organisationId: string,
  table: string,
  rows: readonly object[],
): Promise<void> => {
  const [first] = rows
  if (!first) return
  const columns = sql.join(Object.keys(first).map((column) => sql.ref(column)))
  await sql`insert into ${sql.table(table)} (organisation_id, ${columns})
    select ${organisationId}::uuid, ${columns}
    from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(tx)
}

const buildingIdOf = (externalId: string) => demoId(`building/${externalId}`)
const dwellingIdOf = (externalId: string) => demoId(`dwelling/${externalId}`)

const toBuilding = ({ building }: SeedTenancy) => ({
  id: buildingIdOf(building.externalId),
  source: demoSource,
  external_id: building.externalId,
  name: building.name,
  street: building.street,
  post_code: building.postCode,
  town: building.town,
  agency: building.agency,
})

const toDwelling = ({ building, dwelling }: SeedTenancy) => ({
  id: dwellingIdOf(dwelling.externalId),
  building_id: buildingIdOf(building.externalId),
  source: demoSource,
  external_id: dwelling.externalId,
  kind: dwelling.kind,
  floor: dwelling.floor,
  door: dwelling.door,
  area_square_decimetres: dwelling.areaSquareMetres * 100,
})

const toPerson = (one: Occupant) => ({
  id: personIdOf(one.externalId),
  source: demoSource,
  external_id: one.externalId,
  civility: one.civility,
  first_name: one.firstName,
  last_name: one.lastName,
  birth_on: one.birthOn,
  phone: one.phone,
  email: one.email,
  vulnerabilities: [],
  version: 1,
})

const toMembers = ({ externalId, startedOn, occupants }: SeedTenancy) =>
  occupants.map((one) => ({
    household_id: householdIdOf(externalId),
    person_id: personIdOf(one.externalId),
    joined_on: one.birthOn > startedOn ? one.birthOn : startedOn,
    left_on: null,
    member_role: bonds[one.bond],
  }))

const toTenancy = (t: SeedTenancy) => ({
  id: tenancyIdOf(t.externalId),
  source: demoSource,
  external_id: t.externalId,
  dwelling_id: dwellingIdOf(t.dwelling.externalId),
  household_id: householdIdOf(t.externalId),
  started_on: t.startedOn,
  ended_on: t.endedOn,
  rent_cents: t.rentCents,
  charges_cents: t.chargesCents,
  rls_cents: t.rlsCents,
  benefit_cents: t.benefitCents,
  benefit_paid_to: t.benefitPaidTo,
  benefit_payer: t.benefitPayer,
  beneficiary_number: t.beneficiaryNumber,
  version: 1,
})

const toEntry = ({ externalId, tenancyExternalId, on, code, label, amountCents }: SeedEntry) => ({
  tenancy_id: tenancyIdOf(tenancyExternalId),
  entry_on: on,
  amount_cents: amountCents,
  kind: ledgerKindOf({ kind: code, label, amountCents }) ?? 'other',
  revision: 0,
  source: demoSource,
  external_id: externalId,
  label,
})
