import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import type { Role } from '#domain/access.ts'
import type { Channel, Compartment } from '#domain/communications/kinds.ts'
import { sendBatch } from '#server/communications/send-batch.ts'
import type { TestHouse } from '#tests/house.ts'

export type TestHome = {
  label: string
  phone?: string | null
  email?: string | null
  language?: string | null
  street?: string | null
}

/** Households with one leaseholder each, at home in a building of their own. */
export const addHomes = async (
  t: TestHouse,
  homes: readonly TestHome[],
  organisationId = t.here.id,
): Promise<string[]> => {
  const rows = homes.map((home, index) => ({
    phone: '06 12 34 56 78',
    email: `${home.label.toLowerCase()}@menage.example`,
    language: null,
    street: `${index + 1} rue des Tilleuls`,
    ...home,
    id: randomUUIDv7(),
    person: randomUUIDv7(),
    building: randomUUIDv7(),
    dwelling: randomUUIDv7(),
    tenancy: randomUUIDv7(),
  }))
  const shape = `jsonb_to_recordset($2::jsonb) as r(id uuid, person uuid, building uuid, dwelling uuid, tenancy uuid,
    label text, phone text, email text, language text, street text)`
  const statements = [
    `insert into household (organisation_id, id, label) select $1, id, label from ${shape}`,
    `insert into person (organisation_id, id, civility, first_name, last_name, phone, email, language)
      select $1, person, 'Mme', 'Rosa', label, phone, email, language from ${shape}`,
    `insert into household_member (organisation_id, household_id, person_id, joined_on, member_role)
      select $1, id, person, '2020-01-01', 'leaseholder' from ${shape}`,
    `insert into building (organisation_id, id, source, external_id, name, street, post_code, town, agency)
      select $1, building, 'x', building::text, 'Tilleuls', street, '63000', 'Clermont-Ferrand', 'Centre' from ${shape}`,
    `insert into dwelling (organisation_id, id, building_id, source, external_id)
      select $1, dwelling, building, 'x', dwelling::text from ${shape}`,
    `insert into tenancy (organisation_id, id, source, external_id, dwelling_id, household_id, started_on)
      select $1, tenancy, 'x', tenancy::text, dwelling, id, '2020-01-01' from ${shape}`,
  ]
  for (const statement of statements) await t.owner.query(statement, [organisationId, JSON.stringify(rows)])
  return rows.map(({ id }) => id)
}

export const follow = async (t: TestHouse, role: Role, households: readonly string[]): Promise<void> => {
  await t.owner.query(
    `insert into household_referent (organisation_id, household_id, membership_id, kind, from_on)
     select $1, unnest($2::uuid[]), $3, 'referent', '2026-01-01'`,
    [t.here.id, households, t.here.members[role].membershipId],
  )
}

type Wording = { channel: Channel; compartment?: Compartment; subject?: string; body: string }

export const addTemplate = async (
  t: TestHouse,
  { channel, compartment = 'rent', subject = 'Votre logement', body }: Wording,
): Promise<string> => {
  const name = `Modèle ${randomUUIDv7()}`
  const input = { name, channel, compartment, subject, body }
  const { body: made } = await t.call(contract.communications.createTemplate, input)
  return made.templateId
}

/** Rehearses for the households this role follows. */
export const rehearse = async (
  t: TestHouse,
  templateId: string,
  role: Role = 'social-worker',
): Promise<string> => {
  const input = { templateId, name: 'Essai', source: { kind: 'own-households' } } as const
  const { status, body } = await t.call(contract.communications.rehearse, input, { as: role })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body.batchId
}

export const releaseBatch = async (t: TestHouse, batchId: string): Promise<string> => {
  const { body: batch } = await t.call(contract.communications.getBatch, { batchId })
  const { status, body } = await t.call(contract.communications.release, { batchId, version: batch.version })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body.workId
}

export const runSending = (
  t: TestHouse,
  batchId: string,
  workId: string,
  signal?: AbortSignal,
): Promise<void> =>
  sendBatch.run(
    t.house,
    { organisationId: t.here.id, batchId, workId },
    signal ?? new AbortController().signal,
  )

export const releaseAndRun = async (t: TestHouse, batchId: string): Promise<void> =>
  runSending(t, batchId, await releaseBatch(t, batchId))

export type MessageLine = {
  id: string
  household: string
  household_id: string
  state: string
  skip_reason: string | null
  skip_detail: string | null
  language: string | null
  address: string | null
  problem: string | null
  attempts: number
  sha256: Buffer | null
}

export const messagesOf = async (t: TestHouse, batchId: string): Promise<MessageLine[]> => {
  const { rows } = await t.owner.query(
    `select m.*, h.label as household from message m join household h on h.id = m.household_id
     where m.batch_id = $1 order by h.label`,
    [batchId],
  )
  return rows
}
