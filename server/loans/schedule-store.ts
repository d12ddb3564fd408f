import type { CurrentSchedule } from '#domain/loans/change-schedule.ts'
import type { ScheduleReason, ScheduleVersion } from '#domain/loans/facts.ts'
import type { LoanState } from '#domain/loans/replay.ts'
import type { Convention, ScheduleRow } from '#domain/loans/schedule.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { LoanRecord } from '#server/loans/loan-store.ts'
import type { LoanActing } from '#server/loans/payments.ts'

export type NewVersion = {
  financingId: string
  number: number
  on: PlainDate
  reason: ScheduleReason
  convention: Convention
  anchorOn: PlainDate
  rows: readonly ScheduleRow[]
  pausedFrom: PlainDate | null
  pausedUntil: PlainDate | null
  remittedCents: number
  change?: unknown
  signedOn?: PlainDate | null
  documentId?: string | null
}

export const insertVersion = async (
  { tx, actor, now }: LoanActing,
  version: NewVersion,
): Promise<ScheduleVersion> => {
  const { rows } = version
  await tx
    .insertInto('schedule_version')
    .values({
      organisation_id: actor.organisationId,
      financing_id: version.financingId,
      number: version.number,
      on_date: version.on,
      reason: version.reason,
      convention: version.convention,
      anchor_on: version.anchorOn,
      due_on: rows.map(({ dueOn }) => dueOn),
      collect_on: rows.map(({ collectOn }) => collectOn),
      cents: rows.map(({ cents }) => cents),
      early: rows.flatMap(({ early }, at) => (early ? [at + 1] : [])),
      paused_from: version.pausedFrom,
      paused_until: version.pausedUntil,
      remitted_cents: version.remittedCents,
      change: version.change === undefined ? null : JSON.stringify(version.change),
      signed_on: version.signedOn ?? null,
      document_id: version.documentId ?? null,
      recorded_by: actor.membershipId ?? null,
      recorded_at: now,
    })
    .execute()
  return version
}

export const currentSchedule = (record: LoanRecord, state: LoanState): CurrentSchedule => ({
  anchorOn: state.version?.anchorOn ?? state.rows[0]?.dueOn ?? '2000-01-01',
  convention: record.convention ?? 'A',
  // What was given up is gone: the next version holds only what is to be paid.
  rows: state.rows.flatMap(({ paidCents, remittedCents, ...row }) =>
    row.cents === remittedCents
      ? []
      : [{ ...row, cents: row.cents - remittedCents, settledCents: paidCents }],
  ),
})
