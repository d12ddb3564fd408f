import { type RawBuilder, sql } from 'kysely'
import { contactOutcomes, countsAsReached } from '#domain/households/contact-kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { FigureKey } from '#domain/reports/figures.ts'
import { receptions, sessionAttendance, sessionsHeld } from '#server/reports/reception-rows.ts'

export type Scope = {
  organisationId: string
  from: PlainDate
  to: PlainDate
  programmeId: string | undefined
}
type Rows = RawBuilder<unknown>

const reached = contactOutcomes.filter(countsAsReached)

/** Measures of the programme asked for, or of all. */
const standing = ({ organisationId, programmeId }: Scope) => sql`s.organisation_id = ${organisationId}
  and (${programmeId ?? null}::uuid is null or s.programme_id = ${programmeId ?? null}::uuid)`

const ran = (scope: Scope) => sql`${standing(scope)} and s.started_on <= ${scope.to}::date
  and (s.ended_on is null or s.ended_on >= ${scope.from}::date)`

const supported = (scope: Scope): Rows =>
  sql`select s.household_id, min(s.started_on) as since from measure_standing s where ${ran(scope)} group by 1`

/** One row per household, with a column of its latest measure. */
const latest = (scope: Scope, column: 'motive' | 'triggering_event'): Rows => sql`
  select distinct on (s.household_id) s.household_id::text as id, s.household_id,
    coalesce(m.${sql.ref(column)}, 'unknown') as "group", s.started_on as "on", null::text as detail
  from measure_standing s join measure m on (m.organisation_id, m.id) = (s.organisation_id, s.measure_id)
  where ${ran(scope)} order by s.household_id, s.started_on desc, s.measure_id`

const measures = (condition: RawBuilder<unknown>, day: 'started_on' | 'ended_on'): Rows => sql`
  select s.measure_id::text as id, s.household_id, coalesce(s.exit_reason, 'unknown') as "group",
    s.${sql.ref(day)} as "on", null::text as detail
  from measure_standing s where ${condition}`

const endedIn = (scope: Scope) =>
  sql`${standing(scope)} and s.started_on is not null and s.ended_on between ${scope.from}::date and ${scope.to}::date`

const households = (rows: Rows): Rows =>
  sql`select distinct on (household_id) household_id::text as id, household_id, "group", "on", detail
    from (${rows}) r order by household_id, "on" desc`

const leftBy = (exit: string) => (scope: Scope) =>
  households(measures(sql`${endedIn(scope)} and s.exit_reason = ${exit}`, 'ended_on'))

/** Actions for the households that the programme, or any, accompanied then. */
const actions = (scope: Scope, day: 'started_on' | 'ended_on', more: RawBuilder<unknown>): Rows => sql`
  select a.id::text as id, a.household_id, null::text as "group", a.${sql.ref(day)} as "on", a.kind as detail
  from support_action a
  where a.organisation_id = ${scope.organisationId} and a.${sql.ref(day)} between ${scope.from}::date and ${scope.to}::date
    and ${more} and a.household_id in (select household_id from (${supported(scope)}) h)`

const events = (
  scope: Scope,
  kind: string,
  group: RawBuilder<unknown>,
  more: RawBuilder<unknown>,
): Rows => sql`
  select e.id::text as id, s.household_id, ${group} as "group", e.on_date as "on", null::text as detail
  from measure_event e
  join measure_standing s on s.organisation_id = e.organisation_id and s.measure_id = e.measure_id
  where ${standing(scope)} and e.kind = ${kind} and e.cancelled_at is null
    and e.on_date between ${scope.from}::date and ${scope.to}::date and ${more}`

const acts = (scope: Scope): Rows => sql`
  select id, household_id, 'analysis' as "group", "on", detail
    from (${events(scope, 'diagnosis-started', sql`null::text`, sql`true`)}) a
  union all
  select id, household_id, 'intervention', "on", detail from (${actions(scope, 'started_on', sql`true`)}) i
  union all
  select s.measure_id::text, s.household_id, 'support', s.started_on, null from measure_standing s where ${ran(scope)}`

const metAtHome = (scope: Scope): Rows => sql`
  select h.household_id::text as id, h.household_id, case when home.on_date is null then 'not-met' else 'met' end as "group",
    home.on_date as "on", null::text as detail
  from (${supported(scope)}) h
  left join lateral (select min(e.happened_on) as on_date from log_entry e
    where e.organisation_id = ${scope.organisationId} and e.household_id = h.household_id and e.kind = 'contact'
      and e.withdrawn_at is null and e.outcome = any (${reached}::text[])
      and (e.place = 'home' or (e.channel = 'visit' and e.place is null))
      and e.happened_on between ${scope.from}::date and ${scope.to}::date) home on true`

const persons = (scope: Scope): Rows => sql`
  select distinct on (m.person_id) m.person_id::text as id, m.household_id, null::text as "group", m.joined_on as "on",
    null::text as detail
  from household_member m join (${supported(scope)}) h on h.household_id = m.household_id
  where m.organisation_id = ${scope.organisationId} and m.joined_on <= ${scope.to}::date
    and (m.left_on is null or m.left_on >= ${scope.from}::date)
  order by m.person_id, m.joined_on`

