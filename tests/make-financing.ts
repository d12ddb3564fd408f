import { randomUUIDv7 } from 'node:crypto'
import type pg from 'pg'
import type { FinancingKind, FundingField } from '#domain/funding/kinds.ts'
import type { TestOrganisation } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'

type FinancingParts = {
  kind?: FinancingKind
  cents?: number
  field?: FundingField
  householdId?: string
  conventionId?: string | null
  envelopeId?: string | null
  communeCode?: string | null
  decidedOn?: string
}

/** A financing by hand, with the product and the application that a real one has behind it. Nothing is committed. */
export const makeFinancing = async (
  owner: pg.Client,
  organisation: TestOrganisation,
  {
    kind = 'loan',
    cents = 100_000,
    field = 'improvement',
    householdId,
    conventionId = null,
    envelopeId = null,
    communeCode = null,
    decidedOn = '2026-01-15',
  }: FinancingParts = {},
): Promise<{ financingId: string; householdId: string }> => {
  const { id: organisationId, members } = organisation
  const membershipId = members.coordinator.membershipId
  const [productId, applicationId, lineId, financingId] = Array.from({ length: 4 }, () => randomUUIDv7())
  const household = householdId ?? (await makeHousehold(owner, organisation))
  const insert = (text: string, values: unknown[]) => owner.query(text, [organisationId, ...values])
  await insert(
    'insert into product (organisation_id, id, created_by, created_at) values ($1, $2, $3, now())',
    [productId, membershipId],
  )
  await insert(
    `insert into product_version (organisation_id, product_id, number, name, kind, definition, published_on, published_by)
     values ($1, $2, 1, 'Produit d’essai', $3, '{}', '2020-01-01', $4)`,
    [productId, kind, membershipId],
  )
  await insert(
    `insert into application (organisation_id, id, number, household_id, field, purpose, created_by, created_at)
     values ($1, $2::uuid, $2::uuid::text, $3, $4, 'Essai', $5, now())`,
    [applicationId, household, field, membershipId],
  )
  await insert(
    `insert into application_line
       (organisation_id, id, application_id, product_id, product_number, requested_cents, position)
     values ($1, $2, $3, $4, 1, $5, 1)`,
    [lineId, applicationId, productId, cents],
  )
  await insert(
    `insert into financing (organisation_id, id, number, kind, application_id, line_id, household_id, product_id,
       product_number, convention_id, envelope_id, field, commune_code, granted_cents, decided_on, created_at)
     values ($1, $2::uuid, $2::uuid::text, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $12, $13, now())`,
    [
      ...[financingId, kind, applicationId, lineId, household, productId, conventionId, envelopeId],
      ...[field, communeCode, cents, decidedOn],
    ],
  )
  return { financingId: financingId as string, householdId: household }
}
