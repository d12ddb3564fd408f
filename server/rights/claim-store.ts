import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { Claim } from '#contract/rights-shapes.ts'
import { type ClaimFact, type ClaimFactKind, claimStatus, inClaimOrder } from '#domain/rights/claims.ts'
import type { RightKind } from '#domain/rights/kinds.ts'
import { findProofs } from '#server/documents/find-proofs.ts'
import type { Acting } from '#server/use-case.ts'

type Reading = Pick<Acting, 'tx' | 'actor' | 'today'>
type Writing = Pick<Acting, 'tx' | 'actor' | 'today' | 'now'>
type ClaimRow = { id: string; right: RightKind; name: string | null; version: number }
type FactRow = ClaimFact & { claimId: string; proofFileId: string | null; recordedBy: string }

/** The lines of a household's rights, the one opened last first, each with its facts in order. */
export const readClaims = async (reading: Reading, householdId: string): Promise<Claim[]> => {
  const { tx, actor } = reading
  const { rows: claims } = await sql<ClaimRow>`
    select id, right_kind as "right", name, version from right_claim
    where organisation_id = ${actor.organisationId} and household_id = ${householdId} order by id desc`.execute(
    tx,
  )
  if (claims.length === 0) return []
  const { rows: facts } = await sql<FactRow>`
    select f.id, f.claim_id as "claimId", f.kind, f.on_date as "on", f.amount_cents as "amountCents", f.awaited,
      f.next_on as "nextOn", f.proof_file_id as "proofFileId", f.note, m.name as "recordedBy"
    from right_claim_fact f
    join right_claim c on (c.organisation_id, c.id) = (f.organisation_id, f.claim_id)
    join membership m on (m.organisation_id, m.id) = (f.organisation_id, f.recorded_by)
    where f.organisation_id = ${actor.organisationId} and c.household_id = ${householdId}
      and f.withdrawn_at is null
    order by f.id`.execute(tx)
  const proofs = await findProofs(
    reading,
    householdId,
    facts.flatMap(({ proofFileId }) => proofFileId ?? []),
  )
  return claims.map((claim) => {
    const own = inClaimOrder(facts.filter(({ claimId }) => claimId === claim.id))
    return {
      ...claim,
      status: claimStatus(own) ?? null,
      facts: own.map((fact) => ({
        ...fact,
        proof: proofs.find(({ fileId }) => fileId === fact.proofFileId) ?? null,
      })),
    }
  })
}

export const insertClaim = async (
  { tx, actor, today }: Writing,
  householdId: string,
  { right, name }: { right: RightKind; name: string | null },
): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('right_claim')
    .values({
      organisation_id: actor.organisationId,
      id,
      household_id: householdId,
      right_kind: right,
      name,
      opened_by: actor.membershipId,
      opened_on: today,
    })
    .execute()
  return id
}

export type NewFact = Omit<ClaimFact, 'id'> & { kind: ClaimFactKind; proofFileId: string | null }

export const insertClaimFact = async (
  { tx, actor, now }: Writing,
  claimId: string,
  fact: NewFact,
): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('right_claim_fact')
    .values({
      organisation_id: actor.organisationId,
      id,
      claim_id: claimId,
      kind: fact.kind,
      on_date: fact.on,
      amount_cents: fact.amountCents,
      awaited: fact.awaited,
      next_on: fact.nextOn,
      proof_file_id: fact.proofFileId,
      note: fact.note,
      recorded_by: actor.membershipId,
      recorded_at: now,
    })
    .execute()
  return id
}

export const withdrawClaimFact = async (
  { tx, actor, now }: Writing,
  factId: string,
  reason: string,
): Promise<void> => {
  await tx
    .updateTable('right_claim_fact')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', factId)
    .set({ withdrawn_by: actor.membershipId, withdrawn_at: now, withdrawn_reason: reason })
    .execute()
}

export const moveClaimVersion = async (
  { tx, actor }: Pick<Acting, 'tx' | 'actor'>,
  claimId: string,
): Promise<number> => {
  const { version } = await tx
    .updateTable('right_claim')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', claimId)
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}
