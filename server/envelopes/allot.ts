import { randomUUIDv7 } from 'node:crypto'
import { decideWithdrawal } from '#domain/envelopes/commitments.ts'
import type { AllotmentKind } from '#domain/envelopes/kinds.ts'
import { type Cents, formatEuros } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type LockedEnvelope, standingOfLocked } from '#server/envelopes/locked-envelope.ts'
import type { Acting } from '#server/use-case.ts'

export type NewAllotment = {
  kind: AllotmentKind
  on: PlainDate
  /** Below zero: taken out. */
  cents: Cents
  amendmentId?: string
  transferId?: string
  reason: string | null
}

export type Shortage = { cap: Cents; used: Cents; available: Cents; told: string }

/** Puts in an envelope that the caller holds, or takes out; never below what is used. Undefined when it is done. */
export const allotTo = async (
  context: Acting,
  envelope: LockedEnvelope,
  { kind, on, cents, amendmentId, transferId, reason }: NewAllotment,
): Promise<Shortage | undefined> => {
  if (cents < 0) {
    const shortage = await shortageOf(context, envelope, -cents, on)
    if (shortage) return shortage
  }
  const { tx, actor, now } = context
  await tx
    .insertInto('envelope_allotment')
    .values({
      organisation_id: actor.organisationId,
      id: randomUUIDv7(),
      envelope_id: envelope.id,
      kind,
      on_date: on,
      cents,
      amendment_id: amendmentId ?? null,
      transfer_id: transferId ?? null,
      reason,
      written_by: actor.membershipId,
      written_at: now,
    })
    .execute()
  return undefined
}

/** Why so much cannot be taken out from that day on. */
export const shortageOf = async (
  context: Acting,
  envelope: LockedEnvelope,
  cents: Cents,
  on: PlainDate,
): Promise<Shortage | undefined> => {
  const decision = decideWithdrawal(envelope, await standingOfLocked(context, envelope), { cents, on })
  if (decision.outcome === 'allowed') return undefined
  const { cap, used, available } = decision
  return {
    ...{ cap, used, available },
    told: `« ${envelope.label} » : plafond ${formatEuros(cap)}, déjà engagé ${formatEuros(used)}, disponible ${formatEuros(available)}.`,
  }
}
