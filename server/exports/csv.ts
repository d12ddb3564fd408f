import { formatDate, type PlainDate } from '#domain/plain-date.ts'

export type Column<Row> = { header: string } & (
  | { kind: 'text'; value: (row: Row) => string | null }
  | { kind: 'cents' | 'tenths'; value: (row: Row) => number | null }
  | { kind: 'date'; value: (row: Row) => PlainDate | null }
  | { kind: 'boolean'; value: (row: Row) => boolean | null }
)

/** A cell that begins like a formula would be run by the spreadsheet that opens the file. */
const disarm = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

const quote = (text: string): string => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

const decimal = (value: number, places: number): string =>
  (value / 10 ** places).toFixed(places).replace('.', ',')

const written = <Row>(column: Column<Row>, row: Row): string => {
  const value = column.value(row)
  if (value === null) return ''
  switch (column.kind) {
    case 'text':
      return quote(disarm(String(value)))
    case 'cents':
      return decimal(Number(value), 2)
    case 'tenths':
      return decimal(Number(value), 1)
    case 'date':
      return formatDate(value as PlainDate)
    case 'boolean':
      return value ? 'oui' : 'non'
  }
}

/** The French way, as the spreadsheets of landlords expect it: `;`, a decimal comma, dd/mm/yyyy, Windows-1252. */
export async function* csvOf<Row>(
  columns: readonly Column<Row>[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<Uint8Array> {
  let lines = `${columns.map(({ header }) => quote(header)).join(';')}\r\n`
  for await (const row of rows) {
    lines += `${columns.map((column) => written(column, row)).join(';')}\r\n`
    if (lines.length < 32_768) continue
    yield encodeWindows1252(lines)
    lines = ''
  }
  yield encodeWindows1252(lines)
}

/** The signs that Windows-1252 places between 0x80 and 0x9F, in order; U+0081 and its like have no sign. */
const highSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

const encodeWindows1252 = (text: string): Uint8Array => {
  const plain = text.replaceAll('\u202f', '\u00a0')
  const bytes = new Uint8Array(plain.length)
  let length = 0
  for (const sign of plain) {
    const code = sign.codePointAt(0) ?? 0
    const high = highSigns.indexOf(sign)
    bytes[length++] = high >= 0 ? 0x80 + high : code < 0x100 ? code : approximate(sign)
  }
  return bytes.subarray(0, length)
}

/** A letter of another alphabet keeps its base when it has one: « ş » is « s ». */
const approximate = (sign: string): number => {
  const base = sign.normalize('NFD').codePointAt(0) ?? 0
  return base < 0x80 ? base : '?'.charCodeAt(0)
}
