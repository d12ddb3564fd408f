import classes from '#web/ui/DataCards.module.css'
import type { DataTableProps } from '#web/ui/DataTable.tsx'
import { RowCheckbox } from '#web/ui/RowCheckbox.tsx'

/** The same records on a phone: the first column is the title, the others follow with their names. */
export const DataCards = <Row,>(props: DataTableProps<Row>) => {
  const { label, columns, page, rowKey, rowName, rowSignal, selection } = props
  const [title, ...others] = columns
  const order = page.rows.map(rowKey)
  return (
    <ul className={classes.cards} aria-label={label}>
      {page.rows.map((row, index) => {
        const key = order[index] ?? ''
        return (
          <li key={key} data-signal={rowSignal?.(row)}>
            <div className={classes.cardTitle}>
              <div>{title?.cell(row)}</div>
              {selection && (
                <RowCheckbox
                  label={`Sélectionner ${rowName?.(row) ?? `l’élément ${index + 1}`}`}
                  isChecked={selection.has(key)}
                  onToggle={(isRange) => selection.toggle(key, order, isRange)}
                />
              )}
            </div>
            <dl>
              {others
                .filter(({ isNotOnCard }) => !isNotOnCard)
                .map((column) => (
                  <div key={column.key} className={column.isAct ? classes.act : undefined}>
                    <dt className={column.isAct ? 'on-screen-readers' : undefined}>{column.header}</dt>
                    <dd>{column.cell(row)}</dd>
                  </div>
                ))}
            </dl>
          </li>
        )
      })}
    </ul>
  )
}
