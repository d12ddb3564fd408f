import { sql } from 'kysely'
import type { Allotment } from '#domain/envelopes/cap.ts'
import type { OpenEnvelope } from '#domain/envelopes/commitments.ts'
import type { EnvelopeKind } from '#domain/envelopes/kinds.ts'
import { type FundStanding, type MovementSums, standingOf } from '#domain/envelopes/standing.ts'
import type { Tx } from '#server/db.ts'

type Here = { tx: Tx; actor: { organisationId: string } }
type ConventionPeriod = { signedOn: string | null; startsOn: string | null; endsOn: string | null }

/** As it is for as long as the transaction holds it: nobody else commits, transfers or takes out meanwhile. */
export type LockedEnvelope = OpenEnvelope & {
  id: string
  label: string
  conventionId: string | null
  committedCents: number
  version: number
}

/**
 * Holds these envelopes until the transaction ends, in the order of their identifiers, so that two transactions that
 * need several never wait for each other. Payments, which only refer to an envelope, are not kept waiting.
 */
export const lockEnvelopes = async (
  { tx, actor }: Here,
  envelopeIds: readonly string[],
): Promise<Map<string, LockedEnvelope>> => {
  if (envelopeIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('envelope')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', 'in', [...new Set(envelopeIds)])
    .orderBy('id')
    .selectAll()
    .forNoKeyUpdate()
    .execute()
  const allotments = await listAllotments({ tx, actor }, envelopeIds)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        label: row.label,
        conventionId: row.convention_id,
        kind: row.kind as EnvelopeKind,
        year: row.year,
        openedOn: row.opened_on,
        closedOn: row.closed_on,
        committedCents: row.committed_cents,
        version: row.version,
        allotments: allotments.get(row.id) ?? [],
      },
    ]),
  )
}

/** Read after the lock: whoever held it before may have written some. */
export const listAllotments = async ({ tx, actor }: Here, envelopeIds: readonly string[]) => {
  const rows = await tx
    .selectFrom('envelope_allotment')
    .where('organisation_id', '=', actor.organisationId)
    .where('envelope_id', 'in', [...new Set(envelopeIds)])
    .select(['envelope_id', 'on_date', 'cents'])
    .execute()
  const byEnvelope = new Map<string, Allotment[]>()
  for (const { envelope_id, on_date, cents } of rows)
    byEnvelope.set(envelope_id, [...(byEnvelope.get(envelope_id) ?? []), { on: on_date, cents }])
  return byEnvelope
}

/** What takes up room in it now. A stock gets back what was repaid or lost; a flow never does. */
export const standingOfLocked = async (
  { tx, actor }: Here,
  envelope: LockedEnvelope,
): Promise<FundStanding> => {
  const committed: MovementSums = { commitment: envelope.committedCents }
  if (envelope.kind === 'flow') return standingOf(committed)
  const { rows } = await sql<{ repaid: number; lost: number }>`
    select coalesce(sum(cents) filter (where movement = 'repayment'), 0)::bigint as repaid,
      coalesce(sum(cents) filter (where movement = 'write-off'), 0)::bigint as lost
    from ledger_entry
    where organisation_id = ${actor.organisationId} and envelope_id = ${envelope.id}
      and movement in ('repayment', 'write-off')`.execute(tx)
  return standingOf({ ...committed, repayment: rows[0]?.repaid ?? 0, 'write-off': rows[0]?.lost ?? 0 })
}

/** The period of the convention that opened it, as it stands now. */
export const findPeriodOf = (
  { tx, actor }: Here,
  conventionId: string,
): Promise<ConventionPeriod | undefined> =>
  tx
    .selectFrom('convention')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', conventionId)
    .select(['signed_on as signedOn', 'starts_on as startsOn', 'ends_on as endsOn'])
    .executeTakeFirst()
