import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AwaitingInvoice } from '#contract/disbursement-shapes.ts'
import {
  type ApprovalWay,
  approvalWayLabels,
  approvalWays,
  type InvoiceApprover,
  invoiceApproverLabels,
} from '#domain/disbursements/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { choicesOf } from '#web/casework/choices.ts'
import { api } from '#web/client.ts'
import { FileChoice } from '#web/disbursements/FileChoice.tsx'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useDraftedForm } from '#web/ui/use-drafted-form.ts'
import { useApiCommand, useApiUpload } from '#web/use-api.ts'

type Values = { givenBy: InvoiceApprover; person: string; on: PlainDate | null; how: ApprovalWay }
type Props = {
  invoice: Pick<AwaitingInvoice, 'id' | 'number' | 'invoicedOn' | 'missing'>
  onClose: () => void
}

/** Who says that the works are done, or accepted: dated, named, proved. */
export const ApproveForm = ({ invoice, onClose }: Props) => {
  const today = useToday()
  const { missing } = invoice
  const { form, values, draft } = useDraftedForm<Values>(`invoice-approval/${invoice.id}`, {
    givenBy: missing[0] ?? 'operator',
    person: '',
    on: today,
    how: 'signed-invoice',
  })
  const { person, on, how } = values
  // Noted meanwhile by somebody else: the other one is left.
  const givenBy = missing.includes(values.givenBy) ? values.givenBy : (missing[0] ?? 'operator')
  const [file, setFile] = useState<File | null>(null)
  const done = {
    onDone: () => {
      draft.clear()
      void notify('Accord noté.')
      onClose()
    },
  }
  const onInvoice = useApiCommand(api.disbursements.approveInvoice, done)
  const withProof = useApiUpload(api.disbursements.approveInvoiceWithProof, done)
  const isOnInvoice = how === 'signed-invoice'
  const isReady = person.trim() && on && (isOnInvoice || file)
  return (
    <SideForm
      title={`Accord sur la facture ${invoice.number}`}
      opened
      onClose={onClose}
      command={isOnInvoice ? onInvoice : withProof}
      submitLabel="Noter l’accord"
      because={isReady ? undefined : 'Indiquez qui, quand, et joignez la preuve.'}
      draft={draft}
      onSubmit={form.onSubmit(() => {
        if (!on) return
        const approval = { invoiceId: invoice.id, givenBy, on, person: person.trim() }
        if (how === 'signed-invoice') void onInvoice.run(approval)
        else if (file) void withProof.run({ ...approval, how }, file)
      })}
    >
      <Select
        label="Accord de"
        allowDeselect={false}
        data={choicesOf(missing, invoiceApproverLabels)}
        {...form.getInputProps('givenBy')}
        value={givenBy}
      />
      <TextInput
        label="Nom de la personne"
        data-autofocus
        maxLength={140}
        {...form.getInputProps('person')}
      />
      <DayInput label="Le" min={invoice.invoicedOn} max={today} {...form.getInputProps('on')} value={on} />
      <Select
        label="Comment"
        allowDeselect={false}
        data={choicesOf(approvalWays, approvalWayLabels)}
        {...form.getInputProps('how')}
      />
      {!isOnInvoice && <FileChoice file={file} onChange={setFile} label="Joindre la preuve" />}
    </SideForm>
  )
}
