import { useState } from 'react'
import { Link } from 'react-router'
import type { AwaitingInvoice } from '#contract/disbursement-shapes.ts'
import { invoiceApproverLabels, invoiceApprovers } from '#domain/disbursements/kinds.ts'
import { api } from '#web/client.ts'
import { ApproveForm } from '#web/disbursements/ApproveForm.tsx'
import { OpenInvoiceButton } from '#web/disbursements/OpenInvoiceButton.tsx'
import { PaymentsFrame } from '#web/disbursements/PaymentsFrame.tsx'
import { paths } from '#web/paths.ts'
import { useAccess, useMember } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { Filters, OneFilter } from '#web/ui/Filters.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import { oneOf } from '#web/ui/url-state.ts'
import { useUrlState } from '#web/ui/use-url-state.ts'
import { useApiPages } from '#web/use-api.ts'
import classes from './disbursements.module.css'

const schema = { accord: oneOf(invoiceApprovers) }

/** Nobody is paid before the operator and the household have both agreed: whose word is awaited, the oldest first. */
export const AwaitingInvoicesPage = () => {
  const { slug } = useMember()
  const { because } = useAccess('prepare-payments')
  const [url, setUrl] = useUrlState(schema)
  const [approved, setApproved] = useState<AwaitingInvoice>()
  const page = useApiPages(api.disbursements.listAwaitingInvoices, {
    ...(url.accord && { missing: url.accord }),
  })
  return (
    <PaymentsFrame
      title="Factures à approuver"
      subtitle="Une facture se paie une fois approuvée par l’opérateur et par le ménage."
    >
      <Filters isActive={url.accord !== undefined} onClear={() => setUrl({ accord: undefined })}>
        <OneFilter
          label="Accord attendu"
          choices={invoiceApprovers.map((value) => ({ value, label: invoiceApproverLabels[value] }))}
          value={url.accord}
          onChange={(accord) => setUrl({ accord })}
        />
      </Filters>
      <DataTable
        label="Factures à approuver"
        noun={{ one: 'facture', many: 'factures' }}
        columns={columns(slug, because, setApproved)}
        page={page}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Aucun accord attendu">
            Une facture s’enregistre sur la page d’un financement : « Factures et décaissements ».
          </EmptyState>
        }
      />
      {approved && (
        <ApproveForm key={approved.id} invoice={approved} onClose={() => setApproved(undefined)} />
      )}
    </PaymentsFrame>
  )
}

const columns = (
  slug: string,
  because: string | undefined,
  onApprove: (invoice: AwaitingInvoice) => void,
): Column<AwaitingInvoice>[] => [
  {
    key: 'number',
    header: 'Facture',
    cell: ({ number, supplier }) => `${supplier ?? 'Le ménage'}, ${number}`,
  },
  { key: 'day', header: 'Datée du', cell: ({ invoicedOn }) => <Day date={invoicedOn} /> },
  {
    key: 'amount',
    header: 'Montant TTC',
    align: 'end',
    cell: ({ grossCents }) => <Amount cents={grossCents} />,
  },
  {
    key: 'missing',
    header: 'Accord attendu',
    cell: ({ missing }) => (
      <Signal kind="soon">{missing.map((who) => invoiceApproverLabels[who]).join(', ')}</Signal>
    ),
  },
  {
    key: 'application',
    header: 'Dossier',
    cell: ({ application, household }) => (
      <Link to={paths.application({ slug, applicationId: application.id })}>
        {household ? `${household.name}, ${application.number}` : application.number}
      </Link>
    ),
  },
  {
    key: 'act',
    header: 'Action',
    isAct: true,
    cell: (invoice) => (
      <div className={classes.rowActs}>
        <OpenInvoiceButton invoice={invoice} />
        <ReasonedButton size="compact-sm" because={because} onClick={() => onApprove(invoice)}>
          Noter un accord<span className="on-screen-readers"> pour la facture {invoice.number}</span>
        </ReasonedButton>
      </div>
    ),
  },
]
