import type { PayeeKind } from '#domain/disbursements/kinds.ts'
import type { Acting } from '#server/use-case.ts'

/** One that can still be paid. */
export const findOpenPayee = async (
  { tx, actor }: { tx: Acting['tx']; actor: { organisationId: string } },
  payeeId: string,
): Promise<{ id: string; kind: PayeeKind; name: string; householdId: string | null } | undefined> => {
  const found = await tx
    .selectFrom('payee')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', payeeId)
    .where('closed_on', 'is', null)
    .select(['id', 'kind', 'name', 'household_id'])
    .executeTakeFirst()
  return (
    found && {
      id: found.id,
      kind: found.kind as PayeeKind,
      name: found.name,
      householdId: found.household_id,
    }
  )
}
