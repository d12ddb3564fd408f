import { randomUUIDv7 } from 'node:crypto'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type {
  GlidingEventKind,
  GlidingFact,
  GlidingStanding,
  GlidingStatus,
} from '#domain/housing/gliding-lease.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

type Here = { tx: Tx; actor: { organisationId: string } }
type Writing = { tx: Tx; actor: { organisationId: string; membershipId: string }; now: Date }

export type GlidingLeaseRow = {
  id: string
  householdId: string
  measureId: string | null
  place: string
  landlordName: string
  mainTenantName: string
  conventionMonths: number
  status: string
  version: number
}

export type GlidingEventRow = {
  id: string
  glidingLeaseId: string
  kind: GlidingEventKind
  on: PlainDate
  offersLease: boolean | null
  reasons: string | null
  present: string[]
  by: string
  cancelled: { by: string; reason: string } | null
}

const leases = ({ tx, actor }: Here) =>
  tx
    .selectFrom('gliding_lease')
    .where('organisation_id', '=', actor.organisationId)
    .select([
      'id',
      'household_id as householdId',
      'measure_id as measureId',
      'place',
      'landlord_name as landlordName',
      'main_tenant_name as mainTenantName',
      'convention_months as conventionMonths',
      'status',
      'version',
    ])

export const listLeasesOf = (here: Here, householdId: string): Promise<GlidingLeaseRow[]> =>
  leases(here).where('household_id', '=', householdId).orderBy('id', 'desc').execute()

export const lockLease = (
  here: Here,
  householdId: string,
  id: string,
): Promise<GlidingLeaseRow | undefined> =>
  leases(here).where('household_id', '=', householdId).where('id', '=', id).forUpdate().executeTakeFirst()

/** Those still open, in the order of their identifiers: for the nightly round. */
export const listOpenLeases = (here: Here, after: string, limit: number): Promise<GlidingLeaseRow[]> =>
  leases(here).where('is_open', '=', true).where('id', '>', after).orderBy('id').limit(limit).execute()

export const listEvents = async (
  { tx, actor }: Here,
  leaseIds: readonly string[],
): Promise<GlidingEventRow[]> => {
  if (leaseIds.length === 0) return []
  const { rows } = await sql<GlidingEventRow>`
    select e.id, e.gliding_lease_id as "glidingLeaseId", e.kind, e.on_date as "on", e.offers_lease as "offersLease",
      e.reasons, e.present, m.name as by,
      case when e.cancelled_at is not null
        then json_build_object('by', c.name, 'reason', e.cancelled_reason) end as cancelled
    from gliding_event e
    join membership m on (m.organisation_id, m.id) = (e.organisation_id, e.recorded_by)
    left join membership c on (c.organisation_id, c.id) = (e.organisation_id, e.cancelled_by)
    where e.organisation_id = ${actor.organisationId} and e.gliding_lease_id = any (${leaseIds}::uuid[])
    order by e.on_date, e.recorded_at, e.id`.execute(tx)
  return rows
}

export const factsOf = (events: readonly GlidingEventRow[], leaseId: string): GlidingFact[] =>
  events
    .filter((event) => event.glidingLeaseId === leaseId && event.cancelled === null)
    .map(({ kind, on }) => ({ kind, on }))

type NewLease = Omit<GlidingLeaseRow, 'version' | 'status'>

export const insertLease = async ({ tx, actor }: Here, lease: NewLease): Promise<void> => {
  await tx
    .insertInto('gliding_lease')
    .values({
      organisation_id: actor.organisationId,
      id: lease.id,
      household_id: lease.householdId,
      measure_id: lease.measureId,
      place: lease.place,
      landlord_name: lease.landlordName,
      main_tenant_name: lease.mainTenantName,
      convention_months: lease.conventionMonths,
      status: 'convention-signed',
      is_open: true,
    })
    .execute()
}

type NewEvent = Pick<
  GlidingEventRow,
  'glidingLeaseId' | 'kind' | 'on' | 'offersLease' | 'reasons' | 'present'
>

export const insertEvent = async ({ tx, actor, now }: Writing, event: NewEvent): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('gliding_event')
    .values({
      organisation_id: actor.organisationId,
      id,
      gliding_lease_id: event.glidingLeaseId,
      kind: event.kind,
      on_date: event.on,
      offers_lease: event.offersLease,
      reasons: event.reasons,
      present: event.present,
      recorded_by: actor.membershipId,
      recorded_at: now,
    })
    .execute()
  return id
}

export const cancelEvent = async (
  { tx, actor, now }: Writing,
  eventId: string,
  reason: string,
): Promise<void> => {
  await tx
    .updateTable('gliding_event')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', eventId)
    .set({ cancelled_at: now, cancelled_by: actor.membershipId, cancelled_reason: reason })
    .execute()
}

/** Draws the picture that the list reads; `version` only when a person changed something. */
export const drawStanding = async (
  { tx, actor }: Here,
  id: string,
  standing: GlidingStanding | undefined,
  isOpen: boolean,
  version?: number,
): Promise<void> => {
  await tx
    .updateTable('gliding_lease')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .set({
      status: standing?.status ?? 'convention-signed',
      is_open: isOpen,
      next_due: standing?.nextDue?.what ?? null,
      next_due_on: standing?.nextDue?.on ?? null,
      ...(version === undefined ? {} : { version: version + 1 }),
    })
    .execute()
}

export type GlidingLine = {
  id: string
  householdId: string
  householdLabel: string
  place: string
  landlordName: string
  mainTenantName: string
  status: GlidingStatus
  nextDue: 'review' | 'notice' | null
  nextDueOn: PlainDate | null
}

/** `where` is a condition on `g` and `h`. Leases without anything due come last. */
export const listLines = async (
  { tx, actor }: Here,
  where: RawBuilder<SqlBool>,
  after: { dueOn: string; id: string } | undefined,
  limit: number,
): Promise<GlidingLine[]> => {
  const start = after
    ? sql`and (coalesce(g.next_due_on, 'infinity'::date), g.id) > (${after.dueOn}::date, ${after.id}::uuid)`
    : sql``
  const { rows } = await sql<GlidingLine>`
    select g.id, g.household_id as "householdId", h.label as "householdLabel", g.place,
      g.landlord_name as "landlordName", g.main_tenant_name as "mainTenantName", g.status,
      g.next_due as "nextDue", g.next_due_on as "nextDueOn"
    from gliding_lease g join household h on (h.organisation_id, h.id) = (g.organisation_id, g.household_id)
    where g.organisation_id = ${actor.organisationId} and ${where} ${start}
    order by coalesce(g.next_due_on, 'infinity'::date), g.id limit ${limit}`.execute(tx)
  return rows
}

export const selectLines =
  ({ actor }: Here, where: RawBuilder<SqlBool>) =>
  (limit: number) =>
    sql`(select 1 from gliding_lease g join household h on (h.organisation_id, h.id) = (g.organisation_id, g.household_id)
    where g.organisation_id = ${actor.organisationId} and ${where} limit ${limit})`
