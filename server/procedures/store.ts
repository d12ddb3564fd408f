import type { PlainDate } from '#domain/plain-date.ts'
import type { FieldValues, ProcedureFact } from '#domain/procedures/definition.ts'
import type { ProcedureKind } from '#domain/procedures/kinds.ts'
import type { Tx } from '#server/db.ts'

export type StoredProcedure = {
  id: string
  householdId: string
  tenancyId: string | null
  kind: ProcedureKind
  circumstances: FieldValues
  planId: string | null
  openedOn: PlainDate
  openedBy: string | null
  cancelledAt: Date | null
  version: number
}

export type StoredFact = ProcedureFact & {
  procedureId: string
  documentId: string | null
  recordedBy: string | null
  cancelled: { at: Date; by: string | null; reason: string } | null
}

const selectProcedures = (tx: Tx, organisationId: string) =>
  tx
    .selectFrom('procedure as p')
    .leftJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'p.organisation_id').onRef('m.id', '=', 'p.opened_by'),
    )
    .where('p.organisation_id', '=', organisationId)
    .select([
      'p.id',
      'p.household_id as householdId',
      'p.tenancy_id as tenancyId',
      'p.kind',
      'p.circumstances',
      'p.repayment_plan_id as planId',
      'p.opened_on as openedOn',
      'm.name as openedBy',
      'p.cancelled_at as cancelledAt',
      'p.version',
    ])
    .$castTo<StoredProcedure>()

export const listProcedures = (
  tx: Tx,
  organisationId: string,
  procedureIds: readonly string[],
): Promise<StoredProcedure[]> =>
  procedureIds.length === 0
    ? Promise.resolve([])
    : selectProcedures(tx, organisationId).where('p.id', 'in', procedureIds).orderBy('p.id').execute()

/** Held until the end of the transaction: two people do not write on one line at once. */
export const lockProcedure = async (tx: Tx, organisationId: string, procedureId: string): Promise<void> => {
  await tx
    .selectFrom('procedure')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', procedureId)
    .select('id')
    .forUpdate()
    .execute()
}

type NewProcedure = Pick<
  StoredProcedure,
  'id' | 'householdId' | 'tenancyId' | 'kind' | 'circumstances' | 'openedOn'
> & { openedBy: string | null; openedAt: Date }

export const insertProcedure = async (tx: Tx, organisationId: string, one: NewProcedure): Promise<void> => {
  await tx
    .insertInto('procedure')
    .values({
      organisation_id: organisationId,
      id: one.id,
      household_id: one.householdId,
      tenancy_id: one.tenancyId,
      kind: one.kind,
      circumstances: JSON.stringify(one.circumstances),
      opened_on: one.openedOn,
      opened_by: one.openedBy,
      opened_at: one.openedAt,
    })
    .execute()
}

type Change =
  | { circumstances: FieldValues }
  | { planId: string | null }
  | { cancelledAt: Date; cancelledBy: string; cancelledReason: string }
  | null

/** Writes a change, if any, and tells the new version: a fact recorded is a change of the line too. */
export const updateProcedure = async (
  tx: Tx,
  organisationId: string,
  procedureId: string,
  change: Change,
): Promise<number> => {
  const { version } = await tx
    .updateTable('procedure')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', procedureId)
    .set((eb) => ({ ...columnsOf(change), version: eb('version', '+', 1) }))
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}

const columnsOf = (change: Change) => {
  if (change === null) return {}
  if ('circumstances' in change) return { circumstances: JSON.stringify(change.circumstances) }
  if ('planId' in change) return { repayment_plan_id: change.planId }
  return {
    cancelled_at: change.cancelledAt,
    cancelled_by: change.cancelledBy,
    cancelled_reason: change.cancelledReason,
  }
}

export const listFacts = (
  tx: Tx,
  organisationId: string,
  procedureIds: readonly string[],
): Promise<StoredFact[]> =>
  procedureIds.length === 0 ? Promise.resolve([]) : selectFacts(tx, organisationId, procedureIds)

const selectFacts = async (
  tx: Tx,
  organisationId: string,
  procedureIds: readonly string[],
): Promise<StoredFact[]> => {
  const rows = await tx
    .selectFrom('procedure_fact as f')
    .leftJoin('membership as r', (join) =>
      join.onRef('r.organisation_id', '=', 'f.organisation_id').onRef('r.id', '=', 'f.recorded_by'),
    )
    .leftJoin('membership as c', (join) =>
      join.onRef('c.organisation_id', '=', 'f.organisation_id').onRef('c.id', '=', 'f.cancelled_by'),
    )
    .where('f.organisation_id', '=', organisationId)
    .where('f.procedure_id', 'in', procedureIds)
    .select([
      'f.id',
      'f.procedure_id',
      'f.event',
      'f.on_date',
      'f.detail',
      'f.document_id',
      'r.name as recorded_by',
      'f.cancelled_at',
      'c.name as cancelled_by',
      'f.cancelled_reason',
    ])
    .orderBy('f.on_date')
    .orderBy('f.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    procedureId: row.procedure_id,
    event: row.event,
    on: row.on_date,
    detail: row.detail as FieldValues,
    documentId: row.document_id,
    recordedBy: row.recorded_by,
    cancelled: row.cancelled_at && {
      at: row.cancelled_at,
      by: row.cancelled_by,
      reason: row.cancelled_reason ?? '',
    },
  }))
}

type NewFact = ProcedureFact & {
  procedureId: string
  documentId: string | null
  recordedBy: string | null
  recordedAt: Date
}

export const insertFact = async (tx: Tx, organisationId: string, fact: NewFact): Promise<void> => {
  await tx
    .insertInto('procedure_fact')
    .values({
      organisation_id: organisationId,
      id: fact.id,
      procedure_id: fact.procedureId,
      event: fact.event,
      on_date: fact.on,
      detail: JSON.stringify(fact.detail),
      document_id: fact.documentId,
      recorded_by: fact.recordedBy,
      recorded_at: fact.recordedAt,
    })
    .execute()
}

export const markFactCancelled = async (
  tx: Tx,
  organisationId: string,
  factId: string,
  { at, by, reason }: { at: Date; by: string | null; reason: string },
): Promise<void> => {
  await tx
    .updateTable('procedure_fact')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', factId)
    .set({ cancelled_at: at, cancelled_by: by, cancelled_reason: reason })
    .execute()
}
