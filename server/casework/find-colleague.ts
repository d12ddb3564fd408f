import type { Acting } from '#server/use-case.ts'

/** Someone in post in the caller's organisation, who may be given work. */
export const findColleague = ({ tx, actor, today }: Acting, membershipId: string) =>
  tx
    .selectFrom('membership as m')
    .where('m.organisation_id', '=', actor.organisationId)
    .where('m.id', '=', membershipId)
    .where((eb) => eb.or([eb('m.ended_on', 'is', null), eb('m.ended_on', '>=', today)]))
    .select(['m.id', 'm.name', 'm.role', 'm.team_id as teamId', 'm.user_id as userId'])
    .executeTakeFirst()
