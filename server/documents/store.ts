import { sql } from 'kysely'
import type { z } from 'zod'
import type { DocumentView } from '#contract/documents.ts'
import type { Compartment } from '#domain/casework/compartments.ts'
import type { Audience, DocumentKind } from '#domain/casework/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type Reader, readable } from '#server/casework/readable.ts'
import type { Tx } from '#server/db.ts'
import { documentTypes } from '#server/documents/sniff.ts'
import { isAfter } from '#server/keyset.ts'
import type { Acting, Actor } from '#server/use-case.ts'

export type DocumentFacts = {
  kind: DocumentKind
  title: string
  datedOn: PlainDate | null
  audience: Audience
  compartment: Compartment
}
const columnsOf = ({ kind, title, datedOn, audience, compartment }: DocumentFacts) => ({
  kind,
  title,
  dated_on: datedOn,
  audience,
  compartment,
})

type NewDocument = DocumentFacts & { id: string; householdId: string; storedFileId: string }
type Author = { tx: Tx; actor: Pick<Actor, 'organisationId' | 'membershipId'>; now: Date }

export const insertDocument = async ({ tx, actor, now }: Author, document: NewDocument): Promise<void> => {
  await tx
    .insertInto('document')
    .values({
      organisation_id: actor.organisationId,
      id: document.id,
      household_id: document.householdId,
      stored_file_id: document.storedFileId,
      author_id: actor.membershipId,
      added_at: now,
      ...columnsOf(document),
    })
    .execute()
}

/** The documents of a household that the reader may read: the only way to a document's row or file. */
export const documentsOf = (tx: Tx, reader: Reader, householdId: string) =>
  tx
    .selectFrom('document as d')
    .innerJoin('stored_file as f', (join) =>
      join.onRef('f.organisation_id', '=', 'd.organisation_id').onRef('f.id', '=', 'd.stored_file_id'),
    )
    .innerJoin('membership as a', (join) =>
      join.onRef('a.organisation_id', '=', 'd.organisation_id').onRef('a.id', '=', 'd.author_id'),
    )
    .leftJoin('membership as w', (join) =>
      join.onRef('w.organisation_id', '=', 'd.organisation_id').onRef('w.id', '=', 'd.removed_by'),
    )
    .where('d.organisation_id', '=', reader.actor.organisationId)
    .where('d.household_id', '=', householdId)
    .where(readable(reader, 'd'))
    .selectAll('d')
    .select([
      'f.file_name',
      'f.content_type',
      'f.size_bytes',
      'f.storage_key',
      'a.name as author',
      'w.name as remover',
    ])
export type DocumentRow = Awaited<ReturnType<ReturnType<typeof documentsOf>['execute']>>[number]

export const afterPlace = (place: readonly (string | number)[] | undefined) =>
  isAfter([sql`d.added_at`, sql`d.id`], place, 'desc')

export const findDocument = (
  { tx, actor, today }: Acting,
  householdId: string,
  documentId: string,
): Promise<DocumentRow | undefined> =>
  documentsOf(tx, { actor, today }, householdId).where('d.id', '=', documentId).executeTakeFirst()

export const findDocumentForUpdate = (
  { tx, actor, today }: Acting,
  householdId: string,
  documentId: string,
): Promise<DocumentRow | undefined> =>
  documentsOf(tx, { actor, today }, householdId)
    .where('d.id', '=', documentId)
    .forUpdate('d')
    .executeTakeFirst()

const updateDocument = async ({ tx, actor }: Acting, was: DocumentRow, set: object): Promise<number> => {
  const version = was.version + 1
  await tx
    .updateTable('document')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', was.id)
    .set({ ...set, version })
    .execute()
  return version
}

export const changeDocumentRow = (context: Acting, was: DocumentRow, facts: DocumentFacts) =>
  updateDocument(context, was, columnsOf(facts))

export const removeDocumentRow = (context: Acting, was: DocumentRow, reason: string) =>
  updateDocument(context, was, {
    removed_at: context.now,
    removed_by: context.actor.membershipId,
    removed_reason: reason,
  })

export const isViewable = (contentType: string): boolean =>
  documentTypes.some((type) => type.isViewable && type.contentType === contentType)

export const documentView = (row: DocumentRow, readerId: string): z.input<typeof DocumentView> => ({
  id: row.id,
  version: row.version,
  title: row.title,
  kind: row.kind as DocumentKind,
  datedOn: row.dated_on,
  addedAt: row.added_at.toISOString(),
  author: { id: row.author_id, name: row.author },
  isMine: row.author_id === readerId,
  audience: row.audience as Audience,
  compartment: row.compartment as Compartment,
  fileId: row.stored_file_id,
  fileName: row.file_name,
  contentType: row.content_type,
  sizeBytes: row.size_bytes,
  isViewable: isViewable(row.content_type),
  removed:
    row.removed_at && row.removed_reason
      ? { at: row.removed_at.toISOString(), by: row.remover, reason: row.removed_reason }
      : null,
})

/** What the journal keeps of a document: not its title, which is free text. */
export const traceOf = ({ kind, audience, compartment, datedOn }: DocumentFacts) => ({
  kind,
  audience,
  compartment,
  datedOn,
})
