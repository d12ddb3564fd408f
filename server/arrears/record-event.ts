import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { assessTenancy } from '#domain/arrears/assess-tenancy.ts'
import { type ArrearsEventKind, derivedArrearsEvents } from '#domain/arrears/transitions.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { readHouseholdAccounts, type ScreenedAccount } from '#server/arrears/read-accounts.ts'
import { readGround } from '#server/arrears/screen-tenancies.ts'
import { screenTenancy } from '#server/arrears/screen-tenancy.ts'
import { settleRaisedTasks } from '#server/casework/raise-task.ts'
import { recordAll } from '#server/journal.ts'
import { type Context, useCase } from '#server/use-case.ts'

export const recordEvent = useCase(
  contract.arrears.recordEvent,
  async (context, { householdId, tenancyId, kind, on, note }) => {
    const { tx, actor, today, refuse } = context
    if (derivedArrearsEvents.includes(kind)) return refuse('from-ledger')
    if (on > today) return refuse('future-event')
    const ground = await readGround(context, today)
    const accounts = await readHouseholdAccounts(tx, actor.organisationId, householdId, ground)
    const account = accounts.find((one) => one.tenancyId === tenancyId)
    if (!account) return refuse('unknown-record')
    const assess = (events: ScreenedAccount['events']) =>
      assessTenancy({ ...account, events, hasReferent: account.referentId !== null }, ground).case
    const before = assess(account.events)
    const after = assess([...account.events, { kind, on }])
    if (after.unplaced.length > before.unplaced.length) return refuse('out-of-order')
    return { eventId: await addArrearsEvent(context, { householdId, tenancyId, kind, on, note }) }
  },
)

/** A person, or a nightly job. */
type Recorder = Pick<Context, 'tx' | 'today' | 'now'> & {
  actor: { organisationId: string; membershipId?: string }
}

export type NewArrearsEvent = {
  householdId: string
  tenancyId: string
  kind: ArrearsEventKind
  on: PlainDate
  note?: string | undefined
}

/** Writes a fact of the procedure and brings the tenancy's state up to date. For other capabilities too: an approved plan is one. */
export const addArrearsEvent = async (context: Recorder, event: NewArrearsEvent): Promise<string> => {
  const id = randomUUIDv7()
  await insertEvents(context, [{ id, ...event }])
  if (event.kind === 'reported-to-payer' || event.kind === 'reported-with-fsl')
    await settleReport(context, event.tenancyId)
  await screenTenancy(context, event.tenancyId)
  return id
}

/** The same for many tenancies at once: what became of the plans of a portfolio. */
export const addPlanBreaches = async (
  context: Recorder,
  breaches: readonly (NewArrearsEvent & { kind: 'plan-breached' })[],
): Promise<void> => {
  if (breaches.length === 0) return
  await insertEvents(
    context,
    breaches.map((event) => ({ id: randomUUIDv7(), ...event })),
  )
  await screenTenancy(context, ...breaches.map(({ tenancyId }) => tenancyId))
}

const insertEvents = async (context: Recorder, events: readonly (NewArrearsEvent & { id: string })[]) => {
  const { tx, actor } = context
  await tx
    .insertInto('arrears_event')
    .values(
      events.map(({ id, householdId, tenancyId, kind, on, note }) => ({
        organisation_id: actor.organisationId,
        id,
        tenancy_id: tenancyId,
        household_id: householdId,
        kind,
        happened_on: on,
        note: note ?? null,
        recorded_by: actor.membershipId ?? null,
      })),
    )
    .execute()
  await recordAll(
    context,
    events.map(({ id, householdId, tenancyId, kind, on }) => ({
      act: 'arrears-event-recorded',
      subject: { kind: 'arrears-event', id },
      householdId,
      after: { tenancyId, kind, on },
    })),
  )
}

/** What the screening asked for is done: its tasks have no more object. */
const settleReport = async (context: Recorder, tenancyId: string) => {
  const state = await context.tx
    .selectFrom('arrears_state')
    .where('organisation_id', '=', context.actor.organisationId)
    .where('tenancy_id', '=', tenancyId)
    .select('constituted_on')
    .executeTakeFirst()
  if (state?.constituted_on)
    await settleRaisedTasks(
      context,
      [
        `report-by/${tenancyId}/${state.constituted_on}`,
        `arrears-constituted/${tenancyId}/${state.constituted_on}`,
      ],
      'Signalement consigné',
    )
}
