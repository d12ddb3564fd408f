import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ApplicationFilters, ApplicationRow, applicationSorts } from '#contract/application-shapes.ts'
import { seesNames } from '#domain/access.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { countRows } from '#server/count-rows.ts'
import type { Tx } from '#server/db.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import { withinReach } from '#server/reach.ts'
import type { Actor } from '#server/use-case.ts'

export type Reader = { tx: Tx; actor: Actor; today: PlainDate }
export type ApplicationSort = (typeof applicationSorts)[number]
export type ApplicationPage = {
  filters: ApplicationFilters
  sort: ApplicationSort
  after?: string | undefined
  limit: number
}

const likeWord = (word: string) => word.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)

const conditionOf = (reader: Reader, filters: ApplicationFilters): RawBuilder<SqlBool> => {
  const { actor, today } = reader
  const all: RawBuilder<SqlBool>[] = [
    sql`a.organisation_id = ${actor.organisationId}`,
    withinReach(actor, today, 'list-funding', 'a.household_id'),
    ...stateConditions(filters, today),
    ...destinationConditions(filters),
    ...textConditions(reader, filters.text),
  ]
  const { officer } = filters
  if (officer === 'nobody') all.push(sql`a.officer_id is null`)
  else if (officer !== undefined)
    all.push(sql`a.officer_id = ${officer === 'me' ? actor.membershipId : officer}`)
  return sql.join(all, sql` and `)
}

/** A status says by itself whether the file is open. */
const stateConditions = (
  { scope, status, late }: ApplicationFilters,
  today: PlainDate,
): RawBuilder<SqlBool>[] => [
  ...(status === undefined
    ? scope === 'all'
      ? []
      : [sql<SqlBool>`s.is_open = ${scope === 'open'}`]
    : [sql<SqlBool>`s.status = ${status}`]),
  ...(late ? [sql<SqlBool>`s.is_open and s.next_due_on < ${today}::date`] : []),
]

const destinationConditions = ({
  field,
  communeCode,
  productId,
}: ApplicationFilters): RawBuilder<SqlBool>[] => [
  ...(field === undefined ? [] : [sql<SqlBool>`a.field = ${field}`]),
  ...(communeCode === undefined ? [] : [sql<SqlBool>`a.commune_code = ${communeCode}`]),
  ...(productId === undefined
    ? []
    : [
        sql<SqlBool>`exists (select from application_line l where l.organisation_id = a.organisation_id
          and l.application_id = a.id and l.product_id = ${productId})`,
      ]),
]

/** A number, or words of the household's name; who sees no name does not find one either. */
const textConditions = ({ actor }: Reader, text: string | undefined): RawBuilder<SqlBool>[] =>
  (text ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => {
      const isNumber = sql<SqlBool>`a.number like ${`%${likeWord(word)}%`}`
      return seesNames(actor.role)
        ? sql<SqlBool>`(${isNumber} or exists (select from household h where h.organisation_id = a.organisation_id
            and h.id = a.household_id and fold(h.label) like '%' || fold(${likeWord(word)}) || '%'))`
        : isNumber
    })

const joined = sql`application a join application_standing s
  on s.organisation_id = a.organisation_id and s.application_id = a.id`

export const countApplicationRows = (reader: Reader, filters: ApplicationFilters) =>
  countRows(
    reader.tx,
    (limit) => sql`(select from ${joined} where ${conditionOf(reader, filters)} limit ${limit})`,
  )

const keys = {
  due: {
    by: sql`coalesce(s.next_due_on, date '9999-12-31')`,
    type: sql`date`,
    order: sql`asc`,
    beyond: sql`>`,
  },
  recent: { by: sql`a.created_at`, type: sql`timestamptz`, order: sql`desc`, beyond: sql`<` },
} as const

type ListedRow = Omit<ApplicationRow, 'householdLabel'> & { householdLabel: string; sortKey: string }

export const listApplicationRows = async (
  reader: Reader,
  { filters, sort, after, limit }: ApplicationPage,
): Promise<{ rows: ApplicationRow[]; next: string | null }> => {
  const { by, type, order, beyond } = keys[sort]
  const [value, id] = placeIn(after)
  const place =
    value === undefined ? sql`true` : sql`(${by}, a.id) ${beyond} (${value}::${type}, ${id}::uuid)`
  const { rows } = await sql<ListedRow>`
    with page as (select a.id, ${by} as key from ${joined}
      where ${conditionOf(reader, filters)} and ${place} order by ${by} ${order}, a.id ${order} limit ${limit + 1})
    select a.id as "applicationId", a.number, a.household_id as "householdId", h.label as "householdLabel",
      a.field, a.purpose, c.name as "communeName", s.status, a.filed_on as "filedOn", s.next_due as "nextDue",
      s.next_due_on as "nextDueOn", o.name as "officerName", lines.products, lines."requestedCents",
      (select coalesce(sum(f.granted_cents), 0)::bigint from financing f
        where f.organisation_id = a.organisation_id and f.application_id = a.id) as "grantedCents",
      page.key::text as "sortKey"
    from page
    join application a on a.organisation_id = ${reader.actor.organisationId} and a.id = page.id
    join application_standing s on s.organisation_id = a.organisation_id and s.application_id = a.id
    join household h on h.organisation_id = a.organisation_id and h.id = a.household_id
    left join commune c on c.code = a.commune_code
    left join membership o on o.organisation_id = a.organisation_id and o.id = a.officer_id
    left join lateral (select coalesce(array_agg(v.name order by l.position), '{}') as products,
        coalesce(sum(l.requested_cents), 0)::bigint as "requestedCents"
      from application_line l join product_version v on v.organisation_id = l.organisation_id
        and v.product_id = l.product_id and v.number = l.product_number
      where l.organisation_id = a.organisation_id and l.application_id = a.id) lines on true
    order by page.key ${order}, a.id ${order}`.execute(reader.tx)
  const page = cutPage(rows, limit, (row) => encodeKey(row.sortKey, row.applicationId))
  const names = seesNames(reader.actor.role)
  return {
    rows: page.rows.map(({ sortKey: _, householdLabel, ...row }) => ({
      ...row,
      householdLabel: names ? householdLabel : null,
    })),
    next: page.next,
  }
}

/** A place that nobody gave us reads as the beginning. */
const placeIn = (after: string | undefined): [string, string] | [undefined, undefined] => {
  const [value, id] = decodeKey(after, 2) ?? []
  const isOurs = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) && typeof id === 'string'
  return isOurs && /^[0-9a-f-]{36}$/.test(id) ? [value, id] : [undefined, undefined]
}
