import type { Labels } from '#domain/tenancies/kinds.ts'

/** How the list of measures is sorted and narrowed: what the screen and the server share. */
const sortRows = {
  due: 'Prochaine échéance',
  end: 'Fin de la période',
  contact: 'Dernier contact',
  name: 'Nom du ménage',
} as const
export type MeasureSort = keyof typeof sortRows
export const measureSorts = Object.keys(sortRows) as MeasureSort[]
export const measureSortLabels: Labels<MeasureSort> = sortRows

const scopeRows = {
  open: 'Ouvertes',
  running: 'En cours',
  waiting: 'Avant le début',
  closed: 'Closes',
  all: 'Toutes',
} as const
export type MeasureScope = keyof typeof scopeRows
export const measureScopes = Object.keys(scopeRows) as MeasureScope[]
export const measureScopeLabels: Labels<MeasureScope> = scopeRows

const partRows = {
  lead: 'Référent de la mesure',
  support: 'En appui',
  volunteer: 'Bénévole',
} as const
/** What somebody does in a measure. */
export type WorkerPart = keyof typeof partRows
export const workerParts = Object.keys(partRows) as WorkerPart[]
export const workerPartLabels: Labels<WorkerPart> = partRows

/** Without a rhythm, a household one has not met for this long is shown as left alone. */
export const silenceDays = 45
/** A term is announced this many days ahead. */
export const endingDays = 30
/** All those a coordinator assigns at once. */
export const largestMeasureBatch = 200
