import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type Action, decideAccess, type Relation, reachOf } from '#domain/access.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import type { Actor } from '#server/use-case.ts'

type Caller = { tx: Tx; actor: Actor; today: PlainDate }

/** How the caller stands towards a household today; undefined when there is no such household here. */
export const findRelation = async (
  { tx, actor, today }: Caller,
  householdId: string,
): Promise<Relation | undefined> => {
  const row = await tx
    .selectFrom('household as h')
    .where('h.organisation_id', '=', actor.organisationId)
    .where('h.id', '=', householdId)
    .select((eb) => [
      eb.exists(referents(today).where('r.membership_id', '=', actor.membershipId)).as('mine'),
      eb.exists(referents(today)).as('followed'),
      eb
        .exists(
          referents(today)
            .innerJoin('membership as m', (join) =>
              join.onRef('m.organisation_id', '=', 'r.organisation_id').onRef('m.id', '=', 'r.membership_id'),
            )
            .where('m.team_id', '=', actor.teamId),
        )
        .as('team'),
    ])
    .executeTakeFirst()
  if (!row) return undefined
  if (row.mine) return 'referent'
  return row.team || !row.followed ? 'team' : 'none'

  function referents(day: PlainDate) {
    return tx
      .selectFrom('household_referent as r')
      .whereRef('r.organisation_id', '=', sql.ref('h.organisation_id'))
      .whereRef('r.household_id', '=', sql.ref('h.id'))
      .where('r.from_on', '<=', day)
      .where((eb) => eb.or([eb('r.until_on', 'is', null), eb('r.until_on', '>=', day)]))
      .select(sql`1`.as('one'))
  }
}

/** True when the caller may do `action` for this household. A household of another organisation is nobody's. */
export const mayReach = async (caller: Caller, action: Action, householdId: string): Promise<boolean> => {
  const relation = await findRelation(caller, householdId)
  return relation !== undefined && decideAccess(caller.actor.role, action, relation).allowed
}

/** The condition a list adds so that it shows only households within the caller's reach. */
export const withinReach = (
  actor: Actor,
  today: PlainDate,
  action: Action,
  householdColumn: string,
): RawBuilder<SqlBool> => {
  const reach = reachOf(actor.role, action)
  if (reach === 'all') return sql`true`
  if (reach === 'never') return sql`false`
  const running = sql`r.organisation_id = ${actor.organisationId} and r.household_id = ${sql.ref(householdColumn)}
    and r.from_on <= ${today} and (r.until_on is null or r.until_on >= ${today})`
  const own = sql<SqlBool>`exists (select from household_referent r
    where ${running} and r.membership_id = ${actor.membershipId})`
  if (reach === 'own') return own
  return sql`(${own} or not exists (select from household_referent r where ${running})
    or exists (select from household_referent r
      join membership m on (m.organisation_id, m.id) = (r.organisation_id, r.membership_id)
      where ${running} and m.team_id = ${actor.teamId}))`
}
