import { randomUUIDv7 } from 'node:crypto'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Reception } from '#contract/reception.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type {
  Emergency,
  ReceptionForm,
  ReceptionOutcome,
  ReceptionSubject,
  ReceptionWay,
} from '#domain/reception/kinds.ts'
import { type ReceptionMoments, receptionStateOf } from '#domain/reception/line.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>

type Instants = {
  arrivedAt: Date | null
  takenAt: Date | null
  endedAt: Date | null
  leftAt: Date | null
  missedAt: Date | null
}
type Row = Omit<Reception, 'state' | 'arrivedAt' | 'takenAt' | 'endedAt'> & Instants

const columns = sql`
  r.id as "receptionId", r.version, r.place_id as "placeId", p.name as place, r.on_date as "onDate",
  r.day_number as "dayNumber",
  case when h.id is not null then json_build_object('id', h.id, 'label', h.label) end as household,
  r.way, r.form, r.subject, r.emergency, c.name as commune, r.expected_time as "expectedTime",
  r.arrived_at as "arrivedAt", r.taken_at as "takenAt", r.ended_at as "endedAt", r.left_at as "leftAt",
  r.missed_at as "missedAt",
  case when m.id is not null then json_build_object('id', m.id, 'name', m.name) end as "takenBy", r.minutes, r.outcome`

const joined = sql`
  reception r
  join reception_place p on (p.organisation_id, p.id) = (r.organisation_id, r.place_id)
  left join household h on (h.organisation_id, h.id) = (r.organisation_id, r.household_id)
  left join membership m on (m.organisation_id, m.id) = (r.organisation_id, r.taken_by)
  left join commune c on c.code = r.commune_code`

const momentsOf = ({ arrivedAt, takenAt, endedAt, leftAt, missedAt }: Instants): ReceptionMoments => ({
  arrivedAt: arrivedAt?.toISOString() ?? null,
  takenAt: takenAt?.toISOString() ?? null,
  endedAt: endedAt?.toISOString() ?? null,
  leftAt: leftAt?.toISOString() ?? null,
  missedAt: missedAt?.toISOString() ?? null,
})

const viewOf = ({ leftAt, missedAt, ...row }: Row): Reception => {
  const moments = momentsOf({ ...row, leftAt, missedAt })
  const { arrivedAt, takenAt, endedAt } = moments
  return { ...row, arrivedAt, takenAt, endedAt, state: receptionStateOf(moments) }
}

export type Sought = {
  placeId?: string | undefined
  householdId?: string | undefined
  from?: PlainDate | undefined
  to?: PlainDate | undefined
}

export const soughtIn = ({ actor }: Here, { placeId, householdId, from, to }: Sought): RawBuilder<SqlBool> =>
  sql<SqlBool>`r.organisation_id = ${actor.organisationId}
    and (${placeId ?? null}::uuid is null or r.place_id = ${placeId ?? null}::uuid)
    and (${householdId ?? null}::uuid is null or r.household_id = ${householdId ?? null}::uuid)
    and (${from ?? null}::date is null or r.on_date >= ${from ?? null}::date)
    and (${to ?? null}::date is null or r.on_date <= ${to ?? null}::date)`

export const listReceptionRows = async (
  { tx }: Here,
  conditions: RawBuilder<SqlBool>,
  limit: number,
): Promise<Reception[]> => {
  const { rows } = await sql<Row>`
    select ${columns} from ${joined} where ${conditions}
    order by r.on_date desc, r.id desc limit ${limit}`.execute(tx)
  return rows.map(viewOf)
}

export type ReceptionRow = Awaited<ReturnType<typeof lockReception>>

export const lockReception = ({ tx, actor }: Here, receptionId: string) =>
  tx
    .selectFrom('reception')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', receptionId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()

export const stateOfRow = (row: NonNullable<ReceptionRow>) =>
  receptionStateOf(
    momentsOf({
      arrivedAt: row.arrived_at,
      takenAt: row.taken_at,
      endedAt: row.ended_at,
      leftAt: row.left_at,
      missedAt: row.missed_at,
    }),
  )

export type Who = {
  householdId: string | null
  form: ReceptionForm
  subject: ReceptionSubject
  emergency: Emergency | null
  communeCode: string | null
}
export const whoColumns = (who: Who) => ({
  household_id: who.householdId,
  form: who.form,
  subject: who.subject,
  emergency: who.emergency,
  commune_code: who.communeCode,
})

type New = Who & {
  placeId: string
  onDate: PlainDate
  way: ReceptionWay
  slotId?: string
  expectedTime?: string
  dayNumber?: number
  arrivedAt?: Date
}

export const insertReception = async ({ tx, actor, now }: Acting, one: New): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('reception')
    .values({
      organisation_id: actor.organisationId,
      id,
      place_id: one.placeId,
      slot_id: one.slotId ?? null,
      on_date: one.onDate,
      day_number: one.dayNumber ?? null,
      way: one.way,
      expected_time: one.expectedTime ?? null,
      arrived_at: one.arrivedAt ?? null,
      ...whoColumns(one),
      recorded_by: actor.membershipId,
      recorded_at: now,
    })
    .execute()
  return id
}

/** The next number of the day at a place; the place is locked, so that two people never hold the same. */
export const takeNumber = async (
  { tx, actor }: Here,
  placeId: string,
  onDate: PlainDate,
): Promise<number> => {
  const { last } = await tx
    .selectFrom('reception')
    .where('organisation_id', '=', actor.organisationId)
    .where('place_id', '=', placeId)
    .where('on_date', '=', onDate)
    .select((eb) => eb.fn.max('day_number').as('last'))
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

type Change = Partial<ReturnType<typeof whoColumns>> & {
  day_number?: number
  arrived_at?: Date
  taken_at?: Date | null
  taken_by?: string | null
  ended_at?: Date
  left_at?: Date
  missed_at?: Date
  minutes?: number
  outcome?: ReceptionOutcome
  log_entry_id?: string | null
}

export const updateReception = async (
  { tx, actor }: Here,
  { id, version }: { id: string; version: number },
  change: Change,
): Promise<number> => {
  await tx
    .updateTable('reception')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .set({ ...change, version: version + 1 })
    .execute()
  return version + 1
}
