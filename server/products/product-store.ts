import { sql } from 'kysely'
import type { ProductRow, ProductView } from '#contract/product-shapes.ts'
import { openApplicationStatuses } from '#domain/funding/application-facts.ts'
import type { FinancingKind } from '#domain/funding/kinds.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import type { Tx } from '#server/db.ts'
import { definitionStore } from '#server/definition-store.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

export const productStore = definitionStore<ProductDefinition>({
  records: 'product',
  versions: 'product_version',
  recordId: 'product_id',
  sortedBy: { column: 'kind', of: ({ kind }) => kind },
})

/** Lines of files that somebody is waiting for. */
const openLines = sql`
  select l.product_id, l.product_number, l.organisation_id from application_line l
  join application_standing s on s.organisation_id = l.organisation_id and s.application_id = l.application_id
  where s.status = any (${[...openApplicationStatuses]}::text[])`

export const countOpenLines = async ({ tx, actor }: Here, productId: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (${openLines}) l
    where l.organisation_id = ${actor.organisationId} and l.product_id = ${productId}`.execute(tx)
  return rows[0]?.count ?? 0
}

export const listProductVersions = async (
  { tx, actor }: Here,
  productId: string,
): Promise<ProductView['versions']> => {
  const { rows } = await sql<ProductView['versions'][number]>`
    select v.number, v.published_on as "publishedOn", m.name as "publishedBy",
      (select count(*)::int from application_line l where l.organisation_id = v.organisation_id
        and l.product_id = v.product_id and l.product_number = v.number) as lines
    from product_version v
    join membership m on m.organisation_id = v.organisation_id and m.id = v.published_by
    where v.organisation_id = ${actor.organisationId} and v.product_id = ${productId}
    order by v.number desc`.execute(tx)
  return rows
}

export type ProductFilters = {
  state?: ProductRow['state'] | undefined
  kind?: FinancingKind | undefined
  after?: string | undefined
  limit: number
}

type ListedRow = ProductRow & { sortKey: string; total: number }

/** By name. Products are few: they are counted whole. */
export const listProductRows = async ({ tx, actor }: Here, { state, kind, after, limit }: ProductFilters) => {
  const place = decodeKey(after, 2)
  const { rows } = await sql<ListedRow>`
    with listed as (
      select p.id as "productId", coalesce(latest.name, p.draft->>'name', '') as name,
        coalesce(latest.kind, p.draft->>'kind') as kind,
        case when p.closed_on is not null then 'closed' when latest.number is null then 'draft'
          else 'open' end as state,
        latest.number, latest.published_on as "publishedOn", p.draft is not null as "hasDraft",
        coalesce(latest.definition, p.draft) as definition
      from product p
      left join lateral (select v.* from product_version v
        where v.organisation_id = p.organisation_id and v.product_id = p.id
        order by v.number desc limit 1) latest on true
      where p.organisation_id = ${actor.organisationId}),
    kept as (
      select *, fold(name) as "sortKey" from listed
      where (${state ?? null}::text is null or state = ${state ?? null})
        and (${kind ?? null}::text is null or kind = ${kind ?? null}))
    select k."productId", k.name, k.kind, k.state, k.number, k."publishedOn", k."hasDraft", k."sortKey",
      coalesce((k.definition->'amount'->>'minCents')::bigint, (k.definition->'recurring'->>'monthlyCents')::bigint)
        as "minCents",
      coalesce((k.definition->'amount'->>'maxCents')::bigint, (k.definition->'recurring'->>'monthlyCents')::bigint
        * (k.definition->'recurring'->>'maxMonths')::bigint) as "maxCents",
      (select count(*)::int from (${openLines}) l
        where l.organisation_id = ${actor.organisationId} and l.product_id = k."productId") as "openLines",
      (select count(*)::int from kept) as total
    from kept k where ${isAfter([sql.ref('sortKey'), sql.ref('productId')], place)}
    order by k."sortKey", k."productId" limit ${limit + 1}`.execute(tx)
  const page = cutPage(rows, limit, ({ sortKey, productId }) => encodeKey(sortKey, productId))
  return {
    rows: page.rows.map(({ sortKey: _, total: __, ...row }) => row),
    next: page.next,
    total: { count: rows[0]?.total ?? 0, exact: true },
  }
}
