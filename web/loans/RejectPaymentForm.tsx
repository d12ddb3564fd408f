import { Select } from '@mantine/core'
import { useState } from 'react'
import type { LoanView } from '#contract/loan-shapes.ts'
import { type RejectionReason, rejectionReasonLabels, rejectionReasons } from '#domain/loans/facts.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate, laterOf, type PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { useLoanCommand } from '#web/loans/use-loan-command.ts'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'

type Props = { loan: LoanView; payment: LoanView['payments'][number]; onClose: () => void }

export const RejectPaymentForm = ({ loan, payment, onClose }: Props) => {
  const today = useToday()
  const [on, setOn] = useState<PlainDate | null>(laterOf(today, payment.on))
  const [reason, setReason] = useState<RejectionReason | null>(null)
  const command = useLoanCommand(api.loans.rejectPayment, { onDone: onClose })
  const told = `Le règlement de ${formatEuros(payment.cents)} du ${formatDate(payment.on)} sera contre-passé : il reste lisible, avec le motif, et les échéances qu’il payait redeviennent dues.`
  return (
    <SideForm
      title="Rejeter un règlement"
      opened
      onClose={onClose}
      command={command}
      because={on === null || reason === null ? 'Indiquez la date et le motif du rejet.' : undefined}
      submitLabel="Rejeter le règlement"
      onSubmit={(event) => {
        event.preventDefault()
        const { financingId, version } = loan
        if (on !== null && reason !== null)
          void command.run({ financingId, version, paymentId: payment.paymentId, on, reason })
      }}
    >
      <Notice kind="plain">{told}</Notice>
      <Select
        label="Motif"
        data-autofocus
        data={choicesOf(rejectionReasons, rejectionReasonLabels)}
        value={reason}
        onChange={(value) => setReason(value)}
      />
      {reason !== 'entry-error' && (
        <DayInput label="Rejeté le" min={payment.on} max={today} value={on} onChange={setOn} />
      )}
    </SideForm>
  )
}
