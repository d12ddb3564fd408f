import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { checkFields, decideFact, type FactRefusal } from '#domain/procedures/decide.ts'
import type { FieldValues, Law, ProcedureDefinition } from '#domain/procedures/definition.ts'
import { definitionOf } from '#domain/procedures/definitions.ts'
import { factAct } from '#domain/procedures/journal-words.ts'
import type { ProcedureKind } from '#domain/procedures/kinds.ts'
import { findDocumentTitles } from '#server/documents/find-documents.ts'
import { record } from '#server/journal.ts'
import { type FoundProcedure, holdProcedure } from '#server/procedures/hold.ts'
import { readProcedureLaw } from '#server/procedures/read-law.ts'
import { activeFacts, type Redrawing, refreshProcedures } from '#server/procedures/refresh.ts'
import { useCase } from '#server/use-case.ts'
import { insertFact, listFacts, listProcedures, lockProcedure, updateProcedure } from './store.ts'

export const recordFact = useCase(contract.procedures.recordFact, async (context, input) => {
  const { actor, refuse } = context
  const held = await holdProcedure(context, input)
  if (held.refused) return refuse(held.refused, held.current)
  const { documentId, householdId } = input
  if (documentId && !(await findDocumentTitles(context, householdId, [documentId])).has(documentId))
    return refuse('unknown-record')
  const recorded = await addFact(context, held, { ...input, recordedBy: actor.membershipId })
  if (recorded.refused) return refuse(recorded.refused.reason, detailsOf(held.definition, recorded.refused))
  return { factId: recorded.factId, version: recorded.version, state: recorded.state }
})

export type NewFact = {
  event: string
  on: PlainDate
  detail: FieldValues
  documentId: string | null
  recordedBy: string | null
}
export type FactProblem = FactRefusal | { reason: 'field-refused'; key: string; problem: string }
export type RecordedFact =
  | { factId: string; version: number; state: string; refused?: undefined }
  | { refused: FactProblem }

/** Checks, writes, journals and draws again; the procedure is held by the caller. */
const addFact = async (
  context: Redrawing,
  { procedure, definition, facts, law }: FoundProcedure & { law: Law },
  { event, on, detail, documentId, recordedBy }: NewFact,
): Promise<RecordedFact> => {
  const { tx, actor, today, now } = context
  const problem = checkFields(definition.events[event]?.fields ?? [], detail, on)
  const asked = { definition, opened: procedure, law, today }
  const fact = { id: randomUUIDv7(), event, on, detail }
  const refused = decideFact(asked, activeFacts(facts), fact)
  if (refused?.reason === 'unknown-event') return { refused }
  if (problem) return { refused: { reason: 'field-refused', ...problem } }
  if (refused) return { refused }
  await insertFact(tx, actor.organisationId, {
    ...fact,
    procedureId: procedure.id,
    documentId,
    recordedBy,
    recordedAt: now,
  })
  const version = await updateProcedure(tx, actor.organisationId, procedure.id, null)
  await record(context, {
    act: factAct(procedure.kind, event),
    subject: { kind: 'procedure', id: procedure.id },
    householdId: procedure.householdId,
    // What was written in free words stays with the fact, never in the journal.
    after: { on, ...withoutTexts(definition, event, detail) },
  })
  const [drawn] = await refreshProcedures(context, [procedure.id], law)
  return { factId: fact.id, version, state: drawn?.derived.state ?? definition.start }
}

const withoutTexts = (definition: ProcedureDefinition, event: string, detail: FieldValues): FieldValues => {
  const texts = new Set(
    definition.events[event]?.fields?.filter(({ type }) => type === 'text').map(({ key }) => key),
  )
  return Object.fromEntries(Object.entries(detail).filter(([key]) => !texts.has(key)))
}

/** What the screen tells with the refusal. */
export const detailsOf = (definition: ProcedureDefinition, problem: FactProblem): unknown => {
  const labelOf = (event: string) => definition.events[event]?.label ?? event
  switch (problem.reason) {
    case 'field-refused':
      return { field: problem.key, because: problem.problem }
    case 'out-of-order':
      return { expected: problem.expected.map(labelOf) }
    case 'held-back':
      return { because: problem.because }
    case 'contradicts-later':
      return { later: { label: labelOf(problem.later.event), on: problem.later.on } }
    default:
      return undefined
  }
}

/**
 * Records a fact that another part of the file brings about (a plan that missed an instalment, a hearing prepared), if the
 * line takes it. Tells what became of it; the caller decides whether a refusal matters.
 */
export const recordProcedureFact = async (
  context: Redrawing,
  procedureId: string,
  fact: Omit<NewFact, 'recordedBy' | 'documentId'> & { documentId?: string | null },
): Promise<RecordedFact | { refused: { reason: 'unknown-record' } }> => {
  const { tx, actor } = context
  await lockProcedure(tx, actor.organisationId, procedureId)
  const [procedure] = await listProcedures(tx, actor.organisationId, [procedureId])
  const definition = procedure && definitionOf(procedure.kind satisfies ProcedureKind)
  if (!procedure || !definition || procedure.cancelledAt) return { refused: { reason: 'unknown-record' } }
  const facts = await listFacts(tx, actor.organisationId, [procedureId])
  const law = await readProcedureLaw(context)
  return addFact(
    context,
    { procedure, definition, facts, law },
    { documentId: null, ...fact, recordedBy: actor.membershipId ?? null },
  )
}
