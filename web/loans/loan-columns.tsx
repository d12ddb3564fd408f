import { Link } from 'react-router'
import type { FinancingRow } from '#contract/loan-shapes.ts'
import { financingKindLabels } from '#domain/funding/kinds.ts'
import { BucketSignal, LoanStatus } from '#web/loans/loan-signals.tsx'
import { paths } from '#web/paths.ts'
import { Amount } from '#web/ui/Amount.tsx'
import type { Column } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'

export const loanColumns = (slug: string): readonly Column<FinancingRow>[] => [
  {
    key: 'name',
    header: 'Financement',
    grows: true,
    // Who reads the list without names does not open a loan.
    cell: ({ financingId, number, householdLabel }) =>
      householdLabel === null ? (
        number
      ) : (
        <Link to={paths.loan({ slug, financingId })}>{`${householdLabel}, ${number}`}</Link>
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
