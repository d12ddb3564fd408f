import { contract } from '#contract/index.ts'
import { checkProduct } from '#domain/funding/check-product.ts'
import { compareProducts } from '#domain/funding/describe-product.ts'
import { record } from '#server/journal.ts'
import { latestProduct } from '#server/products/find-product.ts'
import { productStore } from '#server/products/product-store.ts'
import { useCase } from '#server/use-case.ts'

export const publish = useCase(contract.products.publish, async (context, { productId, version }) => {
  const { tx, actor, refuse } = context
  const product = await productStore.lock(context, productId)
  if (!product) return refuse('unknown-record')
  const { draft, closedOn } = product
  if (product.version !== version) return refuse('stale-version', { version: product.version, draft })
  if (!draft) return refuse('no-draft')
  const problems = checkProduct(draft)
  if (problems.length > 0) return refuse('unsound', { problems })
  const former = await latestProduct(tx, actor.organisationId, productId)
  // A file keeps its product: what it asked for as a loan is not found again as a grant.
  if (former && former.definition.kind !== draft.kind) return refuse('kind-changed')
  const changes = former && compareProducts(former.definition, draft)
  if (changes?.length === 0) return refuse('unchanged')
  await productStore.lockNames(context)
  if (closedOn === null && (await productStore.isNameTaken(context, productId, draft.name)))
    return refuse('name-taken')

  const number = (former?.number ?? 0) + 1
  await productStore.insertVersion(context, productId, number, draft)
  await productStore.keepDraft(context, productId, null)
  await record(context, {
    act: 'product-published',
    subject: { kind: 'product', id: productId },
    after: { name: draft.name, number, changes: changes?.map(({ label }) => label) },
  })
  return { version: version + 1, number }
})
