import { addMonths, firstOfMonth, type PlainDate } from '#domain/plain-date.ts'
import { findStory, tenancyNumberOf } from '#server/demo/landlord-portfolio.ts'
import { householdIdOf, personIdOf, tenancyIdOf } from '#server/demo/load-portfolio.ts'
import { birthOf } from '#server/demo/story.ts'
import type { Teller } from '#server/demo/teller.ts'

export type StoryFile = {
  householdId: string
  tenancyId: string
  joinedOn: PlainDate
  /** As a budget counts them. */
  members: { personId: string; bornOn: PlainDate | null; name: string; isPartner: boolean }[]
}

/** The identifiers that a story's household has in the landlord's portfolio. */
export const openStoryFile = (teller: Teller, key: string): StoryFile => {
  const story = findStory(key)
  const number = tenancyNumberOf(story)
  return {
    householdId: householdIdOf(number),
    tenancyId: tenancyIdOf(number),
    joinedOn: addMonths(firstOfMonth(teller.today), -12 * story.startedYearsAgo),
    members: story.people.map(({ firstName, lastName, ageYears, bond }, order) => ({
      personId: personIdOf(`P${number.slice(1)}-${order + 1}`),
      name: `${firstName} ${lastName}`,
      bornOn: birthOf(teller.today, ageYears, order + 1),
      isPartner: bond === 'partner',
    })),
  }
}
