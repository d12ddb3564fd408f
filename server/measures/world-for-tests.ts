import { randomUUID, randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { sixMonthsTwice } from '#domain/measures/measure-for-tests.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import type { CallOptions, TestHouse, TestOrganisation } from '#tests/house.ts'

/** A published programme of an organisation. */
export const makeProgramme = async (
  t: TestHouse,
  change: Partial<ProgrammeDefinition> = {},
  organisation: TestOrganisation = t.here,
): Promise<string> => {
  const id = randomUUIDv7()
  const definition = { ...sixMonthsTwice, ...change }
  const by = organisation.members.coordinator.membershipId
  await t.owner.query(
    'insert into programme (organisation_id, id, created_by, created_at) values ($1, $2, $3, now())',
    [organisation.id, id, by],
  )
  await t.owner.query(
    `insert into programme_version (organisation_id, programme_id, number, name, family, definition, published_on, published_by)
     values ($1, $2, 1, $3, $4, $5, '2026-01-01', $6)`,
    [organisation.id, id, definition.name, definition.family, JSON.stringify(definition), by],
  )
  return id
}

export const makeHousehold = async (
  t: TestHouse,
  label = 'Ménage Essai',
  organisation: TestOrganisation = t.here,
): Promise<string> => {
  const id = randomUUIDv7()
  await t.owner.query('insert into household (organisation_id, id, label) values ($1, $2, $3)', [
    organisation.id,
    id,
    label,
  ])
  return id
}

export type TestMeasure = { measureId: string; householdId: string; programmeId: string }

/** Asked through the API, by a social worker unless told otherwise. */
export const askMeasure = async (
  t: TestHouse,
  programmeId: string,
  { requestedOn = '2026-09-01', householdId }: { requestedOn?: PlainDate; householdId?: string } = {},
  options: CallOptions = {},
): Promise<TestMeasure> => {
  const household = householdId ?? (await makeHousehold(t, `Ménage ${randomUUID().slice(0, 8)}`))
  const { body } = await t.call(
    contract.measures.request,
    { householdId: household, programmeId, requestedOn, motive: 'access-to-home', prescriber: 'landlord' },
    { as: 'social-worker', ...options },
  )
  return { measureId: body.measureId, householdId: household, programmeId }
}

/** Papers received, diagnosis, contract and start, all on one day. */
export const startMeasure = async (t: TestHouse, measureId: string, on: PlainDate): Promise<void> => {
  const as = 'social-worker'
  const read = async () => (await t.call(contract.measures.open, { measureId }, { as })).body.version
  await t.call(
    contract.measures.recordDocument,
    { measureId, version: await read(), kind: 'support-contract', receivedOn: on },
    { as },
  )
  for (const kind of ['diagnosis-started', 'contract-signed', 'started'] as const) {
    const { status } = await t.call(
      contract.measures.recordFact,
      { measureId, version: await read(), fact: { kind, on } },
      { as },
    )
    if (status !== 200) throw new Error(`${kind} refused`)
  }
}
