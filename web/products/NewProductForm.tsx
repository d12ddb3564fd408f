import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from 'react-router'
import type { Sent } from '#contract/endpoint.ts'
import type { products } from '#contract/products.ts'
import { type FinancingKind, financingKindLabels, financingKinds } from '#domain/funding/kinds.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { CopyChoice, ShippedChoice, StartFrom } from '#web/definitions/StartFields.tsx'
import { useOrganisationSlug } from '#web/organisation.ts'
import { paths } from '#web/paths.ts'
import classes from '#web/programmes/programmes.module.css'
import { SideForm } from '#web/ui/SideForm.tsx'
import { typeset } from '#web/ui/typeset.ts'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'
import { useApiCommand, useApiPages, useApiQuery } from '#web/use-api.ts'

type Start = Sent<typeof products.create>['start']
type Values = {
  from: Start['from']
  name: string
  kind: FinancingKind
  key: string
  productId: string | null
}

/** What is still missing, in words, or what is sent. */
const readStart = ({ from, name, kind, key, productId }: Values): Start | string => {
  if (from === 'shipped') return key ? { from, key } : 'Choisissez un produit.'
  if (name.trim() === '') return 'Donnez un nom au produit.'
  if (from === 'blank') return { from, name, kind }
  return productId ? { from, productId, name } : 'Choisissez le produit à copier.'
}

export const NewProductForm = ({ onClose }: { onClose: () => void }) => {
  const slug = useOrganisationSlug()
  const navigate = useNavigate()
  const form = useForm<Values>({
    initialValues: { from: 'shipped', name: '', kind: 'loan', key: '', productId: null },
  })
  const draft = useFormDraft('new-product', form, form.values)
  const command = useApiCommand(api.products.create, {
    onDone: ({ productId }) => {
      draft.clear()
      void navigate(paths.productDraft({ slug, productId }))
    },
  })
  const issues = useIssues(form, command.issues, [])
  const start = readStart(form.values)
  const { from } = form.values
  return (
    <SideForm
      opened
      onClose={onClose}
      title="Nouveau produit"
      submitLabel="Préparer ce produit"
      because={typeof start === 'string' ? start : undefined}
      command={command}
      issues={issues}
      draft={draft}
      onSubmit={form.onSubmit(() => {
        if (typeof start !== 'string') void command.run({ start })
      })}
    >
      <p className={classes.hint}>
        {typeset('Rien ne se demande avant que vous ne le publiiez : vous relirez chaque règle.')}
      </p>
      <StartFrom noun="produit" inputs={form.getInputProps('from')} />
      {from === 'shipped' && <Shipped form={form} />}
      {from === 'copy' && <Copied form={form} />}
      {from === 'blank' && (
        <Select
          label="Nature"
          description="Elle ne changera plus une fois le produit publié."
          allowDeselect={false}
          data={choicesOf(financingKinds, financingKindLabels)}
          {...form.getInputProps('kind')}
        />
      )}
      {from !== 'shipped' && (
        <TextInput label="Nom du produit" maxLength={120} required {...form.getInputProps('name')} />
      )}
    </SideForm>
  )
}

type FieldProps = { form: ReturnType<typeof useForm<Values>> }

const Shipped = ({ form }: FieldProps) => {
  const { data } = useApiQuery(api.products.listShipped, {})
  return (
    <ShippedChoice
      label="Produit fourni"
      rows={(data?.rows ?? []).map(({ key, name, kind, summary }) => ({
        key,
        name,
        words: `${financingKindLabels[kind]}. ${summary}`,
      }))}
      inputs={form.getInputProps('key')}
    />
  )
}

const Copied = ({ form }: FieldProps) => {
  const { rows } = useApiPages(api.products.list, { limit: 200 })
  return (
    <CopyChoice
      noun="produit"
      rows={rows.map(({ productId, name }) => ({ value: productId, name }))}
      inputs={form.getInputProps('productId')}
    />
  )
}
