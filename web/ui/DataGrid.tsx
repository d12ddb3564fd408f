import { type KeyboardEvent, memo, type PointerEvent, type ReactNode, useRef } from 'react'
import classes from '#web/ui/DataTable.module.css'
import type { Column, DataTableProps, Sort } from '#web/ui/DataTable.tsx'
import { RowCheckbox } from '#web/ui/RowCheckbox.tsx'

/** The table proper, on anything wider than a phone. */
export const DataGrid = <Row,>(props: DataTableProps<Row>) => {
  const { label, columns, page, rowKey, rowName, rowSignal, selection, sort, onSort } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const order = page.rows.map(rowKey)
  const growing = columns.some(({ grows }) => grows) ? undefined : columns[0]?.key
  const allChosen = selection !== undefined && order.every((key) => selection.has(key))
  return (
    <table className={classes.table}>
      <caption className="on-screen-readers">{label}</caption>
      <thead>
        <tr>
          {selection && (
            <th className={classes.choice}>
              <RowCheckbox
                label={allChosen ? 'Ne rien sélectionner' : 'Sélectionner les lignes affichées'}
                isChecked={allChosen}
                isPartly={!allChosen && selection.keys.size > 0}
                onToggle={() => (allChosen ? selection.clear() : selection.set(order))}
              />
            </th>
          )}
          {columns.map((column) => (
            <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody
        ref={body}
        onKeyDown={(event) => moveBetweenRows(event, body.current)}
        onPointerOver={tellWhatIsCut}
      >
        {page.rows.map((row, index) => {
          const key = order[index] ?? ''
          return (
            <tr key={key} data-signal={rowSignal?.(row)} data-chosen={selection?.has(key)}>
              {selection && (
                <td className={classes.choice}>
                  <RowCheckbox
                    label={`Sélectionner ${rowName?.(row) ?? `la ligne ${index + 1}`}`}
                    isChecked={selection.has(key)}
                    onToggle={(isRange) => selection.toggle(key, order, isRange)}
                  />
                </td>
              )}
              {columns.map((column) => (
                <BodyCell key={column.key} column={column} grows={column.grows ?? column.key === growing}>
                  {column.cell(row)}
                </BodyCell>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** A name too long for its cell is read whole under the pointer. */
const tellWhatIsCut = ({ target }: PointerEvent<HTMLElement>) => {
  const cut = (target as HTMLElement).closest<HTMLElement>('td a, td[data-grows="true"]')
  if (cut && cut.scrollWidth > cut.clientWidth) cut.title = cut.textContent
}

type HeaderProps = {
  column: Pick<Column<never>, 'key' | 'header' | 'align' | 'from' | 'isSortable'>
  sort: Sort | undefined
  onSort: ((sort: Sort) => void) | undefined
}

const HeaderCell = ({ column, sort, onSort }: HeaderProps) => {
  const { key, header, align, from, isSortable } = column
  const isSorted = sort?.by === key
  const direction = sort?.descending ? 'descending' : 'ascending'
  return (
    <th scope="col" data-align={align} data-from={from} aria-sort={isSorted ? direction : undefined}>
      {isSortable && onSort ? (
        <button
          type="button"
          className={classes.sort}
          onClick={() => onSort({ by: key, descending: isSorted ? !sort.descending : align === 'end' })}
        >
          {header}
          <span aria-hidden="true">{isSorted ? arrows[direction] : ''}</span>
        </button>
      ) : (
        header
      )}
    </th>
  )
}

const arrows = { ascending: '↑', descending: '↓' } as const

type CellProps = {
  column: Pick<Column<never>, 'align' | 'from'>
  grows: boolean
  children: ReactNode
}

const BodyCell = memo(({ column, grows, children }: CellProps) => (
  <td data-align={column.align} data-from={column.from} data-grows={grows}>
    {children}
  </td>
))

/** Arrows go from row to row in the same place: the checkbox, or the link of the row. */
const moveBetweenRows = (event: KeyboardEvent, body: HTMLTableSectionElement | null) => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const target = event.target as HTMLElement
  const row = target.closest('tr')
  const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling
  const kind = target.matches('input[type=checkbox]') ? 'input[type=checkbox]' : 'a[href]'
  const there = next?.querySelector<HTMLElement>(kind)
  if (!body?.contains(target) || !target.matches(kind) || !there) return
  event.preventDefault()
  there.focus()
  if (event.shiftKey && there instanceof HTMLInputElement) there.dispatchEvent(shiftClick())
}

const shiftClick = () => new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: true })
