/** A field of a letter, and what it looks like before any file is chosen. A `table` stands alone on its line. */
export type FieldRow = { label: string; sample: string; kind: 'text' | 'table' }

export const text = (label: string, sample: string): FieldRow => ({ label, sample, kind: 'text' })
export const table = (label: string): FieldRow => ({ label, sample: '', kind: 'table' })
