import { randomUUIDv7 } from 'node:crypto'
import type { PlainDate } from '#domain/plain-date.ts'
import { shippedProgrammes } from '#domain/programmes/shipped-programmes.ts'
import { refreshStandings } from '#server/measures/refresh-standing.ts'
import type { TestHouse } from '#tests/house.ts'
import type { SeedLease, SeedMeasure, SeedYear } from '#tests/seed-years/seed-year.ts'

type Ids = { organisationId: string; by: string }

/** Writes the unit records of a year, then draws the standings from them as the house does; gives the programmes by key. */
export const loadSeedYear = async (
  t: TestHouse,
  year: SeedYear,
  today: PlainDate,
): Promise<ReadonlyMap<string, string>> => {
  const ids = { organisationId: t.here.id, by: t.here.members.coordinator.membershipId }
  const programmes = await adoptProgrammes(t, ids, new Set(year.measures.map(({ programme }) => programme)))
  const advisers = await hireAdvisers(t, ids, year.advisers)
  const rows = year.measures.map((measure) => ({
    ...measure,
    measureId: randomUUIDv7(),
    householdId: randomUUIDv7(),
    programmeId: programmes.get(measure.programme) ?? '',
    adviserId: advisers[measure.adviser] ?? '',
  }))
  await writeMeasures(t, ids, rows)
  await writeFacts(t, ids, rows)
  await writeFinancings(t, ids, rows)
  await writeLeases(t, ids, year.leases)
  await t.inHere((tx) =>
    refreshStandings(
      tx,
      ids.organisationId,
      rows.map(({ measureId }) => measureId),
      today,
    ),
  )
  return programmes
}

type Row = SeedMeasure & { measureId: string; householdId: string; programmeId: string; adviserId: string }

/** Rows given as JSON: one statement whatever their number. */
const insert = (t: TestHouse, statement: string, ids: Ids, rows: readonly object[]) =>
  t.owner.query(statement, [ids.organisationId, ids.by, JSON.stringify(rows)])

const adoptProgrammes = async (t: TestHouse, ids: Ids, keys: ReadonlySet<string>) => {
  const adopted = shippedProgrammes
    .filter(({ key }) => keys.has(key))
    .map(({ key, definition }) => ({ id: randomUUIDv7(), key, definition }))
  await insert(
    t,
    `insert into programme (organisation_id, id, created_by, created_at)
     select $1, r.id, $2, now() from json_to_recordset($3) r (id uuid)`,
    ids,
    adopted,
  )
  await insert(
    t,
    `insert into programme_version (organisation_id, programme_id, number, name, family, definition, published_on, published_by)
     select $1, r.id, 1, r.definition ->> 'name', r.definition ->> 'family', r.definition, '2010-01-01', $2
     from json_to_recordset($3) r (id uuid, definition jsonb)`,
    ids,
    adopted,
  )
  return new Map(adopted.map(({ key, id }) => [key, id]))
}

const hireAdvisers = async (t: TestHouse, ids: Ids, count: number): Promise<string[]> => {
  const advisers = Array.from({ length: count }, (_, rank) => ({
    id: randomUUIDv7(),
    user: `adviser-${rank}-${ids.organisationId}`,
    name: `Conseillère ${rank + 1}`,
    email: `adviser-${rank}@seed.example`,
  }))
  await insert(
    t,
    `insert into membership (organisation_id, id, user_id, name, email, role)
     select $1, r.id, r.user, r.name, r.email, 'social-worker'
     from json_to_recordset($3) r (id uuid, "user" text, name text, email text) where $2::uuid is not null`,
    ids,
    advisers,
  )
  return advisers.map(({ id }) => id)
}

const writeMeasures = async (t: TestHouse, ids: Ids, rows: readonly Row[]) => {
  await insert(
    t,
    `insert into household (organisation_id, id, label)
     select $1, r."householdId", r.household from json_to_recordset($3) r ("householdId" uuid, household text)
     where $2::uuid is not null`,
    ids,
    rows,
  )
  await insert(
    t,
    `insert into measure (organisation_id, id, household_id, programme_id, programme_number, motive, triggering_event,
       created_by, created_at)
     select $1, r."measureId", r."householdId", r."programmeId", 1, r.motive, r."triggeringEvent", $2, now()
     from json_to_recordset($3) r ("measureId" uuid, "householdId" uuid, "programmeId" uuid, motive text, "triggeringEvent" text)`,
    ids,
    rows,
  )
  await insert(
    t,
    `insert into measure_worker (organisation_id, measure_id, membership_id, part, from_on)
     select $1, r."measureId", r."adviserId", 'lead', r."startedOn"
     from json_to_recordset($3) r ("measureId" uuid, "adviserId" uuid, "startedOn" date) where $2::uuid is not null`,
    ids,
    rows,
  )
}

const factsOf = (row: Row) => [
  {
    measureId: row.measureId,
    kind: 'requested',
    on: row.requestedOn,
    detail: { prescriber: row.prescriber },
  },
  { measureId: row.measureId, kind: 'diagnosis-started', on: row.startedOn, detail: {} },
  { measureId: row.measureId, kind: 'contract-signed', on: row.startedOn, detail: {} },
  {
    measureId: row.measureId,
    kind: 'started',
    on: row.startedOn,
    detail: row.phase ? { phase: row.phase } : {},
  },
  ...(row.end
    ? [{ measureId: row.measureId, kind: 'ended', on: row.end.on, detail: { exit: row.end.exit } }]
    : []),
]

