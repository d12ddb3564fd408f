import { api } from '#web/client.ts'
import { ReasonForm } from '#web/ui/ReasonForm.tsx'
import { useApiCommand } from '#web/use-api.ts'

export const ReverseForm = ({ receiptId, onClose }: { receiptId: string; onClose: () => void }) => {
  const reverse = useApiCommand(api.subsidies.reverseReceipt, { onDone: onClose })
  return (
    <ReasonForm
      title="Annuler une somme enregistrée par erreur"
      told="L’écriture est contre-passée, l’avance est due de nouveau. Rien n’est effacé."
      label="Pourquoi"
      submitLabel="Annuler cette somme"
      draftKey={`subsidy-receipt-reversal/${receiptId}`}
      command={reverse}
      onReason={(reason) => reverse.run({ receiptId, reason })}
      onClose={onClose}
    />
  )
}
