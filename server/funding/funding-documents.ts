import { randomUUIDv7 } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { type FundingDocumentKind, fundingDocumentLabels } from '#domain/offers/document-kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { storeMadeFile } from '#server/documents/store-made-file.ts'
import { record } from '#server/journal.ts'
import type { Acting, FileAnswer } from '#server/use-case.ts'

type Owner = { applicationId: string; financingId: string | null; householdId: string }
type Made = Owner & { kind: FundingDocumentKind; fileName: string; content: Uint8Array }

/** Keeps a paper that Palier made, as it was on this day. */
export const keepMadeDocument = async (context: Acting, made: Made): Promise<string> => {
  const { fileName, content } = made
  const storedFileId = await storeMadeFile(context, { fileName, content, contentType: 'application/pdf' })
  return refer(context, { ...made, storedFileId, madeOn: context.today, isSigned: false })
}

type Referred = Owner & {
  kind: FundingDocumentKind
  storedFileId: string
  madeOn: PlainDate
  isSigned: boolean
}

/** Ties a file already stored to the application. */
export const refer = async (context: Acting, document: Referred): Promise<string> => {
  const { tx, actor, now } = context
  const id = randomUUIDv7()
  await tx
    .insertInto('funding_document')
    .values({
      organisation_id: actor.organisationId,
      id,
      application_id: document.applicationId,
      financing_id: document.financingId,
      kind: document.kind,
      stored_file_id: document.storedFileId,
      made_on: document.madeOn,
      is_signed: document.isSigned,
      added_by: actor.membershipId,
      added_at: now,
    })
    .execute()
  await record(context, {
    act: 'funding-document-kept',
    subject: { kind: 'application', id: document.applicationId },
    householdId: document.householdId,
    after: { document: fundingDocumentLabels[document.kind], on: document.madeOn, signed: document.isSigned },
  })
  return id
}

/** Papers of one financing of a file, or those of the file itself, the last first. */
export const listFundingDocuments = async (
  { tx, actor }: Pick<Acting, 'tx' | 'actor'>,
  { applicationId, financingId }: { applicationId: string; financingId: string | null },
) => {
  const rows = await tx
    .selectFrom('funding_document as d')
    .leftJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'd.organisation_id').onRef('m.id', '=', 'd.added_by'),
    )
    .where('d.organisation_id', '=', actor.organisationId)
    .where('d.application_id', '=', applicationId)
    .where('d.financing_id', financingId === null ? 'is' : '=', financingId)
    .select(['d.id', 'd.kind', 'd.made_on', 'd.is_signed', 'm.name as addedBy'])
    .orderBy('d.added_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ id, kind, made_on, is_signed, addedBy }) => ({
    id,
    kind: kind as FundingDocumentKind,
    label: fundingDocumentLabels[kind as FundingDocumentKind] ?? kind,
    madeOn: made_on,
    isSigned: is_signed,
    addedBy,
  }))
}

export const readFundingDocument = async (
  { tx, actor, house }: Acting,
  applicationId: string,
  documentId: string,
): Promise<FileAnswer | undefined> => {
  const row = await tx
    .selectFrom('funding_document as d')
    .innerJoin('stored_file as f', (join) =>
      join.onRef('f.organisation_id', '=', 'd.organisation_id').onRef('f.id', '=', 'd.stored_file_id'),
    )
    .where('d.organisation_id', '=', actor.organisationId)
    .where('d.application_id', '=', applicationId)
    .where('d.id', '=', documentId)
    .select(['f.storage_key', 'f.file_name', 'f.content_type'])
    .executeTakeFirst()
  return (
    row && {
      fileName: row.file_name,
      contentType: row.content_type,
      inline: true,
      body: await buffer(house.files.read(row.storage_key)),
    }
  )
}
