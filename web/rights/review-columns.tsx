import { Link } from 'react-router'
import type { AidReviewRow } from '#contract/aid-reviews.ts'
import { formatEuros } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { missingFactRows } from '#domain/rights/facts.ts'
import { paths } from '#web/paths.ts'
import { Amount } from '#web/ui/Amount.tsx'
import type { Column } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { typeset } from '#web/ui/typeset.ts'

type ReviewColumn = Column<AidReviewRow>

/** A household that lacks something has no estimate: its columns would only be dashes. */
export const reviewColumns = (slug: string, isLacking: boolean): ReviewColumn[] => [
  household(slug),
  ...(isLacking ? [lacked, paid] : [...compared, paid]),
  situation,
  referents,
]

const household = (slug: string): ReviewColumn => ({
  key: 'household',
  header: 'Ménage',
  grows: true,
  cell: ({ householdId, household }) => (
    <Link to={paths.householdRights({ slug, householdId })}>{household}</Link>
  ),
})

const compared: readonly ReviewColumn[] = [
  {
    key: 'difference',
    header: 'Écart par mois',
    align: 'end',
    cell: ({ differenceCents }) =>
      differenceCents === null ? (
        '—'
      ) : (
        <span className="figures">
          {differenceCents > 0 && '+'}
          {formatEuros(differenceCents)}
        </span>
      ),
  },
  {
    key: 'estimated',
    header: 'Estimée',
    align: 'end',
    cell: ({ estimatedCents }) => (estimatedCents === null ? '—' : <Amount cents={estimatedCents} />),
  },
]

const paid: ReviewColumn = {
  key: 'paid',
  header: 'En paiement',
  align: 'end',
  cell: ({ inPaymentCents }) => <Amount cents={inPaymentCents} />,
}

const situation: ReviewColumn = {
  key: 'situation',
  header: 'Situation du',
  cell: ({ situationOn }) => (situationOn ? <Day date={situationOn as PlainDate} /> : '—'),
  from: 'laptop',
}

const lacked: ReviewColumn = {
  key: 'missing',
  header: 'Il manque',
  cell: ({ missing }) => typeset(missing.map((fact) => missingFactRows[fact].label).join(', ')) || '—',
}

const referents: ReviewColumn = {
  key: 'referents',
  header: 'Suivi par',
  cell: ({ referents }) => referents.join(', ') || '—',
}
