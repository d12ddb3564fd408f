import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Proposal, Search } from '#contract/housing.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>
export type SearchRow = Omit<Search, 'proposals'>
export type Needs = Pick<
  Search,
  | 'sought'
  | 'places'
  | 'minRooms'
  | 'maxCostCents'
  | 'needsLiftOrGroundFloor'
  | 'needsAdapted'
  | 'caravanPlaces'
  | 'wishes'
>

const columnsOf = (needs: Needs) => ({
  sought: needs.sought,
  places: needs.places,
  min_rooms: needs.minRooms,
  max_cost_cents: needs.maxCostCents,
  needs_lift_or_ground_floor: needs.needsLiftOrGroundFloor,
  needs_adapted: needs.needsAdapted,
  caravan_places: needs.caravanPlaces,
  wishes: needs.wishes,
})

export const listSearchesOf = async ({ tx, actor }: Here, householdId: string): Promise<SearchRow[]> => {
  const { rows } = await sql<SearchRow>`
    select id, version, measure_id as "measureId", sought, places, min_rooms as "minRooms",
      max_cost_cents as "maxCostCents", needs_lift_or_ground_floor as "needsLiftOrGroundFloor",
      needs_adapted as "needsAdapted", caravan_places as "caravanPlaces", wishes, opened_on as "openedOn",
      closed_on as "closedOn", close_reason as "closeReason"
    from home_search
    where organisation_id = ${actor.organisationId} and household_id = ${householdId}
    order by opened_on desc, id desc`.execute(tx)
  return rows
}

export const findSearch = async (here: Here, householdId: string, searchId: string) =>
  (await listSearchesOf(here, householdId)).find(({ id }) => id === searchId)

type NewSearch = Needs & { id: string; householdId: string; measureId: string | null; openedOn: PlainDate }

export const insertSearch = async ({ tx, actor }: Here, search: NewSearch): Promise<void> => {
  await tx
    .insertInto('home_search')
    .values({
      organisation_id: actor.organisationId,
      id: search.id,
      household_id: search.householdId,
      measure_id: search.measureId,
      opened_on: search.openedOn,
      ...columnsOf(search),
    })
    .execute()
}

type Closing = { closedOn: PlainDate; reason: string }

/** False when someone changed it since `version`. */
export const updateSearch = async (
  { tx, actor }: Here,
  id: string,
  version: number,
  change: Needs | Closing,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('home_search')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .where('version', '=', version)
    .set({
      ...('reason' in change
        ? { closed_on: change.closedOn, close_reason: change.reason }
        : columnsOf(change)),
      version: version + 1,
    })
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export type ProposalRow = Omit<Proposal, 'effort'> & { searchId: string; snapshotId: string | null }

export const listProposalsOf = async ({ tx, actor }: Here, householdId: string): Promise<ProposalRow[]> => {
  const { rows } = await sql<ProposalRow>`
    select p.id, p.version, p.search_id as "searchId", p.proposed_on as "proposedOn", p.place,
      p.landlord_name as "landlordName", p.rooms, p.rent_cents as "rentCents", p.charges_cents as "chargesCents",
      p.energy_cents as "energyCents", p.benefit_cents as "benefitCents", p.snapshot_id as "snapshotId",
      p.outcome, p.outcome_on as "outcomeOn", p.refusal, p.refusal_note as "refusalNote", m.name as by
    from home_proposal p join membership m on (m.organisation_id, m.id) = (p.organisation_id, p.recorded_by)
    where p.organisation_id = ${actor.organisationId} and p.household_id = ${householdId}
    order by p.proposed_on desc, p.id desc`.execute(tx)
  return rows
}

type NewProposal = Pick<
  ProposalRow,
  | 'id'
  | 'searchId'
  | 'proposedOn'
  | 'place'
  | 'landlordName'
  | 'rooms'
  | 'rentCents'
  | 'chargesCents'
  | 'energyCents'
  | 'benefitCents'
  | 'snapshotId'
> & { householdId: string }

export const insertProposal = async ({ tx, actor }: Here, proposal: NewProposal): Promise<void> => {
  await tx
    .insertInto('home_proposal')
    .values({
      organisation_id: actor.organisationId,
      id: proposal.id,
      search_id: proposal.searchId,
      household_id: proposal.householdId,
      proposed_on: proposal.proposedOn,
      place: proposal.place,
      landlord_name: proposal.landlordName,
      rooms: proposal.rooms,
      rent_cents: proposal.rentCents,
      charges_cents: proposal.chargesCents,
      energy_cents: proposal.energyCents,
      benefit_cents: proposal.benefitCents,
      snapshot_id: proposal.snapshotId,
      outcome: 'waiting',
      recorded_by: actor.membershipId,
    })
    .execute()
}

type ProposalAnswer = Pick<ProposalRow, 'outcome' | 'outcomeOn' | 'refusal' | 'refusalNote'>

/** False when someone answered since `version`. */
export const updateProposal = async (
  { tx, actor }: Here,
  id: string,
  version: number,
  answer: ProposalAnswer,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('home_proposal')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .where('version', '=', version)
    .set({
      outcome: answer.outcome,
      outcome_on: answer.outcomeOn,
      refusal: answer.refusal,
      refusal_note: answer.refusalNote,
      version: version + 1,
    })
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export type SearchLine = {
  id: string
  householdId: string
  householdLabel: string
  sought: Search['sought']
  places: string[]
  minRooms: number | null
  maxCostCents: number | null
  caravanPlaces: number | null
  openedOn: PlainDate
  proposalCount: number
  lastProposedOn: PlainDate | null
}

/** `where` is a condition on the open search `s`. The longest waiting come first. */
export const listSearchLines = async (
  { tx, actor }: Here,
  where: RawBuilder<SqlBool>,
  after: { openedOn: string; id: string } | undefined,
  limit: number,
): Promise<SearchLine[]> => {
  const start = after ? sql`and (s.opened_on, s.id) > (${after.openedOn}::date, ${after.id}::uuid)` : sql``
  const { rows } = await sql<SearchLine>`
    select s.id, s.household_id as "householdId", h.label as "householdLabel", s.sought, s.places,
      s.min_rooms as "minRooms", s.max_cost_cents as "maxCostCents", s.caravan_places as "caravanPlaces",
      s.opened_on as "openedOn", coalesce(p.count, 0) as "proposalCount", p.last as "lastProposedOn"
    from home_search s
    join household h on (h.organisation_id, h.id) = (s.organisation_id, s.household_id)
    left join lateral (select count(*)::int as count, max(p.proposed_on) as last from home_proposal p
      where p.organisation_id = s.organisation_id and p.search_id = s.id) p on true
    where s.organisation_id = ${actor.organisationId} and s.closed_on is null and ${where} ${start}
    order by s.opened_on, s.id limit ${limit}`.execute(tx)
  return rows
}

export const selectSearchLines =
  ({ actor }: Here, where: RawBuilder<SqlBool>) =>
  (limit: number) =>
    sql`(select 1 from home_search s
    where s.organisation_id = ${actor.organisationId} and s.closed_on is null and ${where} limit ${limit})`
