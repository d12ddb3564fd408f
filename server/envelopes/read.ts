import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { type AllotmentKind, allotmentKinds } from '#domain/envelopes/kinds.ts'
import { drawMonths } from '#domain/envelopes/months.ts'
import { yearOf } from '#domain/plain-date.ts'
import { territoryCovers } from '#domain/territories/covers.ts'
import type { CommunePlace, Territory, TerritoryKind } from '#domain/territories/kinds.ts'
import { countRows } from '#server/count-rows.ts'
import { envelopesOf, findEnvelope, territoryOf, withFigures } from '#server/envelopes/envelope-rows.ts'
import { listMonthMovements } from '#server/envelopes/figures.ts'
import { transfersOfEnvelope } from '#server/envelopes/transfer-rows.ts'
import { cutPage, decodeKey, encodeKey, isAfter } from '#server/keyset.ts'
import { findCommuneByCode } from '#server/territories/find-commune.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const listEnvelopes = useCase(contract.envelopes.list, async (context, input) => {
  const { tx, actor, today } = context
  const { conventionId, field, year, kind, state, after, limit } = input
  const isOpen = sql`v.opened_on <= ${today} and coalesce(v.closed_on, ${today}) >= ${today} and not exists (
    select from convention e where e.organisation_id = v.organisation_id and e.id = v.convention_id
      and e.ends_on < ${today})`
  const filters = sql.join(
    [
      sql`v.organisation_id = ${actor.organisationId}`,
      ...(conventionId ? [sql`v.convention_id = ${conventionId}`] : []),
      ...(field ? [sql`v.field = ${field}`] : []),
      ...(year ? [sql`v.year = ${year}`] : []),
      ...(kind ? [sql`v.kind = ${kind}`] : []),
      ...(state === undefined ? [] : [state === 'open' ? sql`(${isOpen})` : sql`not (${isOpen})`]),
    ],
    sql` and `,
  )
  const place = decodeKey(after, 2)
  const rows = await envelopesOf(context)
    .where(sql<boolean>`${filters}`)
    .where(isAfter([sql`v.opened_on`, sql`v.id`], place, 'desc'))
    .orderBy('v.opened_on', 'desc')
    .orderBy('v.id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = cutPage(rows, limit, (row) => encodeKey(row.opened_on, row.id))
  return {
    rows: await withFigures(context, page.rows, today),
    next: page.next,
    total: await countRows(tx, (most) => sql`(select from envelope v where ${filters} limit ${most})`),
  }
})

export const openEnvelope = useCase(contract.envelopes.open, async (context, { envelopeId }) => {
  const row = await findEnvelope(context, envelopeId)
  if (!row) return context.refuse('unknown-record')
  const [envelope] = await withFigures(context, [row], context.today)
  if (!envelope) return context.refuse('unknown-record')
  const allotments = await listAllotmentLines(context, envelopeId)
  const { kind, countedAt, openedOn } = envelope
  return {
    ...envelope,
    allotments,
    transfers: await transfersOfEnvelope(context, envelopeId),
    months: drawMonths(
      { kind, countedAt, openedOn, allotments },
      await listMonthMovements(context, envelopeId),
      context.today,
    ),
    financings: await countFinancings(context, envelopeId),
  }
})

const listAllotmentLines = async ({ tx, actor }: Acting, envelopeId: string) => {
  const rows = await tx
    .selectFrom('envelope_allotment as a')
    .leftJoin('convention_amendment as m', (join) =>
      join.onRef('m.organisation_id', '=', 'a.organisation_id').onRef('m.id', '=', 'a.amendment_id'),
    )
    .leftJoin('membership as b', (join) =>
      join.onRef('b.organisation_id', '=', 'a.organisation_id').onRef('b.id', '=', 'a.written_by'),
    )
    .where('a.organisation_id', '=', actor.organisationId)
    .where('a.envelope_id', '=', envelopeId)
    .orderBy('a.on_date')
    .orderBy('a.id')
    .select(['a.id', 'a.kind', 'a.on_date as on', 'a.cents', 'a.reason', 'm.number', 'b.name'])
    .execute()
  return rows.map(({ number, name, kind, ...row }) => ({
    ...row,
    kind: allotmentKinds.find((one) => one === kind) as AllotmentKind,
    amendmentNumber: number,
    by: name,
  }))
}

const countFinancings = async ({ tx, actor }: Acting, envelopeId: string): Promise<number> => {
  const { count } = await tx
    .selectFrom('financing')
    .where('organisation_id', '=', actor.organisationId)
    .where('envelope_id', '=', envelopeId)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

const mostChoices = 200

export const listEnvelopeChoices = useCase(
  contract.envelopes.listChoices,
  async (context, { field, communeCode }) => {
    const { today } = context
    const place = communeCode ? await findCommuneByCode(context.tx, communeCode) : undefined
    const rows = await envelopesOf(context)
      .where('v.opened_on', '<=', today)
      .where((eb) => eb.or([eb('v.closed_on', 'is', null), eb('v.closed_on', '>=', today)]))
      .where((eb) => eb.or([eb('v.year', 'is', null), eb('v.year', '=', yearOf(today))]))
      .where((eb) => eb.or([eb('v.field', 'is', null), eb('v.field', '=', field)]))
      .where(
        sql<boolean>`(v.convention_id is null or (c.signed_on is not null and coalesce(c.starts_on, c.signed_on) <= ${today}
          and (c.ends_on is null or c.ends_on >= ${today})
          and (cardinality(c.fields) = 0 or ${field} = any(c.fields))))`,
      )
      .select('c.territories as convention_territories')
      .orderBy('v.label')
      .orderBy('v.id')
      .limit(mostChoices)
      .execute()
    const near = rows.filter(
      (row) =>
        reaches(territoryOf(row) ? [territoryOf(row) as Territory] : [], place) &&
        reaches((row.convention_territories ?? []).map(readTerritoryKey), place),
    )
    const told = await withFigures(context, near, today)
    return {
      rows: told.map(({ id, label, conventionId, conventionReference, cap, available }) => ({
        ...{ id, label, conventionId, conventionReference, cap, available },
      })),
    }
  },
)

/** No territory said: everywhere. No commune known: nothing is set aside. */
const reaches = (territories: readonly Territory[], place: CommunePlace | undefined): boolean =>
  territories.length === 0 || !place || territories.some((one) => territoryCovers(one, place))

const readTerritoryKey = (key: string): Territory => {
  const [kind = 'france', code = 'FR'] = key.split(':')
  return { kind: kind as TerritoryKind, code }
}
