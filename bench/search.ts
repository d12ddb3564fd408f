import { sql } from 'kysely'
import type { Place } from '#bench/place.ts'
import { type Measure, milliseconds } from '#bench/report.ts'
import { type Database, inOrganisation, openDatabase } from '#server/db.ts'
import { findMatches, wordsOf } from '#server/households/find-matches.ts'

type SearchTiming = { text: string; found: number; p50Ms: number; p95Ms: number }

/** Times searches on an organisation's portfolio as it stands: each text `runs` times, one after the other. */
const benchSearch = async (
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

const searchTexts = ['martin', 'benali kar', 'rakotomalla', '06 39 98', 'rue des lilas', 'L100042'] as const

/** The same searches without HTTP and without anybody else: what the database itself takes. */
export const searchAlone = async (place: Place, runs: number): Promise<SearchTiming[]> => {
  const database = openDatabase(place.url, 2)
  try {
    return await benchSearch(database, place.organisationId, searchTexts, runs)
  } finally {
    await database.pool.end()
  }
}

export const searchMeasure = (searches: readonly SearchTiming[]): Measure => {
  const slowest = searches.toSorted((a, b) => b.p95Ms - a.p95Ms)[0]
  return {
    what: `Recherche dans la base seule, la plus lente de ${searches.length}`,
    value: `« ${slowest?.text} » : ${milliseconds(slowest?.p50Ms ?? 0)}, ${milliseconds(slowest?.p95Ms ?? 0)}`,
    aim: '',
    met: null,
  }
}
