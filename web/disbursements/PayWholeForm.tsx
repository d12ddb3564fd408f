import type { FinancingDisbursements } from '#contract/disbursement-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import { api } from '#web/client.ts'
import { HouseholdPayee } from '#web/disbursements/HouseholdPayee.tsx'
import { type Way, WayFields } from '#web/disbursements/WayFields.tsx'
import { PayeeSelect } from '#web/payees/PayeeSelect.tsx'
import { useToday } from '#web/session/session.ts'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useDraftedForm } from '#web/ui/use-drafted-form.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { data: FinancingDisbursements; what: 'grant' | 'refund'; onClose: () => void }

/** What is paid whole and once: a grant, or what belongs to the household. */
export const PayWholeForm = ({ data, what, onClose }: Props) => {
  const today = useToday()
  const { form, values, draft } = useDraftedForm<{ payeeId: string | null; way: Way }>(
    `whole-payment/${data.financing.id}/${what}`,
    { payeeId: null, way: { dueOn: today, execution: 'bank-file' } },
  )
  const { payeeId, way } = values
  const setPayeeId = (chosen: string | null) => form.setFieldValue('payeeId', chosen)
  const done = {
    onDone: () => {
      draft.clear()
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
      draft={draft}
      onSubmit={form.onSubmit(() => {
        const { dueOn, execution } = way
        if (payeeId && dueOn) void command.run({ financingId: data.financing.id, payeeId, dueOn, execution })
      })}
    >
      <PayeeSelect
        label="À"
        {...(what === 'refund' ? { kinds: ['household'] as const } : {})}
        value={payeeId}
        onChange={setPayeeId}
      />
      <HouseholdPayee household={data.household} onKnown={setPayeeId} />
      <WayFields way={way} onChange={(changed) => form.setFieldValue('way', changed)} />
    </SideForm>
  )
}
