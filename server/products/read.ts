import { contract } from '#contract/index.ts'
import { shippedProducts } from '#domain/funding/shipped-products.ts'
import { findProductVersion, latestProduct } from '#server/products/find-product.ts'
import {
  countOpenLines,
  listProductRows,
  listProductVersions,
  productStore,
} from '#server/products/product-store.ts'
import { useCase } from '#server/use-case.ts'

export const list = useCase(contract.products.list, (context, filters) => listProductRows(context, filters))

export const listShipped = useCase(contract.products.listShipped, async () => ({
  rows: shippedProducts.map(({ key, definition: { name, kind, summary, source } }) => ({
    key,
    name,
    kind,
    summary,
    source,
  })),
}))

export const open = useCase(contract.products.open, async (context, { productId }) => {
  const { tx, actor, refuse } = context
  const product = await productStore.find(context, productId)
  if (!product) return refuse('unknown-record')
  const latest = await latestProduct(tx, actor.organisationId, productId)
  return {
    productId,
    version: product.version,
    closedOn: product.closedOn,
    draft: product.draft,
    published: latest ? { number: latest.number, definition: latest.definition } : null,
    versions: await listProductVersions(context, productId),
    openLines: await countOpenLines(context, productId),
  }
})

export const openVersion = useCase(contract.products.openVersion, async (context, { productId, number }) => {
  const { tx, actor, refuse } = context
  const found = await findProductVersion(tx, actor.organisationId, productId, number)
  const version = (await listProductVersions(context, productId)).find((one) => one.number === number)
  return found && version ? { ...version, definition: found.definition } : refuse('unknown-record')
})
