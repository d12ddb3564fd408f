import { sql } from 'kysely'
import type { CheckView, FactView, MeasureView, PaperView } from '#contract/measure-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { RequiredDocumentKind } from '#domain/programmes/kinds.ts'
import { readable } from '#server/casework/readable.ts'
import type { Tx } from '#server/db.ts'
import { describeFact } from '#server/measures/describe-fact.ts'
import { eligibilityLabels } from '#server/measures/eligibility.ts'
import type { FoundMeasure } from '#server/measures/find-measure.ts'
import { factOf } from '#server/measures/measure-store.ts'
import type { Acting } from '#server/use-case.ts'

type Where = { tx: Tx; actor: { organisationId: string } }

/** Every fact ever recorded, cancelled ones included, the oldest first. */
export const listFactViews = async (
  { tx, actor }: Where,
  { id, definition }: FoundMeasure,
): Promise<FactView[]> => {
  const rows = await tx
    .selectFrom('measure_event as e')
    .leftJoin('membership as r', (join) =>
      join.onRef('r.organisation_id', '=', 'e.organisation_id').onRef('r.id', '=', 'e.recorded_by'),
    )
    .leftJoin('membership as c', (join) =>
      join.onRef('c.organisation_id', '=', 'e.organisation_id').onRef('c.id', '=', 'e.cancelled_by'),
    )
    .where('e.organisation_id', '=', actor.organisationId)
    .where('e.measure_id', '=', id)
    .selectAll('e')
    .select(['r.name as recorder', 'c.name as canceller'])
    .orderBy('e.on_date')
    .orderBy('e.id')
    .execute()
  return rows.map((row) => {
    const fact = factOf(row)
    return {
      id: row.id,
      kind: fact.kind,
      on: fact.on,
      detail: describeFact(definition, fact),
      recordedBy: row.recorder,
      recordedAt: row.recorded_at.toISOString(),
      cancelled:
        row.cancelled_at && row.cancelled_reason !== null
          ? { at: row.cancelled_at.toISOString(), by: row.canceller, reason: row.cancelled_reason }
          : null,
    }
  })
}

export const listCheckViews = async (
  { tx, actor }: Where,
  { id, definition }: FoundMeasure,
): Promise<CheckView[]> => {
  const rows = await tx
    .selectFrom('measure_check as k')
    .leftJoin('membership as a', (join) =>
      join.onRef('a.organisation_id', '=', 'k.organisation_id').onRef('a.id', '=', 'k.answered_by'),
    )
    .leftJoin('membership as d', (join) =>
      join.onRef('d.organisation_id', '=', 'k.organisation_id').onRef('d.id', '=', 'k.derogated_by'),
    )
    .where('k.organisation_id', '=', actor.organisationId)
    .where('k.measure_id', '=', id)
    .selectAll('k')
    .select(['a.name as answerer', 'd.name as derogator'])
    .execute()
  const kept = new Map(rows.map((row) => [row.test_key, row]))
  return eligibilityLabels(definition).flatMap(({ key, label, source }) => {
    const row = kept.get(key)
    if (!row) return []
    return {
      testKey: key,
      label,
      source,
      answer: row.answer as CheckView['answer'],
      reason: row.reason,
      byPerson: row.answer === 'to-check' || row.answered_by !== null,
      answeredBy: row.answerer,
      answeredOn: row.answered_on,
      derogation:
        row.derogated_on && row.derogation_reason !== null
          ? { on: row.derogated_on, by: row.derogator, reason: row.derogation_reason }
          : null,
    }
  })
}

/** The papers the programme asks for, then those noted besides. */
export const listPaperViews = async (
  { tx, actor }: Where,
  { id, definition }: FoundMeasure,
): Promise<PaperView[]> => {
  const rows = await tx
    .selectFrom('measure_document')
    .where('organisation_id', '=', actor.organisationId)
    .where('measure_id', '=', id)
    .select(['kind', 'received_on', 'document_id'])
    .execute()
  const moments = new Map(definition.documents.map(({ kind, moment }) => [kind, moment]))
  const kinds = [...new Set([...moments.keys(), ...rows.map(({ kind }) => kind as RequiredDocumentKind)])]
  return kinds.map((kind) => {
    const row = rows.find((one) => one.kind === kind)
    return {
      kind,
      moment: moments.get(kind) ?? null,
      receivedOn: row?.received_on ?? null,
      documentId: row?.document_id ?? null,
    }
  })
}

const contactsShown = 20

type Contacts = Pick<MeasureView, 'contacts' | 'contactCount'>

/** The contacts the caller may read, while the measure was open, the latest first; their words stay in the file. */
export const listContactViews = async (
  { tx, actor, today }: Acting,
  householdId: string,
  from: PlainDate | null,
  to: PlainDate | null,
): Promise<Contacts> => {
  const { rows } = await sql<Contacts['contacts'][number] & { total: number }>`
    select e.id, e.happened_on as "on", e.channel, e.outcome, e.place, m.name as by, count(*) over ()::int as total
    from log_entry e
    join membership m on m.organisation_id = e.organisation_id and m.id = e.author_id
    where e.organisation_id = ${actor.organisationId} and e.household_id = ${householdId} and e.kind = 'contact'
      and e.withdrawn_at is null and e.happened_on >= ${from ?? '0001-01-01'}::date
      and e.happened_on <= ${to ?? '9999-12-31'}::date and ${readable({ actor, today }, 'e')}
    order by e.happened_on desc, e.written_at desc limit ${contactsShown}`.execute(tx)
  return { contacts: rows.map(({ total: _, ...row }) => row), contactCount: rows[0]?.total ?? 0 }
}
