import { Checkbox, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { LoanView } from '#contract/loan-shapes.ts'
import { tellSurplus } from '#domain/loans/decide.ts'
import { type PaymentMeans, paymentMeans, paymentMeansLabels } from '#domain/loans/facts.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { useLoanCommand } from '#web/loans/use-loan-command.ts'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useFormDraft } from '#web/ui/use-draft.ts'
import { useIssues } from '#web/ui/use-issues.ts'

type Values = {
  on: PlainDate | null
  cents: number | null
  means: PaymentMeans
  towards: PlainDate | null
  reference: string
  acceptsSurplus: boolean
}

/** A cheque, a transfer, cash: at the day it was received, which may be past. */
export const RecordPaymentForm = ({ loan, onClose }: { loan: LoanView; onClose: () => void }) => {
  const today = useToday()
  const form = useForm<Values>({
    initialValues: {
      on: today,
      cents: loan.lateCents || oldestRest(loan),
      means: 'cheque',
      towards: null,
      reference: '',
      acceptsSurplus: false,
    },
  })
  const draft = useFormDraft(`loan-payment/${loan.financingId}`, form, form.values)
  const command = useLoanCommand(api.loans.recordPayment, {
    onDone: () => {
      draft.clear()
      onClose()
    },
  })
  const issues = useIssues(form, command.issues, [])
  const { on, cents, means, towards, reference, acceptsSurplus } = form.values
  const surplus = cents === null ? null : tellSurplus(cents, loan.outstandingCents)
  return (
    <SideForm
      title="Enregistrer un règlement"
      opened
      onClose={onClose}
      command={command}
      draft={draft}
      issues={issues}
      because={on === null || !cents ? 'Indiquez la date et le montant reçus.' : undefined}
      submitLabel="Enregistrer le règlement"
      onSubmit={form.onSubmit(() => {
        const { financingId, version } = loan
        if (on === null || cents === null) return
        void command.run({
          financingId,
          version,
          on,
          cents,
          means,
          towards,
          reference: reference.trim() || null,
          acceptsSurplus,
        })
      })}
    >
      <DayInput
        label="Reçu le"
        description="Une date passée est possible : l’historique est rejoué dans l’ordre."
        data-autofocus
        max={today}
        value={on}
        onChange={(day) => form.setFieldValue('on', day)}
      />
      <AmountInput label="Montant" value={cents} onChange={(value) => form.setFieldValue('cents', value)} />
      <Select
        label="Moyen"
        data={choicesOf(paymentMeans, paymentMeansLabels)}
        allowDeselect={false}
        {...form.getInputProps('means')}
      />
      <Select
        label="Échéance désignée par le ménage"
        description="Sans instruction, le règlement va à l’échéance la plus ancienne."
        placeholder="La plus ancienne"
        clearable
        data={openRows(loan)}
        value={towards}
        onChange={(value) => form.setFieldValue('towards', value as PlainDate | null)}
      />
      <TextInput label="Référence" maxLength={140} {...form.getInputProps('reference')} />
      {surplus && (
        <>
          <Notice kind="soon">{`${surplus} : l’excédent sera dû au ménage.`}</Notice>
          <Checkbox
            label="Enregistrer quand même, l’excédent étant dû au ménage"
            checked={acceptsSurplus}
            onChange={(event) => form.setFieldValue('acceptsSurplus', event.currentTarget.checked)}
          />
        </>
      )}
    </SideForm>
  )
}

const unpaidOf = ({ rows }: LoanView) =>
  rows.filter(({ cents, paidCents, remittedCents }) => paidCents + remittedCents < cents)

/** What is left of the instalment that a payment goes to first, the one due today included. */
const oldestRest = (loan: LoanView): number | null => {
  const [oldest] = unpaidOf(loan)
  return oldest ? oldest.cents - oldest.paidCents - oldest.remittedCents : null
}

const openRows = (loan: LoanView) => {
  const unpaid = unpaidOf(loan)
  const days = new Set<PlainDate>()
  return unpaid.slice(0, 24).flatMap(({ dueOn, cents, paidCents, remittedCents }) => {
    if (days.has(dueOn)) return []
    days.add(dueOn)
    return [
      { value: dueOn, label: `${formatDate(dueOn)} : ${formatEuros(cents - paidCents - remittedCents)}` },
    ]
  })
}
