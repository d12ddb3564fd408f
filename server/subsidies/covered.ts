import { type Cents, sumCents } from '#domain/money.ts'
import type { Paying } from '#server/disbursements/paying.ts'
import { listAskedLoans } from '#server/subsidies/asked-loans.ts'
import { sumProposed } from '#server/subsidies/settlement-store.ts'

/** What of a shortfall is already proposed to be settled, or asked for as a loan of its own. */
export const sumCovered = async (
  acting: Paying,
  advance: { id: string; applicationId: string },
): Promise<Cents> => {
  const asked = await listAskedLoans(acting, advance)
  return (await sumProposed(acting, advance.id)) + sumCents(asked.map(({ pendingCents }) => pendingCents))
}
