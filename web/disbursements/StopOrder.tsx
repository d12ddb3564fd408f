import { Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import type { PaymentOrderView } from '#contract/disbursement-shapes.ts'
import { formatEuros } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { useAccess, useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useApiCommand } from '#web/use-api.ts'

type Props = { order: PaymentOrderView; onDone: () => void }

const toldOf = ({ payee, cents }: PaymentOrderView) => `${payee.name ?? 'le ménage'}, ${formatEuros(cents)}`

/** One order that will not be paid, or that came back. */
export const StopOrder = ({ order, onDone }: Props) => {
  const [isOpen, setOpen] = useState(false)
  const hasLeft = order.state === 'issued' || order.state === 'executed'
  const { because } = useAccess(hasLeft ? 'manage-bank-files' : 'prepare-payments')
  const close = () => setOpen(false)
  const done = () => {
    close()
    onDone()
  }
  return (
    <>
      <ReasonedButton variant="default" because={because} onClick={() => setOpen(true)}>
        {hasLeft ? 'Noter un retour' : 'Annuler cet ordre'}
      </ReasonedButton>
      {isOpen && hasLeft && <ReturnForm order={order} onClose={close} onDone={done} />}
      {isOpen && !hasLeft && <CancelForm order={order} onClose={close} onDone={done} />}
    </>
  )
}

type FormProps = Props & { onClose: () => void }

const CancelForm = ({ order, onClose, onDone }: FormProps) => {
  const form = useForm({ initialValues: { reason: '' } })
  const draft = useFormDraft(`payment-order-cancel/${order.id}`, form, form.values)
  const cancel = useApiCommand(api.disbursements.cancel, {
    onDone: () => {
      draft.clear()
      void notify('Ordre annulé : il ne partira pas.')
      onDone()
    },
  })
  const reason = form.values.reason.trim()
  return (
    <SideForm
      title={`Annuler l’ordre : ${toldOf(order)}`}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(() => cancel.run({ orderId: order.id, reason }))}
      command={cancel}
      submitLabel="Confirmer l’annulation"
      because={reason ? undefined : 'Dites pourquoi.'}
      issues={cancel.issues}
      draft={draft}
    >
      <Textarea label="Pourquoi" maxLength={500} autosize minRows={2} {...form.getInputProps('reason')} />
    </SideForm>
  )
}

type Returned = { on: PlainDate | null; reasonCode: string }

const ReturnForm = ({ order, onClose, onDone }: FormProps) => {
  const today = useToday()
  const form = useForm<Returned>({ initialValues: { on: today, reasonCode: '' } })
  const draft = useFormDraft(`payment-order-return/${order.id}`, form, form.values)
  const reject = useApiCommand(api.disbursements.reject, {
    onDone: () => {
      draft.clear()
      void notify('Retour noté : l’écriture inverse est passée.')
      onDone()
    },
  })
  const { on } = form.values
  const reasonCode = form.values.reasonCode.trim()
  return (
    <SideForm
      title={`Paiement revenu : ${toldOf(order)}`}
      opened
      onClose={onClose}
      onSubmit={form.onSubmit(() => (on ? reject.run({ orderId: order.id, on, reasonCode }) : undefined))}
      command={reject}
      submitLabel="Noter le retour"
      because={on && reasonCode ? undefined : 'Donnez la date et le motif.'}
      issues={reject.issues}
      draft={draft}
    >
      <DayInput label="Revenu le" max={today} {...form.getInputProps('on')} value={on} />
      <TextInput
        label="Motif"
        description="Le code du relevé (AC04, AM04…) ou quelques mots."
        maxLength={40}
        {...form.getInputProps('reasonCode')}
      />
    </SideForm>
  )
}
