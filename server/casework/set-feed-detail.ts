import { contract } from '#contract/index.ts'
import { readFeed, writeFeed } from '#server/casework/feed-settings.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

export const setFeedDetail = useCase(contract.appointments.setFeedDetail, async (context, { showsNames }) => {
  await writeFeed(context, { feed_shows_names: showsNames })
  await record(context, {
    act: 'feed-detail-set',
    subject: { kind: 'membership', id: context.actor.membershipId },
    after: { showsNames },
  })
  return readFeed(context)
})
