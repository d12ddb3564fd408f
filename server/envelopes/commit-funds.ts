import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { decideCommitment, isEnvelopeOpen, tellExhausted } from '#domain/envelopes/commitments.ts'
import type { CommitmentRefusal, ReleaseRefusal } from '#domain/envelopes/refusals.ts'
import { decideRelease } from '#domain/envelopes/releases.ts'
import { type FundStanding, standingOf } from '#domain/envelopes/standing.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import {
  findPeriodOf,
  type LockedEnvelope,
  lockEnvelopes,
  standingOfLocked,
} from '#server/envelopes/locked-envelope.ts'
import { type Poster, post } from '#server/ledger/post.ts'

type Commitment = {
  financingId: string
  /** Null: on the organisation's own funds, which no convention bounds. */
  envelopeId: string | null
  cents: Cents
  on: PlainDate
  /** Names a further commitment on the same financing; by default the grant itself, committed once. */
  commitmentId?: string
}

/** `details` goes with the refusal to the screen: `told` says it in one French sentence, with its figures. */
export type CommitmentAnswer =
  | { outcome: 'committed'; transactionId: string; availableAfter: Cents | null }
  | { outcome: 'refused'; reason: CommitmentRefusal; details: ExhaustedDetails | null }
type ExhaustedDetails = {
  envelopeId: string
  requested: Cents
  cap: Cents
  used: Cents
  available: Cents
  told: string
}

/**
 * Commits funds for a financing: the only door to an envelope. It is held from the check to the end of the transaction,
 * so that two officers at the same instant never pass its cap. A committee that commits on several holds them all first
 * with `lockEnvelopes`.
 */
export const commitFunds = async (
  poster: Poster,
  { financingId, envelopeId, cents, on, commitmentId = financingId }: Commitment,
): Promise<CommitmentAnswer> => {
  assertAmount(cents)
  const decision = envelopeId === null ? ownFunds : await checkEnvelope(poster, envelopeId, cents, on)
  if (decision.outcome === 'refused') return decision
  const { transactionId } = await post(poster, {
    key: `commitment:${commitmentId}`,
    journal: 'commitments',
    on,
    label: 'Engagement',
    lines: linesOf('commitment', cents, financingId, envelopeId),
  })
  return { outcome: 'committed', transactionId, availableAfter: decision.availableAfter }
}

const ownFunds = { outcome: 'free', availableAfter: null } as const

type Checked =
  | { outcome: 'free'; availableAfter: Cents | null }
  | { outcome: 'refused'; reason: CommitmentRefusal; details: ExhaustedDetails | null }

const checkEnvelope = async (
  poster: Poster,
  envelopeId: string,
  cents: Cents,
  on: PlainDate,
): Promise<Checked> => {
  const envelope = (await lockEnvelopes(poster, [envelopeId])).get(envelopeId)
  if (!envelope) return refuse('unknown-envelope')
  if (!(await isConventionRunning(poster, envelope, on))) return refuse('convention-not-running')
  const decision = decideCommitment(envelope, await standingOfLocked(poster, envelope), { cents, on })
  if (decision.outcome === 'committed') return { outcome: 'free', availableAfter: decision.availableAfter }
  if (decision.reason === 'envelope-closed') return refuse('envelope-closed')
  const figures = {
    requested: cents,
    cap: decision.cap,
    used: decision.used,
    available: decision.available,
  }
  return {
    outcome: 'refused',
    reason: 'envelope-exhausted',
    details: { envelopeId, ...figures, told: tellExhausted({ label: envelope.label, ...figures }) },
  }
}

/** Whether it takes new commitments on that day, whatever remains in it; null: it does. Nothing is held. */
export const closedBecause = async (
  { tx, actor }: Pick<Poster, 'tx' | 'actor'>,
  envelopeId: string,
  on: PlainDate,
): Promise<CommitmentRefusal | null> => {
  const envelope = await tx
    .selectFrom('envelope')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', envelopeId)
    .select(['year', 'opened_on as openedOn', 'closed_on as closedOn', 'convention_id as conventionId'])
    .executeTakeFirst()
  if (!envelope) return 'unknown-envelope'
  if (!(await isConventionRunning({ tx, actor }, envelope, on))) return 'convention-not-running'
  return isEnvelopeOpen(envelope, on) ? null : 'envelope-closed'
}

