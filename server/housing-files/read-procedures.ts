import { sql } from 'kysely'
import { isPlainDate, type PlainDate } from '#domain/plain-date.ts'
import type { FieldValues } from '#domain/procedures/definition.ts'
import { definitionOf } from '#domain/procedures/definitions.ts'
import type { ProcedureKind } from '#domain/procedures/kinds.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>

/** A procedure of the household as its picture stands, with its facts and its deadlines. */
export type FoundProcedure = {
  procedureId: string
  state: string
  since: PlainDate
  hasEnded: boolean
  openedOn: PlainDate
  circumstances: FieldValues
  facts: { event: string; on: PlainDate; detail: FieldValues }[]
  deadlines: { rule: string; dueOn: PlainDate; status: string }[]
}

/** The latest procedure of each kind asked that was not opened by mistake. */
export const findProcedures = async (
  { tx, actor }: Here,
  householdId: string,
  kinds: readonly ProcedureKind[],
): Promise<Partial<Record<ProcedureKind, FoundProcedure>>> => {
  const { rows } = await sql<FoundProcedure & { kind: ProcedureKind }>`
    select distinct on (p.kind) p.kind, p.id as "procedureId", p.opened_on as "openedOn", p.circumstances,
      s.state, s.since, s.has_ended as "hasEnded",
      (select coalesce(json_agg(json_build_object('event', f.event, 'on', f.on_date, 'detail', f.detail)
          order by f.on_date, f.id), '[]') from procedure_fact f
        where f.organisation_id = p.organisation_id and f.procedure_id = p.id and f.cancelled_at is null) as facts,
      (select coalesce(json_agg(json_build_object('rule', d.rule, 'dueOn', d.due_on, 'status', d.status)
          order by d.due_on), '[]') from procedure_deadline d
        where d.organisation_id = p.organisation_id and d.procedure_id = p.id) as deadlines
    from procedure p
    join procedure_standing s on (s.organisation_id, s.procedure_id) = (p.organisation_id, p.id)
    where p.organisation_id = ${actor.organisationId} and p.household_id = ${householdId}
      and p.cancelled_at is null and p.kind in (${sql.join(kinds)})
    order by p.kind, s.has_ended, p.opened_on desc, p.id desc`.execute(tx)
  return Object.fromEntries(rows.map(({ kind, ...found }) => [kind, found]))
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

export const dayIn = (values: FieldValues | undefined, key: string): PlainDate | null => {
  const value = values?.[key]
  return isPlainDate(value) ? value : null
}
