import { sql } from 'kysely'
import { termsAt } from '#domain/conventions/amendments.ts'
import { type ConventionFacts, periodAt } from '#domain/conventions/period.ts'
import type { ConventionTerms } from '#domain/conventions/terms.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { territoryKey } from '#domain/territories/kinds.ts'
import { listStandingAmendments, readAgreed } from '#server/conventions/read-terms.ts'
import type { Tx } from '#server/db.ts'

export type Here = { tx: Tx; actor: { organisationId: string }; today: PlainDate }

/** Whoever changes a convention holds it: two changes never mix. */
export const lockConvention = ({ tx, actor }: Omit<Here, 'today'>, conventionId: string) =>
  tx
    .selectFrom('convention')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', conventionId)
    .selectAll()
    .forNoKeyUpdate()
    .executeTakeFirst()
export type StoredConvention = NonNullable<Awaited<ReturnType<typeof lockConvention>>>

export const factsOf = (
  row: Pick<StoredConvention, 'signed_on' | 'ended_early_on'>,
  terms: ConventionTerms,
): ConventionFacts => ({ terms, signedOn: row.signed_on, endedEarlyOn: row.ended_early_on })

type Changes = Partial<
  Pick<
    StoredConvention,
    | 'reference'
    | 'title'
    | 'kind'
    | 'framework_id'
    | 'object'
    | 'signed_on'
    | 'responsible_id'
    | 'ended_early_on'
    | 'ended_early_reason'
  >
> & { terms?: string }

/** Writes what changed, counts a version, and draws the convention again as it stands today. */
export const updateConvention = async (here: Here, conventionId: string, set: Changes): Promise<void> => {
  const { tx, actor } = here
  await tx
    .updateTable('convention')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', conventionId)
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .execute()
  await drawConvention(here, conventionId)
}

/** What lists search and filter, from the terms, the amendments and the parties as they stand today. */
export const drawConvention = async (here: Here, conventionId: string): Promise<void> => {
  const { tx, actor, today } = here
  const row = await tx
    .selectFrom('convention')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', conventionId)
    .selectAll()
    .executeTakeFirstOrThrow()
  const terms = termsAt(readAgreed(row.terms), await listStandingAmendments(here, conventionId), today)
  const { startsOn, endsOn, noticeOn } = periodAt(factsOf(row, terms), today)
  const words = [row.reference, row.title, row.object ?? '', ...terms.territories.map(({ name }) => name)]
  const partners = sql`coalesce((select string_agg(distinct p.name, ' ') from convention_party y
    join partner p on (p.organisation_id, p.id) = (y.organisation_id, y.partner_id)
    where y.organisation_id = ${actor.organisationId} and y.convention_id = ${conventionId}), '')`
  await tx
    .updateTable('convention')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', conventionId)
    .set({
      level: terms.level,
      starts_on: startsOn,
      ends_on: endsOn,
      notice_on: noticeOn,
      fields: [...terms.fields],
      territories: terms.territories.map(territoryKey),
      search_text: sql<string>`fold(${words.join(' ')} || ' ' || ${partners})`,
    })
    .execute()
}

export const isReferenceTaken = async (
  { tx, actor }: Omit<Here, 'today'>,
  reference: string,
  but?: string,
): Promise<boolean> => {
  const found = await tx
    .selectFrom('convention')
    .where('organisation_id', '=', actor.organisationId)
    .where('reference', '=', reference)
    .select('id')
    .executeTakeFirst()
  return found !== undefined && found.id !== but
}

export const isFramework = async (
  { tx, actor }: Omit<Here, 'today'>,
  frameworkId: string,
): Promise<boolean> => {
  const found = await tx
    .selectFrom('convention')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', frameworkId)
    .select('kind')
    .executeTakeFirst()
  return found?.kind === 'framework'
}
