export const importTargets = ['buildings', 'dwellings', 'tenancies', 'occupants', 'ledger'] as const
export type ImportTarget = (typeof importTargets)[number]

export type FieldReader =
  | 'text'
  | 'integer'
  | 'date'
  | 'amount'
  | 'boolean'
  | 'phone'
  | 'ledger-kind'
  | 'recipient'
export type ImportField = {
  key: string
  label: string
  reader: FieldReader
  isRequired: boolean
  synonyms: readonly string[]
}
/** Column index per field, and what could not be placed. */
export type ColumnMapping = {
  columns: Readonly<Record<string, number>>
  missing: string[]
  unknown: number[]
  /** Fields that several headers could be: the first was taken. */
  doubtful: string[]
}
export declare const importFields: Readonly<Record<ImportTarget, readonly ImportField[]>>
export declare function foldHeader(header: string): string
export declare function recogniseColumns(target: ImportTarget, headers: readonly string[]): ColumnMapping
/** The target whose fields the headers cover best. */
export declare function recogniseTarget(headers: readonly string[]): ImportTarget | undefined
