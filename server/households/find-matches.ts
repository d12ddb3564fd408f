import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { nearestWords } from '#domain/households/edit-distance.ts'
import type { Tx } from '#server/db.ts'

export type Match = { householdId: string; match: 'number' | 'start' | 'fragment' | 'near' }

type Search = { tx: Tx; organisationId: string; within: RawBuilder<SqlBool> }

/** Below three letters a fragment would match nearly every line, and no trigram could find it: only the start of a word counts. */
const shortestFragment = 3
/** More candidates than anybody reads, few enough to rank. */
const candidates = 300
const closestWords = 12
/** A slip in a shorter word makes another word. */
const shortestFixed = 4

/** What was typed, cut as the search lines are. A phone number typed with spaces or dots is one word of digits. */
export const wordsOf = async (tx: Tx, text: string): Promise<string[]> => {
  const joined = text.replace(/\+33\s?/g, '0').replace(/(?<=\d)[\s.]+(?=\d)/g, '')
  const { rows } = await sql<{ folded: string }>`select fold(${joined}) as folded`.execute(tx)
  const words = (rows[0]?.folded ?? '').split(/[^\p{L}\p{N}/_.@]+/u).filter(Boolean)
  return [...new Set(words)].slice(0, 8)
}

/**
 * Households whose line holds every word, best first: a whole number, then lines that begin with the words, then
 * fragments; when there is nothing, the nearest words of the portfolio stand in for those typed.
 */
export const findMatches = async (search: Search, words: string[], limit: number): Promise<Match[]> => {
  if (words.length === 0) return []
  const exact = words.some((word) => /\d{3}/.test(word)) ? await findWhole(search, words, limit) : []
  const found = exact.length < limit ? await findFragments(search, words, limit) : []
  const all = withoutRepeats([...exact, ...found])
  if (all.length > 0) return all.slice(0, limit)
  return (await findNear(search, words, limit)).slice(0, limit)
}

const withoutRepeats = (matches: Match[]): Match[] => {
  const seen = new Set<string>()
  return matches.filter(({ householdId }) => !seen.has(householdId) && seen.add(householdId))
}

/** `%` and `_` are letters like others. */
const literal = (word: string): string => word.replace(/[\\%_]/g, (sign) => `\\${sign}`)
const containing = (word: string): string =>
  word.length >= shortestFragment ? `%${literal(word)}%` : `% ${literal(word)}%`

const lines = ({ organisationId, within }: Search, patterns: string[]) =>
  sql`household_search s where s.organisation_id = ${organisationId}
    and ${sql.join(
      patterns.map((pattern) => sql`s.document like ${pattern}`),
      sql` and `,
    )} and ${within}`

const findWhole = async (search: Search, words: string[], limit: number): Promise<Match[]> => {
  const patterns = words.map((word) => (/\d{3}/.test(word) ? `% ${literal(word)} %` : containing(word)))
  const { rows } = await sql<{ householdId: string }>`
    select s.household_id as "householdId" from ${lines(search, patterns)} limit ${limit}`.execute(search.tx)
  return rows.map(({ householdId }) => ({ householdId, match: 'number' }))
}

const findFragments = async (search: Search, words: string[], limit: number): Promise<Match[]> => {
  const [first = '', ...others] = words
  const ahead = [`% ${literal(first)}%`, ...others.map(containing)]
  const starting = await rank(search, ahead, words, limit)
  if (starting.length >= limit || first.length < shortestFragment) return starting
  return [...starting, ...(await rank(search, words.map(containing), words, limit))]
}

const rank = async (search: Search, patterns: string[], words: string[], limit: number): Promise<Match[]> => {
  const [first = ''] = words
  const { rows } = await sql<Match>`
    with candidate as materialized (
      select s.household_id, s.document from ${lines(search, patterns)} limit ${candidates})
    select household_id as "householdId",
      case when starts_with(document, ${` ${first}`}) then 'start' else 'fragment' end as match
    from candidate
    order by case when starts_with(document, ${` ${words.join(' ')}`}) then 0
      when starts_with(document, ${` ${first}`}) then 1
      when document like ${`% ${literal(first)}%`} then 2 else 3 end, document
    limit ${limit}`.execute(search.tx)
  return rows
}

/** Each unknown word is replaced by those of the portfolio it may stand for; a line must hold one of them for each. */
const findNear = async (search: Search, words: string[], limit: number): Promise<Match[]> => {
  const near = await findNearWords(search, words)
  if (near.size === 0) return []
  const wanted = words.map((word) => {
    const patterns = near.get(word)?.map((known) => `% ${literal(known)} %`) ?? [containing(word)]
    return sql`s.document like any (${patterns}::text[])`
  })
  const { rows } = await sql<{ householdId: string }>`
    select household_id as "householdId" from (
      select s.household_id, s.document from household_search s
      where s.organisation_id = ${search.organisationId} and ${sql.join(wanted, sql` and `)} and ${search.within}
      limit ${candidates}) candidate
    order by word_similarity(${words.join(' ')}, document) desc, document limit ${limit}`.execute(search.tx)
  return rows.map(({ householdId }) => ({ householdId, match: 'near' }))
}

/** For each typed word that no line holds, the nearest of those the portfolio is made of. */
const findNearWords = async (
  { tx, organisationId }: Search,
  words: string[],
): Promise<Map<string, string[]>> => {
  const typed = words.filter((word) => word.length >= shortestFixed && !/\d/.test(word))
  // Two letters swapped leave few trigrams in common: a wide net here, then the distance sorts.
  await sql`set local pg_trgm.similarity_threshold = 0.2`.execute(tx)
  const { rows } = await sql<{ typed: string; word: string }>`
    select typed.word as typed, near.word
    from unnest(${typed}::text[]) typed(word)
    cross join lateral (
      select w.word from search_word w
      where w.organisation_id = ${organisationId} and w.word % typed.word
        and abs(length(w.word) - length(typed.word)) <= 2
      order by similarity(w.word, typed.word) desc limit 400) near
    where not exists (select from search_word known
      where known.organisation_id = ${organisationId} and known.word = typed.word)`.execute(tx)
  const near = new Map<string, string[]>()
  for (const word of typed) {
    const known = rows.filter((row) => row.typed === word).map((row) => row.word)
    const nearest = nearestWords(word, known, closestWords)
    if (nearest.length > 0) near.set(word, nearest)
  }
  return near
}
