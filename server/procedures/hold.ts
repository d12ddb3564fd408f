import type { Action } from '#domain/access.ts'
import { reachOf } from '#domain/access.ts'
import { compartmentsRead, compartmentsWritten } from '#domain/casework/compartments.ts'
import type { Law, ProcedureDefinition } from '#domain/procedures/definition.ts'
import { definitionOf, procedureDefinitions } from '#domain/procedures/definitions.ts'
import { type ProcedureKind, procedureKinds } from '#domain/procedures/kinds.ts'
import { readProcedureLaw } from '#server/procedures/read-law.ts'
import type { Acting, Actor } from '#server/use-case.ts'
import { listFacts, listProcedures, lockProcedure, type StoredFact, type StoredProcedure } from './store.ts'

/** A procedure as it is stored, with its table and every fact ever recorded. */
export type FoundProcedure = {
  procedure: StoredProcedure
  definition: ProcedureDefinition
  facts: StoredFact[]
}

/** The kinds whose side of the file the role reads. */
export const kindsRead = ({ role }: Pick<Actor, 'role'>): ProcedureKind[] => {
  const sides = compartmentsRead(role)
  return procedureKinds.filter((kind) => {
    const definition = procedureDefinitions[kind]
    return definition !== undefined && sides.includes(definition.compartment)
  })
}

export const mayWriteKind = ({ role }: Pick<Actor, 'role'>, kind: ProcedureKind): boolean => {
  const definition = definitionOf(kind)
  const writes: Action = 'write-procedures'
  return (
    definition !== null &&
    reachOf(role, writes) !== 'never' &&
    compartmentsWritten(role).includes(definition.compartment)
  )
}

type Named = { householdId: string; procedureId: string }

/** A procedure of this household on a side that the caller reads; the rest does not exist. */
export const findProcedure = async (
  { tx, actor }: Pick<Acting, 'tx' | 'actor'>,
  { householdId, procedureId }: Named,
): Promise<FoundProcedure | undefined> => {
  const [procedure] = await listProcedures(tx, actor.organisationId, [procedureId])
  if (!procedure || procedure.householdId !== householdId) return undefined
  const definition = definitionOf(procedure.kind)
  if (!definition || !compartmentsRead(actor.role).includes(definition.compartment)) return undefined
  return { procedure, definition, facts: await listFacts(tx, actor.organisationId, [procedureId]) }
}

export type HeldProcedure =
  | (FoundProcedure & { law: Law; refused?: undefined })
  | { refused: 'unknown-record' | 'stale-version' | 'was-cancelled'; current?: { version: number } }

/** The procedure to change, held until the end of the transaction, if it is still as it was read. */
export const holdProcedure = async (
  context: Pick<Acting, 'tx' | 'actor'>,
  { version, ...named }: Named & { version: number },
): Promise<HeldProcedure> => {
  await lockProcedure(context.tx, context.actor.organisationId, named.procedureId)
  const found = await findProcedure(context, named)
  if (!found || !mayWriteKind(context.actor, found.procedure.kind)) return { refused: 'unknown-record' }
  if (found.procedure.cancelledAt) return { refused: 'was-cancelled' }
  if (found.procedure.version !== version)
    return { refused: 'stale-version', current: { version: found.procedure.version } }
  return { ...found, law: await readProcedureLaw(context) }
}
