import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import { tellTerritory } from '#domain/territories/kinds.ts'

/** Where a programme applies, in words; empty: everywhere. */
export const tellPlaces = ({
  territories = [],
  territory,
}: Pick<ProgrammeDefinition, 'territories' | 'territory'>): string[] => [
  ...territories.map(tellTerritory),
  ...territory,
]
