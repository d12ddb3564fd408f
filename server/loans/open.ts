import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { LoanView } from '#contract/loan-shapes.ts'
import { isRepaidByInstalments } from '#domain/funding/kinds.ts'
import { explainDepreciation, explainLate, explainTimeBar } from '#domain/loans/explain.ts'
import { type LoanEventKind, loanEventKinds, loanEventRows } from '#domain/loans/facts.ts'
import type { LoanState } from '#domain/loans/replay.ts'
import { findLoan } from '#server/loans/hold-loan.ts'
import { findFinancingRow, type Reader } from '#server/loans/list-store.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { useCase } from '#server/use-case.ts'

export const openLoan = useCase(contract.loans.open, async (context, { financingId }) => {
  const found = await findLoan(context, 'read-funding', financingId, 'all')
  const row = found && (await findFinancingRow(context, financingId))
  if (!found || !row) return context.refuse('unknown-record')
  const { record, state } = found
  const reader = await readOrganisationParameters(context, context.today)
  return {
    ...row,
    ...(isRepaidByInstalments(record.kind) ? figuresOf(state) : {}),
    ...(await readTerms(context, financingId)),
    version: record.version,
    isByInstalments: isRepaidByInstalments(record.kind),
    dueCents: state.dueCents,
    daysPastDue: state.daysPastDue,
    owedCents: state.owedCents,
    lostCents: state.lostCents,
    recoveredCents: state.recoveredCents,
    isFrozen: state.isFrozen,
    isDoubtful: state.isDoubtful,
    acceleratedOn: state.acceleratedOn,
    isMandated: record.isMandated,
    depreciationCents: state.depreciationCents,
    suggestedLevel: state.suggestedLevel,
    suggestedDepreciationCents: state.suggestedDepreciationCents,
    rows: state.rows.map(({ early, ...each }) => ({ ...each, early: early ?? false })),
    versions: await listVersions(context, financingId),
    payments: await listPayments(context, financingId),
    facts: await listFacts(context, financingId),
    pendingWriteOff: await findPending(context, financingId),
    explanations: {
      late: explainLate(state, context.today),
      timeBar: explainTimeBar(state, reader, context.today),
      depreciation: explainDepreciation(state, reader, context.today),
    },
  }
})

/** Of today, also before the night drew the picture of the list again. */
const figuresOf = ({ status, bucket, lateCents, outstandingCents, repaidCents, ...state }: LoanState) => ({
  status,
  bucket,
  lateCents,
  outstandingCents,
  repaidCents,
  disbursedCents: state.principalCents,
  oldestUnpaidOn: state.oldestUnpaidOn,
  timeBarOn: state.timeBarOn,
  timeBarAlert: state.timeBarAlert,
  nextDueOn: state.nextDueOn,
  nextDueCents: state.nextDueCents,
  endsOn: state.endsOn,
})

const readTerms = async ({ tx, actor }: Reader, financingId: string) => {
  const row = await tx
    .selectFrom('financing')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', financingId)
    .select(['application_id', 'months'])
    .executeTakeFirstOrThrow()
  return { applicationId: row.application_id, months: row.months }
}

const listVersions = async ({ tx, actor }: Reader, financingId: string): Promise<LoanView['versions']> => {
  const { rows } = await sql<
    Omit<LoanView['versions'][number], 'rows'> & { rows: LoanView['versions'][number]['rows'] }
  >`
    select v.number, v.on_date as on, v.reason, v.convention, v.signed_on as "signedOn", m.name as "recordedBy",
      (select coalesce(json_agg(json_build_object('dueOn', r.due_on, 'collectOn', r.collect_on, 'cents', r.cents,
          'early', r.at = any (v.early)) order by r.at), '[]')
        from unnest(v.due_on, v.collect_on, v.cents) with ordinality r (due_on, collect_on, cents, at)) as rows
    from schedule_version v
    left join membership m on m.organisation_id = v.organisation_id and m.id = v.recorded_by
    where v.organisation_id = ${actor.organisationId} and v.financing_id = ${financingId}
    order by v.number desc`.execute(tx)
  return rows
}

const listPayments = async ({ tx, actor }: Reader, financingId: string): Promise<LoanView['payments']> => {
  const { rows } = await sql<Omit<LoanView['payments'][number], 'recordedAt'> & { recordedAt: Date }>`
    select p.id as "paymentId", p.on_date as on, p.cents, p.means, p.towards_on as towards, p.reference,
      p.rejected_on as "rejectedOn", p.rejection_reason as "rejectionReason", m.name as "recordedBy",
      p.recorded_at as "recordedAt"
    from loan_payment p
    left join membership m on m.organisation_id = p.organisation_id and m.id = p.recorded_by
    where p.organisation_id = ${actor.organisationId} and p.financing_id = ${financingId}
    order by p.on_date desc, p.id desc`.execute(tx)
  return rows.map((row) => ({ ...row, recordedAt: row.recordedAt.toISOString() }))
}

const listFacts = async ({ tx, actor }: Reader, financingId: string): Promise<LoanView['facts']> => {
  const { rows } = await sql<{
    factId: string
    kind: LoanEventKind
    on: LoanView['facts'][number]['on']
    cents: number | null
    recordedBy: string | null
  }>`
    select e.id as "factId", e.kind, e.on_date as on, e.cents, m.name as "recordedBy"
    from financing_event e
    left join membership m on m.organisation_id = e.organisation_id and m.id = e.recorded_by
    where e.organisation_id = ${actor.organisationId} and e.financing_id = ${financingId}
      and e.cancelled_at is null and e.kind = any (${loanEventKinds}::text[])
    order by e.on_date desc, e.id desc`.execute(tx)
  return rows.map((row) => ({
    ...row,
    label: loanEventRows[row.kind],
    cancellable: row.kind !== 'loan-written-off' && row.kind !== 'disbursements-closed',
  }))
}

const findPending = async (
  { tx, actor }: Reader,
  financingId: string,
): Promise<LoanView['pendingWriteOff']> => {
  const row = await tx
    .selectFrom('write_off_proposal as p')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'p.organisation_id').onRef('m.id', '=', 'p.proposed_by'),
    )
    .where('p.organisation_id', '=', actor.organisationId)
    .where('p.financing_id', '=', financingId)
    .where('p.decided_by', 'is', null)
    .select(['p.id', 'p.on_date', 'p.cents', 'p.reason', 'p.comment', 'p.proposed_by', 'p.version', 'm.name'])
    .executeTakeFirst()
  if (!row) return null
  return {
    proposalId: row.id,
    on: row.on_date,
    cents: row.cents,
    reason: row.reason as NonNullable<LoanView['pendingWriteOff']>['reason'],
    comment: row.comment,
    proposedBy: row.name,
    isOwn: row.proposed_by === actor.membershipId,
    version: row.version,
  }
}
