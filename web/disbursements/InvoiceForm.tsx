import { Button, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { FinancingDisbursements } from '#contract/disbursement-shapes.ts'
import { totalsOf } from '#domain/disbursements/invoices.ts'
import { type Cents, formatEuros, multiplyThenDivide } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { FileChoice } from '#web/disbursements/FileChoice.tsx'
import { PayeeSelect } from '#web/payees/PayeeSelect.tsx'
import { useToday } from '#web/session/session.ts'
import { AmountInput } from '#web/ui/AmountInput.tsx'
import { DayInput } from '#web/ui/DayInput.tsx'
import { notify } from '#web/ui/notify.ts'
import { SideForm } from '#web/ui/SideForm.tsx'
import { useDraftedForm } from '#web/ui/use-drafted-form.ts'
import { useApiUpload } from '#web/use-api.ts'
import classes from './disbursements.module.css'

/** CGI art. 278-0 bis A, 279-0 bis, 278: what French invoices of works carry (handbook money §7.1). */
const rates = [
  { value: '550', label: '5,5 %' },
  { value: '1000', label: '10 %' },
  { value: '2000', label: '20 %' },
  { value: '0', label: 'Sans TVA' },
]
type Row = { key: number; rate: string; net: Cents | null; vat: Cents | null }
type Values = { payeeId: string | null; number: string; on: PlainDate | null; rows: Row[] }
const blank = (key: number, rate: string): Row => ({ key, rate, net: null, vat: null })

const blankInvoice: Values = { payeeId: null, number: '', on: null, rows: [blank(1, '550')] }

/** An invoice as it is printed: HT and VAT by rate, the file beside. */
export const InvoiceForm = ({ data, onClose }: { data: FinancingDisbursements; onClose: () => void }) => {
  const today = useToday()
  const { form, values, draft } = useDraftedForm<Values>(`invoice/${data.financing.id}`, blankInvoice)
  const { payeeId, number, on, rows } = values
  const setRows = (changed: Row[]) => form.setFieldValue('rows', changed)
  // A file is not kept in a draft: it is chosen again.
  const [file, setFile] = useState<File | null>(null)
  const upload = useApiUpload(api.disbursements.recordInvoice, {
    onDone: () => {
      draft.clear()
      void notify('Facture enregistrée.')
      onClose()
    },
  })
  const read = rows.flatMap(({ rate, net, vat }) =>
    net && vat !== null ? [{ rateBasisPoints: Number(rate), netCents: net, vatCents: vat }] : [],
  )
  const isReady = payeeId && number.trim() && on && file && read.length === rows.length
  return (
    <SideForm
      title="Enregistrer une facture"
      opened
      onClose={onClose}
      command={upload}
      submitLabel={`Enregistrer, ${formatEuros(totalsOf(read).gross)} TTC`}
      because={
        isReady ? undefined : 'Indiquez l’entreprise, le numéro, la date, les montants et joignez le fichier.'
      }
      issues={upload.issues}
      draft={draft}
      onSubmit={form.onSubmit(() => {
        if (payeeId && on && file)
          void upload.run(
            {
              financingId: data.financing.id,
              payeeId,
              number: number.trim(),
              invoicedOn: on,
              rows: read,
            },
            file,
          )
      })}
    >
      <PayeeSelect
        label="Entreprise"
        kinds={['company', 'partner', 'landlord']}
        value={payeeId}
        onChange={(chosen) => form.setFieldValue('payeeId', chosen)}
      />
      <div className={classes.pair}>
        <TextInput label="Numéro de facture" maxLength={60} {...form.getInputProps('number')} />
        <DayInput label="Datée du" max={today} {...form.getInputProps('on')} value={on} />
      </div>
      {rows.map((row, index) => (
        <VatLine
          key={row.key}
          row={row}
          rank={index + 1}
          onChange={(changed) => setRows(rows.map((one) => (one.key === row.key ? changed : one)))}
        />
      ))}
      {rows.length < rates.length && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() =>
            setRows([...rows, blank(Math.max(...rows.map(({ key }) => key)) + 1, freeRate(rows))])
          }
        >
          Ajouter un taux de TVA
        </Button>
      )}
      <FileChoice file={file} onChange={setFile} label="Joindre la facture (PDF ou photo)" />
    </SideForm>
  )
}

const freeRate = (rows: readonly Row[]) =>
  rates.find(({ value }) => !rows.some(({ rate }) => rate === value))?.value ?? '0'

type LineProps = { row: Row; rank: number; onChange: (row: Row) => void }

const VatLine = ({ row, rank, onChange }: LineProps) => {
  const vatOf = (net: Cents | null, rate: string) =>
    net === null ? null : multiplyThenDivide(net, Number(rate), 10_000)
  return (
    <div className={classes.pair}>
      <Select
        label={`Taux ${rank > 1 ? rank : 'de TVA'}`}
        allowDeselect={false}
        data={rates}
        value={row.rate}
        onChange={(rate) => rate && onChange({ ...row, rate, vat: vatOf(row.net, rate) })}
      />
      <AmountInput
        label="Montant HT"
        value={row.net}
        onChange={(net) => onChange({ ...row, net, vat: vatOf(net, row.rate) })}
      />
      <AmountInput label="TVA" value={row.vat} onChange={(vat) => onChange({ ...row, vat })} />
    </div>
  )
}
