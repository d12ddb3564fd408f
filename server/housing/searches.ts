import { randomUUIDv7 } from 'node:crypto'
import { type SqlBool, sql } from 'kysely'
import type { Proposal, Search } from '#contract/housing.ts'
import { contract } from '#contract/index.ts'
import type { EffortRate } from '#domain/budget/effort-rate.ts'
import { type EffortTold, effortsInHomes, findLatestSnapshotId } from '#server/budget/effort-in-home.ts'
import { countRows } from '#server/count-rows.ts'
import { lockHousehold } from '#server/households/lock-household.ts'
import { record } from '#server/journal.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import { readsSocialSide } from '#server/plans/read-means.ts'
import { withinReach } from '#server/reach.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { isMeasureOf } from './measure-of.ts'
import {
  findSearch,
  insertProposal,
  insertSearch,
  listProposalsOf,
  listSearchesOf,
  listSearchLines,
  type ProposalRow,
  selectSearchLines,
  updateProposal,
  updateSearch,
} from './search-store.ts'

/** The searches of a household with their proposals. Wishes and rates are the social side: rent staff read neither. */
export const readSearches = async (context: Acting, householdId: string): Promise<Search[]> => {
  const isSocial = readsSocialSide(context)
  const searches = await listSearchesOf(context, householdId)
  const rows = searches.length > 0 ? await listProposalsOf(context, householdId) : []
  const efforts = isSocial ? await effortsInHomes(context, householdId, rows) : []
  const proposals = rows.map((row, index) => viewProposal(row, efforts[index] ?? null, isSocial))
  return searches.map((search) => ({
    ...search,
    wishes: isSocial ? search.wishes : null,
    proposals: proposals.filter((_, index) => rows[index]?.searchId === search.id),
  }))
}

const viewProposal = (
  { searchId: _, snapshotId: __, ...row }: ProposalRow,
  effort: EffortTold | null,
  isSocial: boolean,
): Proposal => ({
  ...row,
  refusalNote: isSocial ? row.refusalNote : null,
  effort: effort && {
    onDate: effort.onDate,
    withoutEnergy: viewRate(effort.withoutEnergy),
    withEnergy: viewRate(effort.withEnergy),
  },
})

const viewRate = ({ rateBasisPoints, thresholdBasisPoints, isAboveThreshold, explanation }: EffortRate) => ({
  rateBasisPoints: rateBasisPoints ?? null,
  thresholdBasisPoints,
  isAboveThreshold,
  explanation,
})

export const openSearch = useCase(
  contract.housing.openSearch,
  async (context, { householdId, measureId, ...needs }) => {
    if (!(await isMeasureOf(context, measureId, householdId))) return context.refuse('unknown-measure')
    await lockHousehold(context, householdId)
    const known = await listSearchesOf(context, householdId)
    if (known.some(({ closedOn }) => closedOn === null)) return context.refuse('already-searching')
    const searchId = randomUUIDv7()
    await insertSearch(context, { id: searchId, householdId, measureId, openedOn: context.today, ...needs })
    await record(context, {
      act: 'home-search-opened',
      subject: { kind: 'home-search', id: searchId },
      householdId,
      after: { sought: needs.sought },
    })
    return { searchId }
  },
)

export const changeSearch = useCase(
  contract.housing.changeSearch,
  async (context, { householdId, searchId, version, ...needs }) => {
    const search = await findSearch(context, householdId, searchId)
    if (!search) return context.refuse('unknown-record')
    if (search.closedOn !== null) return context.refuse('already-closed')
    if (!(await updateSearch(context, searchId, version, needs)))
      return context.refuse('stale-version', search)
    await record(context, {
      act: 'home-search-changed',
      subject: { kind: 'home-search', id: searchId },
      householdId,
      before: { sought: search.sought, maxCostCents: search.maxCostCents },
      after: { sought: needs.sought, maxCostCents: needs.maxCostCents },
    })
    return { version: version + 1 }
  },
)

export const closeSearch = useCase(
  contract.housing.closeSearch,
  async (context, { householdId, searchId, version, reason }) => {
    const search = await findSearch(context, householdId, searchId)
    if (!search) return context.refuse('unknown-record')
    if (search.closedOn !== null) return context.refuse('already-closed')
    const closing = { closedOn: context.today, reason }
    if (!(await updateSearch(context, searchId, version, closing)))
      return context.refuse('stale-version', search)
    await record(context, {
      act: 'home-search-closed',
      subject: { kind: 'home-search', id: searchId },
      householdId,
      after: { reason },
    })
    return { version: version + 1 }
  },
)

export const addProposal = useCase(
  contract.housing.addProposal,
  async (context, { householdId, searchId, ...proposal }) => {
    if (proposal.proposedOn > context.today) return context.refuse('in-the-future')
    const search = await findSearch(context, householdId, searchId)
    if (!search) return context.refuse('unknown-record')
    if (search.closedOn !== null) return context.refuse('already-closed')
    const proposalId = randomUUIDv7()
    const snapshotId = (await findLatestSnapshotId(context, householdId)) ?? null
    await insertProposal(context, { id: proposalId, searchId, householdId, snapshotId, ...proposal })
    await record(context, {
      act: 'home-proposed',
      subject: { kind: 'home-proposal', id: proposalId },
      householdId,
      after: { proposedOn: proposal.proposedOn, rentCents: proposal.rentCents },
    })
    return { proposalId }
  },
)

export const answerProposal = useCase(
  contract.housing.answerProposal,
  async (context, { householdId, proposalId, version, outcome, on, refusal, note }) => {
    const proposals = await listProposalsOf(context, householdId)
    const proposal = proposals.find(({ id }) => id === proposalId)
    if (!proposal) return context.refuse('unknown-record')
    if (on > context.today) return context.refuse('in-the-future')
    if (on < proposal.proposedOn) return context.refuse('before-proposal')
    const isNo = outcome === 'refused' || outcome === 'not-allocated'
    if (isNo && refusal === null) return context.refuse('reason-needed')
    const answer = {
      outcome,
      outcomeOn: outcome === 'waiting' ? null : on,
      refusal: isNo ? refusal : null,
      refusalNote: note,
    }
    if (!(await updateProposal(context, proposalId, version, answer)))
      return context.refuse('stale-version', viewProposal(proposal, null, readsSocialSide(context)))
    await record(context, {
      act: 'home-proposal-answered',
      subject: { kind: 'home-proposal', id: proposalId },
      householdId,
      before: { outcome: proposal.outcome },
      after: { outcome, on, refusal: answer.refusal },
    })
    return { version: version + 1 }
  },
)

export const listSearches = useCase(
  contract.housing.listSearches,
  async (context, { sought, place, after, limit }) => {
    const { actor, today } = context
    const where = sql<SqlBool>`((${sought ?? null}::text is null or s.sought = ${sought ?? null})
      and (${place ?? null}::text is null or exists (
        select from unnest(s.places) one where fold(one) like fold(${place ?? ''}) || '%'))
      and ${withinReach(actor, today, 'read-housing-path', 's.household_id')})`
    const [openedOn, id] = decodeKey(after, 2) ?? []
    const start =
      openedOn !== undefined && id !== undefined ? { openedOn: String(openedOn), id: String(id) } : undefined
    const found = await listSearchLines(context, where, start, limit + 1)
    const page = cutPage(found, limit, (row) => encodeKey(row.openedOn, row.id))
    return { ...page, total: await countRows(context.tx, selectSearchLines(context, where)) }
  },
)
