import { contract } from '#contract/index.ts'
import { compareProducts } from '#domain/funding/describe-product.ts'
import { record } from '#server/journal.ts'
import { latestProduct } from '#server/products/find-product.ts'
import { productStore } from '#server/products/product-store.ts'
import { useCase } from '#server/use-case.ts'

export const saveDraft = useCase(
  contract.products.saveDraft,
  async (context, { productId, version, draft }) => {
    const product = await productStore.lock(context, productId)
    if (!product) return context.refuse('unknown-record')
    if (product.version !== version)
      return context.refuse('stale-version', { version: product.version, draft: product.draft })
    await productStore.keepDraft(context, productId, draft)
    await record(context, {
      act: 'product-draft-saved',
      subject: { kind: 'product', id: productId },
      after: {
        name: draft.name,
        changes: product.draft && compareProducts(product.draft, draft).map(({ label }) => label),
      },
    })
    return { version: version + 1 }
  },
)

export const discardDraft = useCase(
  contract.products.discardDraft,
  async (context, { productId, version }) => {
    const { tx, actor, refuse } = context
    const product = await productStore.lock(context, productId)
    if (!product) return refuse('unknown-record')
    if (product.version !== version)
      return refuse('stale-version', { version: product.version, draft: product.draft })
    if (!product.draft) return refuse('no-draft')
    const isGone = (await latestProduct(tx, actor.organisationId, productId)) === undefined
    if (isGone) await productStore.remove(context, productId)
    else await productStore.keepDraft(context, productId, null)
    await record(context, {
      act: 'product-draft-discarded',
      subject: { kind: 'product', id: productId },
      before: { name: product.draft.name },
    })
    return { isGone }
  },
)
