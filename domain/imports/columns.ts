import { type ImportField, type ImportTarget, importFields, importTargets } from '#domain/imports/fields.ts'

/** Column index per field, and what could not be placed. */
export type ColumnMapping = {
  columns: Readonly<Record<string, number>>
  /** Required fields without a column. */
  missing: string[]
  /** Columns no field was found for. */
  unknown: number[]
  /** Fields that several headers could be: the best was taken, the first when equal. */
  doubtful: string[]
}

/** A header as it is compared: no accent, no case, no punctuation. `N° de contrat` is `n de contrat`, `R.L.S.` is `rls`. */
export function foldHeader(header: string): string {
  const plain = header.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/œ/g, 'oe')
  return plain
    .replace(/\b([a-z])\.(?=[a-z]\b)/g, '$1')
    .replace(/([a-z])(\d)/g, '$1 $2')
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join(' ')
}

const linkingWords = new Set([
  'de',
  'du',
  'des',
  'd',
  'la',
  'le',
  'les',
  'l',
  'n',
  'no',
  'num',
  'numero',
  'o',
  'en',
  'euros',
  'eur',
])

function essence(folded: string): string {
  const words = folded.split(' ').filter((word) => !linkingWords.has(word))
  return words.join(' ') || folded
}

/** How well a header names a field: 3 as written, 2 but for linking words, 0 not at all. */
function closeness(header: string, field: ImportField): 0 | 2 | 3 {
  const folded = foldHeader(header)
  if (folded === '') return 0
  const names = [field.label, field.key, ...field.synonyms].map(foldHeader)
  if (names.includes(folded)) return 3
  return names.some((name) => essence(name) === essence(folded)) ? 2 : 0
}

type Candidate = { field: ImportField; column: number; score: number }

export function recogniseColumns(
  target: ImportTarget,
  headers: readonly string[],
  fields: readonly ImportField[] = importFields[target],
): ColumnMapping {
  const candidates = fields.flatMap((field) =>
    headers.flatMap((header, column): Candidate[] => {
      const score = closeness(header, field)
      return score > 0 ? [{ field, column, score }] : []
    }),
  )
  const columns: Record<string, number> = {}
  const taken = new Set<number>()
  for (const { field, column } of candidates.toSorted((a, b) => b.score - a.score || a.column - b.column)) {
    if (field.key in columns || taken.has(column)) continue
    columns[field.key] = column
    taken.add(column)
  }
  return {
    columns,
    missing: fields.filter(({ key, isRequired }) => isRequired && !(key in columns)).map(({ key }) => key),
    unknown: headers.flatMap((_, column) => (taken.has(column) ? [] : [column])),
    doubtful: fields.filter((field) => isDoubtful(field, candidates)).map(({ key }) => key),
  }
}

function isDoubtful(field: ImportField, candidates: readonly Candidate[]): boolean {
  const own = candidates.filter((candidate) => candidate.field === field)
  const best = Math.max(0, ...own.map(({ score }) => score))
  return own.filter(({ score }) => score === best).length > 1
}

/** The target whose required fields the headers name, with the most fields placed; undefined when none is complete. */
export function recogniseTarget(headers: readonly string[]): ImportTarget | undefined {
  const mappings = importTargets.map((target) => ({ target, mapping: recogniseColumns(target, headers) }))
  const complete = mappings.filter(({ target, mapping }) => isComplete(target, mapping))
  const placed = (mapping: ColumnMapping) => Object.keys(mapping.columns).length
  return complete.toSorted((a, b) => placed(b.mapping) - placed(a.mapping))[0]?.target
}

/** A ledger needs an amount, or a debit and a credit. */
export function isComplete(target: ImportTarget, mapping: ColumnMapping): boolean {
  if (mapping.missing.length > 0) return false
  const { amount, debit, credit } = mapping.columns
  return target !== 'ledger' || amount !== undefined || (debit !== undefined && credit !== undefined)
}
