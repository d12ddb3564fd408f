import { type RawBuilder, sql } from 'kysely'
import { bucketEnds } from '#domain/loans/kinds.ts'
import type { LoanRules } from '#domain/loans/rules.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

type Night = { tx: Tx; organisationId: string; rules: LoanRules; today: PlainDate; limit: number }

export type Advanced = { financingId: string; lateCents: number; oldestUnpaidOn: PlainDate | null }

/**
 * Due dates that pass, restated in SQL for the loans that nothing else moves (`is_plain`), as many at a time as `limit`:
 * a million loans are not read out to be written back. What `replayLoan` would say is what this writes, and a property
 * test holds the two equal. The next instalment of a loan with a mandate is put to be collected in the same statement.
 * Told: those that are late from now on.
 */
export const advancePlainLoans = async (night: Night): Promise<{ moved: number; late: Advanced[] }> => {
  const { tx, organisationId, today, limit } = night
  const on = sql`${today}::date`
  const { rows } = await sql<{ moved: number; late: Advanced[] }>`
    with due as materialized (
      select financing_id, version_number from financing_standing
      where organisation_id = ${organisationId} and changes_on <= ${on} and is_plain
      order by changes_on, financing_id limit ${limit}
    ), read as materialized (
      select d.financing_id, s.oldest_row, s.settled_cents, s.next_row, s.fallen_cents, s.calm_status,
        s.is_mandated, s.next_due_on, s.next_due_cents,
        v.due_on[s.next_row] as next_on, v.cents[s.next_row] as next_cents,
        v.due_on[s.next_row + 1] as after_on, v.cents[s.next_row + 1] as after_cents,
        v.collect_on[s.next_row + 1] as after_collect_on,
        v.collect_on[s.next_row] as next_collect_on,
        v.collect_on[s.next_row - 1] as last_collect_on, v.cents[s.next_row - 1] as last_cents,
        v.collect_on[s.next_row - 2] as before_collect_on, v.cents[s.next_row - 2] as before_cents,
        v.due_on[s.oldest_row] as oldest_on
      from due d
      join financing_standing s on s.organisation_id = ${organisationId} and s.financing_id = d.financing_id
      join schedule_version v on v.organisation_id = ${organisationId} and v.financing_id = d.financing_id
        and v.number = d.version_number
      -- Asked again once the row is held: a payment may have come in between.
      where s.is_plain and s.changes_on <= ${on} and s.version_number = d.version_number
      order by s.financing_id
      for no key update of s
    ), passed as (
      select *, coalesce(next_on <= ${on}, false) as falls from read
    ), counted as (
      select *,
        next_row + falls::int as new_row,
        fallen_cents + case when falls then next_cents else 0 end as new_fallen,
        -- Fallen due, and not yet collectable: the one or two last rows of a weekend.
        case when falls then
          case when next_collect_on >= ${on} then next_cents
            + case when last_collect_on >= ${on} then last_cents else 0 end else 0 end
        else
          case when last_collect_on >= ${on} then last_cents
            + case when before_collect_on >= ${on} then before_cents else 0 end else 0 end
        end as waiting_cents,
        case when falls then next_collect_on else last_collect_on end as waits_until,
        case when falls then last_collect_on else before_collect_on end as first_waits_until
      from passed
      -- Several rows at once, after nights without a server: replayed whole by the other path.
      where not falls or after_on is null or after_on > ${on}
    ), stood as (
      select *,
        greatest(0, new_fallen - settled_cents) as due_cents,
        greatest(0, new_fallen - waiting_cents - settled_cents) as late_cents,
        (oldest_on + make_interval(months => ${night.rules.timeBarMonths}))::date as bar_on,
        ${on} - oldest_on as days
      from counted
    ), told as (
      select *, late_cents > 0 as is_late, ${pictureOf(night)}
      from stood
    ), written as (
      update financing_standing s set
        status = case when t.is_late and t.calm_status <> 'doubtful' then 'in-arrears' else t.calm_status end,
        due_cents = t.due_cents, late_cents = t.late_cents, bucket = t.new_bucket,
        oldest_unpaid_on = case when t.is_late then t.oldest_on end,
        time_bar_on = case when t.is_late then t.bar_on end,
        time_bar_alert = t.new_alert, suggested_level = t.new_level,
        next_row = t.new_row, fallen_cents = t.new_fallen,
        next_due_on = case when t.falls then t.after_on else t.next_due_on end,
        next_due_cents = case when t.falls then coalesce(t.after_cents, 0) else t.next_due_cents end,
        changes_on = t.new_change, as_of = ${on}
      from told t
      where s.organisation_id = ${organisationId} and s.financing_id = t.financing_id
      returning t.financing_id, t.is_late, t.late_cents, t.oldest_on
    ), collected as (
      insert into collection (organisation_id, id, financing_id, due_on, collect_on, cents)
      select ${organisationId}::uuid, gen_random_uuid(), financing_id, after_on, after_collect_on, after_cents
      from told where falls and is_mandated and after_on is not null
      on conflict (organisation_id, financing_id, due_on) do nothing
    )
    select count(*)::int as moved,
      coalesce(json_agg(json_build_object('financingId', financing_id, 'lateCents', late_cents,
        'oldestUnpaidOn', oldest_on)) filter (where is_late), '[]') as late
    from written`.execute(tx)
  return rows[0] ?? { moved: 0, late: [] }
}

/** Bucket, level, alert and the next change, from the days past due. */
const pictureOf = ({ rules, today }: Night): RawBuilder<unknown> => {
  const on = sql`${today}::date`
  const [first, second, last] = rules.alertMonths
  const before = (months: number) => sql`(bar_on - make_interval(months => ${months}))::date`
  const boundaries = [
    ...new Set([...Object.values(bucketEnds), rules.watchDays, rules.doubtfulDays, rules.taskDays - 1]),
  ]
  const daysOnward = boundaries.map(
    (end) => sql`case when ${end}::int >= days then oldest_on + ${end + 1}::int end`,
  )
  const barDays = [sql`bar_on + 1`, before(first), before(second), before(last)].map(
    (day) => sql`case when ${day} > ${on} then ${day} end`,
  )
  return sql`
    case when late_cents = 0 then 'none' when days <= 30 then '1-30' when days <= 60 then '31-60'
      when days <= 90 then '61-90' when days <= 180 then 'over-90' else 'over-180' end as new_bucket,
    case when late_cents = 0 then 'performing' when days > ${rules.doubtfulDays} then 'doubtful'
      when days > ${rules.watchDays} then 'watch' else 'performing' end as new_level,
    case when late_cents = 0 then 'none' when ${on} > bar_on then 'passed' when ${on} >= ${before(last)} then 'last'
      when ${on} >= ${before(second)} then 'second' when ${on} >= ${before(first)} then 'first'
      else 'none' end as new_alert,
    least(
      case when falls then after_on else next_due_on end,
      case when due_cents > 0 and waits_until >= ${on} then waits_until + 1 end,
      case when due_cents > 0 and first_waits_until >= ${on} then first_waits_until + 1 end,
      case when late_cents > 0 then least(${sql.join(daysOnward)}, ${sql.join(barDays)}) end
    ) as new_change`
}
