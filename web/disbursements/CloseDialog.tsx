import type { FinancingDisbursements } from '#contract/disbursement-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import { api } from '#web/client.ts'
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx'
import { notify } from '#web/ui/notify.ts'
import { useApiCommand } from '#web/use-api.ts'

export const CloseDialog = ({ data, onClose }: { data: FinancingDisbursements; onClose: () => void }) => {
  const close = useApiCommand(api.disbursements.close, {
    onDone: () => void notify('Décaissements clos.'),
  })
  const unspent = data.committedCents - data.disbursedCents
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Clore les décaissements ?"
      confirmLabel="Clore les décaissements"
      command={close}
      onConfirm={() => close.run({ financingId: data.financing.id })}
    >
      <p>
        {unspent > 0
          ? `${formatEuros(unspent)} n’ont pas été dépensés : ils reviennent à l’enveloppe, et l’échéancier d’un prêt est refait sur ${formatEuros(data.disbursedCents)}.`
          : 'Tout ce qui était accordé a été payé.'}{' '}
        Plus aucune facture ne sera payée par ce financement.
      </p>
    </ConfirmDialog>
  )
}
