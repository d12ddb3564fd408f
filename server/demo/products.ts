import { products } from '#contract/products.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import { shippedProducts } from '#domain/funding/shipped-products.ts'
import type { Teller } from '#server/demo/teller.ts'

/** The products of the lender, by the key of the shipped one each comes from. */
export type AdoptedProducts = ReadonlyMap<string, string>

const coordinator = 'helene.roy'
const adoptedSince = 1_000

const definitionOf = (key: string): ProductDefinition => {
  const shipped = shippedProducts.find((one) => one.key === key)
  if (!shipped) throw new Error(`no shipped product named ${key}`)
  return shipped.definition
}

/** All that comes with Palier is adopted; one has a second version, one is being written again, one was closed. */
export const adoptProducts = async (teller: Teller): Promise<AdoptedProducts> => {
  const adopted = new Map<string, string>()
  for (const { key } of shippedProducts) {
    const { productId } = await teller.did(coordinator, adoptedSince, products.create, {
      start: { from: 'shipped', key },
    })
    await teller.did(coordinator, adoptedSince, products.publish, { productId, version: 1 })
    adopted.set(key, productId)
  }
  const works = adopted.get('MS_LOAN') ?? ''
  const loan = definitionOf('MS_LOAN')
  const longer = { ...loan, length: { minMonths: 12, maxMonths: 144, maxDeferralMonths: 12 } }
  await teller.did(coordinator, 150, products.saveDraft, { productId: works, version: 2, draft: longer })
  await teller.did(coordinator, 150, products.publish, { productId: works, version: 3 })
  await teller.did(coordinator, 4, products.saveDraft, {
    productId: works,
    version: 4,
    draft: { ...longer, amount: { ...longer.amount, maxCents: 1_200_000 } },
  })
  return adopted
}
