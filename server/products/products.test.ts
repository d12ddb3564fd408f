import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import { msLoan } from '#domain/funding/shipped/works-loans.ts'
import { shippedProducts } from '#domain/funding/shipped-products.ts'
import { productOn } from '#server/products/find-product.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { products } = contract

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const prepare = async (name: string, change: Partial<ProductDefinition> = {}) => {
  const { body } = await t.call(products.create, { start: { from: 'shipped', key: 'MS_LOAN' } })
  const draft = { ...msLoan.definition, name, ...change }
  expect((await t.call(products.saveDraft, { productId: body.productId, version: 1, draft })).status).toBe(
    200,
  )
  return { productId: body.productId, draft }
}
const publishNamed = async (name: string, change: Partial<ProductDefinition> = {}) => {
  const { productId, draft } = await prepare(name, change)
  const { status, body } = await t.call(products.publish, { productId, version: 2 })
  expect([status, body]).toEqual([200, { version: 3, number: 1 }])
  return { productId, draft }
}
const reasonOf = ({ status, body }: { status: number; body: unknown }) => [
  status,
  (body as { reason?: string }).reason,
]

test('every shipped product is adopted and published as it comes', async () => {
  for (const { key } of shippedProducts) {
    const { body } = await t.call(products.create, { start: { from: 'shipped', key } })
    const published = await t.call(products.publish, { productId: body.productId, version: 1 })
    expect([key, published.status]).toEqual([key, 200])
  }
  const { body } = await t.call(products.list, { state: 'open' })
  expect(body.rows).toHaveLength(shippedProducts.length)
  expect(body.rows.map(({ name }) => name)).toEqual(
    body.rows.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b, 'fr')),
  )
})

test('a version published stays what it was; the next says what changes', async () => {
  const { productId, draft } = await publishNamed('Prêt d’essai, versions')
  const next = { ...draft, amount: { ...draft.amount, maxCents: 1_200_000 } }
  await t.call(products.saveDraft, { productId, version: 3, draft: next })
  const { body } = await t.call(products.publish, { productId, version: 4 })
  expect(body).toEqual({ version: 5, number: 2 })
  const { rows } = await t.owner.query(
    `select number, (definition->'amount'->>'maxCents')::int as max from product_version where product_id = $1 order by number`,
    [productId],
  )
  expect(rows).toEqual([
    { number: 1, max: 1_000_000 },
    { number: 2, max: 1_200_000 },
  ])
  const first = await t.call(products.openVersion, { productId, number: 1 })
  expect(first.body.definition.amount.maxCents).toBe(1_000_000)
  await expect(
    t.inHere((tx) => tx.updateTable('product_version').set({ name: 'autre' }).execute()),
  ).rejects.toThrow(/permission denied/)
})

test('the version in force is that of the day', async () => {
  const { productId, draft } = await publishNamed('Prêt d’essai, jours')
  await t.owner.query('update product_version set published_on = $2 where product_id = $1', [
    productId,
    '2026-01-10',
  ])
  await t.call(products.saveDraft, { productId, version: 3, draft: { ...draft, summary: 'autre' } })
  await t.call(products.publish, { productId, version: 4 })
  const numberOn = (on: '2026-01-01' | '2026-06-01' | '2026-11-22') =>
    t.inHere(async (tx) => (await productOn(tx, t.here.id, productId, on))?.number)
  expect(await numberOn('2026-01-01')).toBe(1)
  expect(await numberOn('2026-06-01')).toBe(1)
  expect(await numberOn('2026-11-22')).toBe(2)
})

test('what cannot be published says why, and nothing is written', async () => {
  const { productId, draft } = await prepare('Prêt d’essai, refus')
  const refused = async (version: number) => reasonOf(await t.call(products.publish, { productId, version }))
  expect(await refused(1)).toEqual([409, 'stale-version'])
  await t.call(products.saveDraft, { productId, version: 2, draft: { ...draft, fields: [] } })
  const unsound = await t.call(products.publish, { productId, version: 3 })
  expect(unsound.body).toMatchObject({ reason: 'unsound', details: { problems: [{ path: 'fields' }] } })
  await t.call(products.saveDraft, { productId, version: 3, draft })
  await t.call(products.publish, { productId, version: 4 })
  expect(await refused(5)).toEqual([409, 'no-draft'])
  await t.call(products.saveDraft, { productId, version: 5, draft })
  expect(await refused(6)).toEqual([409, 'unchanged'])
  await t.call(products.saveDraft, {
    productId,
    version: 6,
    draft: { ...draft, kind: 'grant', length: null, convention: null },
  })
  expect(await refused(7)).toEqual([409, 'kind-changed'])
  const twin = await prepare('PRÊT D’ESSAI, REFUS')
  expect(reasonOf(await t.call(products.publish, { productId: twin.productId, version: 2 }))).toEqual([
    409,
    'name-taken',
  ])
  const { rows } = await t.owner.query(
    'select count(*)::int as n from product_version where product_id = any ($1)',
    [[productId, twin.productId]],
  )
  expect(rows).toEqual([{ n: 1 }])
})

test('a closed product gives its name back only if nobody took it', async () => {
  const { productId } = await publishNamed('Prêt d’essai, fermeture')
  expect(reasonOf(await t.call(products.reopen, { productId, version: 3 }))).toEqual([409, 'not-closed'])
  expect((await t.call(products.close, { productId, version: 3 })).body.closedOn).toBe('2026-11-22')
  expect(reasonOf(await t.call(products.close, { productId, version: 4 }))).toEqual([409, 'already-closed'])
  await publishNamed('Prêt d’essai, fermeture')
  expect(reasonOf(await t.call(products.reopen, { productId, version: 4 }))).toEqual([409, 'name-taken'])
})

test('a draft never published disappears when it is dropped', async () => {
  const { productId } = await prepare('Prêt d’essai, abandon')
  expect(reasonOf(await t.call(products.close, { productId, version: 2 }))).toEqual([409, 'not-published'])
  expect((await t.call(products.discardDraft, { productId, version: 2 })).body).toEqual({ isGone: true })
  expect((await t.owner.query('select from product where id = $1', [productId])).rows).toHaveLength(0)
})

test('another organisation finds nothing, and who may not edit is told', async () => {
  const { productId } = await publishNamed('Prêt d’essai, ailleurs')
  const elsewhere = await t.call(products.open, { productId }, { in: t.elsewhere })
  expect(reasonOf(elsewhere)).toEqual([409, 'unknown-record'])
  expect((await t.call(products.close, { productId, version: 3 }, { as: 'social-worker' })).status).toBe(403)
  expect(reasonOf(await t.call(products.create, { start: { from: 'shipped', key: 'NO_SUCH' } }))).toEqual([
    409,
    'unknown-record',
  ])
})
