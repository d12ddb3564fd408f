import type { FinancingRow } from '#contract/loan-shapes.ts'
import { financingKindLabels } from '#domain/funding/kinds.ts'
import { LoanLink } from '#web/loans/LoanLink.tsx'
import { BucketSignal, LoanStatus } from '#web/loans/loan-signals.tsx'
import { Amount } from '#web/ui/Amount.tsx'
import type { Column } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'

export const loanColumns: readonly Column<FinancingRow>[] = [
  {
    key: 'name',
    header: 'Financement',
    grows: true,
    cell: ({ financingId, number, householdLabel }) => (
      <LoanLink financingId={financingId}>
        {householdLabel === null ? number : `${householdLabel}, ${number}`}
      </LoanLink>
    ),
  },
  { key: 'kind', header: 'Nature', from: 'laptop', cell: ({ kind }) => financingKindLabels[kind] },
  { key: 'status', header: 'Statut', cell: ({ status }) => <LoanStatus status={status} /> },
  {
    key: 'granted',
    header: 'Accordé',
    align: 'end',
    from: 'wide',
    cell: ({ grantedCents }) => <Amount cents={grantedCents} />,
  },
  {
    key: 'outstanding',
    header: 'Encours',
    align: 'end',
    cell: ({ outstandingCents }) => <Amount cents={outstandingCents} />,
  },
  {
    key: 'lateCents',
    header: 'En retard',
    align: 'end',
    cell: ({ lateCents }) => (lateCents > 0 ? <Amount cents={lateCents} /> : '—'),
  },
  {
    key: 'bucket',
    header: 'Ancienneté',
    from: 'tablet',
    cell: ({ bucket, lateCents }) => (lateCents > 0 ? <BucketSignal bucket={bucket} /> : '—'),
  },
  {
    key: 'next',
    header: 'Prochaine échéance',
    from: 'laptop',
    cell: ({ nextDueOn, nextDueCents }) =>
      nextDueOn ? (
        <>
          <Day date={nextDueOn} /> : <Amount cents={nextDueCents} />
        </>
      ) : (
        '—'
      ),
  },
  {
    key: 'end',
    header: 'Fin',
    from: 'wide',
    cell: ({ endsOn }) => (endsOn ? <Day date={endsOn} /> : '—'),
  },
]
