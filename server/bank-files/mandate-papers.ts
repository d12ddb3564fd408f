import { buffer } from 'node:stream/consumers'
import { contract } from '#contract/index.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { findOfHousehold } from './mandate-store.ts'

/**
 * The signed agreements of a household's file that its whole team reads: whoever handles mandates chooses among them,
 * and sees nothing else of the file.
 */
const agreementsOf = ({ tx, actor }: Acting, householdId: string) =>
  tx
    .selectFrom('document as d')
    .where('d.organisation_id', '=', actor.organisationId)
    .where('d.household_id', '=', householdId)
    .where('d.kind', '=', 'agreement')
    .where('d.audience', '=', 'team')
    .where('d.removed_at', 'is', null)

const most = 100

export const listSignedPapers = useCase(
  contract.bankFiles.listSignedPapers,
  async (context, { householdId }) => {
    const rows = await agreementsOf(context, householdId)
      .select(['d.id', 'd.title', 'd.dated_on as datedOn'])
      .orderBy('d.added_at', 'desc')
      .limit(most)
      .execute()
    return { rows: rows.map((row) => ({ ...row, datedOn: row.datedOn as PlainDate | null })) }
  },
)

export const isSignedPaper = async (
  context: Acting,
  householdId: string,
  documentId: string,
): Promise<boolean> => {
  const found = await agreementsOf(context, householdId)
    .where('d.id', '=', documentId)
    .select('d.id')
    .executeTakeFirst()
  return found !== undefined
}

export const downloadSignedPaper = useCase(
  contract.bankFiles.downloadSignedPaper,
  async (context, { householdId, mandateId }) => {
    const { tx, actor, house, refuse } = context
    const mandate = await findOfHousehold(tx, actor.organisationId, householdId, mandateId)
    if (!mandate) return refuse('unknown-record')
    const file = mandate.document_id
      ? await agreementsOf(context, householdId)
          .innerJoin('stored_file as f', (join) =>
            join.onRef('f.organisation_id', '=', 'd.organisation_id').onRef('f.id', '=', 'd.stored_file_id'),
          )
          .where('d.id', '=', mandate.document_id)
          .select(['f.storage_key', 'f.file_name', 'f.content_type'])
          .executeTakeFirst()
      : undefined
    if (!file) return refuse('no-paper')
    return {
      fileName: file.file_name,
      contentType: file.content_type,
      inline: file.content_type === 'application/pdf' || file.content_type.startsWith('image/'),
      body: await buffer(house.files.read(file.storage_key)),
    }
  },
)
