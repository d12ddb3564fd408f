import { Link } from 'react-router'
import type { SentRow } from '#contract/parcels.ts'
import {
  newsLabels,
  parcelKindLabels,
  parcelPurposeLabels,
  parcelStateLabels,
} from '#domain/parcels/kinds.ts'
import { paths } from '#web/paths.ts'
import type { Column } from '#web/ui/DataTable.tsx'
import { Day } from '#web/ui/Day.tsx'
import { Signal, type SignalKind } from '#web/ui/Signal.tsx'

const toldSignals: Partial<Record<NonNullable<SentRow['told']>, SignalKind>> = {
  accepted: 'done',
  'measure-started': 'done',
  'more-asked': 'soon',
  declined: 'late',
}

/** Where a parcel stands, in a word: on its way, stopped, taken back, or what the partner said last. */
export const SentState = ({ row }: { row: SentRow }) => {
  if (row.state === 'stopped') return <Signal kind="late">{parcelStateLabels.stopped}</Signal>
  if (row.withdrawnOn) return <Signal kind="late">Parti, puis retiré : le partenaire est prévenu</Signal>
  if (row.state === 'waiting')
    return (
      <Signal kind="soon">
        Part le <Day date={row.leavesOn} />
      </Signal>
    )
  if (row.lateReports > 0) return <Signal kind="late">Rapport en retard</Signal>
  return (
    <Signal kind={toldSignals[row.told ?? 'received'] ?? 'none'}>{newsLabels[row.told ?? 'received']}</Signal>
  )
}

type Shown = { slug: string; hasHousehold: boolean }

export const sentColumns = ({ slug, hasHousehold }: Shown): Column<SentRow>[] => [
  {
    key: 'what',
    header: 'Envoi',
    cell: ({ id, kind, partner }) => (
      <Link to={paths.sentParcel({ slug, parcelId: id })}>
        {parcelKindLabels[kind]} : {partner}
      </Link>
    ),
  },
  ...(hasHousehold
    ? [
        {
          key: 'household',
          header: 'Ménage',
          cell: ({ household }: SentRow) =>
            household ? (
              <Link to={paths.household({ slug, householdId: household.id })}>{household.label}</Link>
            ) : (
              'Demande réorientée'
            ),
        },
      ]
    : []),
  { key: 'purpose', header: 'Pour', cell: ({ purpose }) => parcelPurposeLabels[purpose], from: 'laptop' },
  {
    key: 'when',
    header: 'Départ',
    cell: ({ leavesOn }) => <Day date={leavesOn} />,
    from: 'tablet',
  },
  { key: 'state', header: 'Où en est-on', cell: (row) => <SentState row={row} /> },
  {
    key: 'expires',
    header: 'Effacé le',
    cell: ({ expiresOn }) => <Day date={expiresOn} />,
    from: 'laptop',
  },
]

export const sentSignal = ({ state, lateReports, told }: SentRow) => {
  if (lateReports > 0) return 'late' as const
  return state !== 'stopped' && told === 'more-asked' ? ('soon' as const) : undefined
}