const advisers = (scope: Scope): Rows => sql`
  select w.membership_id::text as id, null::uuid as household_id, null::text as "group", min(w.from_on) as "on",
    max(p.name) as detail
  from measure_worker w
  join measure_standing s on s.organisation_id = w.organisation_id and s.measure_id = w.measure_id
  join membership p on p.organisation_id = w.organisation_id and p.id = w.membership_id
  where ${ran(scope)} and w.part in ('lead', 'support') and w.from_on <= ${scope.to}::date
    and (w.until_on is null or w.until_on >= ${scope.from}::date)
  group by 1`

const associationDwellings = ({ organisationId, from, to }: Scope): Rows => sql`
  select distinct on (l.dwelling_id) l.dwelling_id::text as id, null::uuid as household_id, l.scheme as "group",
    l.started_on as "on", concat_ws(', ', d.external_id, l.association_name) as detail
  from association_lease l join dwelling d on (d.organisation_id, d.id) = (l.organisation_id, l.dwelling_id)
  where l.organisation_id = ${organisationId} and l.started_on <= ${to}::date
    and (l.ended_on is null or l.ended_on >= ${from}::date)
  order by l.dwelling_id, l.started_on desc`

const evaluatedAt = (months: number) => (scope: Scope) =>
  events(scope, 'evaluated', sql`e.detail ->> 'result'`, sql`e.detail ->> 'months' = ${String(months)}`)

/** The last word of the period on each objective; that of a cancelled review is not one. */
const objectivesReached = (scope: Scope): Rows => sql`
  select id, household_id, "group", "on", null::text as detail from (
    select distinct on (o.id) o.id::text as id, s.household_id, o.kind as "group", v.on_date as "on", v.result
    from objective_evaluation v
    join objective o on (o.organisation_id, o.id) = (v.organisation_id, v.objective_id)
    join measure_standing s on (s.organisation_id, s.measure_id) = (o.organisation_id, o.measure_id)
    left join measure_review r on (r.organisation_id, r.id) = (v.organisation_id, v.review_id)
    left join measure_event e on (e.organisation_id, e.id) = (r.organisation_id, r.event_id)
    where ${standing(scope)} and v.on_date between ${scope.from}::date and ${scope.to}::date
      and e.cancelled_at is null
    order by o.id, v.on_date desc, v.id desc) last
  where result = 'reached'`

/** What was decided in the period for the households supported; `detail` is the amount, in cents. */
const granted = (scope: Scope): Rows => sql`
  select f.id::text as id, f.household_id, f.kind as "group", f.decided_on as "on", f.granted_cents::text as detail
  from financing f
  where f.organisation_id = ${scope.organisationId} and f.decided_on between ${scope.from}::date and ${scope.to}::date
    and f.household_id in (select household_id from (${supported(scope)}) h)`

/**
 * For each figure, its rows: `id`, `household_id`, `group`, `on`, `detail`. The figure is their number and the list is
 * themselves, so that one always matches the other.
 */
export const figureRows: Readonly<Record<FigureKey, (scope: Scope) => Rows>> = {
  'households-supported': (scope) => sql`
    select h.household_id::text as id, h.household_id, null::text as "group", h.since as "on", null::text as detail
    from (${supported(scope)}) h`,
  'persons-supported': persons,
  acts,
  'by-motive': (scope) => latest(scope, 'motive'),
  'by-triggering-event': (scope) => latest(scope, 'triggering_event'),
  'met-at-home': metAtHome,
  'measures-started': (scope) =>
    measures(
      sql`${standing(scope)} and s.started_on between ${scope.from}::date and ${scope.to}::date`,
      'started_on',
    ),
  'measures-running': (scope) =>
    measures(
      sql`${standing(scope)} and s.started_on <= ${scope.to}::date and (s.ended_on is null or s.ended_on > ${scope.to}::date)`,
      'started_on',
    ),
  'measures-ended': (scope) => measures(endedIn(scope), 'ended_on'),
  'home-purchases': leftBy('home-purchase'),
  'other-landlord': leftBy('other-landlord'),
  aids: (scope) => actions(scope, 'ended_on', sql`a.kind = 'financial-aid' and a.outcome = 'done'`),
  'financings-granted': granted,
  'granted-amount': granted,
  'granted-average': granted,
  'granted-per-household': granted,
  'granted-over-households': granted,
  advisers,
  'association-dwellings': associationDwellings,
  'evaluated-at-6-months': evaluatedAt(6),
  'evaluated-at-12-months': evaluatedAt(12),
  'objectives-reached': objectivesReached,
  receptions: (scope) =>
    receptions(scope, sql`case when household_id is null then 'anonymous' else 'named' end`),
  'receptions-by-subject': (scope) => receptions(scope, sql`subject`),
  'sessions-held': sessionsHeld,
  'session-attendance': sessionAttendance,
  'average-months': (scope) => sql`
    select s.measure_id::text as id, s.household_id, null::text as "group", s.ended_on as "on",
      ((s.ended_on - s.started_on) * 10 / 30.4375)::int::text as detail
    from measure_standing s where ${endedIn(scope)}`,
}
