import { sql } from 'kysely'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { isOpenStatus, type Standing } from '#server/loans/standing.ts'

const columns = {
  status: 'text',
  is_open: 'boolean',
  calm_status: 'text',
  granted_cents: 'bigint',
  principal_cents: 'bigint',
  repaid_cents: 'bigint',
  lost_cents: 'bigint',
  recovered_cents: 'bigint',
  owed_cents: 'bigint',
  outstanding_cents: 'bigint',
  due_cents: 'bigint',
  late_cents: 'bigint',
  bucket: 'text',
  oldest_unpaid_on: 'date',
  time_bar_on: 'date',
  time_bar_alert: 'text',
  suggested_level: 'text',
  depreciation_cents: 'bigint',
  is_frozen: 'boolean',
  is_mandated: 'boolean',
  next_due_on: 'date',
  next_due_cents: 'bigint',
  ends_on: 'date',
  version_number: 'int',
  is_plain: 'boolean',
  oldest_row: 'smallint',
  next_row: 'smallint',
  fallen_cents: 'bigint',
  settled_cents: 'bigint',
  changes_on: 'date',
} as const satisfies Record<string, string>

export const standingColumns = Object.keys(columns) as (keyof typeof columns)[]
type Picture = Record<keyof typeof columns, unknown>

const pictureOf = (standing: Standing): Picture => ({
  status: standing.status,
  is_open: isOpenStatus(standing.status),
  calm_status: standing.calmStatus,
  granted_cents: standing.grantedCents,
  principal_cents: standing.principalCents,
  repaid_cents: standing.repaidCents,
  lost_cents: standing.lostCents,
  recovered_cents: standing.recoveredCents,
  owed_cents: standing.owedCents,
  outstanding_cents: standing.outstandingCents,
  due_cents: standing.dueCents,
  late_cents: standing.lateCents,
  bucket: standing.bucket,
  oldest_unpaid_on: standing.oldestUnpaidOn,
  time_bar_on: standing.timeBarOn,
  time_bar_alert: standing.timeBarAlert,
  suggested_level: standing.suggestedLevel,
  depreciation_cents: standing.depreciationCents,
  is_frozen: standing.isFrozen,
  is_mandated: standing.isMandated,
  next_due_on: standing.nextDueOn,
  next_due_cents: standing.nextDueCents,
  ends_on: standing.endsOn,
  version_number: standing.versionNumber,
  is_plain: standing.place.isPlain,
  oldest_row: standing.place.oldestRow,
  next_row: standing.place.nextRow,
  fallen_cents: standing.place.fallenCents,
  settled_cents: standing.place.settledCents,
  changes_on: standing.changesOn,
})

const setters = sql.raw(standingColumns.map((name) => `${name} = r.${name}`).join(', '))
const shape = sql.raw(
  ['financing_id uuid', ...standingColumns.map((name) => `${name} ${columns[name]}`)].join(', '),
)

/** Pictures exist from the grant: they are drawn over. */
export const writeStandings = async (
  tx: Tx,
  organisationId: string,
  standings: readonly Standing[],
  today: PlainDate,
): Promise<void> => {
  if (standings.length === 0) return
  const rows = standings.map((one) => ({ financing_id: one.financingId, ...pictureOf(one) }))
  await sql`update financing_standing s set ${setters}, as_of = ${today}::date
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (${shape})
    where s.organisation_id = ${organisationId} and s.financing_id = r.financing_id`.execute(tx)
}
