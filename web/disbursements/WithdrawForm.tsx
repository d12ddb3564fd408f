import type { InvoiceView } from '#contract/disbursement-shapes.ts'
import { api } from '#web/client.ts'
import { notify } from '#web/ui/notify.ts'
import { ReasonForm } from '#web/ui/ReasonForm.tsx'
import { useApiCommand } from '#web/use-api.ts'

/** An invoice recorded by mistake, of which nothing is ordered. */
export const WithdrawForm = ({ invoice, onClose }: { invoice: InvoiceView; onClose: () => void }) => {
  const withdraw = useApiCommand(api.disbursements.withdrawInvoice, {
    onDone: () => {
      void notify('Facture retirée.')
      onClose()
    },
  })
  return (
    <ReasonForm
      title={`Retirer la facture ${invoice.number}`}
      told="Elle ne sera pas payée ; elle reste lisible avec le motif, et son numéro peut être enregistré de nouveau."
      submitLabel="Retirer la facture"
      draftKey={`invoice-withdrawal/${invoice.id}`}
      command={withdraw}
      onReason={(reason) => withdraw.run({ invoiceId: invoice.id, version: invoice.version, reason })}
      onClose={onClose}
    />
  )
}
