import { contract } from '#contract/index.ts'
import { newFeedKey } from '#server/casework/feed-key.ts'
import { writeFeed } from '#server/casework/feed-settings.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

/** The address is told once: only its fingerprint is kept. */
export const renewFeed = useCase(contract.appointments.renewFeed, async (context, { showsNames }) => {
  const { actor, house } = context
  const { key, hash } = newFeedKey(actor.organisationId)
  await writeFeed(context, { feed_key_hash: hash, feed_shows_names: showsNames })
  await record(context, { act: 'feed-renewed', subject: { kind: 'membership', id: actor.membershipId } })
  return { url: `${house.url}/ics/${key}.ics` }
})
