import { randomUUIDv7 } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { contract } from '#contract/index.ts'
import { acceptUpload } from '#server/documents/accept-upload.ts'
import { discardUpload } from '#server/documents/discard-upload.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const addConventionDocument = useCase(contract.conventions.addDocument, async (context, sent) => {
  const { tx, actor, upload, now } = context
  const { conventionId, amendmentId, kind, title, datedOn } = sent
  const wrongFile = await acceptUpload(context, upload)
  if (wrongFile) return context.refuse(wrongFile)
  if (!(await exists(context, conventionId, amendmentId))) {
    await discardUpload(context, upload)
    return context.refuse('unknown-record')
  }
  const documentId = randomUUIDv7()
  const words = title ?? (upload.fileName.replace(/\.[^.]{1,5}$/, '').slice(0, 200) || 'Document')
  await tx
    .insertInto('convention_document')
    .values({
      organisation_id: actor.organisationId,
      id: documentId,
      convention_id: conventionId,
      amendment_id: amendmentId,
      stored_file_id: upload.id,
      kind,
      title: words,
      dated_on: datedOn,
      added_by: actor.membershipId,
      added_at: now,
    })
    .execute()
  await record(context, {
    act: 'convention-document-added',
    subject: { kind: 'convention', id: conventionId },
    after: { documentId, kind, title: words },
  })
  return { documentId }
})

const exists = async (
  { tx, actor }: Acting,
  conventionId: string,
  amendmentId: string | null,
): Promise<boolean> => {
  const found = await tx
    .selectFrom('convention as c')
    .where('c.organisation_id', '=', actor.organisationId)
    .where('c.id', '=', conventionId)
    .$if(amendmentId !== null, (query) =>
      query
        .innerJoin('convention_amendment as m', (join) =>
          join.onRef('m.organisation_id', '=', 'c.organisation_id').onRef('m.convention_id', '=', 'c.id'),
        )
        .where('m.id', '=', amendmentId as string),
    )
    .select('c.id')
    .executeTakeFirst()
  return found !== undefined
}

const viewable = new Set(['application/pdf', 'image/jpeg', 'image/png'])

export const openConventionDocument = useCase(
  contract.conventions.openDocument,
  async (context, { conventionId, documentId }) => {
    const { tx, actor, house } = context
    const found = await tx
      .selectFrom('convention_document as d')
      .innerJoin('stored_file as f', (join) =>
        join.onRef('f.organisation_id', '=', 'd.organisation_id').onRef('f.id', '=', 'd.stored_file_id'),
      )
      .where('d.organisation_id', '=', actor.organisationId)
      .where('d.convention_id', '=', conventionId)
      .where('d.id', '=', documentId)
      .where('d.removed_at', 'is', null)
      .select(['f.file_name', 'f.content_type', 'f.storage_key'])
      .executeTakeFirst()
    if (!found) return context.refuse('unknown-record')
    return {
      fileName: found.file_name,
      contentType: found.content_type,
      inline: viewable.has(found.content_type),
      body: await buffer(house.files.read(found.storage_key)),
    }
  },
)

export const removeConventionDocument = useCase(
  contract.conventions.removeDocument,
  async (context, { conventionId, documentId, reason }) => {
    const { tx, actor, now } = context
    const { numUpdatedRows } = await tx
      .updateTable('convention_document')
      .where('organisation_id', '=', actor.organisationId)
      .where('convention_id', '=', conventionId)
      .where('id', '=', documentId)
      .where('removed_at', 'is', null)
      .set({ removed_by: actor.membershipId, removed_at: now, removed_reason: reason })
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) return context.refuse('unknown-record')
    await record(context, {
      act: 'convention-document-removed',
      subject: { kind: 'convention', id: conventionId },
      after: { documentId, reason },
    })
    return {}
  },
)
