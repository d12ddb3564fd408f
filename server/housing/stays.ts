import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import type { MoveKind, OccupancyKind } from '#domain/housing/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import { isMeasureOf } from './measure-of.ts'
import {
  findOccupancy,
  findTenancy,
  insertOccupancy,
  type OccupancyRow,
  updateOccupancy,
  writeMove,
} from './stay-store.ts'

type Written = {
  kind: OccupancyKind
  place: string
  landlordName: string | null
  mainTenantName: string | null
  caravanPlaces: number | null
  startedOn: PlainDate
  measureId: string | null
  end: { on: PlainDate; move: MoveKind } | null
}

const problemOf = ({ startedOn, end }: Written, today: PlainDate) => {
  if (startedOn > today || (end && end.on > today)) return 'in-the-future'
  return end && end.on < startedOn ? 'ends-before-start' : undefined
}

const rowOf = ({ end, ...facts }: Written): OccupancyRow => ({
  ...facts,
  endedOn: end?.on ?? null,
  endMove: end?.move ?? null,
})

/** What the journal keeps: never the place, which is free text. */
const told = ({ kind, startedOn, end }: Written) => ({
  kind,
  startedOn,
  endedOn: end?.on ?? null,
  move: end?.move ?? null,
})

export const addOccupancy = useCase(
  contract.housing.addOccupancy,
  async (context, { householdId, ...written }) => {
    const problem = problemOf(written, context.today)
    if (problem) return context.refuse(problem)
    if (!(await isMeasureOf(context, written.measureId, householdId)))
      return context.refuse('unknown-measure')
    const occupancyId = randomUUIDv7()
    await insertOccupancy(context, householdId, { id: occupancyId, ...rowOf(written) })
    await record(context, {
      act: 'occupancy-added',
      subject: { kind: 'occupancy', id: occupancyId },
      householdId,
      after: told(written),
    })
    return { occupancyId }
  },
)

export const changeOccupancy = useCase(
  contract.housing.changeOccupancy,
  async (context, { householdId, occupancyId, version, ...written }) => {
    const problem = problemOf(written, context.today)
    if (problem) return context.refuse(problem)
    const before = await findOccupancy(context, householdId, occupancyId)
    if (!before) return context.refuse('unknown-record')
    if (!(await isMeasureOf(context, written.measureId, householdId)))
      return context.refuse('unknown-measure')
    if (!(await updateOccupancy(context, occupancyId, version, rowOf(written))))
      return context.refuse('stale-version', before)
    await record(context, {
      act: written.end && !before.endedOn ? 'occupancy-ended' : 'occupancy-changed',
      subject: { kind: 'occupancy', id: occupancyId },
      householdId,
      before: {
        kind: before.kind,
        startedOn: before.startedOn,
        endedOn: before.endedOn,
        move: before.endMove,
      },
      after: told(written),
    })
    return { version: version + 1 }
  },
)

export const noteMove = useCase(
  contract.housing.noteMove,
  async (context, { householdId, tenancyId, move, version }) => {
    const tenancy = await findTenancy(context, householdId, tenancyId)
    if (!tenancy) return context.refuse('unknown-record')
    if (!tenancy.endedOn || tenancy.endedOn > context.today) return context.refuse('tenancy-running')
    if (!(await writeMove(context, { householdId, tenancyId, move, version })))
      return context.refuse('stale-version', { move: tenancy.move, version: tenancy.moveVersion })
    await record(context, {
      act: 'move-noted',
      subject: { kind: 'tenancy', id: tenancyId },
      householdId,
      before: { move: tenancy.move },
      after: { move },
    })
    return { version: (version ?? 0) + 1 }
  },
)
