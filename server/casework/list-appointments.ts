import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { appointmentView, appointmentViews } from '#server/casework/appointment-store.ts'
import { countUpTo } from '#server/casework/count-up-to.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { useCase } from '#server/use-case.ts'

export const listAppointments = useCase(
  contract.appointments.list,
  async ({ tx, actor, today }, { householdId, after, limit }) => {
    let found = appointmentViews(tx, { actor, today })
    found = householdId
      ? found.where('x.household_id', '=', householdId)
      : found.where('x.membership_id', '=', actor.membershipId)
    const rows = await found
      .where(isAfter([sql`x.starts_at`, sql`x.id`], decodeKey(after, 2), 'desc'))
      .orderBy('x.starts_at', 'desc')
      .orderBy('x.id', 'desc')
      .limit(limit + 1)
      .execute()
    const page = cutPage(rows, limit, (row) => encodeKey(row.starts_at.toISOString(), row.id))
    return { rows: page.rows.map(appointmentView), next: page.next, total: await countUpTo(tx, found) }
  },
)
