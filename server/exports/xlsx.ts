import { daysBetween, type PlainDate } from '#domain/plain-date.ts'
import type { Column } from '#server/exports/csv.ts'
import { type ZipEntry, zip } from '#server/exports/zip.ts'

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const spreadsheetTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Numbers of the cell formats in `styles.xml`. */
const styleOf = { text: 0, boolean: 0, cents: 1, tenths: 2, date: 3 } as const
const headerStyle = 4

const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for them
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')

/** Text is typed as text: a spreadsheet never reads it as a formula. */
const textCell = (text: string, style: number = styleOf.text): string =>
  `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`

const cell = <Row>(column: Column<Row>, row: Row): string => {
  const value = column.value(row)
  if (value === null) return '<c/>'
  switch (column.kind) {
    case 'text':
      return textCell(String(value))
    case 'boolean':
      return textCell(value ? 'oui' : 'non')
    case 'cents':
      return `<c s="${styleOf.cents}"><v>${Number(value) / 100}</v></c>`
    case 'tenths':
      return `<c s="${styleOf.tenths}"><v>${Number(value) / 10}</v></c>`
    case 'date':
      return `<c s="${styleOf.date}"><v>${daysBetween('1899-12-30', value as PlainDate)}</v></c>`
  }
}

/** A workbook of one sheet, written as its rows are read. */
export const xlsxOf = <Row>(
  sheetName: string,
  columns: readonly Column<Row>[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<Uint8Array> => {
  const sheet = { name: 'xl/worksheets/sheet1.xml', content: sheetOf(columns, rows) }
  return zip([...fixedParts(sheetName), sheet])
}

async function* sheetOf<Row>(columns: readonly Column<Row>[], rows: AsyncIterable<Row>) {
  const encoder = new TextEncoder()
  const widths = columns
    .map((column, index) => {
      const width = column.kind === 'text' ? Math.max(18, column.header.length) : 16
      return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`
    })
    .join('')
  let text = `${xmlHead}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData>`
  text += `<row>${columns.map(({ header }) => textCell(header, headerStyle)).join('')}</row>`
  for await (const row of rows) {
    text += `<row>${columns.map((column) => cell(column, row)).join('')}</row>`
    if (text.length < 65_536) continue
    yield encoder.encode(text)
    text = ''
  }
  yield encoder.encode(`${text}</sheetData></worksheet>`)
}

const fixedParts = (sheetName: string): ZipEntry[] =>
  Object.entries({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheetTypes}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${spreadsheetTypes}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheetTypes}.styles+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escapeXml(sheetName)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styles,
  }).map(([name, body]) => ({ name, content: once(`${xmlHead}${body}`) }))

const styles = `<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="0.0"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>`

async function* once(text: string) {
  yield new TextEncoder().encode(text)
}
