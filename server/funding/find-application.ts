import type { Action } from '#domain/access.ts'
import type { FinancingKind, FundingField } from '#domain/funding/kinds.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { financingWithProduct } from '#server/funding/with-product.ts'
import { mayReach } from '#server/reach.ts'
import type { Acting } from '#server/use-case.ts'

export type FoundApplication = {
  id: string
  number: string
  householdId: string
  field: FundingField
  communeCode: string | null
  filedOn: PlainDate | null
}

const viewOf = (row: {
  id: string
  number: string
  household_id: string
  field: string
  commune_code: string | null
  filed_on: PlainDate | null
}): FoundApplication => ({
  id: row.id,
  number: row.number,
  householdId: row.household_id,
  field: row.field as FundingField,
  communeCode: row.commune_code,
  filedOn: row.filed_on,
})

/** A file whose household is within the caller's reach; what is out of reach does not exist. */
export const findApplication = async (
  context: Acting,
  action: Action,
  applicationId: string,
): Promise<FoundApplication | undefined> => {
  const row = await context.tx
    .selectFrom('application')
    .where('organisation_id', '=', context.actor.organisationId)
    .where('id', '=', applicationId)
    .select(['id', 'number', 'household_id', 'field', 'commune_code', 'filed_on'])
    .executeTakeFirst()
  return row && (await mayReach(context, action, row.household_id)) ? viewOf(row) : undefined
}

export type FoundLine = {
  id: string
  application: FoundApplication
  productId: string
  productNumber: number
  productName: string
  kind: FinancingKind
  product: ProductDefinition
  requestedCents: number
  months: number | null
  /** Who asked for it after the filing, to take a shortfall over. */
  askedBy: string | null
  /** Of a monthly aid. */
  firstMonth: PlainDate | null
}

/** A line of such a file, with the product as it was when it was filed. */
export const findLine = async (
  context: Acting,
  action: Action,
  lineId: string,
): Promise<FoundLine | undefined> => {
  const row = await context.tx
    .selectFrom('application_line as l')
    .innerJoin('product_version as v', (join) =>
      join
        .onRef('v.organisation_id', '=', 'l.organisation_id')
        .onRef('v.product_id', '=', 'l.product_id')
        .onRef('v.number', '=', 'l.product_number'),
    )
    .where('l.organisation_id', '=', context.actor.organisationId)
    .where('l.id', '=', lineId)
    .select(['l.id', 'l.application_id', 'l.product_id', 'l.product_number', 'l.requested_cents', 'l.months'])
    .select(['l.asked_by', 'l.first_month', 'v.name', 'v.kind', 'v.definition'])
    .executeTakeFirst()
  const application = row && (await findApplication(context, action, row.application_id))
  if (!row || !application) return undefined
  return {
    id: row.id,
    application,
    productId: row.product_id,
    productNumber: row.product_number,
    productName: row.name,
    kind: row.kind as FinancingKind,
    product: row.definition as unknown as ProductDefinition,
    requestedCents: row.requested_cents,
    months: row.months,
    askedBy: row.asked_by,
    firstMonth: row.first_month,
  }
}

export type FoundFinancing = {
  id: string
  number: string
  kind: FinancingKind
  applicationId: string
  lineId: string
  householdId: string
  field: FundingField
  conventionId: string | null
  envelopeId: string | null
  grantedCents: number
  months: number | null
  deferralMonths: number
  decidedOn: PlainDate
  productName: string
  product: ProductDefinition
}

/** A financing of such a household, with its product. */
export const findFinancing = async (
  context: Acting,
  action: Action,
  financingId: string,
): Promise<FoundFinancing | undefined> => {
  const row = await financingWithProduct(context, financingId)
    .selectAll('f')
    .select(['v.name as product_name', 'v.definition', 'l.deferral_months'])
    .executeTakeFirst()
  if (!row || !(await mayReach(context, action, row.household_id))) return undefined
  return {
    id: row.id,
    number: row.number,
    kind: row.kind as FinancingKind,
    applicationId: row.application_id,
    lineId: row.line_id,
    householdId: row.household_id,
    field: row.field as FundingField,
    conventionId: row.convention_id,
    envelopeId: row.envelope_id,
    grantedCents: row.granted_cents,
    months: row.months,
    deferralMonths: row.deferral_months,
    decidedOn: row.decided_on,
    productName: row.product_name,
    product: row.definition as unknown as ProductDefinition,
  }
}