const refuse = (reason: CommitmentRefusal): Checked => ({ outcome: 'refused', reason, details: null })

const isConventionRunning = async (
  poster: Pick<Poster, 'tx' | 'actor'>,
  { conventionId }: Pick<LockedEnvelope, 'conventionId'>,
  on: PlainDate,
): Promise<boolean> => {
  if (conventionId === null) return true
  const period = await findPeriodOf(poster, conventionId)
  return (
    period !== undefined &&
    period.signedOn !== null &&
    (period.startsOn === null || period.startsOn <= on) &&
    (period.endsOn === null || on <= period.endsOn)
  )
}

type Release = {
  financingId: string
  cents: Cents
  on: PlainDate
  /** Told in the books: « Désengagement : offre expirée ». */
  reason: string
  /** Names the act once; by default, each call is one. */
  releaseId?: string
}

export type ReleaseAnswer =
  | { outcome: 'released'; transactionId: string }
  | {
      outcome: 'refused'
      reason: ReleaseRefusal
      details: { committed: Cents; disbursed: Cents; remaining: Cents }
    }

/**
 * Gives back to its envelope what was committed and will not be paid. The financing is held: whoever pays holds it too
 * (`lockFinancing`), so that nothing is both given back and paid.
 */
export const releaseFunds = async (
  poster: Poster,
  { financingId, cents, on, reason, releaseId = randomUUIDv7() }: Release,
): Promise<ReleaseAnswer> => {
  assertAmount(cents)
  const financing = await lockFinancing(poster, financingId)
  if (!financing) throw new Error('release of an unknown financing')
  if (financing.envelopeId) await lockEnvelopes(poster, [financing.envelopeId])
  const decision = decideRelease(await standingOfFinancing(poster, financingId), cents)
  if (decision.outcome === 'refused') {
    const { committed, disbursed, remaining } = decision
    return {
      outcome: 'refused',
      reason: decision.reason,
      details: { committed, disbursed, remaining },
    }
  }
  const { transactionId } = await post(poster, {
    key: `release:${releaseId}`,
    journal: 'commitments',
    on,
    label: `Désengagement : ${reason}`.slice(0, 200),
    lines: linesOf('commitment-release', -cents, financingId, financing.envelopeId),
  })
  return { outcome: 'released', transactionId }
}

const linesOf = (
  movement: 'commitment' | 'commitment-release',
  cents: Cents,
  financingId: string,
  envelopeId: string | null,
) => [
  { use: 'commitment' as const, cents, movement, financingId, ...(envelopeId ? { envelopeId } : {}) },
  { use: 'commitment-counterpart' as const, cents: -cents },
]

/** Holds a financing until the transaction ends: what is paid, returned or given back waits for its turn. */
export const lockFinancing = async (
  { tx, actor }: Pick<Poster, 'tx' | 'actor'>,
  financingId: string,
): Promise<{ envelopeId: string | null } | undefined> =>
  tx
    .selectFrom('financing')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', financingId)
    .select('envelope_id as envelopeId')
    .forNoKeyUpdate()
    .executeTakeFirst()

/** Where one financing stands in the books. */
export const standingOfFinancing = async (
  { tx, actor }: Pick<Poster, 'tx' | 'actor'>,
  financingId: string,
): Promise<FundStanding> => {
  const { rows } = await sql<{ movement: string; cents: number }>`
    select movement, sum(cents)::bigint as cents from ledger_entry
    where organisation_id = ${actor.organisationId} and financing_id = ${financingId} and movement is not null
    group by movement`.execute(tx)
  return standingOf(Object.fromEntries(rows.map(({ movement, cents }) => [movement, cents])))
}

const assertAmount = (cents: Cents) => {
  if (!Number.isSafeInteger(cents) || cents <= 0) throw new RangeError('an amount above zero is expected')
}
