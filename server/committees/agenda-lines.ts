import type { Output } from '#contract/endpoint.ts'
import type { contract } from '#contract/index.ts'
import {
  type ApplicationFact,
  type ApplicationStatus,
  fundingRefusalReasonLabels,
} from '#domain/funding/application-facts.ts'
import type { FinancingKind, FundingField } from '#domain/funding/kinds.ts'
import { formatEuros } from '#domain/money.ts'
import { formatDate } from '#domain/plain-date.ts'
import { listApplicationFacts } from '#server/funding/application-store.ts'
import type { Here } from './committee-store.ts'

export type AgendaLine = Output<typeof contract.committees.getSitting>['items'][number]
type Decision = NonNullable<AgendaLine['decision']>

export const linesOf = ({ tx, actor }: Here) =>
  tx
    .selectFrom('application_line as l')
    .innerJoin('application as a', (join) =>
      join.onRef('a.organisation_id', '=', 'l.organisation_id').onRef('a.id', '=', 'l.application_id'),
    )
    .innerJoin('application_standing as st', (join) =>
      join.onRef('st.organisation_id', '=', 'a.organisation_id').onRef('st.application_id', '=', 'a.id'),
    )
    .innerJoin('household as h', (join) =>
      join.onRef('h.organisation_id', '=', 'a.organisation_id').onRef('h.id', '=', 'a.household_id'),
    )
    .innerJoin('product_version as v', (join) =>
      join
        .onRef('v.organisation_id', '=', 'l.organisation_id')
        .onRef('v.product_id', '=', 'l.product_id')
        .onRef('v.number', '=', 'l.product_number'),
    )
    .where('l.organisation_id', '=', actor.organisationId)
    .select(['l.id as lineId', 'l.requested_cents as requestedCents', 'l.months'])
    .select(['a.id as applicationId', 'a.number as applicationNumber', 'a.field'])
    .select(['h.label as householdLabel', 'v.name as productName', 'v.kind', 'st.status'])
type LineRow = Awaited<ReturnType<ReturnType<typeof linesOf>['execute']>>[number]

/** The lines as an agenda shows them; with a sitting, what it decided of each. */
export const tellLines = async (
  here: Here,
  rows: readonly LineRow[],
  sittingId?: string,
): Promise<AgendaLine[]> => {
  const facts = await listApplicationFacts(here.tx, here.actor.organisationId, [
    ...new Set(rows.map(({ applicationId }) => applicationId)),
  ])
  return rows.map((row) => {
    const own = facts.get(row.applicationId) ?? []
    const opinion = own.filter((fact) => fact.kind === 'opinion-given').at(-1)
    return {
      ...row,
      kind: row.kind as FinancingKind,
      field: row.field as FundingField,
      status: row.status as ApplicationStatus,
      opinion: opinion?.opinion ?? null,
      decision: sittingId === undefined ? null : decisionOf(own, row.lineId, sittingId),
    }
  })
}

/** What a sitting decided of a line: the last of its facts. */
const decisionOf = (
  facts: readonly ApplicationFact[],
  lineId: string,
  sittingId: string,
): Decision | null => {
  const own = facts.filter(
    (fact) => 'lineId' in fact && fact.lineId === lineId && fact.sittingId === sittingId,
  )
  for (const fact of own.toReversed()) {
    const told = tellDecision(fact)
    if (told) return told
  }
  return null
}

export const tellDecision = (fact: ApplicationFact): Decision | null => {
  switch (fact.kind) {
    case 'line-granted':
      return {
        outcome: 'granted',
        cents: fact.cents,
        months: fact.months,
        told: [
          `Accord : ${formatEuros(fact.cents)}${fact.months === null ? '' : ` sur ${fact.months} mois`}`,
          fact.conditions,
        ]
          .filter(Boolean)
          .join('. '),
      }
    case 'line-refused':
      return {
        outcome: 'refused',
        cents: null,
        months: null,
        told: `Refus : ${fact.reasons.map((reason) => fundingRefusalReasonLabels[reason]).join(' ; ')}. ${fact.text}`,
      }
    case 'line-adjourned':
      return {
        outcome: 'adjourned',
        cents: null,
        months: null,
        told: `Ajourné le ${formatDate(fact.on)} : ${fact.reason}`,
      }
    default:
      return null
  }
}

export const listItemLines = async (
  here: Here,
  sittingId: string,
  itemIds: readonly string[],
): Promise<AgendaLine[]> => {
  if (itemIds.length === 0) return []
  const rows = await linesOf(here).where('l.id', 'in', itemIds).execute()
  const ordered = rows.toSorted((a, b) => itemIds.indexOf(a.lineId) - itemIds.indexOf(b.lineId))
  return tellLines(here, ordered, sittingId)
}
