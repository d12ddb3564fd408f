import { randomUUIDv7 } from 'node:crypto'
import type { ApplicationContent } from '#contract/application-shapes.ts'
import { contract } from '#contract/index.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import { blankProject } from '#domain/funding/project.ts'
import { shippedProducts } from '#domain/funding/shipped-products.ts'
import type { TestHouse } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'

export const reasonOf = ({ status, body }: { status: number; body: unknown }) => [
  status,
  (body as { reason?: string }).reason,
]

/** The commune of the tests: in no region of its own, nobody else's. */
export const commune = '63113'

export const plantCommune = (t: TestHouse) =>
  t.owner.query(
    `insert into commune (code, name, post_codes, departement_code, region_code)
     values ($1, 'Clermont-Ferrand', '{63000}', '63', '84') on conflict do nothing`,
    [commune],
  )

/** A product adopted as it comes and published under a name of its own. */
export const publishProduct = async (
  t: TestHouse,
  key: string,
  name: string,
  change: Partial<ProductDefinition> = {},
): Promise<string> => {
  const definition = shippedProducts.find((one) => one.key === key)?.definition
  const { body } = await t.call(contract.products.create, { start: { from: 'shipped', key } })
  const draft = { ...(definition as ProductDefinition), name, ...change }
  await t.call(contract.products.saveDraft, { productId: body.productId, version: 1, draft })
  const published = await t.call(contract.products.publish, { productId: body.productId, version: 2 })
  if (published.status !== 200) throw new Error(JSON.stringify(published.body))
  return body.productId
}

export const content: ApplicationContent = {
  field: 'energy-precarity',
  purpose: 'energy-works',
  communeCode: commune,
  measureId: null,
  officerId: null,
  summary: null,
  project: {
    ...blankProject,
    applicantStatus: 'owner-occupier',
    areWorksStarted: false,
    energyLabelBefore: 'F',
    energyLabelAfter: 'D',
  },
}

/** A household with a notice of this year: 28 000 € for three, very modest outside Île-de-France. */
export const makeApplicant = async (
  t: TestHouse,
  { rfrCents = 2_800_000, label = 'Martine DURAND' } = {},
) => {
  const householdId = await makeHousehold(t.owner, t.here, label)
  await t.owner.query(
    `insert into tax_income (organisation_id, id, household_id, notice_year, income_year, rfr_cents, occupants, source,
       recorded_by, recorded_on) values ($1, $2, $3, 2026, 2025, $4, 3, 'document-seen', $5, '2026-10-01')`,
    [t.here.id, randomUUIDv7(), householdId, rfrCents, t.here.members.coordinator.membershipId],
  )
  return householdId
}

export const openApplication = async (
  t: TestHouse,
  householdId: string,
  change: Partial<ApplicationContent> = {},
): Promise<string> => {
  const { status, body } = await t.call(
    contract.applications.create,
    { householdId, ...content, ...change },
    { as: 'social-worker' },
  )
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body.applicationId
}
