import { expect, it } from 'vitest'
import { formatEuros } from '#domain/money.ts'
import { type CsvColumn, writeCsv } from '#web/ui/csv.ts'

type Row = { name: string; cents: number }
const columns: CsvColumn<Row>[] = [
  { header: 'Ménage', value: ({ name }) => name },
  { header: 'Dette', value: ({ cents }) => formatEuros(cents), isFigure: true },
]

it('writes amounts that a French spreadsheet adds up', () => {
  expect(writeCsv(columns, [{ name: 'Durand', cents: -123_456 }])).toBe(
    '\ufeffMénage;Dette\r\nDurand;-1234,56\r\n',
  )
})

it.each([
  ['a;b', '"a;b"'],
  ['dit « "oui" »', '"dit « ""oui"" »"'],
  ['=1+1', "'=1+1"],
  ['-lien', "'-lien"],
])('writes %j safely', (name, written) => {
  expect(writeCsv(columns, [{ name, cents: 0 }])).toBe(`\ufeffMénage;Dette\r\n${written};0,00\r\n`)
})
