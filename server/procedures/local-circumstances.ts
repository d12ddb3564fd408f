import type { FieldValues, ProcedureDefinition } from '#domain/procedures/definition.ts'
import { findDaloRule } from '#server/local-rules/find-rule.ts'
import type { Acting } from '#server/use-case.ts'

const localFields = ['overseas', 'largeTown', 'longWaitMonths']

/** What the rule of the département says of the delays of an access to housing: the préfet's, the commission's. */
export const readLocalCircumstances = async (
  context: Pick<Acting, 'tx' | 'actor' | 'today'>,
  definition: ProcedureDefinition,
  department: string | undefined,
): Promise<FieldValues> => {
  if (!department || !definition.circumstances.some(({ key }) => localFields.includes(key))) return {}
  const found = await findDaloRule(context, department, context.today)
  if (!found) return {}
  const { isOverseas, hasLargeAgglomeration, longWaitMonths } = found.rule
  return {
    overseas: isOverseas,
    ...(hasLargeAgglomeration !== null && { largeTown: hasLargeAgglomeration }),
    ...(longWaitMonths !== null && { longWaitMonths }),
  }
}
