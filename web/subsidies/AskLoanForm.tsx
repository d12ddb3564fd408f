import { NumberInput, Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import type { AdvanceView } from '#contract/subsidies.ts'
import { type Cents, formatEuros } from '#domain/money.ts'
import { api } from '#web/client.ts'
import classes from '#web/disbursements/disbursements.module.css'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiCommand, useApiQuery } from '#web/use-api.ts'

type Product = Output<typeof contract.subsidies.listLoanProducts>['rows'][number]
type Values = { productId: string | null; cents: Cents | null; months: number | null }

/** A loan of its own for what is missing: asked for on the file, then decided and offered like any other. */
export const AskLoanForm = ({ advance, onClose }: { advance: AdvanceView; onClose: () => void }) => {
  const { data } = useApiQuery(api.subsidies.listLoanProducts, { financingId: advance.financing.id })
  return data ? <Asking advance={advance} products={data.rows} onClose={onClose} /> : null
}

type Props = { advance: AdvanceView; products: readonly Product[]; onClose: () => void }

const Asking = ({ advance, products, onClose }: Props) => {
  const form = useForm<Values>({
    initialValues: {
      productId: products[0]?.productId ?? null,
      cents: advance.unsettledCents,
      months: null,
    },
  })
  const draft = useFormDraft(`ask-loan/${advance.financing.id}`, form, form.values)
  const ask = useApiCommand(api.subsidies.askLoan, {
    onDone: () => {
      draft.clear()
      void notify('Prêt demandé sur le dossier : une autre personne, ou la commission, le décide.')
      onClose()
    },
  })
  const product = products.find(({ productId }) => productId === form.values.productId)
  return (
    <SideForm
      title="Demander un prêt pour ce manque"
      opened
      onClose={onClose}
      command={ask}
      draft={draft}
      submitLabel="Demander ce prêt"
      because={missing(form.values, product, advance.unsettledCents)}
      issues={ask.issues}
      onSubmit={form.onSubmit(({ productId, cents, months }) => {
        if (productId && cents && months)
          void ask.run({ financingId: advance.financing.id, productId, cents, months })
      })}
    >
      <p className={classes.hint}>
        Il manque {formatEuros(advance.unsettledCents)}. La demande s’ajoute au dossier : elle est décidée
        comme les autres, sur une enveloppe ouverte, puis une offre est envoyée au ménage. Une fois l’offre
        acceptée et les délais passés, le prêt rembourse l’avance.
      </p>
      {products.length === 0 && (
        <p className={classes.hint}>
          Aucun produit ne prête pour l’usage de ce dossier : publiez-en un, ou réglez ce manque autrement.
        </p>
      )}
      <Select
        label="Produit"
        allowDeselect={false}
        data={products.map(({ productId, name }) => ({ value: productId, label: name }))}
        {...form.getInputProps('productId')}
      />
      <AmountInput
        label="Montant"
        description={product && boundsOf(product)}
        data-autofocus
        value={form.values.cents}
        onChange={(cents) => form.setFieldValue('cents', cents)}
      />
      <NumberInput
        label="Durée, en mois"
        description={product && `De ${product.minMonths} à ${product.maxMonths} mois.`}
        min={product?.minMonths ?? 1}
        max={product?.maxMonths ?? 480}
        allowDecimal={false}
        value={form.values.months ?? ''}
        onChange={(typed) => form.setFieldValue('months', typeof typed === 'number' ? typed : null)}
      />
    </SideForm>
  )
}

const boundsOf = ({ minCents, maxCents }: Product): string | undefined =>
  [
    minCents !== null && `Au moins ${formatEuros(minCents)}.`,
    maxCents !== null && `Au plus ${formatEuros(maxCents)}.`,
  ]
    .filter(Boolean)
    .join(' ') || undefined

const missing = (
  { cents, months }: Values,
  product: Product | undefined,
  atMost: Cents,
): string | undefined => {
  if (!product) return 'Choisissez un produit.'
  if (!cents || cents <= 0) return 'Indiquez un montant au-dessus de zéro.'
  if (cents > atMost) return `Au plus ${formatEuros(atMost)}.`
  const { minCents, maxCents, stepCents, minMonths, maxMonths } = product
  if ((minCents !== null && cents < minCents) || (maxCents !== null && cents > maxCents))
    return `Le produit ne permet pas ce montant. ${boundsOf(product) ?? ''}`
  if (cents % stepCents !== 0) return `Le montant est un multiple de ${formatEuros(stepCents)}.`
  if (months === null) return 'Indiquez la durée.'
  return months < minMonths || months > maxMonths
    ? `Ce produit dure de ${minMonths} à ${maxMonths} mois.`
    : undefined
}
