import type { JournalFault } from '#contract/settings.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import {
  type Block,
  findBlockAfter,
  fingerprintBytes,
  fingerprintsById,
  hashOfBlock,
  linesOfBlock,
} from '#server/settings/journal-blocks.ts'

export type Verdict = {
  blocks: number
  lines: number
  faultCount: number
  faults: JournalFault[]
  head: { number: number; hash: Buffer } | undefined
}

const faultsKept = 50
type Head = Verdict['head']

/**
 * Reads every block and its lines again, one short transaction a block. `anchor` is a head known from before: a chain
 * that was cut, or made anew from its beginning, no longer holds it.
 */
export const verifyBlocks = async (
  house: Pick<House, 'database'>,
  organisationId: string,
  anchor: Head,
  signal?: AbortSignal,
): Promise<Verdict> => {
  const verdict: Verdict = { blocks: 0, lines: 0, faultCount: 0, faults: [], head: undefined }
  const note = (faults: readonly JournalFault[]) => {
    verdict.faultCount += faults.length
    verdict.faults.push(...faults.slice(0, faultsKept - verdict.faults.length))
  }
  let before: Block | undefined
  for (;;) {
    signal?.throwIfAborted()
    const read = await inOrganisation(
      house.database,
      organisationId,
      (tx) => readBlock(tx, organisationId, before),
      'read only',
    )
    if (!read) break
    note(read.faults)
    if (anchor?.number === read.block.number && !anchor.hash.equals(read.block.hash))
      note([fault('block-changed', anchor.number)])
    verdict.blocks += 1
    verdict.lines += read.block.fingerprints.length / fingerprintBytes
    before = read.block
  }
  if (before) verdict.head = { number: before.number, hash: before.hash }
  if (anchor && anchor.number > (before?.number ?? 0)) note([fault('block-missing', anchor.number)])
  return verdict
}

const fault = (
  kind: JournalFault['kind'],
  block: number,
  line?: { id: string; at?: Date },
): JournalFault => ({
  kind,
  block,
  lineId: line?.id ?? null,
  at: line?.at?.toISOString() ?? null,
})

const readBlock = async (tx: Tx, organisationId: string, before: Block | undefined) => {
  const block = await findBlockAfter(tx, organisationId, before?.number ?? 0)
  if (!block) return undefined
  const faults: JournalFault[] = []
  const expected = (before?.number ?? 0) + 1
  if (block.number !== expected) faults.push(fault('block-missing', expected))
  // After a block that is missing there is nothing to bind to: what follows is judged by itself.
  else if (!hashOfBlock(organisationId, before?.hash, block).equals(block.hash))
    faults.push(fault('block-changed', block.number))
  if (block.number === expected) faults.push(...(await faultyLines(tx, organisationId, before, block)))
  return { block, faults }
}

const faultyLines = async (
  tx: Tx,
  organisationId: string,
  before: Block | undefined,
  block: Block,
): Promise<JournalFault[]> => {
  const sealed = fingerprintsById(block.fingerprints)
  const faults: JournalFault[] = []
  for (const line of await linesOfBlock(tx, organisationId, before?.last, block.last)) {
    const fingerprint = sealed.get(line.id)
    if (fingerprint === undefined) faults.push(fault('line-added', block.number, line))
    else if (fingerprint !== line.fingerprint.toString('hex'))
      faults.push(fault('line-changed', block.number, line))
    sealed.delete(line.id)
  }
  for (const id of sealed.keys()) faults.push(fault('line-removed', block.number, { id }))
  return faults
}
