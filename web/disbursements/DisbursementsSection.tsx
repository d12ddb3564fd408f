import { useState } from 'react'
import type { FinancingDisbursements, InvoiceView } from '#contract/disbursement-shapes.ts'
import { disbursementRefusals } from '#contract/disbursements.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { api } from '#web/client.ts'
import { AidPart } from '#web/disbursements/AidPart.tsx'
import { ApproveForm } from '#web/disbursements/ApproveForm.tsx'
import { CloseDialog } from '#web/disbursements/CloseDialog.tsx'
import { InvoiceForm } from '#web/disbursements/InvoiceForm.tsx'
import { InvoiceLine, missingOf } from '#web/disbursements/InvoiceLine.tsx'
import { orderColumns } from '#web/disbursements/order-columns.tsx'
import { PayWholeForm } from '#web/disbursements/PayWholeForm.tsx'
import { PrepareForm } from '#web/disbursements/PrepareForm.tsx'
import { WithdrawForm } from '#web/disbursements/WithdrawForm.tsx'
import { useAccess, useMember } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { DataTable } from '#web/ui/DataTable.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import { Notice } from '#web/ui/Notice.tsx'
import { pageOfAll } from '#web/ui/paged.ts'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Stat, StatRow } from '#web/ui/Stat.tsx'
import { Waiting } from '#web/ui/Waiting.tsx'
import { useApiQuery } from '#web/use-api.ts'
import classes from './disbursements.module.css'

export type Asked =
  | { kind: 'invoice' | 'grant' | 'refund' | 'close' }
  | { kind: 'approve' | 'pay' | 'withdraw'; invoice: InvoiceView }

/** What this financing pays: invoices approved twice, orders, what remains. */
export const DisbursementsSection = ({ financingId }: { financingId: string }) => {
  const { data, error, refetch } = useApiQuery(api.disbursements.openFinancing, { financingId })
  if (!data)
    return (
      <Section title="Factures et décaissements">
        {error ? (
          <ErrorState error={error} retry={() => void refetch()} />
        ) : (
          <Waiting label="Lecture des décaissements" />
        )}
      </Section>
    )
  return <Known data={data} />
}

const paysOnInvoices = ({ financing: { kind } }: FinancingDisbursements) =>
  kind !== 'recurring-aid' && kind !== 'grant' && kind !== 'microcredit'

const Known = ({ data }: { data: FinancingDisbursements }) => {
  const { slug } = useMember()
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  const onInvoices = paysOnInvoices(data)
  return (
    <Section
      title={onInvoices ? 'Factures et décaissements' : 'Versements'}
      actions={<Acts data={data} onAsk={setAsked} />}
    >
      <ReleaseNotice data={data} />
      <StatRow>
        <Stat label="Ordonné ou versé" value={<Amount cents={data.orderedCents} />} />
        <Stat label="Reste à ordonner" value={<Amount cents={data.remainingCents} />} />
      </StatRow>
      {onInvoices && <Invoices data={data} onAsk={setAsked} />}
      {data.financing.kind === 'recurring-aid' && <AidPart data={data} />}
      {data.orders.length > 0 && (
        <DataTable
          label="Ordres de paiement de ce financement"
          noun={{ one: 'ordre', many: 'ordres' }}
          columns={orderColumns(slug).filter(({ key }) => key !== 'financing')}
          page={pageOfAll(data.orders)}
          rowKey={({ id }) => id}
        />
      )}
      {asked?.kind === 'invoice' && <InvoiceForm data={data} onClose={close} />}
      {asked?.kind === 'approve' && (
        <ApproveForm invoice={{ ...asked.invoice, missing: missingOf(asked.invoice) }} onClose={close} />
      )}
      {asked?.kind === 'withdraw' && <WithdrawForm invoice={asked.invoice} onClose={close} />}
      {asked?.kind === 'pay' && <PrepareForm data={data} invoice={asked.invoice} onClose={close} />}
      {(asked?.kind === 'grant' || asked?.kind === 'refund') && (
        <PayWholeForm data={data} what={asked.kind} onClose={close} />
      )}
      {asked?.kind === 'close' && <CloseDialog data={data} onClose={close} />}
    </Section>
  )
}

const ReleaseNotice = ({ data: { block, releaseFrom, closedOn } }: { data: FinancingDisbursements }) => {
  if (closedOn) return <p className={classes.hint}>Décaissements clos le {formatDate(closedOn)}.</p>
  if (!block) return null
  return (
    <Notice kind="soon">
      {disbursementRefusals[block]}
      {block === 'before-release-of-funds' && releaseFrom && (
        <>
          {' '}
          Ils pourront partir à compter du {formatDate(releaseFrom.on)} : {releaseFrom.why}.
        </>
      )}
    </Notice>
  )
}

type PartProps = { data: FinancingDisbursements; onAsk: (asked: Asked) => void }

const Acts = ({ data, onAsk }: PartProps) => {
  const { allowed } = useAccess('prepare-payments')
  if (!allowed) return null
  const block = data.block ? disbursementRefusals[data.block] : undefined
  const ordered = data.orders.some(({ state }) => state !== 'cancelled' && state !== 'rejected')
  return (
    <>
      {data.heldCents > 0 && (
        <ReasonedButton variant="default" because={undefined} onClick={() => onAsk({ kind: 'refund' })}>
          Rendre au ménage
        </ReasonedButton>
      )}
      {data.financing.kind === 'grant' && (
        <ReasonedButton
          because={block ?? (ordered ? 'Cette aide est déjà ordonnée : elle se verse une fois.' : undefined)}
          onClick={() => onAsk({ kind: 'grant' })}
        >
          Préparer le versement
        </ReasonedButton>
      )}
      {paysOnInvoices(data) && (
        <>
          <ReasonedButton
            variant="default"
            because={closeReason(data)}
            onClick={() => onAsk({ kind: 'close' })}
          >
            Clore les décaissements
          </ReasonedButton>
          <ReasonedButton because={undefined} onClick={() => onAsk({ kind: 'invoice' })}>
            Enregistrer une facture
          </ReasonedButton>
        </>
      )}
    </>
  )
}

const closeReason = ({ closedOn, disbursedCents, orderedCents }: FinancingDisbursements) => {
  if (closedOn) return 'Les décaissements sont déjà clos.'
  if (disbursedCents <= 0) return 'Rien n’a été payé.'
  return orderedCents > disbursedCents ? 'Un ordre préparé ou libéré n’est pas encore parti.' : undefined
}

const Invoices = ({ data, onAsk }: PartProps) => {
  const live = data.invoices.filter(({ withdrawn }) => withdrawn === null)
  const withdrawn = data.invoices.filter((invoice) => invoice.withdrawn !== null)
  if (live.length === 0)
    return (
      <EmptyState title="Aucune facture">
        Enregistrez une facture des travaux : elle se paie une fois approuvée par l’opérateur et par le
        ménage.
      </EmptyState>
    )
  const total = live.reduce((sum, { grossCents }) => sum + grossCents, 0)
  return (
    <>
      <h3>Factures du dossier, {formatEuros(total)} TTC</h3>
      <ul className={classes.plain}>
        {live.map((invoice) => (
          <InvoiceLine key={invoice.id} invoice={invoice} data={data} onAsk={onAsk} />
        ))}
      </ul>
      {withdrawn.map(({ id, number, supplier, withdrawn: told }) => (
        <p key={id} className={classes.hint}>
          {supplier.name}, facture {number}, retirée
          {told && ` le ${formatDate(told.on)} : ${told.reason}`}
        </p>
      ))}
    </>
  )
}
