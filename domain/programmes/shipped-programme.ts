import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'

/** A programme that comes with Palier: a starting point, the organisation's own as soon as it is adopted. */
export type ShippedProgramme = { key: string; definition: ProgrammeDefinition }
