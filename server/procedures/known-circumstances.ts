import type { FieldValues, ProcedureDefinition } from '#domain/procedures/definition.ts'
import { findCurrentStay } from '#server/housing/find-stay.ts'
import { readLocalCircumstances } from '#server/procedures/local-circumstances.ts'
import type { Home } from '#server/tenancies/list-homes.ts'
import type { Acting } from '#server/use-case.ts'

type Asked = { householdId: string; definition: ProcedureDefinition; home: Home | undefined }

/** What the file already knows of what a procedure asks at its opening; the person who opens it reads it again. */
export const readCircumstances = async (
  context: Pick<Acting, 'tx' | 'actor' | 'today'>,
  { householdId, definition, home }: Asked,
): Promise<FieldValues> => {
  const kind = await organisationKind(context)
  const place = home?.address ?? (await findCurrentStay(context, householdId, context.today))?.place
  const department = departmentOf(place ?? '')
  const known: Partial<FieldValues> = {
    leaseSignedOn: home?.startedOn,
    landlord: kind === 'landlord' ? 'legal-person' : undefined,
    department,
    ...(await readLocalCircumstances(context, definition, department)),
  }
  return Object.fromEntries(
    definition.circumstances.flatMap((field) => {
      const value = known[field.key]
      const fits =
        field.type !== 'choice' || (value !== undefined && Object.hasOwn(field.options, String(value)))
      const isName = field.key === 'landlord' && field.type !== 'choice'
      return value !== undefined && fits && !isName ? [[field.key, value]] : []
    }),
  )
}

const organisationKind = async ({ tx, actor }: Pick<Acting, 'tx' | 'actor'>): Promise<string> => {
  const { kind } = await tx
    .selectFrom('organisation')
    .where('id', '=', actor.organisationId)
    .select('kind')
    .executeTakeFirstOrThrow()
  return kind
}

/** From the post code: 2A or 2B for Corsica, three figures overseas. */
export const departmentOf = (address: string): string | undefined => {
  const code = /\b(\d{5})\b(?!.*\b\d{5}\b)/.exec(address)?.[1]
  if (!code) return undefined
  if (code.startsWith('97') || code.startsWith('98')) return code.slice(0, 3)
  if (code.startsWith('20')) return Number(code) < 20_200 ? '2A' : '2B'
  return code.slice(0, 2)
}
