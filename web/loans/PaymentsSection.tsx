import { Button } from '@mantine/core'
import { useState } from 'react'
import type { LoanView } from '#contract/loan-shapes.ts'
import { paymentMeansLabels, rejectionReasonLabels } from '#domain/loans/facts.ts'
import { RecordPaymentForm } from '#web/loans/RecordPaymentForm.tsx'
import { RejectPaymentForm } from '#web/loans/RejectPaymentForm.tsx'
import { useAccess } from '#web/session/session.ts'
import { Amount } from '#web/ui/Amount.tsx'
import { type Column, DataTable } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { pageOfAll } from '#web/ui/paged.ts'
import { Section } from '#web/ui/Section.tsx'
import { Signal } from '#web/ui/Signal.tsx'

type Payment = LoanView['payments'][number]

const shownFirst = 12

export const PaymentsSection = ({ loan }: { loan: LoanView }) => {
  const [isRecording, setRecording] = useState(false)
  const [rejecting, setRejecting] = useState<Payment | undefined>()
  const [isWhole, setWhole] = useState(false)
  const may = useAccess('manage-loans')
  const mayPay = may.allowed && loan.disbursedCents > 0
  const { payments } = loan
  return (
    <Section
      title="Règlements"
      actions={mayPay && <Button onClick={() => setRecording(true)}>Enregistrer un règlement</Button>}
    >
      <DataTable
        label="Règlements du ménage"
        noun={{ one: 'règlement', many: 'règlements' }}
        columns={columnsFor(may.allowed ? setRejecting : undefined)}
        page={{
          ...pageOfAll(isWhole ? payments : payments.slice(0, shownFirst)),
          total: { count: payments.length, exact: true },
        }}
        rowKey={({ paymentId }) => paymentId}
        empty={
          <EmptyState title="Aucun règlement">
            Les prélèvements s’inscrivent d’eux-mêmes quand le fichier part à la banque ; un chèque ou un
            virement s’enregistre ici, à sa date.
          </EmptyState>
        }
      />
      {payments.length > shownFirst && (
        <Button variant="subtle" onClick={() => setWhole(!isWhole)} aria-expanded={isWhole}>
          {isWhole ? 'Voir les derniers' : `Voir les ${payments.length} règlements`}
        </Button>
      )}
      {isRecording && <RecordPaymentForm loan={loan} onClose={() => setRecording(false)} />}
      {rejecting && (
        <RejectPaymentForm loan={loan} payment={rejecting} onClose={() => setRejecting(undefined)} />
      )}
    </Section>
  )
}

const columnsFor = (reject: ((payment: Payment) => void) | undefined): readonly Column<Payment>[] => [
  { key: 'on', header: 'Date', cell: ({ on }) => <Day date={on} /> },
  { key: 'cents', header: 'Montant', align: 'end', cell: ({ cents }) => <Amount cents={cents} /> },
  {
    key: 'means',
    header: 'Moyen',
    cell: ({ means, reference }) =>
      reference ? `${paymentMeansLabels[means]}, ${reference}` : paymentMeansLabels[means],
    grows: true,
  },
  {
    key: 'towards',
    header: 'Pour l’échéance du',
    from: 'laptop',
    cell: ({ towards }) => (towards ? <Day date={towards} /> : 'la plus ancienne'),
  },
  {
    key: 'state',
    header: 'État',
    cell: ({ rejectedOn, rejectionReason }) =>
      rejectedOn && rejectionReason ? (
        <Signal kind="late">
          {rejectionReasonLabels[rejectionReason]}, <Day date={rejectedOn} />
        </Signal>
      ) : (
        <Signal kind="done">Reçu</Signal>
      ),
  },
  ...(reject
    ? [
        {
          key: 'act',
          header: 'Action',
          isAct: true,
          cell: (payment: Payment) =>
            payment.rejectedOn ? (
              '—'
            ) : (
              <Button variant="subtle" size="compact-sm" onClick={() => reject(payment)}>
                Rejeter
                <span className="on-screen-readers"> le règlement du {payment.on}</span>
              </Button>
            ),
        },
      ]
    : []),
]
