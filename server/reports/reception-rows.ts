import { type RawBuilder, sql } from 'kysely'
import type { Scope } from './figure-rows.ts'

type Rows = RawBuilder<unknown>

/** Whoever came or called; one who was expected and did not come is nobody received. */
export const receptions = ({ organisationId, from, to }: Scope, group: RawBuilder<unknown>): Rows => sql`
  select id::text as id, household_id, ${group} as "group", on_date as "on", null::text as detail
  from reception
  where organisation_id = ${organisationId} and on_date between ${from}::date and ${to}::date and arrived_at is not null`

const held = ({ organisationId, from, to }: Scope) => sql`s.organisation_id = ${organisationId}
  and s.on_date between ${from}::date and ${to}::date and s.held_at is not null and s.cancelled_at is null`

export const sessionsHeld = (scope: Scope): Rows => sql`
  select s.id::text as id, null::uuid as household_id, s.kind as "group", s.on_date as "on", s.title as detail
  from group_session s where ${held(scope)}`

/** One row for each person: a group signed up together counts its people, and those who gave no name count too. */
export const sessionAttendance = (scope: Scope): Rows => sql`
  select concat(u.id, '/', n) as id, u.household_id,
    case when u.household_id is null then 'anonymous' else 'named' end as "group", s.on_date as "on", s.title as detail
  from group_session s
  join session_sign_up u on u.organisation_id = s.organisation_id and u.session_id = s.id and u.attendance = 'present'
  cross join generate_series(1, u.seats) n
  where ${held(scope)}
  union all
  select concat(s.id, '/', n), null::uuid, 'anonymous', s.on_date, s.title
  from group_session s cross join generate_series(1, s.unnamed_present) n
  where ${held(scope)}`
