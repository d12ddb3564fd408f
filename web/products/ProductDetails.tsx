import { describeProduct } from '#domain/funding/describe-product.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import type { DescribedField } from '#domain/programmes/describe-definition.ts'
import classes from '#web/programmes/programmes.module.css'
import { FactList } from '#web/ui/FactList.tsx'
import { Section } from '#web/ui/Section.tsx'
import { typeset } from '#web/ui/typeset.ts'

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
          .map((field) => ({ label: field.label, value: <Lines field={field} /> }))}
      />
    </Section>
  ))
}

const Lines = ({ field: { lines } }: { field: DescribedField }) =>
  lines.length === 1 ? (
    <span className={classes.prose}>{typeset(lines[0] ?? '')}</span>
  ) : (
    <ul className={classes.facts}>
      {lines.map((line) => (
        <li key={line}>{typeset(line)}</li>
      ))}
    </ul>
  )
