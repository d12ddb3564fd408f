import { sql } from 'kysely'
import type { ProductRow, ProductView } from '#contract/product-shapes.ts'
import { openApplicationStatuses } from '#domain/funding/application-facts.ts'
import type { FinancingKind } from '#domain/funding/kinds.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'

type Here = { tx: Tx; actor: { organisationId: string } }
type Writing = {
  tx: Tx
  actor: { organisationId: string; membershipId: string }
  now: Date
  today: PlainDate
}

export type StoredProduct = {
  id: string
  version: number
  draft: ProductDefinition | null
  closedOn: PlainDate | null
}

const stored = ({ tx, actor }: Here, productId: string) =>
  tx
    .selectFrom('product')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', productId)
    .select(['id', 'version', 'draft', 'closed_on as closedOn'])

const told = (row: ({ draft: unknown } & Omit<StoredProduct, 'draft'>) | undefined) =>
  row && { ...row, draft: row.draft as ProductDefinition | null }

export const findProduct = async (here: Here, productId: string): Promise<StoredProduct | undefined> =>
  told(await stored(here, productId).executeTakeFirst())

export const lockProduct = async (here: Here, productId: string): Promise<StoredProduct | undefined> =>
  told(await stored(here, productId).forUpdate().executeTakeFirst())

export const insertProduct = async (
  { tx, actor, now }: Writing,
  id: string,
  draft: ProductDefinition,
): Promise<void> => {
  await tx
    .insertInto('product')
    .values({
      organisation_id: actor.organisationId,
      id,
      draft: JSON.stringify(draft),
      created_by: actor.membershipId,
      created_at: now,
    })
    .execute()
}

type Change = { draft?: ProductDefinition | null; closedOn?: PlainDate | null }

export const updateProduct = async (
  { tx, actor }: Here,
  productId: string,
  { draft, closedOn }: Change,
): Promise<void> => {
  await tx
    .updateTable('product')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', productId)
    .set((eb) => ({
      version: eb('version', '+', 1),
      ...(draft === undefined ? {} : { draft: draft === null ? null : JSON.stringify(draft) }),
      ...(closedOn === undefined ? {} : { closed_on: closedOn }),
    }))
    .execute()
}

export const deleteProduct = async ({ tx, actor }: Here, productId: string): Promise<void> => {
  await tx
    .deleteFrom('product')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', productId)
    .execute()
}

export const insertProductVersion = async (
  { tx, actor, today }: Writing,
  productId: string,
  number: number,
  definition: ProductDefinition,
): Promise<void> => {
  await tx
    .insertInto('product_version')
    .values({
      organisation_id: actor.organisationId,
      product_id: productId,
      number,
      name: definition.name,
      kind: definition.kind,
      definition: JSON.stringify(definition),
      published_on: today,
      published_by: actor.membershipId,
    })
    .execute()
}

/** Publishing and reopening wait for one another: two products do not take the same name at the same moment. */
export const lockProductNames = async ({ tx, actor }: Here): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`product-names/${actor.organisationId}`}, 0))`.execute(
    tx,
  )
}

/** Another open product under this name, capitals and accents aside. */
export const isProductNameTaken = async (
  { tx, actor }: Here,
  productId: string,
  name: string,
): Promise<boolean> => {
  const { rows } = await sql`
    select from product p
    join lateral (select v.name from product_version v
      where v.organisation_id = p.organisation_id and v.product_id = p.id
      order by v.number desc limit 1) latest on true
    where p.organisation_id = ${actor.organisationId} and p.id <> ${productId} and p.closed_on is null
      and fold(latest.name) = fold(${name})
    limit 1`.execute(tx)
  return rows.length > 0
}

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