const writeFacts = async (t: TestHouse, ids: Ids, rows: readonly Row[]) => {
  const withId = (facts: readonly object[]) => facts.map((fact) => ({ ...fact, id: randomUUIDv7() }))
  await insert(
    t,
    `insert into measure_event (organisation_id, id, measure_id, kind, on_date, detail, recorded_by, recorded_at)
     select $1, r.id, r."measureId", r.kind, r."on", r.detail, $2, now()
     from json_to_recordset($3) r (id uuid, "measureId" uuid, kind text, "on" date, detail jsonb)`,
    ids,
    withId(rows.flatMap(factsOf)),
  )
  await insert(
    t,
    `insert into log_entry (organisation_id, id, household_id, kind, author_id, audience, compartment, happened_on, channel,
       outcome, place, body, written_at)
     select $1, r.id, r."householdId", 'contact', $2, 'team', 'social', r."on", 'visit', 'met', 'home', 'Visite.', now()
     from json_to_recordset($3) r (id uuid, "householdId" uuid, "on" date)`,
    ids,
    withId(
      rows.flatMap(({ householdId, metAtHomeOn }) => (metAtHomeOn ? [{ householdId, on: metAtHomeOn }] : [])),
    ),
  )
  await insert(
    t,
    `insert into support_action (organisation_id, id, household_id, kind, proposed_on, proposed_by, started_on, ended_on, outcome)
     select $1, r.id, r."householdId", r.kind, r."startedOn", $2, r."startedOn", r."endedOn", r.outcome
     from json_to_recordset($3) r (id uuid, "householdId" uuid, kind text, "startedOn" date, "endedOn" date, outcome text)`,
    ids,
    withId(
      rows.flatMap(({ householdId, actions }) =>
        actions.map(({ kind, startedOn, done }) => ({
          householdId,
          kind,
          startedOn,
          endedOn: done?.on,
          outcome: done?.outcome,
        })),
      ),
    ),
  )
}

/** Each with the product and the file that a real one has behind it. */
const writeFinancings = async (t: TestHouse, ids: Ids, rows: readonly Row[]) => {
  const productId = randomUUIDv7()
  const { organisationId, by } = ids
  const granted = rows.flatMap(({ householdId, financings = [] }) =>
    financings.map((one) => ({
      ...one,
      householdId,
      id: randomUUIDv7(),
      file: randomUUIDv7(),
      line: randomUUIDv7(),
    })),
  )
  if (granted.length === 0) return
  await t.owner.query(
    'insert into product (organisation_id, id, created_by, created_at) values ($1, $2, $3, now())',
    [organisationId, productId, by],
  )
  await t.owner.query(
    `insert into product_version (organisation_id, product_id, number, name, kind, definition, published_on, published_by)
     values ($1, $2, 1, 'Aide aux salariés en difficulté', 'grant', '{}', '2010-01-01', $3)`,
    [organisationId, productId, by],
  )
  await insert(
    t,
    `insert into application (organisation_id, id, number, household_id, field, purpose, created_by, created_at)
     select $1, r.file, r.file::text, r."householdId", 'rent-debt', 'Dette locative', $2, now()
     from json_to_recordset($3) r (file uuid, "householdId" uuid)`,
    ids,
    granted,
  )
  await insert(
    t,
    `insert into application_line
       (organisation_id, id, application_id, product_id, product_number, requested_cents, position)
     select $1, r.line, r.file, r.product, 1, r.cents, 1
     from json_to_recordset($3) r (line uuid, file uuid, product uuid, cents bigint) where $2::uuid is not null`,
    ids,
    granted.map((one) => ({ ...one, product: productId })),
  )
  await insert(
    t,
    `insert into financing (organisation_id, id, number, kind, application_id, line_id, household_id, product_id,
       product_number, field, granted_cents, decided_on, created_at)
     select $1, r.id, r.id::text, r.kind, r.file, r.line, r."householdId", r.product, 1, 'rent-debt', r.cents,
       r."decidedOn", now()
     from json_to_recordset($3) r (id uuid, kind text, file uuid, line uuid, "householdId" uuid, product uuid, cents bigint,
       "decidedOn" date) where $2::uuid is not null`,
    ids,
    granted.map((one) => ({ ...one, product: productId })),
  )
}

const writeLeases = async (t: TestHouse, ids: Ids, leases: readonly SeedLease[]) => {
  const building = randomUUIDv7()
  await t.owner.query(
    `insert into building (organisation_id, id, source, external_id, name) values ($1, $2, 'seed', 'B1', 'Résidence')`,
    [ids.organisationId, building],
  )
  const rows = leases.map((lease, rank) => ({
    ...lease,
    building,
    dwelling: randomUUIDv7(),
    lease: randomUUIDv7(),
    reference: `LOG-${rank + 1}`,
  }))
  await insert(
    t,
    `insert into dwelling (organisation_id, id, building_id, source, external_id)
     select $1, r.dwelling, r.building, 'seed', r.reference
     from json_to_recordset($3) r (dwelling uuid, building uuid, reference text) where $2::uuid is not null`,
    ids,
    rows,
  )
  await insert(
    t,
    `insert into association_lease (organisation_id, id, dwelling_id, association_name, scheme, started_on)
     select $1, r.lease, r.dwelling, r.association, r.scheme, r."startedOn"
     from json_to_recordset($3) r (lease uuid, dwelling uuid, association text, scheme text, "startedOn" date)
     where $2::uuid is not null`,
    ids,
    rows,
  )
}
