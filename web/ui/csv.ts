export type CsvColumn<Row> = {
  header: string
  /** As it is written on the screen: `1 234,56 €`, `21/11/2026`. */
  value: (row: Row) => string
  /** A number or an amount: aligned on the right, and written without its spaces and its sign in the file. */
  isFigure?: boolean
}

/** A cell that begins like a formula would be run by the spreadsheet that opens the file. */
const disarm = (text: string) => (/^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text)

const figure = (text: string) => text.replace(/[\s\u00a0\u202f€%]/g, '')

const cell = (text: string) => (/[";\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** The French way: `;` between columns, a comma for decimals, and a mark that tells the spreadsheet it is UTF-8. */
export const writeCsv = <Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string => {
  const lines = rows.map((row) =>
    columns.map(({ value, isFigure }) => cell(isFigure ? figure(value(row)) : disarm(value(row)))),
  )
  return `\ufeff${[columns.map(({ header }) => cell(header)), ...lines].map((line) => line.join(';')).join('\r\n')}\r\n`
}

export const saveCsv = (fileName: string, content: string) => {
  const url = URL.createObjectURL(new Blob([content], { type: 'text/csv;charset=utf-8' }))
  Object.assign(document.createElement('a'), { href: url, download: `${fileName}.csv` }).click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
