import type { MoveKind, OccupancyKind } from '#domain/housing/kinds.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'

/** A stay: from its first day to its last, null while it lasts. */
export type Stay = {
  id: string
  kind: OccupancyKind
  place: string
  from: PlainDate
  to: PlainDate | null
  /** What the household left for. */
  move: MoveKind | null
}

export type PathSegment = (Stay & { isStay: true }) | { isStay: false; from: PlainDate; to: PlainDate }

/** The stays in the order they began, with the times nobody told about between them. Two stays may overlap: a move takes days. */
export const pathOf = (stays: readonly Stay[], today: PlainDate): PathSegment[] => {
  const ordered = stays.filter(({ from }) => from <= today).toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const segments: PathSegment[] = []
  let coveredTo: PlainDate | undefined
  for (const stay of ordered) {
    if (coveredTo && stay.from > addDays(coveredTo, 1))
      segments.push({ isStay: false, from: addDays(coveredTo, 1), to: addDays(stay.from, -1) })
    segments.push({ ...stay, isStay: true })
    const end = stay.to ?? today
    coveredTo = coveredTo === undefined || end > coveredTo ? end : coveredTo
  }
  return segments
}
