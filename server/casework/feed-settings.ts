import type { Acting } from '#server/use-case.ts'

type Settings = { feed_key_hash?: Buffer | null; feed_shows_names?: boolean }

const own = ({ tx, actor }: Acting) =>
  tx
    .selectFrom('membership as m')
    .where('m.organisation_id', '=', actor.organisationId)
    .where('m.id', '=', actor.membershipId)

export const readFeed = async (context: Acting) => {
  const member = await own(context)
    .select(['m.feed_key_hash', 'm.feed_shows_names'])
    .executeTakeFirstOrThrow()
  return { isOn: member.feed_key_hash !== null, showsNames: member.feed_shows_names }
}

export const writeFeed = async ({ tx, actor }: Acting, settings: Settings): Promise<void> => {
  await tx
    .updateTable('membership')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', actor.membershipId)
    .set(settings)
    .execute()
}
