import { useState } from 'react'
import type { FinancingDisbursements } from '#contract/disbursement-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import { api } from '#web/client.ts'
import { HouseholdPayee } from '#web/disbursements/HouseholdPayee.tsx'
import { type Way, WayFields } from '#web/disbursements/WayFields.tsx'
import { PayeeSelect } from '#web/payees/PayeeSelect.tsx'
import { useToday } from '#web/session/session.ts'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useApiCommand } from '#web/use-api.ts'

type Props = { data: FinancingDisbursements; what: 'grant' | 'refund'; onClose: () => void }

/** What is paid whole and once: a grant, or what belongs to the household. */
export const PayWholeForm = ({ data, what, onClose }: Props) => {
  const today = useToday()
  const [payeeId, setPayeeId] = useState<string | null>(null)
  const [way, setWay] = useState<Way>({ dueOn: today, execution: 'bank-file' })
  const done = {
    onDone: () => {
      void notify('Paiement préparé : une autre personne le libère.')
      onClose()
    },
  }
  const grant = useApiCommand(api.disbursements.prepareGrant, done)
  const refund = useApiCommand(api.disbursements.prepareRefund, done)
  const command = what === 'grant' ? grant : refund
  const cents = what === 'grant' ? data.remainingCents : data.heldCents
  return (
    <SideForm
      title={what === 'grant' ? 'Verser l’aide' : 'Rendre au ménage'}
      opened
      onClose={onClose}
      command={command}
      submitLabel={`Préparer ${formatEuros(cents)}`}
      because={payeeId && way.dueOn ? undefined : 'Choisissez à qui, et quel jour.'}
      onSubmit={(event) => {
        event.preventDefault()
        const { dueOn, execution } = way
        if (payeeId && dueOn) void command.run({ financingId: data.financing.id, payeeId, dueOn, execution })
      }}
    >
      <PayeeSelect
        label="À"
        {...(what === 'refund' ? { kinds: ['household'] as const } : {})}
        value={payeeId}
        onChange={setPayeeId}
      />
      <HouseholdPayee household={data.household} onKnown={setPayeeId} />
      <WayFields way={way} onChange={setWay} />
    </SideForm>
  )
}
