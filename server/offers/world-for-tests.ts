import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { blankProduct } from '#domain/funding/blank-product.ts'
import type { FinancingKind, FundingField } from '#domain/funding/kinds.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { TestHouse } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'

export const today: PlainDate = '2026-11-22'

type Parts = {
  kind?: FinancingKind
  cents?: number
  months?: number | null
  field?: FundingField
  product?: Partial<ProductDefinition>
}

/** A file filed on 1 October with one line, its product allowing 2 500 to 10 000 € and a delegation up to 5 000 €. */
export const makeApplication = async (
  t: TestHouse,
  { kind = 'loan', cents = 616_000, months = 96, field = 'improvement', product = {} }: Parts = {},
): Promise<{ applicationId: string; lineId: string; householdId: string; productId: string }> => {
  const { id: organisationId, members } = t.here
  const [productId, applicationId, lineId] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()]
  const householdId = await makeHousehold(t.owner, t.here)
  const definition: ProductDefinition = {
    ...blankProduct('Prêt Missions sociales', kind),
    amount: { minCents: 250_000, maxCents: 1_000_000, stepCents: 1, limit: 'none' },
    delegationUpToCents: 500_000,
    ...(kind === 'loan' ? { length: { minMonths: 6, maxMonths: 120, maxDeferralMonths: 0 } } : {}),
    ...product,
  }
  const officer = members['social-worker'].membershipId
  const insert = (text: string, values: unknown[]) => t.owner.query(text, [organisationId, ...values])
  await insert(
    'insert into product (organisation_id, id, created_by, created_at) values ($1, $2, $3, now())',
    [productId, officer],
  )
  await insert(
    `insert into product_version (organisation_id, product_id, number, name, kind, definition, published_on, published_by)
     values ($1, $2, 1, $3, $4, $5, '2020-01-01', $6)`,
    [productId, definition.name, kind, JSON.stringify(definition), officer],
  )
  await insert(
    `insert into application (organisation_id, id, number, household_id, field, purpose, created_by, created_at)
     values ($1, $2::uuid, $2::uuid::text, $3, $4, 'Essai', $5, now())`,
    [applicationId, householdId, field, officer],
  )
  await insert(
    `insert into application_line
       (organisation_id, id, application_id, product_id, product_number, requested_cents, months, position)
     values ($1, $2, $3, $4, 1, $5, $6, 1)`,
    [lineId, applicationId, productId, cents, months],
  )
  await insert(
    `insert into application_event (organisation_id, id, application_id, kind, on_date, recorded_by, recorded_at)
     values ($1, $2, $3, 'filed', '2026-10-01', $4, now())`,
    [randomUUIDv7(), applicationId, officer],
  )
  return { applicationId, lineId, householdId, productId }
}

/** The project officer instructs: declared complete on 6 October. */
export const instruct = async (t: TestHouse, applicationId: string): Promise<void> => {
  const { status } = await t.call(
    contract.reviews.declareComplete,
    { applicationId, on: '2026-10-06' },
    { as: 'project-officer' },
  )
  if (status !== 200) throw new Error(`not complete: ${status}`)
}

/** The coordinator lets the finance officer decide alone. */
export const delegate = async (t: TestHouse, maxCents = 1_000_000): Promise<void> => {
  await t.call(
    contract.committees.giveDelegation,
    {
      membershipId: t.here.members['finance-officer'].membershipId,
      productId: null,
      maxCents,
      fromOn: '2026-01-01',
      untilOn: null,
    },
    { as: 'coordinator' },
  )
}

/** A loan granted by delegation, ready for its offer. */
export const makeGranted = async (
  t: TestHouse,
  {
    on = '2026-10-10' as PlainDate,
    envelopeId = null as string | null,
    ...parts
  }: Parts & {
    on?: PlainDate
    envelopeId?: string | null
  } = {},
): Promise<{ applicationId: string; lineId: string; householdId: string; financingId: string }> => {
  const made = await makeApplication(t, {
    ...parts,
    product: {
      delegationUpToCents: 100_000_000,
      amount: { minCents: null, maxCents: null, stepCents: 1, limit: 'none' },
      ...parts.product,
    },
  })
  await instruct(t, made.applicationId)
  const { status, body } = await t.call(
    contract.committees.decideAlone,
    {
      lineId: made.lineId,
      on,
      decision: {
        outcome: 'granted',
        cents: parts.cents ?? 616_000,
        months: parts.months === undefined ? 96 : parts.months,
        envelopeId,
      },
    },
    { as: 'finance-officer' },
  )
  if (status !== 200 || !body.financingId) throw new Error(`not granted: ${status} ${JSON.stringify(body)}`)
  return { ...made, financingId: body.financingId }
}
