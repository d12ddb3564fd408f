import { sql } from 'kysely'
import type { NewRenewalFact, OperationFacts } from '#contract/urban-renewal.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { RenewalArea } from '#domain/urban-renewal/kinds.ts'
import type { RenewalFact } from '#domain/urban-renewal/progress.ts'
import type { Tx } from '#server/db.ts'

export type StoredFact = RenewalFact & { recordedBy: string }
export type StoredOperation = {
  id: string
  version: number
  name: string
  committedOn: PlainDate
  area: RenewalArea
  projectName: string
  facts: OperationFacts
  events: StoredFact[]
}
type Row = {
  id: string
  version: number
  name: string
  committedOn: PlainDate
  area: RenewalArea
  projectName: string
  kind: OperationFacts['kind']
  plus: number
  plai: number
  isComplementaryAsked: boolean
  investmentCents: number | null
  investmentTax: string | null
  anruSubsidyCents: number | null
  reading: string | null
  events: StoredFact[]
}

const factsOf = (row: Row): OperationFacts =>
  row.kind === 'reconstitution'
    ? {
        kind: row.kind,
        units: { plus: row.plus, plai: row.plai },
        isComplementaryAsked: row.isComplementaryAsked,
      }
    : ({
        kind: row.kind,
        investmentCents: row.investmentCents,
        investmentTax: row.investmentTax,
        anruSubsidyCents: row.anruSubsidyCents,
        reading: row.reading,
      } as OperationFacts)

type Which = { operationId: string } | { projectId: string | undefined }

/** In the order in which they were added, project by project. */
export const readOperations = async (
  tx: Tx,
  organisationId: string,
  which: Which,
): Promise<StoredOperation[]> => {
  const chosen =
    'operationId' in which
      ? sql`o.id = ${which.operationId}::uuid`
      : sql`(${which.projectId ?? null}::uuid is null or o.project_id = ${which.projectId ?? null}::uuid)`
  const { rows } = await sql<Row>`
    select o.id, o.version, o.name, o.committed_on as "committedOn", p.area, p.name as "projectName", o.kind,
      o.plus_units as plus, o.plai_units as plai, o.is_complementary_asked as "isComplementaryAsked",
      o.investment_cents as "investmentCents", o.investment_tax as "investmentTax",
      o.anru_subsidy_cents as "anruSubsidyCents", o.reading,
      coalesce((
        select json_agg(e.detail || jsonb_build_object('id', e.id, 'step', e.step, 'on', e.on_date, 'recordedBy', m.name)
          order by e.on_date, e.recorded_at)
        from renewal_event e
        join membership m on (m.organisation_id, m.id) = (e.organisation_id, e.recorded_by)
        where (e.organisation_id, e.operation_id) = (o.organisation_id, o.id) and e.cancelled_at is null), '[]') as events
    from renewal_operation o
    join renewal_project p on (p.organisation_id, p.id) = (o.organisation_id, o.project_id)
    where o.organisation_id = ${organisationId} and ${chosen}
    order by p.name, p.id, o.created_at, o.id`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    name: row.name,
    committedOn: row.committedOn,
    area: row.area,
    projectName: row.projectName,
    facts: factsOf(row),
    events: row.events,
  }))
}

/** Two who record on one operation do so one after the other. */
export const lockOperation = async (
  tx: Tx,
  organisationId: string,
  operationId: string,
): Promise<StoredOperation | undefined> => {
  await sql`select from renewal_operation where organisation_id = ${organisationId} and id = ${operationId}
    for update`.execute(tx)
  const [operation] = await readOperations(tx, organisationId, { operationId })
  return operation
}

type Written = { name: string; committedOn: PlainDate; facts: OperationFacts }

const columnsOf = ({ name, committedOn, facts }: Written) => ({
  name,
  committed_on: committedOn,
  kind: facts.kind,
  plus_units: facts.kind === 'reconstitution' ? facts.units.plus : 0,
  plai_units: facts.kind === 'reconstitution' ? facts.units.plai : 0,
  is_complementary_asked: facts.kind === 'reconstitution' && facts.isComplementaryAsked,
  investment_cents: facts.kind === 'requalification' ? facts.investmentCents : null,
  investment_tax: facts.kind === 'requalification' ? facts.investmentTax : null,
  anru_subsidy_cents: facts.kind === 'requalification' ? facts.anruSubsidyCents : null,
  reading: facts.kind === 'requalification' ? facts.reading : null,
})

export const insertOperation = async (
  tx: Tx,
  organisationId: string,
  { id, projectId, now, ...written }: Written & { id: string; projectId: string; now: Date },
): Promise<void> => {
  await tx
    .insertInto('renewal_operation')
    .values({
      organisation_id: organisationId,
      id,
      project_id: projectId,
      ...columnsOf(written),
      created_at: now,
    })
    .execute()
}

export const updateOperation = async (
  tx: Tx,
  organisationId: string,
  { id, version, ...written }: Written & { id: string; version: number },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('renewal_operation')
    .set({ ...columnsOf(written), version: version + 1 })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export const insertEvent = async (
  tx: Tx,
  organisationId: string,
  event: { id: string; operationId: string; fact: NewRenewalFact; recordedBy: string; now: Date },
): Promise<void> => {
  const { step, on, ...detail } = event.fact
  await tx
    .insertInto('renewal_event')
    .values({
      organisation_id: organisationId,
      id: event.id,
      operation_id: event.operationId,
      step,
      on_date: on,
      detail: JSON.stringify(detail),
      recorded_by: event.recordedBy,
      recorded_at: event.now,
    })
    .execute()
}

export const cancelEvent = async (
  tx: Tx,
  organisationId: string,
  event: { id: string; reason: string; by: string; now: Date },
): Promise<void> => {
  await tx
    .updateTable('renewal_event')
    .set({ cancelled_at: event.now, cancelled_by: event.by, cancelled_reason: event.reason })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', event.id)
    .execute()
}
