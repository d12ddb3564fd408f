import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { latestProduct } from '#server/products/find-product.ts'
import { productStore } from '#server/products/product-store.ts'
import { useCase } from '#server/use-case.ts'

export const close = useCase(contract.products.close, async (context, { productId, version }) => {
  const { tx, actor, today, refuse } = context
  const product = await productStore.lock(context, productId)
  if (!product) return refuse('unknown-record')
  if (product.version !== version)
    return refuse('stale-version', { version: product.version, draft: product.draft })
  const latest = await latestProduct(tx, actor.organisationId, productId)
  if (!latest) return refuse('not-published')
  if (product.closedOn) return refuse('already-closed')
  await productStore.close(context, productId, today)
  await record(context, {
    act: 'product-closed',
    subject: { kind: 'product', id: productId },
    after: { name: latest.definition.name },
  })
  return { version: version + 1, closedOn: today }
})

export const reopen = useCase(contract.products.reopen, async (context, { productId, version }) => {
  const { tx, actor, refuse } = context
  const product = await productStore.lock(context, productId)
  const latest = await latestProduct(tx, actor.organisationId, productId)
  if (!product) return refuse('unknown-record')
  if (product.version !== version)
    return refuse('stale-version', { version: product.version, draft: product.draft })
  if (!product.closedOn || !latest) return refuse('not-closed')
  await productStore.lockNames(context)
  if (await productStore.isNameTaken(context, productId, latest.definition.name)) return refuse('name-taken')
  await productStore.close(context, productId, null)
  await record(context, {
    act: 'product-reopened',
    subject: { kind: 'product', id: productId },
    after: { name: latest.definition.name },
  })
  return { version: version + 1 }
})
