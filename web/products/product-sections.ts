import type { ProductDefinition } from '#domain/funding/product.ts'
import type { DefinitionProblem } from '#domain/programmes/check-definition.ts'

/** What a section of the editor receives. `wrong` is what to say beside a field: `amount.maxCents`. */
export type ProductSectionProps = {
  definition: ProductDefinition
  set: (change: Partial<ProductDefinition>) => void
  wrong: (path: string) => string | undefined
}

export const productSectionRows = {
  produit: { title: 'Le produit', fields: ['name', 'source', 'from', 'to'] },
  usage: { title: 'Pour quoi', fields: ['fields', 'purposes'] },
  montant: {
    title: 'Montant, durée, échéancier',
    fields: ['amount', 'length', 'convention', 'recurring', 'charges'],
  },
  conditions: { title: 'Conditions', fields: ['eligibility'] },
  dossier: { title: 'Dossier et décision', fields: ['guarantees', 'documents', 'delegationUpToCents'] },
} as const
type ProductSectionKey = keyof typeof productSectionRows
const productSectionKeys = Object.keys(productSectionRows) as ProductSectionKey[]

export const productSectionOf = ({ path }: DefinitionProblem): ProductSectionKey => {
  const [first = ''] = path.split('.')
  return (
    productSectionKeys.find((key) => (productSectionRows[key].fields as readonly string[]).includes(first)) ??
    'produit'
  )
}
