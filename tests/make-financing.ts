import { randomUUIDv7 } from 'node:crypto'
import type pg from 'pg'
import type { FinancingKind, FundingField } from '#domain/funding/kinds.ts'
import type { TestOrganisation } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'

type ProjectParts = {
  kind?: FinancingKind
  field?: FundingField
  householdId?: string
  label?: string
  number?: string
  purpose?: string
  definition?: object
}
type Project = { householdId: string; applicationId: string; productId: string }

const insertInto =
  (owner: pg.Client, { id }: TestOrganisation) =>
  (text: string, values: readonly unknown[]) =>
    owner.query(text, [id, ...values])

/** A product and an application by hand: what a financing has behind it. */
export const makeProject = async (
  owner: pg.Client,
  organisation: TestOrganisation,
  parts: ProjectParts = {},
): Promise<Project> => {
  const { kind = 'loan', field = 'improvement', purpose = 'Essai', definition = {} } = parts
  const membershipId = organisation.members.coordinator.membershipId
  const [productId, applicationId] = [randomUUIDv7(), randomUUIDv7()]
  const householdId = parts.householdId ?? (await makeHousehold(owner, organisation, parts.label))
  const insert = insertInto(owner, organisation)
  await insert(
    'insert into product (organisation_id, id, created_by, created_at) values ($1, $2, $3, now())',
    [productId, membershipId],
  )
  await insert(
    `insert into product_version (organisation_id, product_id, number, name, kind, definition, published_on, published_by)
     values ($1, $2, 1, 'Produit d’essai', $3, $4, '2020-01-01', $5)`,
    [productId, kind, JSON.stringify(definition), membershipId],
  )
  await insert(
    `insert into application (organisation_id, id, number, household_id, field, purpose, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, now())`,
    [applicationId, parts.number ?? applicationId, householdId, field, purpose, membershipId],
  )
  return { householdId, applicationId, productId }
}

type GrantParts = {
  kind?: FinancingKind
  cents?: number
  field?: FundingField
  number?: string
  months?: number | null
  conventionId?: string | null
  envelopeId?: string | null
  communeCode?: string | null
  decidedOn?: string
}

/** A financing of a project, by hand. Nothing is committed. */
export const grantFinancing = async (
  owner: pg.Client,
  organisation: TestOrganisation,
  { householdId, applicationId, productId }: Project,
  parts: GrantParts = {},
): Promise<string> => {
  const { kind = 'loan', cents = 100_000, field = 'improvement', decidedOn = '2026-01-15' } = parts
  const { months = null, conventionId = null, envelopeId = null, communeCode = null } = parts
  const [lineId, financingId] = [randomUUIDv7(), randomUUIDv7()]
  const insert = insertInto(owner, organisation)
  await insert(
    `insert into application_line
       (organisation_id, id, application_id, product_id, product_number, requested_cents, position)
     values ($1, $2, $3, $4, 1, $5, 1)`,
    [lineId, applicationId, productId, cents],
  )
  await insert(
    `insert into financing (organisation_id, id, number, kind, application_id, line_id, household_id, product_id,
       product_number, convention_id, envelope_id, field, commune_code, granted_cents, months, decided_on, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10, $11, $12, $13, $14, $15, now())`,
    [
      ...[financingId, parts.number ?? financingId, kind, applicationId, lineId, householdId, productId],
      ...[conventionId, envelopeId, field, communeCode, cents, months, decidedOn],
    ],
  )
  return financingId
}

/** A financing with all that a real one has behind it. */
export const makeFinancing = async (
  owner: pg.Client,
  organisation: TestOrganisation,
  parts: ProjectParts & GrantParts = {},
): Promise<{ financingId: string; householdId: string; applicationId: string }> => {
  const { number: _, ...project } = parts
  const made = await makeProject(owner, organisation, project)
  return { ...made, financingId: await grantFinancing(owner, organisation, made, parts) }
}
