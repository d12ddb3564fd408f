import { sql } from 'kysely'
import { likeness, proposalScore } from '#domain/households/same-person.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import { type Pair, propose, readTraits, type ScoredPair } from '#server/duplicates/proposal-store.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

const batch = 2000
/** A name shared by more people than this tells nothing: those pairs need a date, a phone or an e-mail in common. */
const crowd = 20

/** Keeps the pairs that are alike enough to be shown to somebody. */
export const scoreAndPropose = async (here: Here, pairs: readonly Pair[]): Promise<void> => {
  const traits = await readTraits(here, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))])
  const scored = pairs.flatMap(({ a, b }): ScoredPair[] => {
    const [one, other] = [traits.get(a), traits.get(b)]
    if (!one || !other) return []
    const { score, reasons } = likeness(one, other)
    return score >= proposalScore ? [{ a, b, score, reasons }] : []
  })
  await propose(here, scored)
}

/**
 * Pairs that share a name (in either order), a phone, an e-mail, or a birth date with the first letters of the name.
 * Set-based: people who share nothing are never compared.
 */
const candidatePairs = (organisationId: string) => sql`
  with one as (
    select id, fold(last_name) as last, fold(coalesce(first_name, '')) as first, birth_on,
      right(regexp_replace(phone, '\\D', '', 'g'), 9) as phone, lower(email) as email
    from person where organisation_id = ${organisationId} and merged_into_id is null
  ), key as (
    select id, 'n' || least(last, first) || '/' || greatest(last, first) as value from one
    union all select id, 'd' || birth_on || least(last, first) || '/' || greatest(last, first) from one where birth_on is not null
    union all select id, 'b' || birth_on || left(last, 2) from one where birth_on is not null
    union all select id, 'p' || phone from one where length(phone) = 9
    union all select id, 'e' || email from one where email <> ''
  ), crowded as (
    select array_agg(id) as ids from key group by value having count(*) between 2 and ${sql.lit(crowd)}
  )
  select distinct x as a, y as b from crowded, unnest(ids) x, unnest(ids) y where x < y`

/** Proposals nobody decided about are made again from what is known today; decisions stay. */
export const findDuplicates = job<Record<never, never>>(
  'find-duplicates',
  async (house, { organisationId }) => {
    const actor = { organisationId }
    await inOrganisation(house.database, organisationId, async (tx) => {
      await tx
        .deleteFrom('duplicate_proposal')
        .where('organisation_id', '=', organisationId)
        .where('state', '=', 'proposed')
        .execute()
      await sql`create temporary table candidate_pair on commit drop as ${candidatePairs(organisationId)}`.execute(
        tx,
      )
      await sql`create index on candidate_pair (a, b)`.execute(tx)
      let last: Pair | undefined
      for (;;) {
        const { rows } = await sql<Pair>`select a, b from candidate_pair
          ${last ? sql`where (a, b) > (${last.a}::uuid, ${last.b}::uuid)` : sql``}
          order by a, b limit ${batch}`.execute(tx)
        await scoreAndPropose({ tx, actor }, rows)
        last = rows.at(-1)
        if (rows.length < batch) return
      }
    })
  },
)

export const nightlyDuplicates: Nightly = {
  name: 'find-duplicates',
  at: '30 3 * * *',
  enqueueFor: (tx, organisationId) =>
    enqueue(tx, findDuplicates, { organisationId }, { key: `find-duplicates/${organisationId}` }),
}
