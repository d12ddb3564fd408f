import type { PlainDate } from '#domain/plain-date.ts'
import { readGround, screenTenancies } from '#server/arrears/screen-tenancies.ts'
import type { Tx } from '#server/db.ts'

type Caller = {
  tx: Tx
  actor: { organisationId: string; membershipId?: string }
  today: PlainDate
  now: Date
}

/** Screens a few tenancies again at once: after a fact was recorded, a plan agreed, a line corrected. */
export const screenTenancy = async (caller: Caller, ...tenancyIds: string[]): Promise<void> => {
  await screenTenancies(caller, { ids: tenancyIds }, await readGround(caller, caller.today))
}
