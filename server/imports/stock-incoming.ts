/**
 * What the lines of a stretch say of each entity, facing what the stock knows. $1 organisation, $2 import, $3 source,
 * $4 and $5 the stretch, $6 whether the file tells when a tenancy ends. A blank cell never erases, but for that date.
 * Each look-up is a lateral of one row: whatever the planner believes of tables that grow as it works, it goes by the key.
 */
const found = (table: string, condition: string, as: string) =>
  `left join lateral (select * from ${table} where ${condition} limit 1) ${as} on true`
export const byRef = (table: string, ref: string, as: string) =>
  found(table, `organisation_id = $1 and source = $3 and external_id = ${ref}`, as)
const byId = (table: string, id: string, as: string) =>
  found(table, `organisation_id = $1 and id = ${id}`, as)

const lines = 'l.organisation_id = $1 and l.import_id = $2 and l.line > $4 and l.line <= $5'

/** `coalesce(l.a, t.b)` for each, against `t.b`: true when the file brings something new. */
const bringsNews = (pairs: readonly (readonly [incoming: string, known: string])[]) =>
  `(${pairs.map(([incoming, known]) => `coalesce(${incoming}, ${known})`).join(', ')})
   is distinct from (${pairs.map(([, known]) => known).join(', ')})`

export const incomingBuildings = `select l.*, b.id as known_id, b.id is not null and ${bringsNews([
  ['l.building_name', 'b.name'],
  ['l.street', 'b.street'],
  ['l.post_code', 'b.post_code'],
  ['l.town', 'b.town'],
  ['l.agency', 'b.agency'],
])} as changed
  from import_stock_line l
  ${byRef('building', 'l.building_ref', 'b')}
  where ${lines} and l.speaks_for_building and $6::boolean is not null`

export const incomingDwellings = `select l.*, d.id as known_id, d.id is not null and ${bringsNews([
  ['l.building_ref', 'db.external_id'],
  ['l.dwelling_kind', 'd.kind'],
  ['l.floor', 'd.floor'],
  ['l.door', 'd.door'],
  ['l.area_square_decimetres', 'd.area_square_decimetres'],
])} as changed
  from import_stock_line l
  ${byRef('dwelling', 'l.dwelling_ref', 'd')}
  ${byId('building', 'd.building_id', 'db')}
  where ${lines} and l.speaks_for_dwelling and $6::boolean is not null`

export const incomingTenancies = `select l.*, t.id as known_id, t.household_id as known_household_id,
    case when $6 then l.ended_on else t.ended_on end as new_ended_on,
    t.id is not null and (${bringsNews([
      ['l.dwelling_ref', 'd.external_id'],
      ['l.started_on', 't.started_on'],
      ['l.rent_cents', 't.rent_cents'],
      ['l.charges_cents', 't.charges_cents'],
      ['l.rls_cents', 't.rls_cents'],
      ['l.benefit_cents', 't.benefit_cents'],
      ['l.benefit_paid_to', 't.benefit_paid_to'],
      ['l.benefit_payer', 't.benefit_payer'],
      ['l.beneficiary_number', 't.beneficiary_number'],
    ])} or ($6 and l.ended_on is distinct from t.ended_on)) as changed,
    t.started_on as was_started_on, t.ended_on as was_ended_on, t.rent_cents as was_rent_cents,
    t.charges_cents as was_charges_cents, t.rls_cents as was_rls_cents, t.benefit_cents as was_benefit_cents
  from import_stock_line l
  ${byRef('tenancy', 'l.tenancy_ref', 't')}
  ${byId('dwelling', 't.dwelling_id', 'd')}
  where ${lines} and l.speaks_for_tenancy`

// A person edited in Palier (version above 1) keeps what was typed there: the file only fills the blanks.
export const incomingPersons = `select l.*, p.id as known_id, p.id is not null and p.merged_into_id is null and (
    (p.version = 1 and ${bringsNews([
      ['l.civility', 'p.civility'],
      ['l.last_name', 'p.last_name'],
      ['l.first_name', 'p.first_name'],
      ['l.birth_on', 'p.birth_on'],
    ])})
    or (p.civility, p.first_name, p.birth_on, p.phone, p.second_phone, p.email) is distinct from
       (coalesce(p.civility, l.civility), coalesce(p.first_name, l.first_name), coalesce(p.birth_on, l.birth_on),
        coalesce(p.phone, l.phone), coalesce(p.second_phone, l.second_phone), coalesce(p.email, l.email))) as changed
  from import_stock_line l
  ${byRef('person', 'l.person_ref', 'p')}
  where ${lines} and l.speaks_for_person and $6::boolean is not null`

/** The place of each person in the household of the tenancy on their line. */
export const incomingMembers = `select distinct on (t.household_id, coalesce(p.merged_into_id, p.id))
    t.household_id, coalesce(p.merged_into_id, p.id) as person_id, m.person_id is not null as is_known,
    m.joined_on as was_joined_on,
    m.person_id is not null and m.left_on is null and l.left_on >= m.joined_on as leaves, l.left_on,
    coalesce(l.joined_on, t.started_on) as joined_on,
    coalesce(l.member_role, case when l.speaks_for_tenancy then 'leaseholder' else $7 end) as member_role
  from import_stock_line l
  ${byRef('tenancy', 'l.tenancy_ref', 't')}
  ${byRef('person', 'l.person_ref', 'p')}
  left join lateral (select * from household_member where organisation_id = $1 and household_id = t.household_id
    and person_id = coalesce(p.merged_into_id, p.id) order by joined_on desc limit 1) m on true
  where ${lines} and l.last_name is not null and t.id is not null and p.id is not null and $6::boolean is not null
  order by t.household_id, coalesce(p.merged_into_id, p.id), l.line`
