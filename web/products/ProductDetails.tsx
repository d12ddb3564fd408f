import { describeProduct } from '#domain/funding/describe-product.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import { Lines } from '#web/programmes/DefinitionView.tsx'
import { FactList } from '#web/ui/FactList.tsx'
import { Section } from '#web/ui/Section.tsx'

const parts = [
  { title: 'Pour quoi, pour qui', keys: ['summary', 'kind', 'fields', 'purposes', 'period', 'eligibility'] },
  { title: 'Montant et durée', keys: ['amount', 'length', 'convention', 'charges', 'guarantees'] },
  { title: 'Dossier et décision', keys: ['documents', 'delegation', 'protection', 'source'] },
] as const

/** The rules of a product, read heading by heading. */
export const ProductDetails = ({ definition }: { definition: ProductDefinition }) => {
  const described = describeProduct(definition)
  return parts.map(({ title, keys }) => (
    <Section key={title} title={title}>
      <FactList
        facts={keys
          .flatMap((key) => described.filter((field) => field.key === key && field.lines.length > 0))
          .map((field) => ({ label: field.label, value: <Lines lines={field.lines} /> }))}
      />
    </Section>
  ))
}
