import { Button } from '@mantine/core'
import { type ReactNode, Suspense, useId, useState } from 'react'
import classes from '#web/ui/charts/ChartWithTable.module.css'
import { type CsvColumn, saveCsv, writeCsv } from '#web/ui/csv.ts'
import { typeset } from '#web/ui/typeset.ts'

type Props<Row> = {
  title: string
  /** What the drawing shows, in one or two sentences: it is read in its place. */
  summary: string
  /** One of `lazy-charts.ts`. */
  chart: ReactNode
  height?: number
  rows: readonly Row[]
  columns: readonly CsvColumn<Row>[]
  /** The name of the exported file, without its extension. */
  fileName: string
}

/** A drawing, the table it was drawn from, and the file of that table. */
export const ChartWithTable = <Row,>(props: Props<Row>) => {
  const { title, summary, chart, height = 260, rows, columns, fileName } = props
  const [isTable, setTable] = useState(false)
  const id = useId()
  return (
    <figure className={classes.figure} aria-labelledby={id}>
      <figcaption>
        <h3 id={id}>{typeset(title)}</h3>
        <p>{typeset(summary)}</p>
      </figcaption>
      <div className={classes.actions}>
        <Button variant="subtle" size="compact-sm" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {isTable ? 'Voir le dessin' : 'Voir le tableau'}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={() => saveCsv(fileName, writeCsv(columns, rows))}>
          Exporter (CSV)
        </Button>
      </div>
      {isTable ? (
        <ChartTable rows={rows} columns={columns} label={title} />
      ) : (
        <div aria-hidden="true" style={{ height }}>
          <Suspense>{chart}</Suspense>
        </div>
      )}
    </figure>
  )
}

const ChartTable = <Row,>({
  rows,
  columns,
  label,
}: Pick<Props<Row>, 'rows' | 'columns'> & { label: string }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard
  <section className={classes.scroll} tabIndex={0} aria-label={label}>
    <table>
      <thead>
        <tr>
          {columns.map(({ header, isFigure }) => (
            <th key={header} scope="col" data-align={isFigure ? 'end' : undefined}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a drawing have no identity of their own
          <tr key={index}>
            {columns.map(({ header, value, isFigure }) => (
              <td key={header} data-align={isFigure ? 'end' : undefined}>
                {value(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)
