import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { DataCards } from '#web/ui/DataCards.tsx'
import { DataFoot } from '#web/ui/DataFoot.tsx'
import { DataGrid } from '#web/ui/DataGrid.tsx'
import { DataSkeleton } from '#web/ui/DataSkeleton.tsx'
import classes from '#web/ui/DataTable.module.css'
import { EmptyState } from '#web/ui/EmptyState.tsx'
import { ErrorState } from '#web/ui/ErrorState.tsx'
import type { Paged } from '#web/ui/paged.ts'
import type { Selection } from '#web/ui/selection.ts'
import type { Noun } from '#web/ui/total.ts'

export type Column<Row> = {
  /** Stable; also the name the sort is told by. */
  key: string
  header: string
  cell: (row: Row) => ReactNode
  /** `end` for amounts and counts: figures align. */
  align?: 'start' | 'end'
  /** Takes what width is left and cuts what does not fit. By default the first column does. */
  grows?: boolean
  isSortable?: boolean
  /** Left out of the table when the screen is narrower than this; the card always shows it. */
  from?: 'tablet' | 'laptop' | 'wide'
  /** Its cells are buttons: on a card they stand on their own line, without their name. */
  isAct?: boolean
  /** Left out of the card. */
  isNotOnCard?: boolean
}

export type Sort = { by: string; descending: boolean }

export type DataTableProps<Row> = {
  /** Names the table for screen readers: « Ménages en impayé ». */
  label: string
  /** What is counted: `{ one: 'ménage', many: 'ménages' }`. */
  noun: Noun
  columns: readonly Column<Row>[]
  page: Paged<Row>
  rowKey: (row: Row) => string
  /** What a row is called, for its checkbox: « Sélectionner DURAND Marie ». Needed with `selection`. */
  rowName?: (row: Row) => string
  selection?: Selection
  sort?: Sort | undefined
  onSort?: (sort: Sort) => void
  /** A colour on the left edge of the row, always beside a `Signal` in one of its cells. */
  rowSignal?: (row: Row) => 'late' | 'soon' | 'done' | undefined
  /** An `EmptyState`: what to do first, or which filter to let go. */
  empty?: ReactNode
}

/**
 * A list of records: sticky header, figures aligned, selection by click, shift-click and keyboard (arrows move, space
 * selects, shift extends), cards on a phone, « Afficher la suite » under it. It stays still while it refreshes.
 */
export const DataTable = <Row,>(props: DataTableProps<Row>) => {
  const { page, label, columns, empty, noun } = props
  const isPhone = useMediaQuery('(max-width: 39.99em)', undefined, { getInitialValueInEffect: false })
  if (page.error && page.rows.length === 0) return <ErrorState error={page.error} retry={page.retry} />
  if (page.isLoading)
    return <DataSkeleton label={label} columns={columns.length} isPhone={isPhone === true} />
  if (page.rows.length === 0) return empty ?? <EmptyState title={`Aucun élément : ${label}`} />
  return (
    <div className={classes.frame} aria-busy={page.isRefreshing} data-refreshing={page.isRefreshing}>
      {isPhone ? <DataCards {...props} /> : <DataGrid {...props} />}
      <DataFoot page={page} noun={noun} />
    </div>
  )
}
