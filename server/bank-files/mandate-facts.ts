import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { PlainDate } from '#domain/plain-date.ts'
import {
  type MandateFact,
  type MandateStanding,
  mandateStanding,
  stateOfFacts,
} from '#domain/sepa/mandates.ts'
import type { Tx } from '#server/db.ts'
import { refreshFinancings } from '#server/loans/refresh-financings.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { listFacts } from './mandate-store.ts'

/** Somebody, or the answer of a bank. */
export type Following = {
  tx: Tx
  now: Date
  today: PlainDate
  actor: { organisationId: string; membershipId?: string }
}

export const readUnusedMonths = async (following: Following): Promise<number> =>
  (await readOrganisationParameters(following, following.today)).read('sepa.unused-mandate-months')

export type NewMandateFact = { mandateId: string; fact: MandateFact; reason?: string | null }

/** Stores facts of mandates and refreshes their picture; deciding whether they may be is the caller's. */
export const storeMandateFacts = async (
  following: Following,
  facts: readonly NewMandateFact[],
): Promise<void> => {
  if (facts.length === 0) return
  const { tx, now, actor } = following
  await tx
    .insertInto('sepa_mandate_event')
    .values(
      facts.map(({ mandateId, fact, reason }) => ({
        organisation_id: actor.organisationId,
        id: randomUUIDv7(),
        mandate_id: mandateId,
        kind: fact.kind,
        on_date: fact.on,
        reason: reason ?? null,
        recorded_by: actor.membershipId ?? null,
        recorded_at: now,
      })),
    )
    .execute()
  await refreshPictures(following, [...new Set(facts.map(({ mandateId }) => mandateId))])
  const changed = facts.filter(({ fact }) => fact.kind !== 'presented').map(({ mandateId }) => mandateId)
  if (changed.length > 0) await refreshLoans(following, changed)
}

/** What is to be collected depends on whether there is a mandate. */
const refreshLoans = async (
  { tx, actor, today }: Following,
  mandateIds: readonly string[],
): Promise<void> => {
  const { rows } = await sql<{ id: string }>`
    select distinct f.id from sepa_mandate m
    join financing f on f.organisation_id = m.organisation_id and f.household_id = m.household_id
      and (m.financing_id is null or m.financing_id = f.id)
    where m.organisation_id = ${actor.organisationId} and m.id = any (${[...mandateIds]}::uuid[])`.execute(tx)
  await refreshFinancings(
    tx,
    actor.organisationId,
    rows.map(({ id }) => id),
    today,
  )
}

const refreshPictures = async (following: Following, mandateIds: readonly string[]): Promise<void> => {
  const { tx, actor } = following
  const facts = await listFacts(tx, actor.organisationId, mandateIds)
  const rows = mandateIds.map((id) => {
    const its = facts.get(id) ?? []
    const used = its.findLast(({ kind }) => kind === 'presented') ?? its.find(({ kind }) => kind === 'signed')
    return { id, state: stateOfFacts(its), used: used?.on ?? null }
  })
  await sql`update sepa_mandate m
    set state = p.state, last_used_on = p.used, version = m.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p (id uuid, state text, used date)
    where m.organisation_id = ${actor.organisationId} and m.id = p.id`.execute(tx)
}

export const readStandings = async (
  following: Following,
  mandateIds: readonly string[],
): Promise<Map<string, MandateStanding>> => {
  const unusedMonths = await readUnusedMonths(following)
  const facts = await listFacts(following.tx, following.actor.organisationId, mandateIds)
  return new Map(
    mandateIds.map((id) => [id, mandateStanding(facts.get(id) ?? [], unusedMonths, following.today)]),
  )
}
