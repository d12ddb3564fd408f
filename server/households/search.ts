import { contract } from '#contract/index.ts'
import { findMatches, wordsOf } from '#server/households/find-matches.ts'
import { describeHouseholds } from '#server/households/row-store.ts'
import { withinReach } from '#server/reach.ts'
import { useCase } from '#server/use-case.ts'

export const search = useCase(contract.households.search, async ({ tx, actor, today }, { text, limit }) => {
  const { organisationId } = actor
  const within = withinReach(actor, today, 'read-household', 's.household_id')
  const found = await findMatches({ tx, organisationId, within }, await wordsOf(tx, text), limit + 1)
  const matches = found.slice(0, limit)
  const rows = await describeHouseholds(
    { tx, organisationId, today },
    matches.map(({ householdId }) => householdId),
  )
  const matchOf = new Map(matches.map(({ householdId, match }) => [householdId, match]))
  return {
    rows: rows.map((row) => ({ ...row, match: matchOf.get(row.householdId) ?? 'fragment' })),
    hasMore: found.length > limit,
  }
})
