import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import { zip } from '#server/exports/zip.ts'
import { useCase } from '#server/use-case.ts'
import { fileNameOf } from './keep-letters.ts'
import { readBatch } from './release.ts'

type Row = { label: string; key: string }

/** Every letter of a batch, numbered in the order of the names: what goes to the printer. */
export const downloadLetters = useCase(
  contract.communications.downloadLetters,
  async (context, { batchId }) => {
    const { tx, actor, house, refuse } = context
    const batch = await readBatch(context, batchId)
    if (!batch) return refuse('unknown-record')
    const { rows } = await sql<Row>`select h.label, f.storage_key as key from message m
      join stored_file f on f.organisation_id = m.organisation_id and f.id = m.file_id
      join household h on h.organisation_id = m.organisation_id and h.id = m.household_id
      where m.organisation_id = ${actor.organisationId} and m.batch_id = ${batchId} and m.channel = 'letter'
      order by h.label, m.id`.execute(tx)
    if (rows.length === 0) return refuse('no-letter')
    return {
      fileName: `${fileNameOf(batch.name)}.zip`,
      contentType: 'application/zip',
      body: zip(
        rows.map(({ label, key }, index) => ({
          name: `${String(index + 1).padStart(5, '0')} ${fileNameOf(label)}.pdf`,
          content: readLater(() => house.files.read(key)),
        })),
      ),
    }
  },
)

/** A file is opened when its turn comes: ten thousand open at once would exhaust the machine. */
async function* readLater(open: () => AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* open()
}
