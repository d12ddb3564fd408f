import type { FinancingDisbursements, InvoiceView } from '#contract/disbursement-shapes.ts'
import { type Cents, formatEuros } from '#domain/money.ts'
import { api } from '#web/client.ts'
import { type Way, WayFields } from '#web/disbursements/WayFields.tsx'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useDraftedForm } from '#web/ui/use-drafted-form.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { data: FinancingDisbursements; invoice: InvoiceView; onClose: () => void }

/** How much of an invoice this financing pays: at most what remains of each. */
export const PrepareForm = ({ data, invoice, onClose }: Props) => {
  const today = useToday()
  const atMost = Math.min(data.remainingCents, invoice.grossCents - invoice.orderedCents)
  const { form, values, draft } = useDraftedForm<{ cents: Cents | null; way: Way }>(
    `invoice-payment/${data.financing.id}/${invoice.id}`,
    { cents: atMost, way: { dueOn: today, execution: 'bank-file' } },
  )
  const { cents, way } = values
  const prepare = useApiCommand(api.disbursements.prepareDisbursement, {
    onDone: () => {
      draft.clear()
      void notify('Paiement préparé : une autre personne le libère.')
      onClose()
    },
  })
  return (
    <SideForm
      title={`Payer la facture ${invoice.number}`}
      opened
      onClose={onClose}
      command={prepare}
      submitLabel={cents ? `Préparer ${formatEuros(cents)}` : 'Préparer le paiement'}
      because={becauseOf(cents, atMost, way)}
      issues={prepare.issues}
      draft={draft}
      onSubmit={form.onSubmit(() => {
        if (cents && way.dueOn)
          void prepare.run({
            financingId: data.financing.id,
            invoiceId: invoice.id,
            cents,
            dueOn: way.dueOn,
            execution: way.execution,
          })
      })}
    >
      <p>
        À {invoice.supplier.name} : {formatEuros(invoice.grossCents - invoice.orderedCents)} restent à payer
        de cette facture ; il reste {formatEuros(data.remainingCents)} sur ce financement.
      </p>
      <AmountInput label="Montant" data-autofocus {...form.getInputProps('cents')} value={cents} />
      <WayFields way={way} onChange={(changed) => form.setFieldValue('way', changed)} />
    </SideForm>
  )
}

const becauseOf = (cents: Cents | null, atMost: Cents, { dueOn }: Way): string | undefined => {
  if (!cents || cents <= 0) return 'Indiquez un montant au-dessus de zéro.'
  if (cents > atMost) return `Au plus ${formatEuros(atMost)}.`
  return dueOn ? undefined : 'Indiquez le jour du paiement.'
}
