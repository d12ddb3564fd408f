import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { ConventionRow } from '#contract/convention-shapes.ts'
import type { Input } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import type {
  ConventionKind,
  ConventionLevel,
  ConventionSort,
  ConventionState,
} from '#domain/conventions/kinds.ts'
import { alertAt } from '#domain/conventions/period.ts'
import type { FundingField } from '#domain/funding/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { envelopesOf, withFigures } from '#server/envelopes/envelope-rows.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import type { Acting } from '#server/use-case.ts'

type Asked = Input<typeof contract.conventions.list>
export type ConventionFilters = Omit<Asked, 'after' | 'limit' | 'sort'>
export type ConventionPage = {
  filters: ConventionFilters
  sort: ConventionSort
  limit: number
  after?: string | undefined
}
export type Reader = Pick<Acting, 'tx' | 'actor' | 'today'>

/** The same as `stateAt` (domain/conventions/period.ts), on the row as it was drawn; a test holds the two equal. */
export const stateOf = (today: PlainDate): RawBuilder<ConventionState> => sql`case
  when c.signed_on is null or c.signed_on > ${today} then 'draft'
  when c.ends_on < ${today} then 'ended'
  when c.starts_on > ${today} then 'to-come'
  else 'running' end`

/** The same as `alertAt`: it ends within so many months. */
export const endsWithin = (months: number, today: PlainDate): RawBuilder<SqlBool> =>
  sql`(c.signed_on <= ${today} and c.ends_on >= ${today}
    and (c.ends_on - make_interval(months => ${months}::int))::date <= ${today})`

/** Every territory that touches this one: those that hold it, and those it holds. */
const touching = (territory: string): RawBuilder<unknown> => {
  const [kind = '', code = ''] = territory.split(':')
  const within: Record<string, RawBuilder<unknown>> = {
    commune: sql`m.code = ${code}`,
    epci: sql`m.epci_code = ${code}`,
    departement: sql`m.departement_code = ${code}`,
    region: sql`m.region_code = ${code}`,
    france: sql`true`,
  }
  return sql`(array['france:FR', ${territory}::text] || array(
    select distinct held from commune m cross join lateral unnest(array['commune:' || m.code,
      'epci:' || m.epci_code, 'departement:' || m.departement_code, 'region:' || m.region_code]) as held
    where ${within[kind] ?? sql`false`} and held is not null))`
}

export const conditionsOf = (
  organisationId: string,
  today: PlainDate,
  filters: ConventionFilters,
): RawBuilder<SqlBool> => {
  const { text, kind, level, state, alert, field, territory, partnerId, partnerKind } = filters
  const parties = sql`select from convention_party y
    join partner p on (p.organisation_id, p.id) = (y.organisation_id, y.partner_id)
    where y.organisation_id = ${organisationId} and y.convention_id = c.id`
  const words = (text ?? '').split(/\s+/).filter((word) => word !== '')
  return sql`${sql.join(
    [
      sql`c.organisation_id = ${organisationId}`,
      ...words.map((word) => sql`c.search_text like '%' || fold(${escapeLike(word)}) || '%'`),
      ...(kind ? [sql`c.kind = ${kind}`] : []),
      ...(level ? [sql`c.level = ${level}`] : []),
      ...(state ? [sql`${stateOf(today)} = ${state}`] : []),
      ...(alert ? [endsWithin(alert, today)] : []),
      ...(field ? [sql`${field} = any(c.fields)`] : []),
      ...(territory ? [sql`c.territories && ${touching(territory)}`] : []),
      ...(partnerId ? [sql`exists (${parties} and p.id = ${partnerId})`] : []),
      ...(partnerKind ? [sql`exists (${parties} and p.kind = ${partnerKind})`] : []),
    ],
    sql` and `,
  )}`
}

const escapeLike = (word: string): string => word.replace(/[\\%_]/g, (sign) => `\\${sign}`)

type Order = { column: RawBuilder<unknown>; direction: 'asc' | 'desc' }

const orderOf = (sort: ConventionSort, today: PlainDate): Order => {
  if (sort === 'reference') return { column: sql`c.reference`, direction: 'asc' }
  if (sort === 'signature')
    return { column: sql`coalesce(c.signed_on, date '9999-12-31')`, direction: 'desc' }
  // Those that have ended come after those that will.
  const ended = sql`case when c.ends_on < ${today} then '1' else '0' end`
  return { column: sql`(${ended} || coalesce(c.ends_on, date '9999-12-31')::text)`, direction: 'asc' }
}

type Listed = {
  id: string
  reference: string
  title: string
  kind: ConventionKind
  level: ConventionLevel | null
  state: ConventionState
  signedOn: PlainDate | null
  startsOn: PlainDate | null
  endsOn: PlainDate | null
  noticeOn: PlainDate | null
  fields: FundingField[]
  partners: string[]
  key: string
}

export const listConventionRows = async (
  reader: Reader,
  { filters, sort, limit, after }: ConventionPage,
): Promise<{ rows: ConventionRow[]; next: string | null }> => {
  const { tx, actor, today } = reader
  const { column, direction } = orderOf(sort, today)
  const { rows } = await sql<Listed>`
    select c.id, c.reference, c.title, c.kind, c.level, ${stateOf(today)} as state, c.signed_on as "signedOn",
      c.starts_on as "startsOn", c.ends_on as "endsOn", c.notice_on as "noticeOn", c.fields,
      array(select distinct p.name from convention_party y
        join partner p on (p.organisation_id, p.id) = (y.organisation_id, y.partner_id)
        where y.organisation_id = c.organisation_id and y.convention_id = c.id order by p.name) as partners,
      (${column})::text as key
    from convention c
    where ${conditionsOf(actor.organisationId, today, filters)}
      and ${isAfter([column, sql`c.id`], decodeKey(after, 2), direction)}
    order by ${column} ${sql.raw(direction)}, c.id ${sql.raw(direction)}
    limit ${limit + 1}`.execute(tx)
  const page = cutPage(rows, limit, (row) => encodeKey(row.key, row.id))
  const money = await moneyOf(
    reader,
    page.rows.map(({ id }) => id),
  )
  return {
    rows: page.rows.map(({ key: _, ...row }) => ({
      ...row,
      alert: row.state === 'running' || row.state === 'to-come' ? alertAt(row.endsOn, today) : null,
      ...(money.get(row.id) ?? { capCents: 0, usedCents: 0 }),
    })),
    next: page.next,
  }
}

/** What the open envelopes of each convention hold, and what is used of it. */
const moneyOf = async (reader: Reader, conventionIds: readonly string[]) => {
  const sums = new Map<string, { capCents: number; usedCents: number }>()
  if (conventionIds.length === 0) return sums
  const envelopes = await envelopesOf(reader).where('v.convention_id', 'in', conventionIds).execute()
  for (const { conventionId, isOpen, cap, consumed } of await withFigures(reader, envelopes, reader.today)) {
    if (!isOpen || conventionId === null) continue
    const { capCents, usedCents } = sums.get(conventionId) ?? { capCents: 0, usedCents: 0 }
    sums.set(conventionId, { capCents: capCents + cap, usedCents: usedCents + consumed })
  }
  return sums
}
