import { randomUUIDv7 } from 'node:crypto'
import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { blankProduct } from '#domain/funding/blank-product.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import { shippedProducts } from '#domain/funding/shipped-products.ts'
import { record } from '#server/journal.ts'
import { latestProduct } from '#server/products/find-product.ts'
import { productStore } from '#server/products/product-store.ts'
import { type Acting, useCase } from '#server/use-case.ts'

type Start = Input<typeof contract.products.create>['start']

const findStart = async (context: Acting, start: Start): Promise<ProductDefinition | undefined> => {
  if (start.from === 'blank') return blankProduct(start.name, start.kind)
  if (start.from === 'shipped') return shippedProducts.find(({ key }) => key === start.key)?.definition
  const { tx, actor } = context
  const copied =
    (await latestProduct(tx, actor.organisationId, start.productId))?.definition ??
    (await productStore.find(context, start.productId))?.draft
  return copied ? { ...copied, name: start.name } : undefined
}

export const create = useCase(contract.products.create, async (context, { start }) => {
  const draft = await findStart(context, start)
  if (!draft) return context.refuse('unknown-record')
  const productId = randomUUIDv7()
  await productStore.insert(context, productId, draft)
  await record(context, {
    act: 'product-prepared',
    subject: { kind: 'product', id: productId },
    after: { name: draft.name, from: start.from },
  })
  return { productId }
})
