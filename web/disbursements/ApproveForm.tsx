import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { InvoiceView } from '#contract/disbursement-shapes.ts'
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
import { missingOf } from '#web/disbursements/InvoiceLine.tsx'
import { useToday } from '#web/session/session.ts'
import { DayInput } from '#web/ui/DayInput.tsx'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useApiCommand, useApiUpload } from '#web/use-api.ts'

/** Who says that the works are done, or accepted: dated, named, proved. */
export const ApproveForm = ({ invoice, onClose }: { invoice: InvoiceView; onClose: () => void }) => {
  const today = useToday()
  const missing = missingOf(invoice)
  const [givenBy, setGivenBy] = useState<InvoiceApprover>(missing[0] ?? 'operator')
  const [person, setPerson] = useState('')
  const [on, setOn] = useState<PlainDate | null>(today)
  const [how, setHow] = useState<ApprovalWay>('signed-invoice')
  const [file, setFile] = useState<File | null>(null)
  const onInvoice = useApiCommand(api.disbursements.approveInvoice, { onDone: onClose })
  const withProof = useApiUpload(api.disbursements.approveInvoiceWithProof, { onDone: onClose })
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
      onSubmit={(event) => {
        event.preventDefault()
        if (!on) return
        const approval = { invoiceId: invoice.id, givenBy, on, person: person.trim() }
        if (how === 'signed-invoice') void onInvoice.run(approval)
        else if (file) void withProof.run({ ...approval, how }, file)
      }}
    >
      <Select
        label="Accord de"
        allowDeselect={false}
        data={choicesOf(missing, invoiceApproverLabels)}
        value={givenBy}
        onChange={(who) => who && setGivenBy(who)}
      />
      <TextInput
        label="Nom de la personne"
        data-autofocus
        maxLength={140}
        value={person}
        onChange={(event) => setPerson(event.currentTarget.value)}
      />
      <DayInput label="Le" min={invoice.invoicedOn} max={today} value={on} onChange={setOn} />
      <Select
        label="Comment"
        allowDeselect={false}
        data={choicesOf(approvalWays, approvalWayLabels)}
        value={how}
        onChange={(way) => way && setHow(way)}
      />
      {!isOnInvoice && <FileChoice file={file} onChange={setFile} label="Joindre la preuve" />}
    </SideForm>
  )
}
