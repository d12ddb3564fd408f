import { randomUUIDv7 } from 'node:crypto'
import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { type Amendment, termsAt } from '#domain/conventions/amendments.ts'
import { decideAmendment, decideTerms } from '#domain/conventions/decide.ts'
import { laterOf, type PlainDate } from '#domain/plain-date.ts'
import {
  lockConvention,
  type StoredConvention,
  updateConvention,
} from '#server/conventions/convention-rows.ts'
import { listStandingAmendments, readAgreed } from '#server/conventions/read-terms.ts'
import { allotTo } from '#server/envelopes/allot.ts'
import { type LockedEnvelope, lockEnvelopes } from '#server/envelopes/locked-envelope.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'

type Offered = Input<typeof contract.conventions.amend>

export const amendConvention = useCase(contract.conventions.amend, async (context, offered) => {
  const { conventionId, version, allotments } = offered
  const convention = await lockConvention(context, conventionId)
  if (!convention) return context.refuse('unknown-record')
  if (convention.version !== version) return context.refuse('stale-version', { title: convention.title })
  const refusal = await decideOffer(context, convention, offered)
  if (refusal) return context.refuse(refusal)
  const held = await lockEnvelopes(
    context,
    allotments.map(({ envelopeId }) => envelopeId),
  )
  if (allotments.some(({ envelopeId }) => held.get(envelopeId)?.conventionId !== conventionId))
    return context.refuse('unknown-envelope')
  const amendmentId = await insertAmendment(context, offered)
  for (const { envelopeId, cents } of allotments) {
    const shortage = await allotTo(context, held.get(envelopeId) as LockedEnvelope, {
      ...{ kind: 'amendment', on: offered.effectiveOn, cents, amendmentId },
      reason: offered.purpose.slice(0, 300),
    })
    if (shortage) return context.refuse('below-used', shortage)
  }
  await updateConvention(context, conventionId, {})
  await record(context, {
    act: 'convention-amended',
    subject: { kind: 'convention', id: conventionId },
    after: { ...offered, version: undefined },
  })
  return { version: version + 1 }
})

const decideOffer = async (context: Acting, convention: StoredConvention, offered: Offered) => {
  const agreed = readAgreed(convention.terms)
  const standing = await listStandingAmendments(context, convention.id)
  const next: Amendment = { number: Number.MAX_SAFE_INTEGER, ...offered }
  const { signedOn, effectiveOn, changes } = offered
  return decideAmendment(
    { terms: termsAt(agreed, standing, effectiveOn), signedOn: convention.signed_on },
    {
      ...{ signedOn, effectiveOn, changes },
      movesMoney: offered.allotments.length > 0,
      next: termsAt(agreed, [...standing, next], lastDayOf([...standing, next])),
    },
    context.today,
  )
}

/** When everything that was agreed has taken effect. */
const lastDayOf = (amendments: readonly Amendment[]): PlainDate =>
  amendments.reduce<PlainDate>((last, { effectiveOn }) => laterOf(last, effectiveOn), '1900-01-01')

const insertAmendment = async ({ tx, actor, now }: Acting, offered: Offered): Promise<string> => {
  const { conventionId, signedOn, effectiveOn, purpose, changes } = offered
  const { last } = await tx
    .selectFrom('convention_amendment')
    .where('organisation_id', '=', actor.organisationId)
    .where('convention_id', '=', conventionId)
    .select((eb) => eb.fn.max('number').as('last'))
    .executeTakeFirstOrThrow()
  const id = randomUUIDv7()
  await tx
    .insertInto('convention_amendment')
    .values({
      organisation_id: actor.organisationId,
      id,
      convention_id: conventionId,
      number: (last ?? 0) + 1,
      signed_on: signedOn,
      effective_on: effectiveOn,
      purpose,
      changes: JSON.stringify(changes),
      written_by: actor.membershipId,
      written_at: now,
    })
    .execute()
  return id
}

export const cancelAmendment = useCase(contract.conventions.cancelAmendment, async (context, input) => {
  const { conventionId, version, amendmentId, reason } = input
  const convention = await lockConvention(context, conventionId)
  if (!convention) return context.refuse('unknown-record')
  if (convention.version !== version) return context.refuse('stale-version', { title: convention.title })
  if (!(await markCancelled(context, conventionId, amendmentId, reason)))
    return context.refuse('unknown-record')
  const standing = await listStandingAmendments(context, conventionId)
  const left = termsAt(readAgreed(convention.terms), standing, lastDayOf(standing))
  const refusal = decideTerms(left, convention.signed_on)
  if (refusal) return context.refuse(refusal)
  const shortage = await takeBack(context, amendmentId, reason)
  if (shortage) return context.refuse('below-used', shortage)
  await updateConvention(context, conventionId, {})
  await record(context, {
    act: 'convention-amendment-cancelled',
    subject: { kind: 'convention', id: conventionId },
    after: { amendmentId, reason },
  })
  return { version: version + 1 }
})

const markCancelled = async (
  { tx, actor, now }: Acting,
  conventionId: string,
  amendmentId: string,
  reason: string,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('convention_amendment')
    .where('organisation_id', '=', actor.organisationId)
    .where('convention_id', '=', conventionId)
    .where('id', '=', amendmentId)
    .where('cancelled_at', 'is', null)
    .set({ cancelled_by: actor.membershipId, cancelled_at: now, cancelled_reason: reason })
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

/** What it put in envelopes is taken out by rows of their own, from the same day. */
const takeBack = async (context: Acting, amendmentId: string, reason: string) => {
  const { tx, actor } = context
  const rows = await tx
    .selectFrom('envelope_allotment')
    .where('organisation_id', '=', actor.organisationId)
    .where('amendment_id', '=', amendmentId)
    .where('kind', '=', 'amendment')
    .select(['envelope_id', 'on_date', 'cents'])
    .execute()
  const held = await lockEnvelopes(
    context,
    rows.map((row) => row.envelope_id),
  )
  for (const row of rows) {
    const shortage = await allotTo(context, held.get(row.envelope_id) as LockedEnvelope, {
      ...{ kind: 'correction', on: row.on_date, cents: -row.cents, amendmentId },
      reason: `Avenant annulé : ${reason}`.slice(0, 300),
    })
    if (shortage) return shortage
  }
  return undefined
}
