import { Button } from '@mantine/core'
import type { FinancingDisbursements, InvoiceView } from '#contract/disbursement-shapes.ts'
import { disbursementRefusals } from '#contract/disbursements.ts'
import { approvalWayLabels, invoiceApproverLabels, invoiceApprovers } from '#domain/disbursements/kinds.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import type { Asked } from '#web/disbursements/DisbursementsSection.tsx'
import { OpenInvoiceButton } from '#web/disbursements/OpenInvoiceButton.tsx'
import { useAccess } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { ReasonedButton } from '#web/ui/ReasonedButton.tsx'
import { Signal } from '#web/ui/Signal.tsx'
import classes from './disbursements.module.css'

type Props = { invoice: InvoiceView; data: FinancingDisbursements; onAsk: (asked: Asked) => void }

export const InvoiceLine = ({ invoice, data, onAsk }: Props) => {
  const { allowed } = useAccess('prepare-payments')
  const missing = missingOf(invoice)
  return (
    <li className={classes.line}>
      <div>
        <strong>{invoice.supplier.name}</strong>, facture {invoice.number} du {formatDate(invoice.invoicedOn)}
        <p className={classes.hint}>
          {formatEuros(invoice.netCents)} HT, {formatEuros(invoice.vatCents)} de TVA
        </p>
        <div className={classes.approvals}>
          {invoiceApprovers.map((who) => (
            <Approval key={who} invoice={invoice} who={who} />
          ))}
        </div>
      </div>
      <div>
        <Amount cents={invoice.grossCents} /> TTC
        <p className={classes.hint}>{paidText(invoice)}</p>
      </div>
      <OpenInvoiceButton invoice={invoice} />
      {allowed && missing.length > 0 && (
        <Button size="compact-sm" variant="default" onClick={() => onAsk({ kind: 'approve', invoice })}>
          Noter un accord<span className="on-screen-readers"> pour la facture {invoice.number}</span>
        </Button>
      )}
      {allowed && (
        <ReasonedButton
          size="compact-sm"
          because={payReason(invoice, data)}
          onClick={() => onAsk({ kind: 'pay', invoice })}
        >
          Préparer le paiement<span className="on-screen-readers"> de la facture {invoice.number}</span>
        </ReasonedButton>
      )}
      {allowed && (
        <ReasonedButton
          size="compact-sm"
          variant="subtle"
          because={
            invoice.orderedCents > 0
              ? 'Un ordre de paiement porte sur cette facture : annulez-le d’abord.'
              : undefined
          }
          onClick={() => onAsk({ kind: 'withdraw', invoice })}
        >
          Retirer<span className="on-screen-readers"> la facture {invoice.number}</span>
        </ReasonedButton>
      )}
    </li>
  )
}

export const missingOf = ({ approvals }: InvoiceView) =>
  invoiceApprovers.filter((who) => !approvals.some(({ givenBy }) => givenBy === who))

const paidText = ({ orderedCents, grossCents }: InvoiceView) => {
  if (orderedCents === 0) return 'Rien d’ordonné'
  return orderedCents === grossCents ? 'Ordonnée en entier' : `${formatEuros(orderedCents)} ordonnés`
}

const payReason = (invoice: InvoiceView, data: FinancingDisbursements): string | undefined => {
  if (data.block) return disbursementRefusals[data.block]
  const missing = missingOf(invoice)
  if (missing.length > 0)
    return `Accord attendu : ${missing.map((who) => invoiceApproverLabels[who].toLowerCase()).join(', ')}.`
  if (invoice.orderedCents >= invoice.grossCents) return 'Cette facture est ordonnée en entier.'
  if (data.orders.some((order) => order.invoice?.id === invoice.id && isStanding(order.state)))
    return 'Ce financement paie déjà cette facture.'
  return data.remainingCents <= 0 ? 'Il ne reste rien à ordonner sur ce financement.' : undefined
}
const isStanding = (state: string) => state !== 'cancelled' && state !== 'rejected'

type ApprovalProps = { invoice: InvoiceView; who: (typeof invoiceApprovers)[number] }

const Approval = ({ invoice, who }: ApprovalProps) => {
  const given = invoice.approvals.find(({ givenBy }) => givenBy === who)
  const label = invoiceApproverLabels[who]
  if (!given) return <Signal kind="soon">{label} : accord attendu</Signal>
  return (
    <Signal kind="done">
      {label} : {given.person}, le {formatDate(given.on)} ({approvalWayLabels[given.how].toLowerCase()})
    </Signal>
  )
}
