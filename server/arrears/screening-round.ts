import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import type { AssessmentGround } from '#domain/arrears/assess-tenancy.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { readGround } from '#server/arrears/screen-tenancies.ts'
import type { Tx } from '#server/db.ts'
import { listOrganisationParameters } from '#server/parameters/read-parameters.ts'

/** One screening of a portfolio: what it judges with, and whether the last one already judged with the same. */
export type ScreeningRound = { ground: AssessmentGround; judgedWith: string; judgedBefore: boolean }

export const openRound = async (
  tx: Tx,
  organisationId: string,
  onDate: PlainDate,
): Promise<ScreeningRound> => {
  const reader = { tx, actor: { organisationId } }
  const figures = await listOrganisationParameters(reader)
  const judgedWith = hash('sha256', JSON.stringify([onDate, figures, rulesAsWritten()]), 'base64')
  const { rows } = await sql<{ judgedWith: string }>`select judged_with as "judgedWith" from arrears_screening
    where organisation_id = ${organisationId}`.execute(tx)
  return {
    ground: await readGround(reader, onDate),
    judgedWith,
    judgedBefore: rows[0]?.judgedWith === judgedWith,
  }
}

/** To be called when every batch is written: one that is missing would never be judged. */
export const closeRound = async (
  tx: Tx,
  organisationId: string,
  { judgedWith }: ScreeningRound,
  now: Date,
): Promise<void> => {
  await sql`insert into arrears_screening (organisation_id, judged_with, screened_at)
    values (${organisationId}, ${judgedWith}, ${now})
    on conflict (organisation_id) do update set judged_with = excluded.judged_with, screened_at = excluded.screened_at`.execute(
    tx,
  )
}

const root = new URL('../../', import.meta.url)
const judging = ['domain/', 'domain/arrears/', 'domain/tenancies/', 'server/arrears/'] as const

let rules: string | undefined

/** A new version of Palier may judge otherwise: what the old one found is then found again. */
const rulesAsWritten = (): string => {
  rules ??= hash('sha256', judging.flatMap(textsOf).join('\n'), 'base64')
  return rules
}

const textsOf = (folder: string): string[] => {
  const place = new URL(folder, root)
  const names = readdirSync(place).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  return names.sort().map((name) => readFileSync(new URL(name, place), 'utf8'))
}
