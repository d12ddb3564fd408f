import { assessTenancy } from '#domain/arrears/assess-tenancy.ts'
import { readHouseholdAccounts } from '#server/arrears/read-accounts.ts'
import { addArrearsEvent, type NewArrearsEvent } from '#server/arrears/record-event.ts'
import { readGround } from '#server/arrears/screen-tenancies.ts'

/**
 * Writes what became of a plan in the arrears procedure (SM-1), when it has a place there: a plan agreed before any report
 * to the paying body is outside the procedure, and leaves it alone.
 */
export const tellArrears = async (
  context: Parameters<typeof addArrearsEvent>[0],
  event: NewArrearsEvent,
): Promise<void> => {
  const { tx, actor, today } = context
  const ground = await readGround(context, today)
  const accounts = await readHouseholdAccounts(tx, actor.organisationId, event.householdId, ground)
  const account = accounts.find(({ tenancyId }) => tenancyId === event.tenancyId)
  if (!account) return
  const assess = (events: typeof account.events) =>
    assessTenancy({ ...account, events, hasReferent: account.referentId !== null }, ground).case
  const before = assess(account.events)
  const after = assess([...account.events, { kind: event.kind, on: event.on }])
  const isPlaced = after.unplaced.length === before.unplaced.length && after.stage !== before.stage
  if (isPlaced) await addArrearsEvent(context, event)
}
