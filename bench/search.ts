import { sql } from 'kysely'
import { type Database, inOrganisation } from '#server/db.ts'
import { findMatches, wordsOf } from '#server/households/find-matches.ts'

export type SearchTiming = { text: string; found: number; p50Ms: number; p95Ms: number }

/** Times searches on an organisation's portfolio as it stands: each text `runs` times, one after the other. */
export const benchSearch = async (
  database: Database,
  organisationId: string,
  texts: readonly string[],
  runs = 20,
): Promise<SearchTiming[]> => {
  const timings: SearchTiming[] = []
  for (const text of texts) {
    const times: number[] = []
    let found = 0
    for (let run = 0; run < runs; run += 1) {
      const startedAt = performance.now()
      found = await inOrganisation(
        database,
        organisationId,
        async (tx) => {
          const words = await wordsOf(tx, text)
          return (await findMatches({ tx, organisationId, within: sql`true` }, words, 30)).length
        },
        'read only',
      )
      times.push(performance.now() - startedAt)
    }
    times.sort((a, b) => a - b)
    const at = (share: number) => Math.round((times[Math.floor((times.length - 1) * share)] ?? 0) * 10) / 10
    timings.push({ text, found, p50Ms: at(0.5), p95Ms: at(0.95) })
  }
  return timings
}
