import type { ArrearsEventKind } from '#domain/arrears/transitions.ts'
import type { Tx } from '#server/db.ts'

export const listEvents = async (tx: Tx, organisationId: string, householdId: string) => {
  const rows = await tx
    .selectFrom('arrears_event as e')
    .leftJoin('membership as r', (join) =>
      join.onRef('r.organisation_id', '=', 'e.organisation_id').onRef('r.id', '=', 'e.recorded_by'),
    )
    .leftJoin('membership as c', (join) =>
      join.onRef('c.organisation_id', '=', 'e.organisation_id').onRef('c.id', '=', 'e.cancelled_by'),
    )
    .where('e.organisation_id', '=', organisationId)
    .where('e.household_id', '=', householdId)
    .selectAll('e')
    .select(['r.name as recorder', 'c.name as canceller'])
    .orderBy('e.happened_on')
    .orderBy('e.id')
    .execute()
  return rows.map(({ kind, ...row }) => ({ ...row, kind: kind as ArrearsEventKind }))
}

export const findEvent = (tx: Tx, organisationId: string, householdId: string, eventId: string) =>
  tx
    .selectFrom('arrears_event')
    .where('organisation_id', '=', organisationId)
    .where('household_id', '=', householdId)
    .where('id', '=', eventId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()
