import {
  makeEntries,
  makeTenancy,
  type PortfolioOptions,
  type SeedEntry,
  type SeedTenancy,
} from '#db/seed/portfolio.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { landlordStories } from '#server/demo/landlord-stories.ts'
import { entriesOf, monthsOfLedger, type Story, tenancyOf } from '#server/demo/story.ts'

export type Portfolio = { tenancies: SeedTenancy[]; entries(): Generator<SeedEntry> }

const sizeOfDemo = 2_400

/** The landlord's stock on a day: made by chance but for the households whose stories are told. */
export const makePortfolio = (today: PlainDate, size = sizeOfDemo): Portfolio => {
  const options: PortfolioOptions = { tenancies: size, months: monthsOfLedger, today, seed: 2_027 }
  const stories = new Map(landlordStories.map((story) => [story.rank, story]))
  const tenancies = Array.from({ length: size }, (_, rank) => {
    const story = stories.get(rank)
    return story ? tenancyOf(options, story) : makeTenancy(options, rank)
  })
  return {
    tenancies,
    *entries() {
      for (const tenancy of tenancies) {
        const story = stories.get(tenancy.rank)
        yield* story ? entriesOf(story, tenancy.externalId, today) : makeEntries(options, tenancy)
      }
    },
  }
}

export const findStory = (key: string): Story => {
  const story = landlordStories.find((one) => one.key === key)
  if (!story) throw new Error(`no story named ${key}`)
  return story
}

export const tenancyNumberOf = ({ rank }: Story): string => `L${100_000 + rank}`
