import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** The place in a list read by key: the values that order its last row, opaque to who carries it. */
export const encodeKey = (...values: (string | number)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url')

/** Undefined when there is none, or when it is not one of ours: the list then starts at its beginning. */
export const decodeKey = (after: string | undefined, length: number): (string | number)[] | undefined => {
  if (!after) return undefined
  try {
    const values: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'))
    const valid =
      Array.isArray(values) &&
      values.length === length &&
      values.every((value) => typeof value === 'string' || typeof value === 'number')
    return valid ? values : undefined
  } catch {
    return undefined
  }
}

/** `(a, b) > (x, y)`, or everything when there is no place to start after. */
export const isAfter = (
  columns: readonly RawBuilder<unknown>[],
  values: readonly (string | number)[] | undefined,
  direction: 'asc' | 'desc' = 'asc',
): RawBuilder<SqlBool> =>
  values
    ? sql`(${sql.join(columns)}) ${sql.raw(direction === 'asc' ? '>' : '<')} (${sql.join(values)})`
    : sql`true`

/** Cuts a list asked one row longer than its page, and tells where the next page starts. */
export const cutPage = <Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => string,
): { rows: Row[]; next: string | null } => {
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last !== undefined ? keyOf(last) : null }
}
