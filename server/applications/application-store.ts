import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { ApplicationContent } from '#contract/application-shapes.ts'
import type { ApplicationStatus } from '#domain/funding/application-facts.ts'
import type { FinancingKind, FundingField } from '#domain/funding/kinds.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import type { FundingPurpose } from '#domain/funding/product-kinds.ts'
import { blankProject, type Project } from '#domain/funding/project.ts'
import type { Cents } from '#domain/money.ts'
import { type PlainDate, yearOf } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import type { Acting } from '#server/use-case.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

export type StoredApplication = ApplicationContent & {
  id: string
  version: number
  number: string
  householdId: string
  filedOn: PlainDate | null
  filing: unknown
  createdBy: string
  createdOn: PlainDate
  status: ApplicationStatus
  isOpen: boolean
  nextDue: string | null
  nextDueOn: PlainDate | null
}

const stored = ({ tx, actor }: Here, applicationId: string) =>
  tx
    .selectFrom('application as a')
    .innerJoin('application_standing as s', (join) =>
      join.onRef('s.organisation_id', '=', 'a.organisation_id').onRef('s.application_id', '=', 'a.id'),
    )
    .where('a.organisation_id', '=', actor.organisationId)
    .where('a.id', '=', applicationId)
    .selectAll('a')
    .select(['s.status', 's.is_open', 's.next_due', 's.next_due_on'])
    .select(sql<PlainDate>`(a.created_at at time zone 'Europe/Paris')::date`.as('created_on'))

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof stored>['executeTakeFirst']>>>

const told = (row: Row): StoredApplication => ({
  id: row.id,
  version: row.version,
  number: row.number,
  householdId: row.household_id,
  field: row.field as FundingField,
  purpose: row.purpose as FundingPurpose,
  communeCode: row.commune_code,
  measureId: row.measure_id,
  officerId: row.officer_id,
  summary: row.summary,
  project: { ...blankProject, ...(row.project as Partial<Project>) },
  filedOn: row.filed_on,
  filing: row.filing,
  createdBy: row.created_by,
  createdOn: row.created_on,
  status: row.status as ApplicationStatus,
  isOpen: row.is_open,
  nextDue: row.next_due,
  nextDueOn: row.next_due_on,
})

export const findStored = async (
  here: Here,
  applicationId: string,
): Promise<StoredApplication | undefined> => {
  const row = await stored(here, applicationId).executeTakeFirst()
  return row && told(row)
}

/** Held until the end of the transaction: two people do not change one file at the same moment. */
export const lockStored = async (
  here: Here,
  applicationId: string,
): Promise<StoredApplication | undefined> => {
  await here.tx
    .selectFrom('application')
    .where('organisation_id', '=', here.actor.organisationId)
    .where('id', '=', applicationId)
    .select('id')
    .forUpdate()
    .execute()
  return findStored(here, applicationId)
}

const columnsOf = (content: ApplicationContent) => ({
  field: content.field,
  purpose: content.purpose,
  commune_code: content.communeCode,
  measure_id: content.measureId,
  officer_id: content.officerId,
  summary: content.summary,
  project: JSON.stringify(content.project),
})

/** `2026-00042`: one after another within the year, whoever opens them. */
const nextNumber = async ({ tx, actor }: Here, year: number): Promise<string> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`application-number/${actor.organisationId}`}, 0))`.execute(
    tx,
  )
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(substr(number, 6)::int), 0) as last from application
    where organisation_id = ${actor.organisationId} and number ~ ${`^${year}-[0-9]{5,}$`}`.execute(tx)
  return `${year}-${String((rows[0]?.last ?? 0) + 1).padStart(5, '0')}`
}

export const insertApplication = async (
  context: Acting,
  householdId: string,
  content: ApplicationContent,
): Promise<{ applicationId: string; number: string }> => {
  const { tx, actor, now, today } = context
  const applicationId = randomUUIDv7()
  const number = await nextNumber(context, yearOf(today))
  await tx
    .insertInto('application')
    .values({
      organisation_id: actor.organisationId,
      id: applicationId,
      number,
      household_id: householdId,
      created_by: actor.membershipId,
      created_at: now,
      ...columnsOf(content),
    })
    .execute()
  return { applicationId, number }
}

