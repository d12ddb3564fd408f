import type { Holidays } from '#domain/calendar.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { FieldValues, Law, ProcedureDefinition, ProcedureFact } from '#domain/procedures/definition.ts'
import { type DerivedProcedure, deriveProcedure } from '#domain/procedures/derive.ts'

/** The public holidays of 2026 and 2027 that the worked timelines meet. */
const holidays: Holidays = new Set<PlainDate>([
  '2026-01-01',
  '2026-04-06',
  '2026-05-01',
  '2026-05-08',
  '2026-05-14',
  '2026-05-25',
  '2026-07-14',
  '2026-08-15',
  '2026-11-01',
  '2026-11-11',
  '2026-12-25',
  '2027-01-01',
  '2027-03-29',
])

export const lawForTests: Law = {
  on: (day) => readParameters(legalParameters, day),
  holidays: () => holidays,
}

export type Told = readonly [on: PlainDate, event: string, detail?: FieldValues]

export const factsOf = (told: readonly Told[]): ProcedureFact[] =>
  told.map(([on, event, detail = {}], index) => ({ id: `f${index}`, event, on, detail }))

/** A procedure as its table draws it on a day, and the short questions a test asks of it. */
export const drawn = (
  definition: ProcedureDefinition,
  { openedOn, circumstances = {} }: { openedOn: PlainDate; circumstances?: FieldValues },
  told: readonly Told[],
  today: PlainDate,
) => {
  const derived: DerivedProcedure = deriveProcedure(
    definition,
    { openedOn, circumstances },
    factsOf(told),
    lawForTests,
    today,
  )
  const of = (rule: string) => derived.deadlines.findLast((one) => one.rule.rule === rule)
  return {
    ...derived,
    of,
    due: (rule: string) => of(rule)?.dueOn ?? null,
    problems: derived.steps.filter(({ problem }) => problem !== null).map(({ problem }) => problem),
    heldBack: (event: string) => derived.next.find((one) => one.event === event)?.heldBackBy,
    may: (event: string) => derived.next.some((one) => one.event === event && one.heldBackBy === null),
  }
}
