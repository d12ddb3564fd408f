import { sql } from 'kysely'
import type { DuplicateProposal, Merge } from '#contract/duplicates.ts'
import type { LikenessReason, PersonTraits } from '#domain/households/same-person.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { countRows } from '#server/count-rows.ts'
import type { Tx } from '#server/db.ts'

type Here = { tx: Tx; actor: { organisationId: string } }
type Acting = { tx: Tx; actor: { organisationId: string; membershipId: string }; now: Date }
export type Pair = { a: string; b: string }
export type ScoredPair = Pair & { score: number; reasons: LikenessReason[] }

/** The older identifier first, as the table keeps them. */
export const pairOf = (one: string, other: string): Pair =>
  one < other ? { a: one, b: other } : { a: other, b: one }

/** What likeness is judged on. */
export const readTraits = async (
  { tx, actor }: Here,
  personIds: readonly string[],
): Promise<Map<string, PersonTraits>> => {
  const { rows } = await sql<{
    id: string
    lastName: string
    firstName: string | null
    birthName: string | null
    bornOn: PlainDate | null
    phones: string[]
    email: string | null
    address: string | null
  }>`
    select p.id, p.last_name as "lastName", p.first_name as "firstName", p.birth_name as "birthName",
      p.birth_on as "bornOn", array_remove(array[p.phone, p.second_phone], null) as phones, p.email,
      (select concat_ws(' ', b.street, b.post_code, b.town)
        from household_member m
        join tenancy t on t.organisation_id = m.organisation_id and t.household_id = m.household_id
        join dwelling d on (d.organisation_id, d.id) = (t.organisation_id, t.dwelling_id)
        join building b on (b.organisation_id, b.id) = (d.organisation_id, d.building_id)
        where m.organisation_id = p.organisation_id and m.person_id = p.id
        order by m.left_on is null desc, t.started_on desc, t.id limit 1) as address
    from person p
    where p.organisation_id = ${actor.organisationId} and p.id = any (${personIds}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, ...traits }) => [id, { ...traits, firstName: traits.firstName ?? '' }]))
}

/** A pair that somebody decided about stays decided. */
export const propose = async ({ tx, actor }: Here, pairs: readonly ScoredPair[]): Promise<void> => {
  if (pairs.length === 0) return
  await tx
    .insertInto('duplicate_proposal')
    .values(
      pairs.map(({ a, b, score, reasons }) => ({
        organisation_id: actor.organisationId,
        person_a: a,
        person_b: b,
        score,
        reasons,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'person_a', 'person_b'])
        .doUpdateSet((eb) => ({ score: eb.ref('excluded.score'), reasons: eb.ref('excluded.reasons') }))
        .where('duplicate_proposal.state', '=', 'proposed'),
    )
    .execute()
}

const candidateOf = (side: 'a' | 'b') => sql`
  select json_build_object('personId', p.id, 'version', p.version, 'name', concat_ws(' ', p.first_name, p.last_name),
    'birthOn', p.birth_on, 'phone', p.phone, 'email', p.email,
    'householdId', home.id, 'householdVersion', home.version, 'householdLabel', home.label, 'address', home.address)
  from person p
  left join lateral (
    select h.id, h.version, h.label, concat_ws(', ', b.street, nullif(concat_ws(' ', b.post_code, b.town), '')) as address
    from household_member m
    join household h on (h.organisation_id, h.id) = (m.organisation_id, m.household_id) and h.merged_into_id is null
    left join tenancy t on t.organisation_id = h.organisation_id and t.household_id = h.id
    left join dwelling d on (d.organisation_id, d.id) = (t.organisation_id, t.dwelling_id)
    left join building b on (b.organisation_id, b.id) = (d.organisation_id, d.building_id)
    where m.organisation_id = p.organisation_id and m.person_id = p.id
    order by m.left_on is null desc, t.started_on desc nulls last, h.id limit 1) home on true
  where p.organisation_id = d.organisation_id and p.id = d.${sql.ref(side === 'a' ? 'person_a' : 'person_b')}`

export type ProposalKey = { score: number; a: string; b: string }

type Wanted = {
  householdId?: string
  otherId?: string
  after?: ProposalKey | undefined
  limit: number
}

/** Proposals still open, the likeliest first; of one household's persons, or between those of two, when given. */
export const listProposals = async (
  { tx, actor }: Here,
  { householdId, otherId, after, limit }: Wanted,
): Promise<DuplicateProposal[]> => {
  const from = after
    ? sql`and (-d.score, d.person_a, d.person_b) > (${-after.score}, ${after.a}::uuid, ${after.b}::uuid)`
    : sql``
  const { rows } = await sql<DuplicateProposal>`
    select (${candidateOf('a')}) as "personA", (${candidateOf('b')}) as "personB", d.score, d.reasons
    from duplicate_proposal d
    where ${stillOpen(actor.organisationId, householdId)} ${from}
      ${otherId === undefined ? sql`` : sql`and ${touches(otherId)} and ${apart(householdId, otherId)}`}
    order by d.score desc, d.person_a, d.person_b limit ${limit}`.execute(tx)
  return rows
}

const stillOpen = (organisationId: string, householdId?: string) => sql`
  d.organisation_id = ${organisationId} and d.state = 'proposed'
  and not exists (select from person p where p.organisation_id = d.organisation_id
    and p.id in (d.person_a, d.person_b) and p.merged_into_id is not null)
  ${householdId === undefined ? sql`` : sql`and ${touches(householdId)}`}`

const isIn = (person: 'person_a' | 'person_b', householdId: string | undefined) => sql`exists (
  select from household_member m where m.organisation_id = d.organisation_id
    and m.household_id = ${householdId} and m.person_id = d.${sql.ref(person)})`
const touches = (householdId: string) =>
  sql`(${isIn('person_a', householdId)} or ${isIn('person_b', householdId)})`
const apart = (one: string | undefined, other: string) =>
  sql`((${isIn('person_a', one)} and ${isIn('person_b', other)}) or (${isIn('person_b', one)} and ${isIn('person_a', other)}))`

export const countProposed = ({ tx, actor }: Here) =>
  countRows(
    tx,
    (limit) =>
      sql`(select from duplicate_proposal d where ${stillOpen(actor.organisationId)} limit ${limit})`,
  )

export const decideProposal = async (
  { tx, actor, now }: Acting,
  { a, b }: Pair,
  state: 'dismissed' | 'merged' | 'proposed',
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('duplicate_proposal')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_a', '=', a)
    .where('person_b', '=', b)
    .set(
      state === 'proposed'
        ? { state, decided_by: null, decided_at: null }
        : { state, decided_by: actor.membershipId, decided_at: now },
    )
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const listMergeRows = async (
  { tx, actor }: Here,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Merge[]> => {
  const { rows } = await sql<Omit<Merge, 'doneAt' | 'undoneAt'> & { doneAt: Date; undoneAt: Date | null }>`
    select g.id as "mergeId", g.kind, (select count(*)::int from record_merge p
        where p.organisation_id = g.organisation_id and p.part_of = g.id) as persons, d.name as "doneBy", g.done_at as "doneAt", u.name as "undoneBy",
      g.undone_at as "undoneAt",
      coalesce(hk.label, concat_ws(' ', pk.first_name, pk.last_name)) as kept,
      coalesce(ha.label, concat_ws(' ', pa.first_name, pa.last_name)) as absorbed,
      coalesce(hk.id, (select m.household_id from household_member m
        where m.organisation_id = g.organisation_id and m.person_id = g.kept_id
        order by m.left_on is null desc, m.household_id limit 1)) as "householdId"
    from record_merge g
    join membership d on (d.organisation_id, d.id) = (g.organisation_id, g.done_by)
    left join membership u on (u.organisation_id, u.id) = (g.organisation_id, g.undone_by)
    left join household hk on g.kind = 'household' and (hk.organisation_id, hk.id) = (g.organisation_id, g.kept_id)
    left join household ha on g.kind = 'household' and (ha.organisation_id, ha.id) = (g.organisation_id, g.absorbed_id)
    left join person pk on g.kind = 'person' and (pk.organisation_id, pk.id) = (g.organisation_id, g.kept_id)
    left join person pa on g.kind = 'person' and (pa.organisation_id, pa.id) = (g.organisation_id, g.absorbed_id)
    where g.organisation_id = ${actor.organisationId} and g.part_of is null and (${after ?? null}::text is null or g.id::text < ${after ?? null})
    order by g.id::text desc limit ${limit}`.execute(tx)
  return rows.map(({ doneAt, undoneAt, ...row }) => ({
    ...row,
    doneAt: doneAt.toISOString(),
    undoneAt: undoneAt?.toISOString() ?? null,
  }))
}

export const countMerges = async ({ tx, actor }: Here): Promise<number> => {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from record_merge
    where organisation_id = ${actor.organisationId} and part_of is null`.execute(tx)
  return rows[0]?.count ?? 0
}
