import { sql } from 'kysely'
import type { z } from 'zod'
import type { Finding } from '#contract/imports.ts'
import { countRows } from '#server/count-rows.ts'
import type { Located } from './store.ts'

type Fate = z.output<typeof Finding>['fate']
export type FindingPage = {
  importId: string
  fate?: Fate | undefined
  after?: string | undefined
  limit: number
}

const keyOf = ({ line, rank }: { line: number; rank: number }) => `${line}.${rank}`

export const listFindings = async ({ tx, actor }: Located, { importId, fate, after, limit }: FindingPage) => {
  const [line = -1, rank = -1] = (after ?? '').split('.').filter(Boolean).map(Number)
  const { rows } = await sql<z.output<typeof Finding>>`
    select line, rank, fate, column_name as "column", value, reason from import_finding
    where organisation_id = ${actor.organisationId} and import_id = ${importId}
      and (${fate ?? null}::text is null or fate = ${fate ?? null}) and (line, rank) > (${line}, ${rank})
    order by line, rank limit ${limit + 1}`.execute(tx)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, next: rows.length > limit && last ? keyOf(last) : null }
}

export const countFindings = ({ tx, actor }: Located, importId: string, fate: Fate | undefined) =>
  countRows(
    tx,
    (limit) => sql`(select from import_finding
      where organisation_id = ${actor.organisationId} and import_id = ${importId}
        and (${fate ?? null}::text is null or fate = ${fate ?? null}) limit ${limit})`,
  )
