import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Compartment, compartmentsRead } from '#domain/casework/compartments.ts'
import type { Acting } from '#server/use-case.ts'

export type Reader = Pick<Acting, 'actor' | 'today'>

/** A list of words as the array of text the database expects. */
const words = (list: readonly Compartment[]) => sql`${[...list]}::text[]`

/** Who follows the household of `alias` today. */
const followers = ({ actor, today }: Reader, alias: string) => sql`household_referent r
  where r.organisation_id = ${actor.organisationId} and r.household_id = ${sql.ref(`${alias}.household_id`)}
    and r.from_on <= ${today} and (r.until_on is null or r.until_on >= ${today})`

/**
 * The one condition under which a text is read, whatever the way out (line, versions, export, document): its author
 * always; otherwise someone who reads its compartment and whom its audience names.
 * - `referents`: the professionals who follow the household today;
 * - `team`: whoever follows it, their team-mates, and the author's.
 * A volunteer reads no compartment: only what they wrote themselves.
 *
 * `alias` names a row with author_id, household_id, audience and compartment.
 */
export const readable = (reader: Reader, alias: string): RawBuilder<SqlBool> => {
  const { actor } = reader
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  const mine = sql`${column('author_id')} = ${actor.membershipId}`
  const follows = (kind: RawBuilder<unknown>) =>
    sql`exists (select from ${followers(reader, alias)} and r.membership_id = ${actor.membershipId} ${kind})`
  const teamMates = sql`exists (select from membership m where m.organisation_id = ${actor.organisationId}
      and m.team_id = ${actor.teamId} and (m.id = ${column('author_id')}
        or m.id in (select r.membership_id from ${followers(reader, alias)})))`
  return sql<SqlBool>`(${mine} or (${column('compartment')} = any (${words(compartmentsRead(actor.role))}) and (
    (${column('audience')} = 'referents' and ${follows(sql`and r.kind = 'referent'`)})
    or (${column('audience')} = 'team' and (${follows(sql``)} or ${teamMates})))))`
}
