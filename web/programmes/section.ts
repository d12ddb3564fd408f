import type { DefinitionProblem } from '#domain/programmes/check-definition.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'

/** What a section of the editor receives. `wrong` is what to say beside a field: `length.firstMonths`. */
export type SectionProps = {
  definition: ProgrammeDefinition
  set: (change: Partial<ProgrammeDefinition>) => void
  wrong: (path: string) => string | undefined
}

export const sectionRows = {
  identite: { title: 'Le dispositif', fields: ['name', 'source'] },
  ouverture: {
    title: 'Pour qui, quand, où',
    fields: ['from', 'to', 'territories', 'territory', 'prescribers', 'publics'],
  },
  conditions: { title: 'Conditions d’entrée', fields: ['eligibility'] },
  duree: { title: 'Phases et durée', fields: ['phases', 'length', 'overlap'] },
  suivi: { title: 'Accompagnement', fields: ['documents', 'rhythm', 'objectives', 'reviewEveryMonths'] },
  sortie: { title: 'Sortie et évaluation', fields: ['exits', 'evaluationMonths'] },
  moyens: { title: 'Places et comptes', fields: ['capacity', 'indicators', 'weightTenths'] },
} as const
type SectionKey = keyof typeof sectionRows
const sectionKeys = Object.keys(sectionRows) as SectionKey[]

export const sectionOf = ({ path }: DefinitionProblem): SectionKey => {
  const [first = ''] = path.split('.')
  return (
    sectionKeys.find((key) => (sectionRows[key].fields as readonly string[]).includes(first)) ?? 'identite'
  )
}

/** A repère that no line of the list bears: it is never shown, and never used again for another. */
export const nextKey = (word: string, keys: readonly string[]): string => {
  const numbers = keys.map((key) => Number(new RegExp(`^${word}-(\\d+)$`).exec(key)?.[1] ?? 0))
  return `${word}-${Math.max(0, ...numbers) + 1}`
}

/** The list with one line moved a place up or down. */
export const moved = <T>(lines: readonly T[], index: number, by: -1 | 1): T[] => {
  const next = [...lines]
  const [line] = next.splice(index, 1)
  if (line !== undefined) next.splice(index + by, 0, line)
  return next
}
