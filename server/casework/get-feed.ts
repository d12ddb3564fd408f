import { contract } from '#contract/index.ts'
import { readFeed } from '#server/casework/feed-settings.ts'
import { useCase } from '#server/use-case.ts'

export const getFeed = useCase(contract.appointments.getFeed, (context) => readFeed(context))
