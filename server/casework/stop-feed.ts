import { contract } from '#contract/index.ts'
import { readFeed, writeFeed } from '#server/casework/feed-settings.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

export const stopFeed = useCase(contract.appointments.stopFeed, async (context) => {
  await writeFeed(context, { feed_key_hash: null })
  await record(context, {
    act: 'feed-stopped',
    subject: { kind: 'membership', id: context.actor.membershipId },
  })
  return readFeed(context)
})
