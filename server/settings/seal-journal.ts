import { inOrganisation } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import {
  findLastBlock,
  hashOfBlock,
  insertBlock,
  linesPerBlock,
  linesToSeal,
} from '#server/settings/journal-blocks.ts'

/**
 * Chains the lines written since the last block. No request waits for it: what it reads is over, and it locks nothing
 * that a request writes.
 */
export const sealJournal = job('journal.seal', (house, { organisationId }, signal) =>
  sealSettledLines(house, organisationId, signal),
)

export const sealSettledLines = async (
  house: Pick<House, 'database'>,
  organisationId: string,
  signal?: AbortSignal,
): Promise<void> => {
  let isWhole = false
  while (!isWhole && !signal?.aborted) isWhole = await sealOneBlock(house, organisationId)
}

/** True when nothing is left to seal for now. */
const sealOneBlock = (house: Pick<House, 'database'>, organisationId: string): Promise<boolean> =>
  inOrganisation(house.database, organisationId, async (tx) => {
    const before = await findLastBlock(tx, organisationId)
    const lines = await linesToSeal(tx, organisationId, before?.last)
    const last = lines.at(-1)
    if (!last) return true
    const block = {
      number: (before?.number ?? 0) + 1,
      last: { place: last.place, id: last.id },
      fingerprints: Buffer.concat(lines.map(({ fingerprint }) => fingerprint)),
    }
    const hash = hashOfBlock(organisationId, before?.hash, block)
    const isOurs = await insertBlock(tx, organisationId, { ...block, hash })
    return !isOurs || lines.length < linesPerBlock
  })

export const hourlySealing: Nightly = {
  name: 'seal-journal',
  at: '7 * * * *',
  enqueueFor: (tx, organisationId) =>
    enqueue(tx, sealJournal, { organisationId }, { key: `journal.seal:${organisationId}` }),
}
