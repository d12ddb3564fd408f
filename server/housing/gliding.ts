import { randomUUIDv7 } from 'node:crypto'
import { type SqlBool, sql } from 'kysely'
import type { GlidingLease } from '#contract/housing.ts'
import { contract } from '#contract/index.ts'
import {
  deriveGlidingLease,
  type GlidingFact,
  isGlidingEnded,
  permittedGlidingEvents,
} from '#domain/housing/gliding-lease.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { countRows } from '#server/count-rows.ts'
import { lockHousehold } from '#server/households/lock-household.ts'
import { record } from '#server/journal.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import { holidaysAround } from '#server/parameters/holidays.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { withinReach } from '#server/reach.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import {
  cancelEvent,
  drawStanding,
  factsOf,
  type GlidingEventRow,
  type GlidingLeaseRow,
  insertEvent,
  insertLease,
  listEvents,
  listLeasesOf,
  listLines,
  lockLease,
  selectLines,
} from './gliding-store.ts'
import { isMeasureOf } from './measure-of.ts'

const derive = async (context: Acting, facts: readonly GlidingFact[], today: PlainDate) =>
  deriveGlidingLease(facts, today, holidaysAround(today), await readOrganisationParameters(context, today))

/** The gliding leases of a household, the latest first, each with its reviews and what may follow. */
export const readGlidingLeases = async (context: Acting, householdId: string): Promise<GlidingLease[]> => {
  const rows = await listLeasesOf(context, householdId)
  const events = await listEvents(
    context,
    rows.map(({ id }) => id),
  )
  return Promise.all(rows.map((row) => viewLease(context, row, events)))
}

const viewLease = async (
  context: Acting,
  { householdId: _, status: __, ...row }: GlidingLeaseRow,
  events: readonly GlidingEventRow[],
): Promise<GlidingLease> => {
  const standing = await derive(context, factsOf(events, row.id), context.today)
  const status = standing?.status ?? 'convention-signed'
  return {
    ...row,
    status,
    subleaseOn: standing?.subleaseOn ?? null,
    endedOn: standing?.endedOn ?? null,
    nextDue: standing?.nextDue ?? null,
    reviews: (standing?.reviews ?? []).map(({ review, ...rest }) => ({
      ...rest,
      dueOn: review.dueOn,
      why: review.why,
    })),
    events: events
      .filter(({ glidingLeaseId }) => glidingLeaseId === row.id)
      .map(({ glidingLeaseId: _lease, ...event }) => event),
    permitted: permittedGlidingEvents(status),
  }
}

export const signConvention = useCase(
  contract.housing.signConvention,
  async (context, { householdId, signedOn, ...lease }) => {
    if (signedOn > context.today) return context.refuse('in-the-future')
    if (!(await isMeasureOf(context, lease.measureId, householdId))) return context.refuse('unknown-measure')
    await lockHousehold(context, householdId)
    const known = await readGlidingLeases(context, householdId)
    if (known.some(({ status }) => !isGlidingEnded(status))) return context.refuse('already-gliding')
    const id = randomUUIDv7()
    await insertLease(context, { id, householdId, ...lease })
    await insertEvent(context, {
      glidingLeaseId: id,
      kind: 'convention-signed',
      on: signedOn,
      offersLease: null,
      reasons: null,
      present: [],
    })
    await record(context, {
      act: 'gliding-lease-convention-signed',
      subject: { kind: 'gliding-lease', id },
      householdId,
      after: { on: signedOn, conventionMonths: lease.conventionMonths },
    })
    return { glidingLeaseId: id }
  },
)

export const recordGlidingFact = useCase(
  contract.housing.recordGlidingFact,
  async (context, { householdId, glidingLeaseId, version, kind, on, ...said }) => {
    const lease = await lockLease(context, householdId, glidingLeaseId)
    if (!lease) return context.refuse('unknown-record')
    const events = await listEvents(context, [glidingLeaseId])
    if (lease.version !== version)
      return context.refuse('stale-version', await viewLease(context, lease, events))
    if (on > context.today) return context.refuse('in-the-future')
    const owesReasons = kind === 'not-offered' || (kind === 'prefect-told' && said.offersLease !== true)
    if (owesReasons && said.reasons === null) return context.refuse('reasons-needed')
    const facts = [...factsOf(events, glidingLeaseId), { kind, on }]
    const standing = await derive(context, facts, context.today)
    if (!standing || standing.ignored.length > 0) return context.refuse('not-now')
    await insertEvent(context, { glidingLeaseId, kind, on, ...said })
    await drawStanding(context, glidingLeaseId, standing, !isGlidingEnded(standing.status), version)
    await record(context, {
      act: `gliding-lease-${kind}`,
      subject: { kind: 'gliding-lease', id: glidingLeaseId },
      householdId,
      after: { on, offersLease: said.offersLease },
    })
    return { version: version + 1 }
  },
)

export const cancelGlidingFact = useCase(
  contract.housing.cancelGlidingFact,
  async (context, { householdId, glidingLeaseId, version, eventId, reason }) => {
    const lease = await lockLease(context, householdId, glidingLeaseId)
    const events = lease ? await listEvents(context, [glidingLeaseId]) : []
    const event = events.find(({ id, cancelled }) => id === eventId && cancelled === null)
    if (!lease || !event || event.kind === 'convention-signed') return context.refuse('unknown-record')
    if (lease.version !== version)
      return context.refuse('stale-version', await viewLease(context, lease, events))
    const left = events.filter(({ id }) => id !== eventId)
    const standing = await derive(context, factsOf(left, glidingLeaseId), context.today)
    if (!standing || standing.ignored.length > 0) return context.refuse('later-facts-need-it')
    await cancelEvent(context, eventId, reason)
    await drawStanding(context, glidingLeaseId, standing, !isGlidingEnded(standing.status), version)
    await record(context, {
      act: 'gliding-lease-fact-cancelled',
      subject: { kind: 'gliding-lease', id: glidingLeaseId },
      householdId,
      before: { kind: event.kind, on: event.on },
    })
    return { version: version + 1 }
  },
)

export const listGlidingLeases = useCase(
  contract.housing.listGlidingLeases,
  async (context, { isOpen, status, dueBefore, after, limit }) => {
    const { actor, today } = context
    const where = sql<SqlBool>`(g.is_open = ${isOpen} and (${status ?? null}::text is null or g.status = ${status ?? null})
      and (${dueBefore ?? null}::date is null or g.next_due_on <= ${dueBefore ?? null}::date)
      and ${withinReach(actor, today, 'read-housing-path', 'g.household_id')})`
    const [dueOn, id] = decodeKey(after, 2) ?? []
    const start =
      dueOn !== undefined && id !== undefined ? { dueOn: String(dueOn), id: String(id) } : undefined
    const found = await listLines(context, where, start, limit + 1)
    const page = cutPage(found, limit, (row) => encodeKey(row.nextDueOn ?? 'infinity', row.id))
    return { ...page, total: await countRows(context.tx, selectLines(context, where)) }
  },
)
