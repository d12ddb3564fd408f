import type { entities } from '#contract/imports.ts'

export type Entity = (typeof entities)[number]
export type Fates = { created: number; changed: number; leftAlone: number }

/** Where the work on an import has come to: written with each batch, in its transaction. */
export type ImportCursor = {
  phase: 'opening' | 'stage' | 'settle' | 'walk'
  /** The last line of the phase that is done. */
  line: number
  linesRead: number
  linesRejected: number
  findingsKept: number
  /** Values left out of lines that are kept. */
  warnings: number
  identifiersDerived: number
  fates: Partial<Record<Entity, Fates>>
  /** Nothing was known from this source when the walk began: every line is new. */
  isFresh: boolean
  /** When the lines had to be read again, where the walk had come to. */
  walkFrom: number
}

export const firstCursor: ImportCursor = {
  phase: 'opening',
  line: 0,
  linesRead: 0,
  linesRejected: 0,
  findingsKept: 0,
  warnings: 0,
  identifiersDerived: 0,
  fates: {},
  isFresh: false,
  walkFrom: 0,
}

export const addFates = (
  fates: ImportCursor['fates'],
  more: Partial<Record<Entity, Fates>>,
): ImportCursor['fates'] => {
  const sum = { ...fates }
  for (const [entity, { created, changed, leftAlone }] of Object.entries(more) as [Entity, Fates][]) {
    const before = sum[entity] ?? { created: 0, changed: 0, leftAlone: 0 }
    sum[entity] = {
      created: before.created + created,
      changed: before.changed + changed,
      leftAlone: before.leftAlone + leftAlone,
    }
  }
  return sum
}
