import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { ProcedureSummary } from '#contract/procedure-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { definitionOf } from '#domain/procedures/definitions.ts'
import type { ProcedureKind } from '#domain/procedures/kinds.ts'
import { kindsRead, mayWriteKind } from '#server/procedures/hold.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const ofHousehold = useCase(contract.procedures.ofHousehold, async (context, { householdId }) => {
  const kinds = kindsRead(context.actor)
  const rows = await listPictures(context, householdId, kinds)
  return {
    procedures: rows.flatMap(summaryOf),
    openable: kinds.filter((kind) => mayWriteKind(context.actor, kind)),
  }
})

type Picture = {
  procedureId: string
  kind: ProcedureKind
  openedOn: PlainDate
  state: string
  since: PlainDate
  nextLabel: string | null
  nextDueOn: PlainDate | null
  nextIsLegal: boolean | null
}

/** Those under way first, the earliest date awaited first. */
const listPictures = async (
  { tx, actor, today }: Acting,
  householdId: string,
  kinds: readonly ProcedureKind[],
): Promise<Picture[]> => {
  const { rows } = await sql<Picture>`
    select p.id as "procedureId", p.kind, p.opened_on as "openedOn", s.state, s.since, d.label as "nextLabel",
      d.due_on as "nextDueOn", d.is_legal as "nextIsLegal"
    from procedure p
    join procedure_standing s on (s.organisation_id, s.procedure_id) = (p.organisation_id, p.id)
    left join lateral (select label, due_on, is_legal from procedure_deadline d
      where d.organisation_id = p.organisation_id and d.procedure_id = p.id and d.status = 'open'
        and (d.sense = 'act-by' or d.due_on >= ${today})
      order by d.due_on, d.key limit 1) d on true
    where p.organisation_id = ${actor.organisationId} and p.household_id = ${householdId}
      and p.cancelled_at is null and p.kind = any (${kinds}::text[])
    order by s.has_ended, d.due_on nulls last, p.opened_on desc, p.id`.execute(tx)
  return rows
}

const summaryOf = ({ nextLabel, nextDueOn, nextIsLegal, ...row }: Picture): ProcedureSummary[] => {
  const definition = definitionOf(row.kind)
  if (!definition) return []
  const state = definition.states[row.state]
  return [
    {
      ...row,
      stateLabel: state?.label ?? row.state,
      ends: state?.ends ?? null,
      nextDue:
        nextLabel && nextDueOn ? { label: nextLabel, dueOn: nextDueOn, isLegal: nextIsLegal === true } : null,
    },
  ]
}