export const updateContent = async (
  { tx, actor }: Here,
  applicationId: string,
  content: ApplicationContent,
): Promise<void> => {
  await tx
    .updateTable('application')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', applicationId)
    .set((eb) => ({ version: eb('version', '+', 1), ...columnsOf(content) }))
    .execute()
}

/** What the rules said on the day of the filing, kept as it was. */
export const keepFiling = async (
  { tx, actor }: Here,
  applicationId: string,
  filing: unknown,
): Promise<void> => {
  await tx
    .updateTable('application')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', applicationId)
    .set((eb) => ({ version: eb('version', '+', 1), filing: JSON.stringify(filing) }))
    .execute()
}

export const bumpVersion = async ({ tx, actor }: Here, applicationId: string): Promise<void> => {
  await tx
    .updateTable('application')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', applicationId)
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .execute()
}

export type StoredLine = {
  id: string
  productId: string
  productNumber: number
  product: ProductDefinition
  kind: FinancingKind
  requestedCents: Cents
  months: number | null
  deferralMonths: number
  firstMonth: PlainDate | null
  financing: { financingId: string; number: string; grantedCents: Cents } | null
}

/** The lines of a file, in their order, each with the version of the product it keeps. */
export const listLines = async ({ tx, actor }: Here, applicationId: string): Promise<StoredLine[]> => {
  const rows = await tx
    .selectFrom('application_line as l')
    .innerJoin('product_version as v', (join) =>
      join
        .onRef('v.organisation_id', '=', 'l.organisation_id')
        .onRef('v.product_id', '=', 'l.product_id')
        .onRef('v.number', '=', 'l.product_number'),
    )
    .leftJoin('financing as f', (join) =>
      join.onRef('f.organisation_id', '=', 'l.organisation_id').onRef('f.line_id', '=', 'l.id'),
    )
    .where('l.organisation_id', '=', actor.organisationId)
    .where('l.application_id', '=', applicationId)
    .distinctOn(['l.position', 'l.id'])
    .orderBy('l.position')
    .orderBy('l.id')
    .orderBy('f.created_at', 'desc')
    .select([
      'l.id',
      'l.product_id',
      'l.product_number',
      'l.requested_cents',
      'l.months',
      'l.deferral_months',
    ])
    .select([
      'l.first_month',
      'v.definition',
      'v.kind',
      'f.id as financing_id',
      'f.number',
      'f.granted_cents',
    ])
    .execute()
  return rows.map((row) => ({
    id: row.id,
    productId: row.product_id,
    productNumber: row.product_number,
    product: row.definition as unknown as ProductDefinition,
    kind: row.kind as FinancingKind,
    requestedCents: row.requested_cents,
    months: row.months,
    deferralMonths: row.deferral_months,
    firstMonth: row.first_month,
    financing:
      row.financing_id === null
        ? null
        : { financingId: row.financing_id, number: row.number ?? '', grantedCents: row.granted_cents ?? 0 },
  }))
}

export type NewLine = Pick<StoredLine, 'productId' | 'productNumber' | 'requestedCents' | 'months'> &
  Pick<StoredLine, 'deferralMonths' | 'firstMonth'>

/** A line keeps its identifier as long as its product is asked for: the plan of financing names it. */
export const replaceLines = async (
  { tx, actor }: Here,
  applicationId: string,
  lines: readonly NewLine[],
): Promise<void> => {
  const { organisationId } = actor
  const former = await tx
    .deleteFrom('application_line')
    .where('organisation_id', '=', organisationId)
    .where('application_id', '=', applicationId)
    .returning(['id', 'product_id'])
    .execute()
  if (lines.length === 0) return
  await tx
    .insertInto('application_line')
    .values(
      lines.map((line, position) => ({
        organisation_id: organisationId,
        id: former.find(({ product_id }) => product_id === line.productId)?.id ?? randomUUIDv7(),
        application_id: applicationId,
        product_id: line.productId,
        product_number: line.productNumber,
        requested_cents: line.requestedCents,
        months: line.months,
        deferral_months: line.deferralMonths,
        first_month: line.firstMonth,
        position,
      })),
    )
    .execute()
}
