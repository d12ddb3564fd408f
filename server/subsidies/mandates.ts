import { randomUUIDv7 } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { contract } from '#contract/index.ts'
import type { Action } from '#domain/access.ts'
import { findPaidFinancing } from '#server/disbursements/paying.ts'
import { acceptUpload } from '#server/documents/accept-upload.ts'
import { discardUpload } from '#server/documents/discard-upload.ts'
import { record } from '#server/journal.ts'
import { mayReach } from '#server/reach.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const recordMandate = useCase(contract.subsidies.recordMandate, async (context, sent) => {
  const { actor, today, upload } = context
  const financing = await findPaidFinancing(context, sent.financingId)
  const reached = financing && (await mayReach(context, 'write-applications', financing.householdId))
  if (!reached || sent.signedOn > today) {
    await discardUpload(context, upload)
    return context.refuse(reached ? 'in-the-future' : 'unknown-record')
  }
  const wrongFile = await acceptUpload(context, upload)
  if (wrongFile) return context.refuse(wrongFile)
  const id = randomUUIDv7()
  await context.tx
    .insertInto('subsidy_mandate')
    .values({
      organisation_id: actor.organisationId,
      id,
      application_id: financing.applicationId,
      household_id: financing.householdId,
      kind: sent.kind,
      mandatary: sent.mandatary,
      signed_on: sent.signedOn,
      stored_file_id: upload.id,
      recorded_by: actor.membershipId,
      recorded_at: context.now,
    })
    .execute()
  await record(context, {
    act: 'subsidy-mandate-recorded',
    subject: { kind: 'subsidy-mandate', id },
    householdId: financing.householdId,
    after: { kind: sent.kind, mandatary: sent.mandatary, signedOn: sent.signedOn },
  })
  return { mandateId: id }
})

const findMandate = async (context: Acting, action: Action, mandateId: string) => {
  const { tx, actor } = context
  const mandate = await tx
    .selectFrom('subsidy_mandate')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', mandateId)
    .selectAll()
    .executeTakeFirst()
  return mandate && (await mayReach(context, action, mandate.household_id)) ? mandate : undefined
}

export const addPiece = useCase(contract.subsidies.addPiece, async (context, { mandateId, piece }) => {
  const { tx, actor, now, upload } = context
  const mandate = await findMandate(context, 'write-applications', mandateId)
  if (!mandate || mandate.ended_on) {
    await discardUpload(context, upload)
    return context.refuse(mandate ? 'was-ended' : 'unknown-record')
  }
  const wrongFile = await acceptUpload(context, upload)
  if (wrongFile) return context.refuse(wrongFile)
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('subsidy_mandate_piece')
    .values({
      organisation_id: actor.organisationId,
      mandate_id: mandateId,
      kind: piece,
      stored_file_id: upload.id,
      added_by: actor.membershipId,
      added_at: now,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'mandate_id', 'kind']).doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) {
    await discardUpload(context, upload)
    return context.refuse('piece-known')
  }
  await record(context, {
    act: 'subsidy-mandate-piece-added',
    subject: { kind: 'subsidy-mandate', id: mandateId },
    householdId: mandate.household_id,
    after: { piece },
  })
  return { mandateId }
})

export const endMandate = useCase(
  contract.subsidies.endMandate,
  async (context, { mandateId, on, reason, version }) => {
    const { tx, actor } = context
    const mandate = await findMandate(context, 'write-applications', mandateId)
    if (!mandate) return context.refuse('unknown-record')
    if (mandate.ended_on) return context.refuse('was-ended')
    if (on > context.today) return context.refuse('in-the-future')
    if (on < mandate.signed_on) return context.refuse('before-signature')
    const updated = await tx
      .updateTable('subsidy_mandate')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', mandateId)
      .where('version', '=', version)
      .set({ ended_on: on, ended_reason: reason, version: version + 1 })
      .executeTakeFirst()
    if (updated.numUpdatedRows === 0n) return context.refuse('stale-version')
    await record(context, {
      act: 'subsidy-mandate-ended',
      subject: { kind: 'subsidy-mandate', id: mandateId },
      householdId: mandate.household_id,
      after: { on },
    })
    return { version: version + 1 }
  },
)

export const openPaper = useCase(contract.subsidies.openPaper, async (context, { mandateId, piece }) => {
  const { tx, actor, house } = context
  const mandate = await findMandate(context, 'read-funding', mandateId)
  if (!mandate) return context.refuse('unknown-record')
  const kept = piece
    ? await tx
        .selectFrom('subsidy_mandate_piece')
        .where('organisation_id', '=', actor.organisationId)
        .where('mandate_id', '=', mandateId)
        .where('kind', '=', piece)
        .select('stored_file_id')
        .executeTakeFirst()
    : mandate
  const file =
    kept &&
    (await tx
      .selectFrom('stored_file')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', kept.stored_file_id)
      .select(['storage_key', 'file_name', 'content_type'])
      .executeTakeFirst())
  if (!file) return context.refuse('unknown-record')
  return {
    fileName: file.file_name,
    contentType: file.content_type,
    inline: file.content_type === 'application/pdf' || file.content_type.startsWith('image/'),
    body: await buffer(house.files.read(file.storage_key)),
  }
})
