import type { LetterTemplateKey } from '#domain/letters/kinds.ts'
import type { Tx } from '#server/db.ts'

export type StoredTemplate = {
  version: number
  subject: string | null
  body: string | null
  editedAt: Date
  editedBy: string
}

const versions = (tx: Tx, organisationId: string) =>
  tx
    .selectFrom('letter_template as l')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'l.organisation_id').onRef('m.id', '=', 'l.edited_by'),
    )
    .where('l.organisation_id', '=', organisationId)
    .select(['l.version', 'l.subject', 'l.body', 'l.edited_at as editedAt', 'm.name as editedBy'])

export const findTemplate = (
  tx: Tx,
  organisationId: string,
  key: LetterTemplateKey,
): Promise<StoredTemplate | undefined> =>
  versions(tx, organisationId)
    .where('l.key', '=', key)
    .orderBy('l.version', 'desc')
    .limit(1)
    .executeTakeFirst()

export const listLatestTemplates = (
  tx: Tx,
  organisationId: string,
): Promise<(StoredTemplate & { key: string })[]> =>
  versions(tx, organisationId)
    .select('l.key')
    .distinctOn('l.key')
    .orderBy('l.key')
    .orderBy('l.version', 'desc')
    .execute()

export const listTemplateVersions = async (
  tx: Tx,
  organisationId: string,
  { key, before, limit }: { key: LetterTemplateKey; before: number | undefined; limit: number },
): Promise<StoredTemplate[]> => {
  let rows = versions(tx, organisationId).where('l.key', '=', key)
  if (before !== undefined) rows = rows.where('l.version', '<', before)
  return rows.orderBy('l.version', 'desc').limit(limit).execute()
}

export const countTemplateVersions = async (
  tx: Tx,
  organisationId: string,
  key: LetterTemplateKey,
): Promise<number> => {
  const { count } = await tx
    .selectFrom('letter_template')
    .where('organisation_id', '=', organisationId)
    .where('key', '=', key)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** False when another version took the number first. */
export const insertTemplate = async (
  tx: Tx,
  row: {
    organisationId: string
    key: LetterTemplateKey
    version: number
    subject: string | null
    body: string | null
    editedBy: string
  },
): Promise<boolean> => {
  const written = await tx
    .insertInto('letter_template')
    .values({
      organisation_id: row.organisationId,
      key: row.key,
      version: row.version,
      subject: row.subject,
      body: row.body,
      edited_by: row.editedBy,
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'key', 'version']).doNothing())
    .executeTakeFirst()
  return written.numInsertedOrUpdatedRows === 1n
}
