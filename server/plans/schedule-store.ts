import { sql } from 'kysely'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Instalment } from '#domain/plans/schedule.ts'
import type { VersionEventKind } from '#domain/plans/schedule-versions.ts'
import type { Tx } from '#server/db.ts'

export type NewSchedule = {
  planId: string
  number: number
  reason: string
  effectiveOn: PlainDate
  awaitsAgreement: boolean
  needsPayerApproval: boolean
  frozenCount: number
  writtenOffCents: number
  madeBy: string
  rows: readonly Instalment[]
}

export const insertSchedule = async (tx: Tx, organisationId: string, made: NewSchedule): Promise<void> => {
  await tx
    .insertInto('plan_schedule')
    .values({
      organisation_id: organisationId,
      plan_id: made.planId,
      number: made.number,
      reason: made.reason,
      effective_on: made.effectiveOn,
      awaits_agreement: made.awaitsAgreement,
      needs_payer_approval: made.needsPayerApproval,
      frozen_count: made.frozenCount,
      written_off_cents: made.writtenOffCents,
      made_by: made.madeBy,
    })
    .execute()
  await tx
    .insertInto('plan_instalment')
    .values(
      made.rows.map((row) => ({
        organisation_id: organisationId,
        plan_id: made.planId,
        schedule_number: made.number,
        number: row.number,
        due_on: row.dueOn,
        amount_cents: row.amountCents,
      })),
    )
    .execute()
}

export type StoredVersionEvent = {
  kind: VersionEventKind
  on: PlainDate
  note: string | null
  fileId: string | null
  recordedBy: string
}

export type StoredSchedule = Omit<NewSchedule, 'rows'> & {
  madeAt: Date
  rows: Instalment[]
  events: StoredVersionEvent[]
}

/** Every version of the schedules of some plans with what was recorded of it, oldest first. */
export const listSchedules = (
  tx: Tx,
  organisationId: string,
  planIds: readonly string[],
): Promise<StoredSchedule[]> =>
  tx
    .selectFrom('plan_schedule as s')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 's.organisation_id').onRef('m.id', '=', 's.made_by'),
    )
    .where('s.organisation_id', '=', organisationId)
    .where('s.plan_id', '=', sql<string>`any (${planIds}::uuid[])`)
    .select([
      's.plan_id as planId',
      's.number',
      's.reason',
      's.effective_on as effectiveOn',
      's.awaits_agreement as awaitsAgreement',
      's.needs_payer_approval as needsPayerApproval',
      's.frozen_count as frozenCount',
      's.written_off_cents as writtenOffCents',
      'm.name as madeBy',
      's.made_at as madeAt',
      sql<Instalment[]>`(select json_agg(json_build_object('number', i.number, 'dueOn', i.due_on,
          'amountCents', i.amount_cents) order by i.number)
        from plan_instalment i where (i.organisation_id, i.plan_id, i.schedule_number)
          = (s.organisation_id, s.plan_id, s.number))`.as('rows'),
      sql<StoredVersionEvent[]>`coalesce((select json_agg(json_build_object('kind', e.kind, 'on', e.event_on,
          'note', e.note, 'fileId', e.file_id, 'recordedBy', r.name) order by e.event_on, e.recorded_at)
        from plan_schedule_event e join membership r on (r.organisation_id, r.id) = (e.organisation_id, e.recorded_by)
        where (e.organisation_id, e.plan_id, e.schedule_number) = (s.organisation_id, s.plan_id, s.number)), '[]')`.as(
        'events',
      ),
    ])
    .orderBy('s.plan_id')
    .orderBy('s.number')
    .execute()

export type NewVersionEvent = Omit<StoredVersionEvent, 'recordedBy'> & {
  planId: string
  scheduleNumber: number
  recordedBy: string
}

export const insertVersionEvents = async (
  tx: Tx,
  organisationId: string,
  events: readonly NewVersionEvent[],
): Promise<void> => {
  await tx
    .insertInto('plan_schedule_event')
    .values(
      events.map((event) => ({
        organisation_id: organisationId,
        plan_id: event.planId,
        schedule_number: event.scheduleNumber,
        kind: event.kind,
        event_on: event.on,
        note: event.note,
        file_id: event.fileId,
        recorded_by: event.recordedBy,
      })),
    )
    .execute()
}
