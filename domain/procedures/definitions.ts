import { ccapex } from '#domain/procedures/ccapex.ts'
import { cohesionProtocol } from '#domain/procedures/cohesion-protocol.ts'
import type { ProcedureDefinition } from '#domain/procedures/definition.ts'
import { eviction } from '#domain/procedures/eviction.ts'
import { fsl } from '#domain/procedures/fsl.ts'
import type { ProcedureKind } from '#domain/procedures/kinds.ts'
import { overindebtedness } from '#domain/procedures/overindebtedness.ts'
import { socialAssessment } from '#domain/procedures/social-assessment.ts'

/** Every procedure Palier can open, by its kind. */
export const procedureDefinitions: Partial<Record<ProcedureKind, ProcedureDefinition>> = {
  'cohesion-protocol': cohesionProtocol,
  fsl,
  overindebtedness,
  eviction,
  ccapex,
  'social-assessment': socialAssessment,
}

export const definitionOf = (kind: ProcedureKind): ProcedureDefinition | null =>
  procedureDefinitions[kind] ?? null
