import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import { sealSettledLines } from '#server/settings/seal-journal.ts'
import { type Verdict, verifyBlocks } from '#server/settings/verify-blocks.ts'

type Asked = { checkId: string }

/** Verifies all that was sealed, and seals what was not yet. A fault is an error of the log: someone must act. */
export const checkSeals = job<Asked>('journal.check', async (house, { organisationId, checkId }, signal) => {
  await sealSettledLines(house, organisationId, signal)
  const anchor = await inOrganisation(house.database, organisationId, (tx) => lastHead(tx, organisationId))
  const verdict = await verifyBlocks(house, organisationId, anchor, signal)
  await inOrganisation(house.database, organisationId, (tx) =>
    writeVerdict(tx, { organisationId, checkId }, verdict, house.clock.now()),
  )
  tellVerdict(house, organisationId, verdict)
})

/** The head is also told outside the database: whoever rewrites it all there cannot rewrite the log. */
const tellVerdict = (house: House, organisationId: string, { blocks, faultCount, head }: Verdict) => {
  const told = { organisationId, blocks, faults: faultCount, head: head?.hash.toString('hex') }
  if (faultCount > 0) house.log.error(told, 'journal altered')
  else house.log.info(told, 'journal verified')
}

const lastHead = async (tx: Tx, organisationId: string): Promise<Verdict['head']> => {
  const row = await tx
    .selectFrom('journal_check')
    .where('organisation_id', '=', organisationId)
    .where('head_number', 'is not', null)
    .where('fault_count', '=', 0)
    .select(['head_number as number', 'head_hash as hash'])
    .orderBy('head_number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.number && row.hash ? { number: row.number, hash: row.hash } : undefined
}

const writeVerdict = async (
  tx: Tx,
  { organisationId, checkId }: Asked & { organisationId: string },
  { blocks, lines, faultCount, faults, head }: Verdict,
  endedAt: Date,
) => {
  await tx
    .updateTable('journal_check')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', checkId)
    .set({
      ended_at: endedAt,
      blocks,
      lines,
      fault_count: faultCount,
      faults: JSON.stringify(faults),
      head_number: head?.number ?? null,
      head_hash: head?.hash ?? null,
    })
    .execute()
}

/** A check that has not ended after this long was lost: another may be asked for. */
const longestCheckHours = 6

export const isChecking = async (tx: Tx, organisationId: string): Promise<boolean> => {
  const found = await tx
    .selectFrom('journal_check')
    .where('organisation_id', '=', organisationId)
    .where('ended_at', 'is', null)
    .where('asked_at', '>', sql<Date>`now() - make_interval(hours => ${longestCheckHours}::int)`)
    .select('id')
    .executeTakeFirst()
  return found !== undefined
}

/** Asks for a check, unless one is under way. */
export const startCheck = async (tx: Tx, organisationId: string, askedBy?: string): Promise<boolean> => {
  if (await isChecking(tx, organisationId)) return false
  const checkId = randomUUIDv7()
  await tx
    .insertInto('journal_check')
    .values({ organisation_id: organisationId, id: checkId, asked_by: askedBy ?? null })
    .execute()
  await enqueue(tx, checkSeals, { organisationId, checkId }, { key: `journal.check:${organisationId}` })
  return true
}

export const nightlyCheck: Nightly = {
  name: 'check-journal',
  at: '20 4 * * *',
  enqueueFor: async (tx, organisationId) => {
    await startCheck(tx, organisationId)
  },
}
