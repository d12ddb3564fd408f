import type pg from 'pg'
import type { Entity, Fates } from '#server/imports/import-cursor.ts'
import type { ImportRecord } from '#server/imports/import-record.ts'
import { mergeTenancies } from '#server/imports/merge-tenancies.ts'
import {
  byRef,
  incomingBuildings,
  incomingDwellings,
  incomingMembers,
  incomingPersons,
} from '#server/imports/stock-incoming.ts'
import type { Stretch } from '#server/imports/walk-ledger.ts'
import { countStock, entitiesOf, stockParameters } from '#server/imports/walk-stock.ts'

/** Writes what the lines of a stretch say; each entity after those it stands on. */
export const mergeStock = async (
  client: pg.ClientBase,
  record: ImportRecord,
  stretch: Stretch,
): Promise<Partial<Record<Entity, Fates>>> => {
  if (record.target === 'ledger') return {}
  const fates = await countStock(client, record, stretch)
  const values = stockParameters(record, stretch)
  const written = entitiesOf[record.target]
  const write = async (entity: Entity, { insert, update }: Statements) => {
    if (fates[entity]?.created) await client.query(insert, values)
    if (fates[entity]?.changed) await client.query(update, values)
  }
  await write('building', buildings)
  await write('dwelling', dwellings)
  await mergeTenancies(client, record, values, fates.tenancy)
  await write('person', persons)
  const others = record.target === 'tenancies' ? 'co-leaseholder' : 'other-occupant'
  let moved = 0
  if (written.includes('person'))
    for (const statement of members)
      moved += (await client.query(statement, [...values, others])).rowCount ?? 0
  const news = moved > 0 || Object.values(fates).some(({ created, changed }) => created + changed > 0)
  if (news && written.includes('person')) {
    await client.query(byKey)
    await client.query(refreshSearch, values.slice(0, 5))
  }
  return fates
}

type Statements = { insert: string; update: string }

const buildings: Statements = {
  insert: `insert into building (organisation_id, id, source, external_id, name, street, post_code, town, agency)
   select $1, new_id(), $3, building_ref,
     coalesce(building_name, street, case building_ref when 'sans-immeuble' then 'Immeuble non renseigné' end, building_ref),
     street, post_code, town, agency
   from (${incomingBuildings}) facing where known_id is null`,
  update: `update building b set name = coalesce(f.building_name, b.name), street = coalesce(f.street, b.street),
     post_code = coalesce(f.post_code, b.post_code), town = coalesce(f.town, b.town), agency = coalesce(f.agency, b.agency)
   from (${incomingBuildings}) f where f.changed and b.organisation_id = $1 and b.id = f.known_id`,
}

const dwellings: Statements = {
  insert: `insert into dwelling (organisation_id, id, building_id, source, external_id, kind, floor, door, area_square_decimetres)
   select $1, new_id(), b.id, $3, dwelling_ref, dwelling_kind, floor, door, f.area_square_decimetres
   from (${incomingDwellings}) f ${byRef('building', 'f.building_ref', 'b')}
   where known_id is null`,
  update: `update dwelling d set building_id = coalesce(b.id, d.building_id), kind = coalesce(f.dwelling_kind, d.kind),
     floor = coalesce(f.floor, d.floor), door = coalesce(f.door, d.door),
     area_square_decimetres = coalesce(f.area_square_decimetres, d.area_square_decimetres)
   from (${incomingDwellings}) f
   ${byRef('building', 'f.building_ref', 'b')}
   where f.changed and d.organisation_id = $1 and d.id = f.known_id`,
}

const persons: Statements = {
  insert: `insert into person (organisation_id, id, source, external_id, civility, first_name, last_name, birth_on, phone, second_phone, email)
   select $1, new_id(), $3, person_ref, civility, first_name, last_name, birth_on, phone, second_phone, email
   from (${incomingPersons}) facing where known_id is null`,
  update: `update person p set
     civility = case when p.version = 1 then coalesce(f.civility, p.civility) else coalesce(p.civility, f.civility) end,
     last_name = case when p.version = 1 then f.last_name else p.last_name end,
     first_name = case when p.version = 1 then coalesce(f.first_name, p.first_name) else coalesce(p.first_name, f.first_name) end,
     birth_on = case when p.version = 1 then coalesce(f.birth_on, p.birth_on) else coalesce(p.birth_on, f.birth_on) end,
     phone = coalesce(p.phone, f.phone), second_phone = coalesce(p.second_phone, f.second_phone),
     email = coalesce(p.email, f.email)
   from (${incomingPersons}) f where f.changed and p.organisation_id = $1 and p.id = f.known_id`,
}

const members = [
  `insert into household_member (organisation_id, household_id, person_id, joined_on, left_on, member_role)
   select $1, household_id, person_id, joined_on, case when left_on >= joined_on then left_on end, member_role
   from (${incomingMembers}) facing where not is_known`,
  `update household_member m set left_on = f.left_on
   from (${incomingMembers}) f
   where f.leaves and m.organisation_id = $1 and m.household_id = f.household_id and m.person_id = f.person_id
     and m.joined_on = f.was_joined_on`,
]

// The search line of a household is a handful of look-ups by key; anything else reads whole tables for each of them.
const byKey = `set local enable_nestloop = on; set local enable_hashjoin = off; set local enable_mergejoin = off;
  set local enable_seqscan = off; set local enable_bitmapscan = off`

const refreshSearch = `select refresh_household_search(array(
  select distinct t.household_id from import_stock_line l
  ${byRef('tenancy', 'l.tenancy_ref', 't')}
  where t.id is not null and l.organisation_id = $1 and l.import_id = $2 and l.line > $4 and l.line <= $5))`
