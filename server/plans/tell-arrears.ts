import { type AssessmentGround, assessTenancy } from '#domain/arrears/assess-tenancy.ts'
import { readTenancyAccounts, type ScreenedAccount } from '#server/arrears/read-accounts.ts'
import { addArrearsEvent, addPlanBreaches, type NewArrearsEvent } from '#server/arrears/record-event.ts'
import { readGround } from '#server/arrears/screen-tenancies.ts'

/**
 * Writes what became of a plan in the arrears procedure (SM-1), when it has a place there: a plan agreed before any report
 * to the paying body is outside the procedure, and leaves it alone. Tells the event written, if any.
 */
export const tellArrears = async (context: Teller, event: NewArrearsEvent): Promise<string | undefined> => {
  const [placed] = await findPlaced(context, [event])
  return placed && addArrearsEvent(context, placed)
}

type Teller = Parameters<typeof addArrearsEvent>[0]
type Breach = NewArrearsEvent & { kind: 'plan-breached' }

/** The same of all the plans that a round found breached. */
export const tellBreaches = async (context: Teller, breaches: readonly Breach[]): Promise<void> =>
  addPlanBreaches(context, await findPlaced(context, breaches))

const findPlaced = async <Event extends NewArrearsEvent>(
  context: Teller,
  events: readonly Event[],
): Promise<Event[]> => {
  if (events.length === 0) return []
  const { tx, actor, today } = context
  const ground = await readGround(context, today)
  const byTenancy = new Map(events.map((event) => [event.tenancyId, event]))
  const accounts = await readTenancyAccounts(tx, actor.organisationId, [...byTenancy.keys()], ground)
  return accounts.flatMap((account) => {
    const event = byTenancy.get(account.tenancyId)
    return event && account.householdId === event.householdId && hasPlace(event, account, ground)
      ? [event]
      : []
  })
}

const hasPlace = (event: NewArrearsEvent, account: ScreenedAccount, ground: AssessmentGround): boolean => {
  const assess = (events: typeof account.events) =>
    assessTenancy({ ...account, events, hasReferent: account.referentId !== null }, ground).case
  const before = assess(account.events)
  const after = assess([...account.events, { kind: event.kind, on: event.on }])
  return after.unplaced.length === before.unplaced.length && after.stage !== before.stage
}
