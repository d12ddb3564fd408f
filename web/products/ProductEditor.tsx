import { useForm } from '@mantine/form'
import { type ReactNode, useMemo } from 'react'
import type { ProductView } from '#contract/product-shapes.ts'
import { blankProduct } from '#domain/funding/blank-product.ts'
import { checkProduct } from '#domain/funding/check-product.ts'
import { compareProducts } from '#domain/funding/describe-product.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import { api } from '#web/client.ts'
import { ProductAside } from '#web/products/ProductAside.tsx'
import { AmountFields, FileFields, IdentityFields, UsageFields } from '#web/products/ProductFields.tsx'
import {
  type ProductSectionKey,
  type ProductSectionProps,
  productSectionKeys,
  productSectionRows,
} from '#web/products/product-sections.ts'
import { ConditionFields } from '#web/programmes/ConditionFields.tsx'
import classes from '#web/programmes/programmes.module.css'
import { notify } from '#web/ui/notify.ts'
import { Section } from '#web/ui/Section.tsx'
import { PageForm } from '#web/ui/SideForm.tsx'
import { StaleNotice } from '#web/ui/StaleNotice.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand } from '#web/use-api.ts'

/** The version read goes with the text: one found again after someone else saved is told stale, not written over theirs. */
type Values = { version: number; definition: ProductDefinition }
type Theirs = { version: number; draft: ProductDefinition | null }

export const ProductEditor = ({ product }: { product: ProductView }) => {
  const { productId, published } = product
  const start = product.draft ?? published?.definition ?? blankProduct('')
  const form = useForm<Values>({ initialValues: { version: product.version, definition: start } })
  const kept = useFormDraft(`product/${productId}`, form, form.values)
  const command = useApiCommand(api.products.saveDraft)
  const issues = useIssues(form, command.issues, [])
  const { definition, version } = form.values

  const save = async (over = version): Promise<number | undefined> => {
    const saved = form.getValues().definition
    const answer = await command.run({ productId, version: over, draft: saved })
    if (!answer) return undefined
    const values = { version: answer.version, definition: saved }
    form.setInitialValues(values)
    form.setValues({ version: answer.version })
    form.resetDirty(values)
    kept.clear()
    return answer.version
  }
  const take = (values: Values) => {
    form.setInitialValues(values)
    form.setValues(values)
    command.reset()
    kept.clear()
  }

  const problems = useMemo(() => checkProduct(definition), [definition])
  const wrong = (path: string) => problems.find((one) => one.path === path && !one.isMissing)?.message
  const set = (change: Partial<ProductDefinition>) =>
    form.setValues((former) => ({ definition: { ...(former.definition ?? start), ...change } }))
  const isSaved = product.draft !== null || version > product.version
  const isUnchanged = isSaved && !form.isDirty()
  const parts = partsOf({ definition, set, wrong }, published !== null)
  return (
    <div className={classes.editor}>
      <ProductAside
        product={product}
        definition={definition}
        problems={problems}
        version={version}
        save={isUnchanged ? undefined : save}
        onGone={kept.clear}
      />
      <PageForm
        command={command}
        issues={issues}
        draft={kept}
        submitLabel="Enregistrer le brouillon"
        because={isUnchanged ? 'Tout est déjà enregistré.' : undefined}
        onSubmit={form.onSubmit(() => void save().then((done) => done && notify('Brouillon enregistré.')))}
        banner={
          command.refusal?.reason === 'stale-version' && (
            <Stale
              message={command.refusal.message}
              mine={definition}
              theirs={command.refusal.details as Theirs}
              otherwise={published?.definition ?? start}
              keep={(over) => void save(over)}
              take={take}
            />
          )
        }
      >
        {productSectionKeys.map((key) => (
          <div key={key} id={key} tabIndex={-1} className={classes.section}>
            <Section title={productSectionRows[key].title}>
              <div className={classes.sectionFields}>{parts[key]}</div>
            </Section>
          </div>
        ))}
      </PageForm>
    </div>
  )
}

const partsOf = (
  props: ProductSectionProps,
  isKindKept: boolean,
): Readonly<Record<ProductSectionKey, ReactNode>> => ({
  produit: <IdentityFields {...props} isKindKept={isKindKept} />,
  usage: <UsageFields {...props} />,
  montant: <AmountFields {...props} />,
  conditions: <ConditionFields {...props} />,
  dossier: <FileFields {...props} />,
})

type StaleProps = {
  message: string
  mine: ProductDefinition
  theirs: Theirs
  /** What they have when their draft was dropped or published. */
  otherwise: ProductDefinition
  keep: (version: number) => void
  take: (values: Values) => void
}

const Stale = ({ message, mine, theirs, otherwise, keep, take }: StaleProps) => {
  const current = theirs.draft ?? otherwise
  const fields = compareProducts(current, mine).map(({ label, removed, added, moved }) => ({
    label,
    mine: moved ? 'un autre ordre' : added.join(' ; '),
    theirs: moved ? 'leur ordre' : removed.join(' ; '),
  }))
  return (
    <StaleNotice
      message={message}
      fields={fields.length > 0 ? fields : [{ label: 'Contenu', mine: 'le même', theirs: 'le même' }]}
      onReload={() => undefined}
      onKeepMine={() => keep(theirs.version)}
      onTakeTheirs={() => take({ version: theirs.version, definition: current })}
    />
  )
}
