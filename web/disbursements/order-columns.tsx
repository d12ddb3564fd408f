import { Link } from 'react-router'
import type { PaymentOrderView } from '#contract/disbursement-shapes.ts'
import { paymentExecutionLabels, paymentOrderStateLabels } from '#domain/disbursements/kinds.ts'
import { orderSignals } from '#web/disbursements/words.ts'
import { LoanLink } from '#web/loans/LoanLink.tsx'
import { paths } from '#web/paths.ts'
import { Amount } from '#web/ui/Amount.tsx'
import type { Column } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { Signal } from '#web/ui/Signal.tsx'

const payeeName = ({ payee }: PaymentOrderView) => payee.name ?? 'Ménage'

const accountText = ({ execution, ibanEnd, state }: PaymentOrderView) => {
  if (execution !== 'bank-file') return paymentExecutionLabels[execution]
  if (ibanEnd) return `${paymentExecutionLabels[execution]}, compte …${ibanEnd}`
  return state === 'prepared' ? 'Virement, compte à vérifier' : paymentExecutionLabels[execution]
}

export const orderColumns = (slug: string): Column<PaymentOrderView>[] => [
  {
    key: 'payee',
    header: 'À payer à',
    cell: (order) => <Link to={paths.payee({ slug, payeeId: order.payee.id })}>{payeeName(order)}</Link>,
  },
  { key: 'cents', header: 'Montant', align: 'end', cell: ({ cents }) => <Amount cents={cents} /> },
  { key: 'due', header: 'Le', cell: ({ dueOn }) => <Day date={dueOn} /> },
  {
    key: 'what',
    header: 'Pour',
    cell: ({ label }) => label,
    from: 'tablet',
  },
  {
    key: 'financing',
    header: 'Financement',
    cell: ({ financing, household }) => (
      <>
        <LoanLink financingId={financing.id}>{financing.number}</LoanLink>
        {household && `, ${household.name}`}
      </>
    ),
    from: 'laptop',
  },
  { key: 'account', header: 'Comment', cell: accountText, from: 'wide' },
  {
    key: 'by',
    header: 'Préparé par',
    cell: ({ preparedBy }) => preparedBy?.name ?? 'Palier, la nuit',
    from: 'wide',
  },
  {
    key: 'state',
    header: 'État',
    cell: ({ state }) => <Signal kind={orderSignals[state]}>{paymentOrderStateLabels[state]}</Signal>,
    from: 'tablet',
  },
]
