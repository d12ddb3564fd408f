import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { SentRow } from '#contract/parcels.ts'
import { sharingRefusals } from '#domain/parcels/decide-sharing.ts'
import type {
  FirstParcelKind,
  LegalBasis,
  NewsKind,
  ParcelCategory,
  ParcelPurpose,
  ParcelState,
} from '#domain/parcels/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type MandateStanding, standMandate } from '#domain/referrals/mandate.ts'
import { countRows } from '#server/count-rows.ts'
import { isAfter } from '#server/keyset.ts'
import type { Here } from '#server/parcels/parcel-rows.ts'

const sentParcels = ({ tx, actor }: Here) =>
  tx
    .selectFrom('parcel_sent as s')
    .innerJoin('partner as p', (join) =>
      join.onRef('p.organisation_id', '=', 's.organisation_id').onRef('p.id', '=', 's.partner_id'),
    )
    .leftJoin('household as h', (join) =>
      join.onRef('h.organisation_id', '=', 's.organisation_id').onRef('h.id', '=', 's.household_id'),
    )
    .leftJoin('consent as c', (join) =>
      join.onRef('c.organisation_id', '=', 's.organisation_id').onRef('c.id', '=', 's.consent_id'),
    )
    .leftJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 's.organisation_id').onRef('m.id', '=', 's.created_by'),
    )
    .where('s.organisation_id', '=', actor.organisationId)
    .where('s.answers_id', 'is', null)
    .selectAll('s')
    .select([
      'p.name as partner',
      'h.label as household',
      'c.given_on',
      'c.revoked_on',
      'm.name as author',
      'm.role as author_role',
    ])
export type SentParcel = Awaited<ReturnType<ReturnType<typeof sentParcels>['execute']>>[number]

export const findSentParcel = (here: Here, parcelId: string): Promise<SentParcel | undefined> =>
  sentParcels(here).where('s.id', '=', parcelId).executeTakeFirst()

export type SentFilter = {
  householdId?: string
  told?: NewsKind | undefined
  state?: ParcelState | undefined
  kind?: FirstParcelKind | undefined
  /** The condition of reach, on `s.household_id`. */
  within: RawBuilder<SqlBool>
}

/** On the table alone: the partner, the household and the consent are joined to the rows of a page only. */
const idsOf = ({ tx, actor }: Here, { householdId, told, state, kind, within }: SentFilter) => {
  let query = tx
    .selectFrom('parcel_sent as s')
    .where('s.organisation_id', '=', actor.organisationId)
    .where('s.answers_id', 'is', null)
    .where(sql<SqlBool>`(s.household_id is null or ${within})`)
    .select('s.id')
  if (householdId) query = query.where('s.household_id', '=', householdId)
  if (told) query = query.where('s.told', '=', told)
  if (state) query = query.where('s.state', '=', state)
  if (kind) query = query.where('s.kind', '=', kind)
  return query
}

export const listSentParcels = (
  here: Here,
  filter: SentFilter,
  place: readonly (string | number)[] | undefined,
  limit: number,
): Promise<SentParcel[]> => {
  const page = idsOf(here, filter)
    .where(isAfter([sql`s.created_at`, sql`s.id`], place, 'desc'))
    .orderBy('s.created_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(limit + 1)
  return sentParcels(here)
    .where('s.id', 'in', page)
    .orderBy('s.created_at', 'desc')
    .orderBy('s.id', 'desc')
    .execute()
}

export const countSentParcels = (here: Here, filter: SentFilter) =>
  countRows(here.tx, (limit) => sql`(${idsOf(here, filter).limit(limit)})`)

/** A mission runs from its acceptance; before that, there is nothing to report. */
export const standingOf = (
  row: Pick<
    SentParcel,
    'kind' | 'accepted_on' | 'term_on' | 'report_every_months' | 'ended_on' | 'reports_received'
  >,
  today: PlainDate,
): MandateStanding | undefined => {
  if (row.kind !== 'mandate' || row.accepted_on === null || row.term_on === null) return undefined
  const mandate = {
    startedOn: row.accepted_on,
    termOn: row.term_on,
    everyMonths: row.report_every_months,
    endedOn: row.ended_on,
  }
  return standMandate(mandate, row.reports_received, today)
}

const stopWords: Readonly<Record<string, string>> = {
  ...sharingRefusals,
  'consent-not-running': 'Le ménage a retiré son accord, ou il a pris fin, avant le départ.',
  'link-not-agreed': 'Le lien avec ce partenaire n’est plus accepté des deux côtés.',
  expired: 'La durée de conservation était passée avant le départ.',
  withdrawn: 'Retiré par l’un de nous avant le départ.',
}

const consentView = ({ given_on, revoked_on, agreed_on, agreement_revoked_on }: SentParcel) => {
  if (given_on) return { givenOn: given_on, revokedOn: revoked_on }
  return agreed_on ? { givenOn: agreed_on, revokedOn: agreement_revoked_on } : null
}

export const sentView = (row: SentParcel, today: PlainDate): SentRow => {
  const standing = standingOf(row, today)
  return {
    id: row.id,
    kind: row.kind as FirstParcelKind,
    partner: row.partner,
    household: row.household_id ? { id: row.household_id, label: row.household ?? '' } : null,
    categories: row.categories as ParcelCategory[],
    purpose: row.purpose as ParcelPurpose,
    legalBasis: row.legal_basis as LegalBasis,
    informedOn: row.informed_on,
    consent: consentView(row),
    hasOwnAgreement: row.given_on === null && row.agreed_on !== null,
    measureId: row.measure_id,
    leavesOn: row.leaves_on,
    expiresOn: row.expires_on ?? row.leaves_on,
    state: row.state as ParcelState,
    stateAt: row.state_at.toISOString(),
    stoppedReason: row.stopped_reason && (stopWords[row.stopped_reason] ?? row.stopped_reason),
    isByHand: row.is_by_hand,
    told: row.told as NewsKind | null,
    toldOn: row.told_on,
    withdrawnOn: row.withdrawn_on,
    termOn: row.term_on,
    nextReportOn: standing?.nextDueOn ?? null,
    lateReports: standing?.lateReports ?? 0,
    isMandateOver: standing !== undefined && standing.state !== 'running',
    version: row.version,
  }
}
