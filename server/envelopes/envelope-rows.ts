import type { EnvelopeRow } from '#contract/envelopes.ts'
import { type Allotment, effectiveEnvelope, lowestEnvelopeFrom } from '#domain/envelopes/cap.ts'
import { forecastEndOn, forecastMonths } from '#domain/envelopes/forecast.ts'
import type { CountingRule, EnvelopeKind } from '#domain/envelopes/kinds.ts'
import { consumedBy, consumptionOf, type FundStanding, usedBy } from '#domain/envelopes/standing.ts'
import type { FundingField } from '#domain/funding/kinds.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'
import type { NamedTerritory, TerritoryKind } from '#domain/territories/kinds.ts'
import type { Tx } from '#server/db.ts'
import { standingsOfEnvelopes } from '#server/envelopes/figures.ts'
import { listAllotments } from '#server/envelopes/locked-envelope.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

export const envelopesOf = ({ tx, actor }: Here) =>
  tx
    .selectFrom('envelope as v')
    .leftJoin('convention as c', (join) =>
      join.onRef('c.organisation_id', '=', 'v.organisation_id').onRef('c.id', '=', 'v.convention_id'),
    )
    .where('v.organisation_id', '=', actor.organisationId)
    .selectAll('v')
    .select(['c.reference as convention_reference', 'c.ends_on as convention_ends_on'])
export type StoredEnvelope = Awaited<ReturnType<ReturnType<typeof envelopesOf>['execute']>>[number]

export const findEnvelope = (here: Here, envelopeId: string): Promise<StoredEnvelope | undefined> =>
  envelopesOf(here).where('v.id', '=', envelopeId).executeTakeFirst()

export const territoryOf = (row: {
  territory_kind: string | null
  territory_code: string | null
  territory_name: string | null
}): NamedTerritory | null =>
  row.territory_kind && row.territory_code && row.territory_name
    ? { kind: row.territory_kind as TerritoryKind, code: row.territory_code, name: row.territory_name }
    : null

/** Each with its figures: a few queries for the whole page. */
export const withFigures = async (
  here: Here,
  rows: readonly StoredEnvelope[],
  today: PlainDate,
): Promise<EnvelopeRow[]> => {
  const ids = rows.map(({ id }) => id)
  const allotments = ids.length > 0 ? await listAllotments(here, ids) : new Map<string, Allotment[]>()
  const standings = await standingsOfEnvelopes(here, ids)
  const recent = await standingsOfEnvelopes(here, ids, addMonths(today, -forecastMonths))
  return rows.map((row) =>
    tellEnvelope(row, allotments.get(row.id) ?? [], standings(row.id), recent(row.id), today),
  )
}

/** Open itself, under a convention that has not ended. */
const isOpenOn = (row: StoredEnvelope, today: PlainDate): boolean =>
  row.opened_on <= today &&
  (row.closed_on === null || row.closed_on >= today) &&
  (row.convention_ends_on === null || row.convention_ends_on >= today)

const tellEnvelope = (
  row: StoredEnvelope,
  allotments: readonly Allotment[],
  standing: FundStanding,
  recent: FundStanding,
  today: PlainDate,
): EnvelopeRow => {
  const rules = { kind: row.kind as EnvelopeKind, countedAt: row.counted_at as CountingRule }
  const cap = effectiveEnvelope(allotments, today)
  const consumed = consumedBy(rules, standing)
  return {
    id: row.id,
    version: row.version,
    label: row.label,
    ...rules,
    year: row.year,
    field: row.field as FundingField | null,
    territory: territoryOf(row),
    openedOn: row.opened_on,
    closedOn: row.closed_on,
    conventionId: row.convention_id,
    conventionReference: row.convention_reference,
    isOpen: isOpenOn(row, today),
    cap,
    standing,
    consumed,
    consumption: consumptionOf(consumed, cap),
    available: lowestEnvelopeFrom(allotments, today) - usedBy(rules, standing),
    forecastEndOn: forecastEndOn(cap - consumed, consumedBy(rules, recent), today),
  }
}
