import { useState } from 'react'
import type { FinancingDisbursements, InvoiceView } from '#contract/disbursement-shapes.ts'
import { type Cents, formatEuros } from '#domain/money.ts'
import { api } from '#web/client.ts'
import { type Way, WayFields } from '#web/disbursements/WayFields.tsx'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = { data: FinancingDisbursements; invoice: InvoiceView; onClose: () => void }

/** How much of an invoice this financing pays: at most what remains of each. */
export const PrepareForm = ({ data, invoice, onClose }: Props) => {
  const today = useToday()
  const atMost = Math.min(data.remainingCents, invoice.grossCents - invoice.orderedCents)
  const [cents, setCents] = useState<Cents | null>(atMost)
  const [way, setWay] = useState<Way>({ dueOn: today, execution: 'bank-file' })
  const prepare = useApiCommand(api.disbursements.prepareDisbursement, {
    onDone: () => {
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
      onSubmit={(event) => {
        event.preventDefault()
        if (cents && way.dueOn)
          void prepare.run({
            financingId: data.financing.id,
            invoiceId: invoice.id,
            cents,
            dueOn: way.dueOn,
            execution: way.execution,
          })
      }}
    >
      <p>
        À {invoice.supplier.name} : {formatEuros(invoice.grossCents - invoice.orderedCents)} restent à payer
        de cette facture ; il reste {formatEuros(data.remainingCents)} sur ce financement.
      </p>
      <AmountInput label="Montant" data-autofocus value={cents} onChange={setCents} />
      <WayFields way={way} onChange={setWay} />
    </SideForm>
  )
}

const becauseOf = (cents: Cents | null, atMost: Cents, { dueOn }: Way): string | undefined => {
  if (!cents || cents <= 0) return 'Indiquez un montant au-dessus de zéro.'
  if (cents > atMost) return `Au plus ${formatEuros(atMost)}.`
  return dueOn ? undefined : 'Indiquez le jour du paiement.'
}
