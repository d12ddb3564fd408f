import { contract } from '#contract/index.ts'
import { useCase } from '#server/use-case.ts'

export const readReleasedLetter = useCase(
  contract.arrears.readReleasedLetter,
  async ({ tx, actor, house, refuse }, { householdId, fileId }) => {
    const file = await tx
      .selectFrom('ladder_step_done as d')
      .innerJoin('stored_file as f', (join) =>
        join.onRef('f.organisation_id', '=', 'd.organisation_id').onRef('f.id', '=', 'd.file_id'),
      )
      .where('d.organisation_id', '=', actor.organisationId)
      .where('d.household_id', '=', householdId)
      .where('f.id', '=', fileId)
      .select(['f.file_name', 'f.content_type', 'f.storage_key'])
      .executeTakeFirst()
    if (!file) return refuse('unknown-record')
    return {
      fileName: file.file_name,
      contentType: file.content_type,
      inline: true,
      body: house.files.read(file.storage_key),
    }
  },
)
