import { type LadderStep, type ProposedStep, proposeStep } from '#domain/arrears/ladder.ts'
import { addDays } from '#domain/plain-date.ts'
import {
  type CandidateQuery,
  type LadderCandidate,
  listCandidates,
  readLadder,
  tallyCandidates,
} from '#server/arrears/ladder-store.ts'
import type { Reader } from '#server/arrears/worklist-store.ts'

export type FoundProposal = LadderCandidate & { proposed: ProposedStep }
type Search = {
  stepKey?: string | undefined
  agency?: string | undefined
  tenancyIds?: readonly string[] | undefined
}

/** Who a step of the ladder is proposed for today; of all steps when none is named. */
export const findProposals = async (
  reader: Reader,
  search: Search,
): Promise<{ ladder: LadderStep[]; proposals: FoundProposal[] }> => {
  const { steps: ladder } = await readLadder(reader.tx, reader.actor.organisationId)
  const query = queryOf(reader, ladder, search)
  const candidates = query ? await listCandidates(reader.tx, reader.actor.organisationId, query) : []
  return { ladder, proposals: proposalsAmong(candidates, ladder, search, reader) }
}

const candidatesPerReading = 1_000

/** One page of them, in the order of their tenancies, and one more where there are more. */
export const pageProposals = async (
  reader: Reader,
  search: Search,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<FoundProposal[]> => {
  const { steps } = await readLadder(reader.tx, reader.actor.organisationId)
  const query = queryOf(reader, steps, search)
  const found: FoundProposal[] = []
  for (let from = after; query && found.length <= limit; ) {
    const candidates = await listCandidates(reader.tx, reader.actor.organisationId, {
      ...query,
      after: from,
      limit: candidatesPerReading,
    })
    found.push(...proposalsAmong(candidates, steps, search, reader))
    if (candidates.length < candidatesPerReading) break
    from = candidates.at(-1)?.tenancyId
  }
  return found
}

/**
 * How many each step is proposed for. The rule looks at a debt only against what steps ask for: tenancies that nothing was
 * done for are judged together, by the day of their default, their stage and the steps their debt is enough for.
 */
export const countProposalsByStep = async (
  reader: Reader,
  search: Search,
): Promise<{ ladder: LadderStep[]; counts: Map<string, number> }> => {
  const { tx, actor, today } = reader
  const { steps: ladder } = await readLadder(tx, actor.organisationId)
  const counts = new Map<string, number>()
  const query = queryOf(reader, ladder, search)
  if (!query) return { ladder, counts }
  const add = (key: string, count: number) => counts.set(key, (counts.get(key) ?? 0) + count)
  const thresholds = [...new Set(ladder.map((step) => step.minDebtCents))]
  for (const { count, ...facts } of await tallyCandidates(tx, actor.organisationId, query, thresholds)) {
    const proposed = proposeStep(ladder, facts, [], today)
    if (proposed) add(proposed.step.key, count)
  }
  const begun = await listCandidates(tx, actor.organisationId, { ...query, begun: true })
  for (const { proposed } of proposalsAmong(begun, ladder, {}, reader)) add(proposed.step.key, 1)
  return { ladder, counts }
}

/** The least that the searched steps ask for; nothing when there is no such step. */
const queryOf = (
  { today }: Reader,
  ladder: readonly LadderStep[],
  { stepKey, agency, tenancyIds }: Search,
): CandidateQuery | undefined => {
  const searched = stepKey === undefined ? ladder : ladder.filter((step) => step.key === stepKey)
  if (searched.length === 0) return undefined
  return {
    defaultBefore: addDays(today, -Math.min(...searched.map((step) => step.afterDays))),
    minDebtCents: Math.max(1, Math.min(...searched.map((step) => step.minDebtCents))),
    agency,
    tenancyIds,
  }
}

const proposalsAmong = (
  candidates: readonly LadderCandidate[],
  ladder: readonly LadderStep[],
  { stepKey }: Search,
  { today }: Reader,
): FoundProposal[] =>
  candidates.flatMap((candidate) => {
    const proposed = proposeStep(ladder, candidate, candidate.done, today)
    return proposed && (stepKey === undefined || proposed.step.key === stepKey)
      ? [{ ...candidate, proposed }]
      : []
  })
