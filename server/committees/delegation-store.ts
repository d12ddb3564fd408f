import type { Delegation } from '#domain/committees/decide-line.ts'
import type { Acting } from '#server/use-case.ts'

/** What the caller was allowed to decide alone, past and to come. */
export const listOwnDelegations = async ({
  tx,
  actor,
}: Pick<Acting, 'tx' | 'actor'>): Promise<Delegation[]> => {
  const rows = await tx
    .selectFrom('funding_delegation')
    .where('organisation_id', '=', actor.organisationId)
    .where('membership_id', '=', actor.membershipId)
    .select(['product_id', 'max_cents', 'from_on', 'until_on'])
    .execute()
  return rows.map((row) => ({
    productId: row.product_id,
    maxCents: row.max_cents,
    fromOn: row.from_on,
    untilOn: row.until_on,
  }))
}
