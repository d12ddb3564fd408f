import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import { type DescribedField, describeDefinition } from '#domain/programmes/describe-definition.ts'

/** What one heading loses and gains; `moved` when only the order changes. */
export type DefinitionChange = {
  key: string
  label: string
  removed: string[]
  added: string[]
  moved: boolean
}

export const sourcesOf = ({ eligibility }: Pick<ProgrammeDefinition, 'eligibility'>): DescribedField => ({
  key: 'eligibility-sources',
  label: 'Sources des conditions',
  lines: eligibility.map(({ source }) => source),
})

/** What changes from one version of a programme to the next, heading by heading. */
export const compareDefinitions = (
  before: ProgrammeDefinition,
  after: ProgrammeDefinition,
): DefinitionChange[] =>
  compareFields(
    [...describeDefinition(before), sourcesOf(before)],
    [...describeDefinition(after), sourcesOf(after)],
  )

/** What changes between two descriptions, heading by heading. */
export const compareFields = (
  former: readonly DescribedField[],
  latter: readonly DescribedField[],
): DefinitionChange[] =>
  latter.flatMap((field) => {
    const earlier = former.find(({ key }) => key === field.key)?.lines ?? []
    const removed = earlier.filter((line) => !field.lines.includes(line))
    const added = field.lines.filter((line) => !earlier.includes(line))
    const moved = removed.length + added.length === 0 && earlier.join('\n') !== field.lines.join('\n')
    return removed.length + added.length > 0 || moved
      ? [{ key: field.key, label: field.label, removed, added, moved }]
      : []
  })
