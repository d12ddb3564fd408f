import type { LedgerLine } from '#domain/imports/ledger-line.ts'
import type { StockLine } from '#domain/imports/stock-line.ts'

/** The columns that `COPY` writes, in order: name and type in the database, and the field of the line. */
type Column<L> = readonly [name: string, type: string, field: keyof L & string]

export const ledgerColumns: readonly Column<LedgerLine>[] = [
  ['tenancy_ref', 'text', 'tenancyRef'],
  ['entry_ref', 'text', 'entryRef'],
  ['entry_on', 'date', 'on'],
  ['amount_cents', 'bigint', 'amountCents'],
  ['kind', 'text', 'kind'],
  ['label', 'text', 'label'],
]

export const stockColumns: readonly Column<StockLine>[] = [
  ['building_ref', 'text', 'buildingRef'],
  ['building_name', 'text', 'buildingName'],
  ['street', 'text', 'street'],
  ['post_code', 'text', 'postCode'],
  ['town', 'text', 'town'],
  ['agency', 'text', 'agency'],
  ['dwelling_ref', 'text', 'dwellingRef'],
  ['dwelling_kind', 'text', 'dwellingKind'],
  ['floor', 'text', 'floor'],
  ['door', 'text', 'door'],
  ['area_square_decimetres', 'int', 'areaSquareDecimetres'],
  ['tenancy_ref', 'text', 'tenancyRef'],
  ['started_on', 'date', 'startedOn'],
  ['ended_on', 'date', 'endedOn'],
  ['rent_cents', 'bigint', 'rentCents'],
  ['charges_cents', 'bigint', 'chargesCents'],
  ['rls_cents', 'bigint', 'rlsCents'],
  ['benefit_cents', 'bigint', 'benefitCents'],
  ['benefit_paid_to', 'text', 'benefitPaidTo'],
  ['benefit_payer', 'text', 'benefitPayer'],
  ['beneficiary_number', 'text', 'beneficiaryNumber'],
  ['person_ref', 'text', 'personRef'],
  ['civility', 'text', 'civility'],
  ['last_name', 'text', 'lastName'],
  ['first_name', 'text', 'firstName'],
  ['birth_on', 'date', 'birthOn'],
  ['phone', 'text', 'phone'],
  ['second_phone', 'text', 'secondPhone'],
  ['email', 'text', 'email'],
  ['member_role', 'text', 'memberRole'],
  ['joined_on', 'date', 'joinedOn'],
  ['left_on', 'date', 'leftOn'],
]

export const copiedColumns = (target: string) =>
  target === 'ledger'
    ? (ledgerColumns as readonly Column<Record<string, unknown>>[])
    : (stockColumns as readonly Column<Record<string, unknown>>[])

/** One line in the text format of `COPY`. */
export const copyWriter = (target: string) => {
  const fields = copiedColumns(target).map(([, , field]) => field)
  return (line: number, values: Readonly<Record<string, unknown>>): string => {
    let text = String(line)
    for (const field of fields) text += `\t${copyValue(values[field])}`
    return `${text}\n`
  }
}

const copyValue = (value: unknown): string => {
  if (value === null || value === undefined) return '\\N'
  if (typeof value !== 'string') return String(value)
  return /[\\\t\n\r]/.test(value) ? value.replace(/[\\\t\n\r]/g, escapeCharacter) : value
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escapeCharacter = (character: string): string => escapes[character] ?? character
