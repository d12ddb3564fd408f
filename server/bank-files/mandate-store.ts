import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'
import type { MandateFact, MandateState } from '#domain/sepa/mandates.ts'
import type { Tx } from '#server/db.ts'
import { isAfter } from '#server/keyset.ts'

const columns = [
  'm.id',
  'm.reference',
  'm.household_id',
  'h.label as household',
  'm.financing_id',
  'f.number as financing_number',
  'm.debtor',
  'm.iban',
  'm.bic',
  'm.is_single',
  'm.notice_days',
  'm.document_id',
  'm.created_at',
  'm.version',
] as const

const mandatesOf = (tx: Tx, organisationId: string) =>
  tx
    .selectFrom('sepa_mandate as m')
    .innerJoin('household as h', (join) =>
      join.onRef('h.organisation_id', '=', 'm.organisation_id').onRef('h.id', '=', 'm.household_id'),
    )
    .leftJoin('financing as f', (join) =>
      join.onRef('f.organisation_id', '=', 'm.organisation_id').onRef('f.id', '=', 'm.financing_id'),
    )
    .where('m.organisation_id', '=', organisationId)
    .select(columns)

export const listOfHousehold = (tx: Tx, organisationId: string, householdId: string) =>
  mandatesOf(tx, organisationId)
    .where('m.household_id', '=', householdId)
    .orderBy('m.created_at', 'desc')
    .orderBy('m.id', 'desc')
    .execute()
export type MandateRow = Awaited<ReturnType<typeof listOfHousehold>>[number]

export type MandateFilters = { state?: MandateState | undefined; text?: string | undefined }

const isLapsed = (unusedMonths: number, today: PlainDate): RawBuilder<SqlBool> =>
  sql`m.state not in ('draft', 'revoked') and m.last_used_on < ${addMonths(today, -unusedMonths)}`

/** Mandates that the filters keep; `state` is the picture, which time alone makes lapse. */
const kept = (
  { state, text }: MandateFilters,
  { unusedMonths, today }: { unusedMonths: number; today: PlainDate },
): RawBuilder<SqlBool> => {
  const lapsed = isLapsed(unusedMonths, today)
  const inState =
    state === 'lapsed' ? lapsed : sql`m.state = ${state ?? ''} and not coalesce(${lapsed}, false)`
  const pattern = `%${(text ?? '').replace(/[%_\\]/g, '\\$&')}%`
  return sql`${state ? inState : sql`true`} and ${
    text ? sql`(m.reference ilike ${pattern} or m.debtor ilike ${pattern})` : sql`true`
  }`
}

type Reading = { unusedMonths: number; today: PlainDate }

export const listPage = (
  tx: Tx,
  organisationId: string,
  filters: MandateFilters,
  reading: Reading,
  page: { key: readonly (string | number)[] | undefined; limit: number },
) =>
  mandatesOf(tx, organisationId)
    .where(sql<SqlBool>`${kept(filters, reading)}`)
    .where(isAfter([sql`m.created_at`, sql`m.id`], page.key, 'desc'))
    .orderBy('m.created_at', 'desc')
    .orderBy('m.id', 'desc')
    .limit(page.limit + 1)
    .execute()

export const rowsUpTo =
  (organisationId: string, filters: MandateFilters, reading: Reading) => (limit: number) =>
    sql`(select from sepa_mandate m where m.organisation_id = ${organisationId} and ${kept(filters, reading)}
    limit ${limit})`

export const findForUpdate = (tx: Tx, organisationId: string, mandateId: string) =>
  tx
    .selectFrom('sepa_mandate')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', mandateId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()

export const findOfHousehold = (tx: Tx, organisationId: string, householdId: string, mandateId: string) =>
  tx
    .selectFrom('sepa_mandate')
    .where('organisation_id', '=', organisationId)
    .where('household_id', '=', householdId)
    .where('id', '=', mandateId)
    .selectAll()
    .executeTakeFirst()

export type StoredFact = MandateFact & { reason: string | null }

/** What happened to each mandate, in the order in which it was recorded. */
export const listFacts = async (
  tx: Tx,
  organisationId: string,
  mandateIds: readonly string[],
): Promise<Map<string, StoredFact[]>> => {
  if (mandateIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('sepa_mandate_event')
    .where('organisation_id', '=', organisationId)
    .where('mandate_id', 'in', [...mandateIds])
    .select(['mandate_id', 'kind', 'on_date', 'reason'])
    .orderBy('mandate_id')
    .orderBy('id')
    .execute()
  const facts = Map.groupBy(rows, (row) => row.mandate_id)
  return new Map(
    [...facts].map(([id, of]) => [
      id,
      of.map(({ kind, on_date, reason }) => ({
        kind: kind as MandateFact['kind'],
        on: on_date as PlainDate,
        reason,
      })),
    ]),
  )
}
