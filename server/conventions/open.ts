import { sql } from 'kysely'
import type { AmendmentView } from '#contract/convention-shapes.ts'
import { contract } from '#contract/index.ts'
import { type Amendment, type TermChanges, termsAt } from '#domain/conventions/amendments.ts'
import type { ConventionDocumentKind, ConventionKind, PartyRole } from '#domain/conventions/kinds.ts'
import { alertAt, periodAt, stateAt } from '#domain/conventions/period.ts'
import type { PartnerKind } from '#domain/parcels/partner-kinds.ts'
import { factsOf } from '#server/conventions/convention-rows.ts'
import { readAgreed } from '#server/conventions/read-terms.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const openConvention = useCase(contract.conventions.open, async (context, { conventionId }) => {
  const row = await findConvention(context, conventionId)
  if (!row) return context.refuse('unknown-record')
  const { today } = context
  const agreed = readAgreed(row.terms)
  const amendments = await listAmendments(context, conventionId)
  const terms = termsAt(agreed, amendments.filter(counts).map(asChange), today)
  const facts = factsOf(row, terms)
  const period = periodAt(facts, today)
  const state = stateAt(facts, today)
  return {
    id: row.id,
    version: row.version,
    reference: row.reference,
    title: row.title,
    kind: row.kind as ConventionKind,
    object: row.object,
    signedOn: row.signed_on,
    state,
    alert: state === 'running' || state === 'to-come' ? alertAt(period.endsOn, today) : null,
    period,
    agreed: copyOf(agreed),
    terms: copyOf(terms),
    endedEarly:
      row.ended_early_on && row.ended_early_reason
        ? { on: row.ended_early_on, reason: row.ended_early_reason }
        : null,
    responsibleId: row.responsible_id,
    responsibleName: row.responsible_name,
    ...(await listKin(context, row)),
    parties: await listParties(context, conventionId),
    amendments,
    documents: await listDocuments(context, conventionId),
  }
})

type Terms = ReturnType<typeof readAgreed>
const copyOf = (terms: Terms) => ({
  ...terms,
  territories: [...terms.territories],
  fields: [...terms.fields],
  targets: [...terms.targets],
})
const counts = ({ cancelled }: AmendmentView) => cancelled === null
const asChange = ({ number, effectiveOn, changes }: AmendmentView): Amendment => ({
  number,
  effectiveOn,
  changes: changes as TermChanges,
})

const findConvention = ({ tx, actor }: Acting, conventionId: string) =>
  tx
    .selectFrom('convention as c')
    .leftJoin('membership as r', (join) =>
      join.onRef('r.organisation_id', '=', 'c.organisation_id').onRef('r.id', '=', 'c.responsible_id'),
    )
    .where('c.organisation_id', '=', actor.organisationId)
    .where('c.id', '=', conventionId)
    .selectAll('c')
    .select('r.name as responsible_name')
    .executeTakeFirst()

const mostKin = 100

/** The framework it carries out, and those that carry it out. */
const listKin = async ({ tx, actor }: Acting, row: { id: string; framework_id: string | null }) => {
  const links = tx
    .selectFrom('convention')
    .where('organisation_id', '=', actor.organisationId)
    .select(['id', 'reference', 'title'])
  const framework = row.framework_id
    ? await links.where('id', '=', row.framework_id).executeTakeFirst()
    : undefined
  return {
    framework: framework ?? null,
    applications: await links
      .where('framework_id', '=', row.id)
      .orderBy('reference')
      .limit(mostKin)
      .execute(),
  }
}

const listParties = async ({ tx, actor }: Acting, conventionId: string) => {
  const rows = await tx
    .selectFrom('convention_party as y')
    .innerJoin('partner as p', (join) =>
      join.onRef('p.organisation_id', '=', 'y.organisation_id').onRef('p.id', '=', 'y.partner_id'),
    )
    .where('y.organisation_id', '=', actor.organisationId)
    .where('y.convention_id', '=', conventionId)
    .orderBy('p.name')
    .orderBy('y.id')
    .select(['y.id', 'y.partner_id as partnerId', 'p.name', 'p.kind', 'y.role', 'y.signatory'])
    .select('y.signed_on as signedOn')
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as PartnerKind, role: row.role as PartyRole }))
}

const listAmendments = async ({ tx, actor }: Acting, conventionId: string): Promise<AmendmentView[]> => {
  const rows = await tx
    .selectFrom('convention_amendment as m')
    .innerJoin('membership as w', (join) =>
      join.onRef('w.organisation_id', '=', 'm.organisation_id').onRef('w.id', '=', 'm.written_by'),
    )
    .leftJoin('membership as x', (join) =>
      join.onRef('x.organisation_id', '=', 'm.organisation_id').onRef('x.id', '=', 'm.cancelled_by'),
    )
    .where('m.organisation_id', '=', actor.organisationId)
    .where('m.convention_id', '=', conventionId)
    .orderBy('m.number')
    .selectAll('m')
    .select(['w.name as by', 'x.name as cancelled_name'])
    .execute()
  const money = await sql<{ amendmentId: string; envelopeId: string; label: string; cents: number }>`
    select a.amendment_id as "amendmentId", v.id as "envelopeId", v.label, a.cents
    from envelope_allotment a
    join envelope v on (v.organisation_id, v.id) = (a.organisation_id, a.envelope_id)
    join convention_amendment m on (m.organisation_id, m.id) = (a.organisation_id, a.amendment_id)
    where a.organisation_id = ${actor.organisationId} and m.convention_id = ${conventionId} and a.kind = 'amendment'
    order by v.label, v.id`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    signedOn: row.signed_on,
    effectiveOn: row.effective_on,
    purpose: row.purpose,
    changes: row.changes as AmendmentView['changes'],
    allotments: money.rows.filter(({ amendmentId }) => amendmentId === row.id),
    by: row.by,
    cancelled:
      row.cancelled_reason === null ? null : { by: row.cancelled_name ?? '', reason: row.cancelled_reason },
  }))
}

const listDocuments = async ({ tx, actor }: Acting, conventionId: string) => {
  const rows = await tx
    .selectFrom('convention_document as d')
    .innerJoin('stored_file as f', (join) =>
      join.onRef('f.organisation_id', '=', 'd.organisation_id').onRef('f.id', '=', 'd.stored_file_id'),
    )
    .innerJoin('membership as b', (join) =>
      join.onRef('b.organisation_id', '=', 'd.organisation_id').onRef('b.id', '=', 'd.added_by'),
    )
    .leftJoin('convention_amendment as m', (join) =>
      join.onRef('m.organisation_id', '=', 'd.organisation_id').onRef('m.id', '=', 'd.amendment_id'),
    )
    .where('d.organisation_id', '=', actor.organisationId)
    .where('d.convention_id', '=', conventionId)
    .where('d.removed_at', 'is', null)
    .orderBy('d.added_at', 'desc')
    .select(['d.id', 'd.kind', 'd.title', 'f.file_name as fileName', 'd.dated_on as datedOn', 'd.added_at'])
    .select(['m.number as amendmentNumber', 'b.name as by'])
    .execute()
  return rows.map(({ added_at, ...row }) => ({
    ...row,
    kind: row.kind as ConventionDocumentKind,
    addedAt: added_at.toISOString(),
  }))
}
