import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Approval } from '#contract/approvals.ts'
import type { ApprovalFact } from '#domain/housing/approvals.ts'
import type { Tx } from '#server/db.ts'
import type { Acting } from '#server/use-case.ts'

type Here = { tx: Tx; actor: { organisationId: string } }
type Event = Approval['events'][number]
export type Description = Pick<
  Approval,
  'kind' | 'activities' | 'territory' | 'authority' | 'reference' | 'responsibleId'
>
export type ApprovalRow = Description & {
  id: string
  version: number
  responsibleName: string
  events: Event[]
}

export const listApprovals = async ({ tx, actor }: Here): Promise<ApprovalRow[]> => {
  const { rows } = await sql<ApprovalRow>`
    select a.id, a.version, a.kind, a.activities, a.territory, a.authority, a.reference,
      a.responsible_id as "responsibleId", r.name as "responsibleName",
      coalesce((select json_agg(json_build_object('id', e.id, 'kind', e.kind, 'on', e.on_date, 'year', e.year,
          'until', e.until_on, 'by', m.name, 'cancelled', case when e.cancelled_at is not null
            then json_build_object('by', c.name, 'reason', e.cancelled_reason) end)
          order by e.on_date, e.recorded_at, e.id)
        from approval_event e
        join membership m on (m.organisation_id, m.id) = (e.organisation_id, e.recorded_by)
        left join membership c on (c.organisation_id, c.id) = (e.organisation_id, e.cancelled_by)
        where e.organisation_id = a.organisation_id and e.approval_id = a.id), '[]') as events
    from approval a join membership r on (r.organisation_id, r.id) = (a.organisation_id, a.responsible_id)
    where a.organisation_id = ${actor.organisationId}
    order by a.kind, a.id`.execute(tx)
  return rows
}

/** One at a time: two facts recorded at once follow one another. */
export const lockApproval = async (here: Here, id: string): Promise<ApprovalRow | undefined> => {
  await here.tx
    .selectFrom('approval')
    .where('organisation_id', '=', here.actor.organisationId)
    .where('id', '=', id)
    .select('id')
    .forUpdate()
    .execute()
  return (await listApprovals(here)).find((row) => row.id === id)
}

export const factsOf = ({ events }: Pick<ApprovalRow, 'events'>): ApprovalFact[] =>
  events
    .filter(({ cancelled }) => cancelled === null)
    .map(({ kind, on, year, until }) => ({ kind, on, year: year ?? undefined, until: until ?? undefined }))

const columnsOf = (one: Description) => ({
  kind: one.kind,
  activities: one.activities,
  territory: one.territory,
  authority: one.authority,
  reference: one.reference,
  responsible_id: one.responsibleId,
})

export const insertApproval = async ({ tx, actor }: Here, id: string, one: Description): Promise<void> => {
  await tx
    .insertInto('approval')
    .values({ organisation_id: actor.organisationId, id, ...columnsOf(one) })
    .execute()
}

export const updateApproval = async (
  { tx, actor }: Here,
  id: string,
  version: number,
  change: Description | undefined,
): Promise<void> => {
  await tx
    .updateTable('approval')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .set({ ...(change && columnsOf(change)), version: version + 1 })
    .execute()
}

type NewFact = Pick<Event, 'kind' | 'on' | 'year' | 'until'>

export const insertFact = async ({ tx, actor, now }: Acting, approvalId: string, fact: NewFact) => {
  await tx
    .insertInto('approval_event')
    .values({
      organisation_id: actor.organisationId,
      id: randomUUIDv7(),
      approval_id: approvalId,
      kind: fact.kind,
      on_date: fact.on,
      year: fact.year,
      until_on: fact.until,
      recorded_by: actor.membershipId,
      recorded_at: now,
    })
    .execute()
}

export const cancelFactRow = async ({ tx, actor, now }: Acting, eventId: string, reason: string) => {
  await tx
    .updateTable('approval_event')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', eventId)
    .set({ cancelled_at: now, cancelled_by: actor.membershipId, cancelled_reason: reason })
    .execute()
}
