import { sql } from 'kysely'
import { compareDates, type PlainDate } from '#domain/plain-date.ts'
import type { FieldValues, ProcedureFact } from '#domain/procedures/definition.ts'
import { definitionOf } from '#domain/procedures/definitions.ts'
import { deriveProcedure } from '#domain/procedures/derive.ts'
import type { ProcedureKind } from '#domain/procedures/kinds.ts'
import { readProcedureLaw } from '#server/procedures/read-law.ts'
import type { Acting } from '#server/use-case.ts'

/** A procedure of the household as it stands today, with its facts and its deadlines. */
export type FoundProcedure = {
  procedureId: string
  kind: ProcedureKind
  state: string
  since: PlainDate
  hasEnded: boolean
  openedOn: PlainDate
  circumstances: FieldValues
  facts: readonly ProcedureFact[]
  deadlines: { rule: string; dueOn: PlainDate; status: string }[]
}

type Row = Pick<FoundProcedure, 'procedureId' | 'kind' | 'openedOn' | 'circumstances'> & {
  facts: ProcedureFact[]
}

const listRows = async (
  { tx, actor }: Pick<Acting, 'tx' | 'actor'>,
  householdId: string,
  kinds: readonly ProcedureKind[],
): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select p.id as "procedureId", p.kind, p.opened_on as "openedOn", p.circumstances,
      (select coalesce(json_agg(json_build_object('id', f.id, 'event', f.event, 'on', f.on_date, 'detail', f.detail)
          order by f.on_date, f.id), '[]') from procedure_fact f
        where f.organisation_id = p.organisation_id and f.procedure_id = p.id and f.cancelled_at is null) as facts
    from procedure p
    where p.organisation_id = ${actor.organisationId} and p.household_id = ${householdId}
      and p.cancelled_at is null and p.kind in (${sql.join(kinds)})
    order by p.opened_on, p.id`.execute(tx)
  return rows
}

/**
 * The latest procedure of each kind asked, one under way before one that has ended. Drawn now rather than read from its
 * picture: a letter tells the dates of its own day.
 */
export const findProcedures = async (
  context: Pick<Acting, 'tx' | 'actor' | 'today'>,
  householdId: string,
  kinds: readonly ProcedureKind[],
): Promise<Partial<Record<ProcedureKind, FoundProcedure>>> => {
  const rows = await listRows(context, householdId, kinds)
  if (rows.length === 0) return {}
  const law = await readProcedureLaw(context)
  const drawn = rows.flatMap((row): FoundProcedure[] => {
    const definition = definitionOf(row.kind)
    if (!definition) return []
    const derived = deriveProcedure(definition, row, row.facts, law, context.today)
    const { state, since, hasEnded } = derived
    const deadlines = derived.deadlines.map(({ rule, dueOn, status }) => ({ rule: rule.rule, dueOn, status }))
    return [{ ...row, state, since, hasEnded, deadlines }]
  })
  const inOrder = drawn.toSorted(
    (a, b) => Number(b.hasEnded) - Number(a.hasEnded) || compareDates(a.openedOn, b.openedOn),
  )
  return Object.fromEntries(inOrder.map((found) => [found.kind, found]))
}

export const stateLabelOf = (kind: ProcedureKind, state: string): string =>
  definitionOf(kind)?.states[state]?.label ?? state

export const lastFactOf = (found: FoundProcedure | undefined, ...events: string[]) =>
  found?.facts.findLast(({ event }) => events.includes(event))

export const dueOf = (found: FoundProcedure | undefined, ...rules: string[]): PlainDate | null =>
  found?.deadlines.findLast(({ rule }) => rules.includes(rule))?.dueOn ?? null

export const textIn = (values: FieldValues | undefined, key: string): string | null => {
  const value = values?.[key]
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}
