import { crc32, deflateRawSync } from 'node:zlib'

type Part = { name: string; content: Buffer }

/** A zip, as small a one as a workbook needs. */
export const zip = (parts: readonly Part[]): Buffer => {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content } of parts) {
    const packed = deflateRawSync(content)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(crc32(content), 14)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(content.length, 22)
    head.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    head.copy(entry, 6, 4, 30)
    entry.writeUInt32LE(offset, 42)
    bodies.push(head, Buffer.from(name), packed)
    directory.push(entry, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const listing = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(listing.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, listing, end])
}

const letters = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26)

type SheetCell = string | number | null

type Rows = readonly (readonly SheetCell[])[]

/** A workbook of one sheet: texts are shared, numbers (dates too) are numbers. */
export const workbook = (rows: Rows): Buffer => workbookWithSheets({ Baux: rows })

export const workbookWithSheets = (sheets: Readonly<Record<string, Rows>>): Buffer => {
  const strings: string[] = []
  const written = Object.entries(sheets).map(([name, rows]) => ({ name, xml: sheetXml(rows, strings) }))
  return workbookOfSheets(written, strings)
}

const sheetXml = (rows: Rows, strings: string[]): string => {
  const cellXml = (cell: SheetCell, row: number, column: number) => {
    if (cell === null) return ''
    const place = `${letters(column)}${row + 1}`
    if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
    return `<c r="${place}" t="s"><v>${strings.push(cell.replace(/&/g, '&amp;').replace(/</g, '&lt;')) - 1}</v></c>`
  }
  const sheet = rows
    .map(
      (cells, row) =>
        `<row r="${row + 1}">${cells.map((cell, column) => cellXml(cell, row, column)).join('')}</row>`,
    )
    .join('')
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${sheet}</sheetData></worksheet>`
}

export const workbookOf = (xml: string, strings: readonly string[] = []): Buffer =>
  workbookOfSheets([{ name: 'Baux', xml }], strings)

const workbookOfSheets = (
  sheets: readonly { name: string; xml: string }[],
  strings: readonly string[],
): Buffer =>
  zip([
    {
      name: 'xl/workbook.xml',
      content: Buffer.from(
        `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${sheets
          .map(({ name }, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
          .join('')}</sheets></workbook>`,
      ),
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: Buffer.from(
        `<Relationships>${sheets
          .map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`)
          .join('')}</Relationships>`,
      ),
    },
    ...sheets.map(({ xml }, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      content: Buffer.from(xml),
    })),
    {
      name: 'xl/sharedStrings.xml',
      content: Buffer.from(`<sst>${strings.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`),
    },
  ])
