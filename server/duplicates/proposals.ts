import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { scoreAndPropose } from '#server/duplicates/find-duplicates.ts'
import {
  countMerges,
  countProposed,
  decideProposal,
  listMergeRows,
  listProposals,
  type Pair,
  type ProposalKey,
  pairOf,
} from '#server/duplicates/proposal-store.ts'
import { findMatches, wordsOf } from '#server/households/find-matches.ts'
import { record } from '#server/journal.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import { type Context, useCase } from '#server/use-case.ts'

const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

const keyOf = (values: (string | number)[] | undefined): ProposalKey | undefined => {
  const [score, a, b] = values ?? []
  return typeof score === 'number' && isUuid(a) && isUuid(b) ? { score, a, b } : undefined
}

export const list = useCase(contract.duplicates.list, async (context, { after, limit }) => {
  const found = await listProposals(context, { after: keyOf(decodeKey(after, 3)), limit: limit + 1 })
  const { rows, next } = cutPage(found, limit, ({ score, personA, personB }) =>
    encodeKey(score, personA.personId, personB.personId),
  )
  return { rows, next, total: await countProposed(context) }
})

/** How many namesakes are looked at on demand; the night looks at all of them. */
const namesakes = 30

/** Persons found through the search lines: the same words in their name, or the same phone. */
const findCandidates = async (context: Context, householdId: string): Promise<Pair[]> => {
  const { tx, actor } = context
  const { organisationId } = actor
  const { rows: persons } = await sql<{ id: string; name: string; phone: string | null }>`
    select p.id, concat_ws(' ', p.last_name, p.first_name) as name, p.phone from household_member m
    join person p on (p.organisation_id, p.id) = (m.organisation_id, m.person_id)
    where m.organisation_id = ${organisationId} and m.household_id = ${householdId}
      and p.merged_into_id is null`.execute(tx)
  const pairs = new Map<string, Pair>()
  for (const { id, name, phone } of persons)
    for (const text of [name, phone]) {
      if (!text) continue
      const found = await findMatches(
        { tx, organisationId, within: sql`true` },
        await wordsOf(tx, text),
        namesakes,
      )
      const { rows } = await sql<{ id: string }>`
        select distinct p.id from household_member m
        join person p on (p.organisation_id, p.id) = (m.organisation_id, m.person_id)
        where m.organisation_id = ${organisationId} and p.merged_into_id is null and p.id <> ${id}
          and m.household_id = any (${found.map((match) => match.householdId)}::uuid[])`.execute(tx)
      for (const other of rows) {
        const pair = pairOf(id, other.id)
        pairs.set(pair.a + pair.b, pair)
      }
    }
  return [...pairs.values()]
}

export const findForHousehold = useCase(
  contract.duplicates.findForHousehold,
  async (context, { householdId }) => {
    await scoreAndPropose(context, await findCandidates(context, householdId))
    return { rows: await listProposals(context, { householdId, limit: 50 }) }
  },
)

export const listBetween = useCase(
  contract.duplicates.listBetween,
  async (context, { householdId, otherId }) => ({
    rows: await listProposals(context, { householdId, otherId, limit: 50 }),
  }),
)

export const dismiss = useCase(contract.duplicates.dismiss, async (context, { personA, personB }) => {
  const pair = pairOf(personA, personB)
  if (!(await decideProposal(context, pair, 'dismissed'))) return context.refuse('unknown-record')
  await record(context, {
    act: 'duplicate-dismissed',
    subject: { kind: 'person', id: pair.a },
    after: { other: pair.b },
  })
  return {}
})

export const listMerges = useCase(contract.duplicates.listMerges, async (context, { after, limit }) => {
  const [last] = decodeKey(after, 1) ?? []
  const found = await listMergeRows(context, {
    after: last === undefined ? undefined : String(last),
    limit: limit + 1,
  })
  const { rows, next } = cutPage(found, limit, ({ mergeId }) => encodeKey(mergeId))
  return { rows, next, total: { count: await countMerges(context), exact: true } }
})
