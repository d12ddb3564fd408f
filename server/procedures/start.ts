import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { checkFields } from '#domain/procedures/decide.ts'
import type { FieldValues } from '#domain/procedures/definition.ts'
import { definitionOf } from '#domain/procedures/definitions.ts'
import { wholeAct } from '#domain/procedures/journal-words.ts'
import type { ProcedureKind } from '#domain/procedures/kinds.ts'
import { record } from '#server/journal.ts'
import { mayWriteKind } from '#server/procedures/hold.ts'
import { readCircumstances } from '#server/procedures/known-circumstances.ts'
import { type Redrawing, refreshProcedures } from '#server/procedures/refresh.ts'
import { listHomes } from '#server/tenancies/list-homes.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { insertProcedure } from './store.ts'

export const prepare = useCase(contract.procedures.prepare, async (context, { householdId, kind }) => {
  const { actor, refuse } = context
  const definition = definitionOf(kind)
  if (!definition || !mayWriteKind(actor, kind)) return refuse('unknown-record')
  const homes = await listHomes(context, householdId)
  return {
    circumstances: await readCircumstances(context, { householdId, definition, home: homes[0] }),
    tenancies: homes.map(({ tenancyId, number, address }) => ({ tenancyId, number, address })),
  }
})

export const start = useCase(contract.procedures.start, async (context, input) => {
  const { actor, today, refuse } = context
  const { householdId, kind, tenancyId, openedOn, circumstances } = input
  const definition = definitionOf(kind)
  if (!definition || !mayWriteKind(actor, kind)) return refuse('unknown-record')
  if (openedOn > today) return refuse('future-fact')
  const problem = checkFields(definition.circumstances, circumstances, openedOn)
  if (problem) return refuse('field-refused', { field: problem.key, because: problem.problem })
  if (tenancyId && !(await listHomes(context, householdId)).some((home) => home.tenancyId === tenancyId))
    return refuse('unknown-record')
  if (await isOpen(context, input)) return refuse('already-open')
  return { procedureId: await openProcedure(context, input), version: 1 }
})

type Opening = {
  householdId: string
  kind: ProcedureKind
  tenancyId: string | null
  openedOn: PlainDate
  circumstances: FieldValues
}

/** Opens a procedure and draws it. For other parts of the file too: what is given is already checked. */
export const openProcedure = async (context: Redrawing, opening: Opening): Promise<string> => {
  const { tx, actor, now } = context
  const id = randomUUIDv7()
  await insertProcedure(tx, actor.organisationId, {
    id,
    ...opening,
    openedBy: actor.membershipId ?? null,
    openedAt: now,
  })
  await record(context, {
    act: wholeAct(opening.kind, 'opened'),
    subject: { kind: 'procedure', id },
    householdId: opening.householdId,
    after: { openedOn: opening.openedOn },
  })
  await refreshProcedures(context, [id])
  return id
}

/** One of a kind at a time for one home: a second order to pay is a fact of the first eviction. */
const isOpen = async ({ tx, actor }: Acting, { householdId, kind, tenancyId }: Opening): Promise<boolean> => {
  const found = await tx
    .selectFrom('procedure as p')
    .innerJoin('procedure_standing as s', (join) =>
      join.onRef('s.organisation_id', '=', 'p.organisation_id').onRef('s.procedure_id', '=', 'p.id'),
    )
    .where('p.organisation_id', '=', actor.organisationId)
    .where('p.household_id', '=', householdId)
    .where('p.kind', '=', kind)
    .where('p.tenancy_id', 'is not distinct from', tenancyId)
    .where('p.cancelled_at', 'is', null)
    .where('s.has_ended', '=', false)
    .select('p.id')
    .executeTakeFirst()
  return found !== undefined
}
