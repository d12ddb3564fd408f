import { randomUUIDv7 } from 'node:crypto'
import type { AppointmentView } from '#contract/appointments.ts'
import type { Compartment } from '#domain/casework/compartments.ts'
import type { Reader } from '#server/casework/readable.ts'
import { visible } from '#server/casework/visible.ts'
import type { Tx } from '#server/db.ts'
import { record } from '#server/journal.ts'
import type { Acting } from '#server/use-case.ts'

export type AppointmentFacts = {
  title: string
  startsAt: string
  endsAt: string
  place: string | null
  withWhom: string | null
  remindMinutes: number | null
}
type NewAppointment = AppointmentFacts & {
  householdId: string | null
  memberId: string
  compartment: Compartment
}

const dayMs = 86_400_000

export const isInOrder = ({ startsAt, endsAt }: Pick<AppointmentFacts, 'startsAt' | 'endsAt'>): boolean => {
  const lasts = Date.parse(endsAt) - Date.parse(startsAt)
  return lasts > 0 && lasts <= dayMs
}

const columnsOf = ({ title, startsAt, endsAt, place, withWhom, remindMinutes }: AppointmentFacts) => ({
  title,
  starts_at: new Date(startsAt),
  ends_at: new Date(endsAt),
  place,
  with_whom: withWhom,
  remind_minutes: remindMinutes,
})

export const insertAppointment = async (context: Acting, appointment: NewAppointment): Promise<string> => {
  const { tx, actor, now } = context
  const id = randomUUIDv7()
  await tx
    .insertInto('appointment')
    .values({
      organisation_id: actor.organisationId,
      id,
      household_id: appointment.householdId,
      membership_id: appointment.memberId,
      compartment: appointment.compartment,
      created_by: actor.membershipId,
      created_at: now,
      changed_at: now,
      ...columnsOf(appointment),
    })
    .execute()
  await recordAppointment(
    context,
    'appointment-added',
    { id, household_id: appointment.householdId },
    undefined,
    {
      startsAt: appointment.startsAt,
      memberId: appointment.memberId,
    },
  )
  return id
}

const recordAppointment = (
  context: Acting,
  act: string,
  { id, household_id }: { id: string; household_id: string | null },
  before: unknown,
  after: unknown,
) =>
  record(context, {
    act,
    subject: { kind: 'appointment', id },
    ...(household_id && { householdId: household_id }),
    before,
    after,
  })

export const findAppointmentForUpdate = ({ tx, actor, today }: Acting, appointmentId: string) =>
  tx
    .selectFrom('appointment as x')
    .where('x.organisation_id', '=', actor.organisationId)
    .where('x.id', '=', appointmentId)
    .where(visible({ actor, today }, 'appointment', 'x'))
    .selectAll('x')
    .forUpdate()
    .executeTakeFirst()
export type AppointmentRow = NonNullable<Awaited<ReturnType<typeof findAppointmentForUpdate>>>

export const changeAppointmentRow = (context: Acting, was: AppointmentRow, facts: AppointmentFacts) =>
  updateAppointment(context, was, 'appointment-changed', columnsOf(facts))

export const cancelAppointmentRow = (context: Acting, was: AppointmentRow, reason: string) =>
  updateAppointment(context, was, 'appointment-cancelled', {
    cancelled_at: context.now,
    cancel_reason: reason,
  })

const updateAppointment = async (
  context: Acting,
  was: AppointmentRow,
  act: string,
  change: Partial<AppointmentRow>,
): Promise<number> => {
  const version = was.version + 1
  await context.tx
    .updateTable('appointment')
    .where('organisation_id', '=', context.actor.organisationId)
    .where('id', '=', was.id)
    .set({ ...change, changed_at: context.now, version })
    .execute()
  const startsAt = (change.starts_at ?? was.starts_at).toISOString()
  await recordAppointment(context, act, was, { startsAt: was.starts_at.toISOString() }, { startsAt })
  return version
}

/** What the screen needs to show that someone else changed the appointment. */
export const currentOf = (row: AppointmentRow) => ({
  version: row.version,
  title: row.title,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  place: row.place,
  withWhom: row.with_whom,
})

/** The appointments the reader may see, with the names a screen shows. */
export const appointmentViews = (tx: Tx, reader: Reader) =>
  tx
    .selectFrom('appointment as x')
    .leftJoin('household as h', (join) =>
      join.onRef('h.organisation_id', '=', 'x.organisation_id').onRef('h.id', '=', 'x.household_id'),
    )
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'x.organisation_id').onRef('m.id', '=', 'x.membership_id'),
    )
    .where('x.organisation_id', '=', reader.actor.organisationId)
    .where(visible(reader, 'appointment', 'x'))
    .selectAll('x')
    .select(['h.label as household', 'm.name as member'])
export type AppointmentViewRow = Awaited<ReturnType<ReturnType<typeof appointmentViews>['execute']>>[number]

export const appointmentView = (row: AppointmentViewRow): AppointmentView => ({
  id: row.id,
  version: row.version,
  title: row.title,
  startsAt: row.starts_at.toISOString(),
  endsAt: row.ends_at.toISOString(),
  place: row.place,
  withWhom: row.with_whom,
  remindMinutes: row.remind_minutes,
  household: row.household_id ? { id: row.household_id, label: row.household ?? '' } : null,
  member: { id: row.membership_id, name: row.member },
  cancelled:
    row.cancelled_at && row.cancel_reason
      ? { at: row.cancelled_at.toISOString(), reason: row.cancel_reason }
      : null,
})
