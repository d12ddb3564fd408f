import type { ProductDefinition } from '#domain/funding/product.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

export type FoundProduct = {
  productId: string
  number: number
  definition: ProductDefinition
  closedOn: PlainDate | null
}

const versions = (tx: Tx, organisationId: string, productId: string) =>
  tx
    .selectFrom('product_version as v')
    .innerJoin('product as p', (join) =>
      join.onRef('p.organisation_id', '=', 'v.organisation_id').onRef('p.id', '=', 'v.product_id'),
    )
    .where('v.organisation_id', '=', organisationId)
    .where('v.product_id', '=', productId)
    .select(['v.product_id as productId', 'v.definition', 'v.number', 'p.closed_on as closedOn'])

type Row = { productId: string; number: number; definition: unknown; closedOn: PlainDate | null }
const told = (row: Row | undefined): FoundProduct | undefined =>
  row && { ...row, definition: row.definition as ProductDefinition }

/** The version of a product that a line keeps. */
export const findProductVersion = async (
  tx: Tx,
  organisationId: string,
  productId: string,
  number: number,
): Promise<FoundProduct | undefined> =>
  told(await versions(tx, organisationId, productId).where('v.number', '=', number).executeTakeFirst())

/** What is asked for today is asked under it; undefined while nothing is published. */
export const latestProduct = async (
  tx: Tx,
  organisationId: string,
  productId: string,
): Promise<FoundProduct | undefined> =>
  told(await versions(tx, organisationId, productId).orderBy('v.number', 'desc').limit(1).executeTakeFirst())

/** The version in force on a day: the last one published by then, or the first if none was yet. */
export const productOn = async (
  tx: Tx,
  organisationId: string,
  productId: string,
  on: PlainDate,
): Promise<FoundProduct | undefined> =>
  told(
    await versions(tx, organisationId, productId)
      .where('v.published_on', '<=', on)
      .orderBy('v.number', 'desc')
      .limit(1)
      .executeTakeFirst(),
  ) ?? told(await versions(tx, organisationId, productId).orderBy('v.number').limit(1).executeTakeFirst())

/** The products that lend and are still offered, in their last published version, by name. */
export const listLendingProducts = async (tx: Tx, organisationId: string): Promise<FoundProduct[]> => {
  const rows = await tx
    .selectFrom('product_version as v')
    .innerJoin('product as p', (join) =>
      join.onRef('p.organisation_id', '=', 'v.organisation_id').onRef('p.id', '=', 'v.product_id'),
    )
    .where('v.organisation_id', '=', organisationId)
    .where('p.closed_on', 'is', null)
    .distinctOn('v.product_id')
    .orderBy('v.product_id')
    .orderBy('v.number', 'desc')
    .select(['v.product_id as productId', 'v.definition', 'v.number', 'p.closed_on as closedOn', 'v.kind'])
    .execute()
  return rows
    .filter(({ kind }) => kind === 'loan')
    .map(({ kind: _, ...row }) => ({ ...row, definition: row.definition as unknown as ProductDefinition }))
    .toSorted((a, b) => a.definition.name.localeCompare(b.definition.name, 'fr'))
}
