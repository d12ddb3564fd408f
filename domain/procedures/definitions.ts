import type { ProcedureDefinition } from '#domain/procedures/definition.ts'
import { eviction } from '#domain/procedures/eviction.ts'
import type { ProcedureKind } from '#domain/procedures/kinds.ts'

/** Every procedure Palier can open, by its kind. */
export const procedureDefinitions: Partial<Record<ProcedureKind, ProcedureDefinition>> = {
  eviction,
}

export const definitionOf = (kind: ProcedureKind): ProcedureDefinition | null =>
  procedureDefinitions[kind] ?? null
