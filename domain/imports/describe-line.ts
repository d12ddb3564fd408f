import type { FieldReader, ImportTarget } from '#domain/imports/fields.ts'
import { fileFields } from '#domain/imports/file-fields.ts'
import { ledgerLineReader } from '#domain/imports/ledger-line.ts'
import { readMemberRole } from '#domain/imports/member-roles.ts'
import type { Layout, LineProblem } from '#domain/imports/read-cells.ts'
import {
  type Cell,
  readAmountCell,
  readDateCell,
  readEmail,
  readInteger,
  readPayer,
  readPhone,
  readRecipient,
  readSide,
  readSurface,
  readText,
} from '#domain/imports/readers.ts'
import { stockLineReader } from '#domain/imports/stock-line.ts'
import { formatDecimal } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { entryKindLabels, memberRoleLabels } from '#domain/tenancies/kinds.ts'

const recipientLabels = { landlord: 'le bailleur', tenant: 'le locataire', none: 'personne' } as const
const sideLabels = { debit: 'Débit', credit: 'Crédit' } as const
const dayCountShift = 1462

/** A line of the file as it is understood, in words: what the user checks before anything else. */
export type DescribedLine = {
  understood: Record<string, string>
  problems: LineProblem[]
  warnings: LineProblem[]
}

export function lineDescriber(
  target: ImportTarget,
  layout: Layout,
): (cells: readonly Cell[]) => DescribedLine {
  const read = target === 'ledger' ? ledgerLineReader(layout) : stockLineReader(target, layout)
  const fields = fileFields[target].filter(({ key }) => key in layout.columns)
  return (cells) => {
    const understood: Record<string, string> = {}
    for (const { key, reader } of fields) {
      const cell = cells[layout.columns[key] ?? -1]
      const told = describeCell(
        reader,
        layout.startsIn1904 && typeof cell === 'number' && reader === 'date' ? cell + dayCountShift : cell,
      )
      if (told !== undefined) understood[key] = told
    }
    const reading = read(cells)
    if (reading.line && 'kind' in reading.line && 'kind' in layout.columns)
      understood['kind'] = entryKindLabels[reading.line.kind]
    return { understood, problems: reading.problems ?? [], warnings: reading.warnings ?? [] }
  }
}

function describeCell(reader: FieldReader, cell: Cell): string | undefined {
  switch (reader) {
    case 'date': {
      const { value } = readDateCell(cell)
      return value ? formatDate(value) : undefined
    }
    case 'amount': {
      const { value } = readAmountCell(cell)
      return typeof value === 'number' ? formatDecimal(value) : undefined
    }
    case 'integer':
      return readInteger(cell).value?.toString()
    case 'phone':
      return readPhone(cell).value ?? undefined
    case 'email':
      return readEmail(cell).value ?? undefined
    case 'surface': {
      const { value } = readSurface(cell)
      return typeof value === 'number' ? formatDecimal(value) : undefined
    }
    case 'payer':
      return readPayer(cell).value?.toUpperCase()
    case 'role': {
      const { value } = readMemberRole(cell)
      return value ? memberRoleLabels[value] : undefined
    }
    case 'recipient': {
      const { value } = readRecipient(cell)
      return value ? recipientLabels[value] : undefined
    }
    case 'side': {
      const { value } = readSide(cell)
      return value ? sideLabels[value] : undefined
    }
    default:
      return readText(cell).value ?? undefined
  }
}
