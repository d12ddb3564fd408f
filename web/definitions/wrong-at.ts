import type { DefinitionProblem } from '#domain/programmes/check-definition.ts'

/** What to say beside a field: what is missing is told before publishing, not while typing. */
export const wrongAt = (problems: readonly DefinitionProblem[]) => (path: string) =>
  problems.find((one) => one.path === path && !one.isMissing)?.message
