import { sql } from 'kysely'
import {
  foldName,
  type Likeness,
  likeness,
  type PersonTraits,
  proposalScore,
} from '#domain/households/same-person.ts'
import type { Tx } from '#server/db.ts'
import { readTraits } from '#server/duplicates/proposal-store.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

export type Alike = Likeness & { personId: string; householdId: string; label: string; personName: string }

const compared = 200
const shown = 8
/** A name alone is worth showing to somebody who decides; a merge asks for more. */
const worthShowing = proposalScore - 25

/** Known people who may be the one described, the likest first, each with its reasons. */
export const findAlike = async (here: Here, described: PersonTraits): Promise<Alike[]> => {
  const candidates = await findCandidates(here, described)
  const traits = await readTraits(
    here,
    candidates.map(({ personId }) => personId),
  )
  return candidates
    .flatMap((candidate) => {
      const known = traits.get(candidate.personId)
      const found = known && likeness(described, known)
      return found && found.score >= worthShowing ? [{ ...candidate, ...found }] : []
    })
    .sort((a, b) => b.score - a.score || (a.personId < b.personId ? -1 : 1))
    .slice(0, shown)
}

type Found = { personId: string; householdId: string; label: string; personName: string }

/** Households whose search line holds the name or the number: the index that the search uses. */
const findCandidates = async ({ tx, actor }: Here, described: PersonTraits): Promise<Found[]> => {
  const phones = (described.phones ?? []).map((phone) => phone.replace(/\D/g, '').slice(-9))
  const words = [
    ...foldName(described.lastName).split(' '),
    ...phones.filter((phone) => phone.length === 9),
  ].filter((word) => word.length > 2)
  if (words.length === 0) return []
  const patterns = words.map((word) => `%${word}%`)
  const { rows } = await sql<Found>`
    with line as materialized (
      select s.household_id from household_search s
      where s.organisation_id = ${actor.organisationId} and (${sql.join(
        patterns.map((pattern) => sql`s.document like ${pattern}`),
        sql` or `,
      )}) limit ${compared})
    select p.id as "personId", h.id as "householdId", h.label,
      concat_ws(' ', p.first_name, p.last_name) as "personName"
    from line
    join household h on h.organisation_id = ${actor.organisationId} and h.id = line.household_id
      and h.merged_into_id is null
    join household_member m on m.organisation_id = h.organisation_id and m.household_id = h.id
      and m.left_on is null
    join person p on (p.organisation_id, p.id) = (m.organisation_id, m.person_id)
      and p.merged_into_id is null`.execute(tx)
  return rows
}
