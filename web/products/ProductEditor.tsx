import { useMemo } from 'react'
import type { ProductView } from '#contract/product-shapes.ts'
import { blankProduct } from '#domain/funding/blank-product.ts'
import { checkProduct } from '#domain/funding/check-product.ts'
import { compareProducts } from '#domain/funding/describe-product.ts'
import { api } from '#web/client.ts'
import { DefinitionForm } from '#web/definitions/DefinitionForm.tsx'
import { useDefinitionForm } from '#web/definitions/use-definition-form.ts'
import { wrongAt } from '#web/definitions/wrong-at.ts'
import { ProductAside } from '#web/products/ProductAside.tsx'
import { AmountFields, FileFields, IdentityFields, UsageFields } from '#web/products/ProductFields.tsx'
import { productSectionRows } from '#web/products/product-sections.ts'
import { ConditionFields } from '#web/programmes/ConditionFields.tsx'
import classes from '#web/programmes/programmes.module.css'
import { useApiCommand } from '#web/use-api.ts'

export const ProductEditor = ({ product }: { product: ProductView }) => {
  const { productId, published } = product
  const start = product.draft ?? published?.definition ?? blankProduct('')
  const command = useApiCommand(api.products.saveDraft)
  const edit = useDefinitionForm({
    draftKey: `product/${productId}`,
    version: product.version,
    start,
    isKept: product.draft !== null,
    command,
    send: (version, draft) => command.run({ productId, version, draft }),
  })
  const { definition, set } = edit
  const problems = useMemo(() => checkProduct(definition), [definition])
  const fields = { definition, set, wrong: wrongAt(problems) }
  return (
    <div className={classes.editor}>
      <ProductAside
        product={product}
        definition={definition}
        problems={problems}
        version={edit.version}
        save={edit.isUnchanged ? undefined : edit.save}
        onGone={edit.kept.clear}
      />
      <DefinitionForm
        edit={edit}
        command={command}
        sections={productSectionRows}
        parts={{
          produit: <IdentityFields {...fields} isKindKept={published !== null} />,
          usage: <UsageFields {...fields} />,
          montant: <AmountFields {...fields} />,
          conditions: <ConditionFields {...fields} />,
          dossier: <FileFields {...fields} />,
        }}
        otherwise={published?.definition ?? start}
        compare={compareProducts}
      />
    </div>
  )
}
