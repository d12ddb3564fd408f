import { randomUUIDv7 } from 'node:crypto'
import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import type { NamedTerritory } from '#domain/territories/kinds.ts'
import { allotTo } from '#server/envelopes/allot.ts'
import { type LockedEnvelope, lockEnvelopes } from '#server/envelopes/locked-envelope.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const createEnvelope = useCase(contract.envelopes.create, async (context, input) => {
  const { conventionId, initialCents, initialOn, ...described } = input
  if (described.closedOn && described.closedOn < described.openedOn)
    return context.refuse('closes-before-opening')
  if (described.kind === 'stock' && described.year !== null) return context.refuse('year-of-stock')
  if (conventionId && !(await isConvention(context, conventionId)))
    return context.refuse('unknown-convention')
  const envelopeId = randomUUIDv7()
  await insertEnvelope(context, { id: envelopeId, conventionId, ...described })
  const envelope = (await lockEnvelopes(context, [envelopeId])).get(envelopeId) as LockedEnvelope
  if (initialCents)
    await allotTo(context, envelope, {
      kind: 'initial',
      on: initialOn ?? described.openedOn,
      cents: initialCents,
      reason: null,
    })
  await record(context, {
    act: 'envelope-opened',
    subject: { kind: 'envelope', id: envelopeId },
    after: { label: described.label, kind: described.kind, conventionId, initialCents },
  })
  return { envelopeId }
})

export const changeEnvelope = useCase(contract.envelopes.change, async (context, input) => {
  const { envelopeId, version, label, field, territory, closedOn } = input
  const envelope = (await lockEnvelopes(context, [envelopeId])).get(envelopeId)
  if (!envelope) return context.refuse('unknown-record')
  if (envelope.version !== version) return context.refuse('stale-version', { label: envelope.label })
  if (closedOn && closedOn < envelope.openedOn) return context.refuse('closes-before-opening')
  await touchEnvelope(context, envelope, {
    label,
    field,
    closed_on: closedOn,
    ...territoryColumns(territory),
  })
  await record(context, {
    act: 'envelope-changed',
    subject: { kind: 'envelope', id: envelopeId },
    before: { label: envelope.label, closedOn: envelope.closedOn },
    after: { label, field, closedOn },
  })
  return { version: version + 1 }
})

export const allotToEnvelope = useCase(contract.envelopes.allot, async (context, input) => {
  const { envelopeId, version, kind, on, cents, reason } = input
  if (kind === 'initial' && cents < 0) return context.refuse('positive-expected')
  const envelope = (await lockEnvelopes(context, [envelopeId])).get(envelopeId)
  if (!envelope) return context.refuse('unknown-record')
  if (envelope.version !== version) return context.refuse('stale-version', { label: envelope.label })
  const shortage = await allotTo(context, envelope, { kind, on, cents, reason })
  if (shortage) return context.refuse('below-used', shortage)
  await touchEnvelope(context, envelope, {})
  await record(context, {
    act: 'envelope-allotted',
    subject: { kind: 'envelope', id: envelopeId },
    after: { kind, on, cents, reason },
  })
  return { version: version + 1 }
})

type NewEnvelope = Pick<
  Input<typeof contract.envelopes.create>,
  'label' | 'kind' | 'countedAt' | 'year' | 'field' | 'territory' | 'openedOn' | 'closedOn' | 'conventionId'
> & { id: string }

export const insertEnvelope = async ({ tx, actor }: Acting, envelope: NewEnvelope): Promise<void> => {
  const { id, conventionId, label, kind, countedAt, year, field, territory, openedOn, closedOn } = envelope
  await tx
    .insertInto('envelope')
    .values({
      organisation_id: actor.organisationId,
      id,
      convention_id: conventionId,
      label,
      kind,
      counted_at: countedAt,
      year,
      field,
      opened_on: openedOn,
      closed_on: closedOn,
      ...territoryColumns(territory),
    })
    .execute()
}

const territoryColumns = (territory: NamedTerritory | null) => ({
  territory_kind: territory?.kind ?? null,
  territory_code: territory?.code ?? null,
  territory_name: territory?.name ?? null,
})

type Changes = Partial<{
  label: string
  field: string | null
  closed_on: NewEnvelope['closedOn']
  territory_kind: string | null
  territory_code: string | null
  territory_name: string | null
}>

/** Every change of the envelope itself is a version of it; what is committed is not. */
const touchEnvelope = async ({ tx, actor }: Acting, { id, version }: LockedEnvelope, set: Changes) => {
  await tx
    .updateTable('envelope')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .set({ ...set, version: version + 1 })
    .execute()
}

const isConvention = async ({ tx, actor }: Acting, conventionId: string): Promise<boolean> =>
  (await tx
    .selectFrom('convention')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', conventionId)
    .select('id')
    .executeTakeFirst()) !== undefined
