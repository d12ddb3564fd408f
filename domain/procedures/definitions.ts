import { allocation } from '#domain/procedures/allocation.ts'
import { ccapex } from '#domain/procedures/ccapex.ts'
import { cohesionProtocol } from '#domain/procedures/cohesion-protocol.ts'
import { daho } from '#domain/procedures/daho.ts'
import { dalo } from '#domain/procedures/dalo.ts'
import type { ProcedureDefinition } from '#domain/procedures/definition.ts'
import { eviction } from '#domain/procedures/eviction.ts'
import { fsl } from '#domain/procedures/fsl.ts'
import { housingApplication } from '#domain/procedures/housing-application.ts'
import type { ProcedureKind } from '#domain/procedures/kinds.ts'
import { overindebtedness } from '#domain/procedures/overindebtedness.ts'
import { socialAssessment } from '#domain/procedures/social-assessment.ts'
import { unfitHousing } from '#domain/procedures/unfit-housing.ts'

/** Every procedure Palier can open, by its kind. */
export const procedureDefinitions: Partial<Record<ProcedureKind, ProcedureDefinition>> = {
  'cohesion-protocol': cohesionProtocol,
  fsl,
  overindebtedness,
  eviction,
  ccapex,
  'social-assessment': socialAssessment,
  dalo,
  daho,
  'housing-application': housingApplication,
  allocation,
  'unfit-housing': unfitHousing,
}

export const definitionOf = (kind: ProcedureKind): ProcedureDefinition | null =>
  procedureDefinitions[kind] ?? null
