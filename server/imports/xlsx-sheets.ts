import type { Sheet } from '#contract/imports.ts'
import { UnreadableFile } from '#server/imports/unreadable-file.ts'
import { openPackage, type Package } from '#server/imports/xlsx-package.ts'
import { watch } from '#server/imports/xlsx-rows.ts'

/** The sheets that are shown, in their order, and from which year days are counted. */
export const readSheets = async (path: string): Promise<{ sheets: Sheet[]; startsIn1904: boolean }> => {
  const workbook = await openPackage(path)
  try {
    const targets = new Map<string, string>()
    await readAll(workbook, 'xl/_rels/workbook.xml.rels', (name, { Id, Target }) => {
      if (name === 'Relationship' && Id && Target) targets.set(Id, Target.replace(/^\/xl\/|^\//, ''))
    })
    const shown: Omit<Sheet, 'isEmpty'>[] = []
    let startsIn1904 = false
    await readAll(workbook, 'xl/workbook.xml', (tag, attributes) => {
      if (tag === 'workbookPr') startsIn1904 = /^(1|true)$/.test(attributes['date1904'] ?? '')
      if (tag !== 'sheet' || attributes['state'] === 'hidden' || attributes['state'] === 'veryHidden') return
      const sheet = workbook.find(`xl/${targets.get(attributes['r:id'] ?? '') ?? ''}`)
      if (sheet?.includes('worksheets')) shown.push({ path: sheet, name: attributes['name'] ?? 'Feuille' })
    })
    if (shown.length === 0) throw new UnreadableFile('broken-workbook')
    const sheets: Sheet[] = []
    for (const sheet of shown.slice(0, mostSheets))
      sheets.push({ ...sheet, isEmpty: !(await hasTwoLines(workbook, sheet.path)) })
    return { sheets, startsIn1904 }
  } finally {
    workbook.close()
  }
}

/** Nobody chooses among more. */
const mostSheets = 100

/** A table is headers and a line at least; the reading stops as soon as they are seen. */
const hasTwoLines = async (workbook: Package, path: string): Promise<boolean> => {
  let lines = 0
  let isFilled = false
  let isValue = false
  const parser = watch({
    open(name) {
      if (name === 'row') isFilled = false
      else if (name === 'v' || name === 't') isValue = true
    },
    text(text) {
      if (isValue && text.trim() !== '') isFilled = true
    },
    close(name) {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'row' && isFilled) lines++
    },
  })
  for await (const chunk of workbook.read(path)) {
    parser.write(chunk)
    if (lines > 1) return true
  }
  return false
}

const readAll = async (
  workbook: Package,
  name: string,
  open: (name: string, attributes: Record<string, string>) => void,
) => {
  const path = workbook.find(name)
  if (!path) throw new UnreadableFile(name.endsWith('.rels') ? 'other-archive' : 'broken-workbook')
  const parser = watch({ open })
  for await (const chunk of workbook.read(path)) parser.write(chunk)
  parser.close()
}
