import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#server/db.ts'

/** Where a line stands: the transaction that wrote it, then its identifier. */
export type Place = { place: number; id: string }
export type SealedLine = Place & { at: Date; fingerprint: Buffer }
export type Block = {
  number: number
  last: Place
  fingerprints: Buffer
  hash: Buffer
}

export const linesPerBlock = 10_000
export const fingerprintBytes = 32
const idBytes = 16
const beginning: Place = { place: -1, id: '00000000-0000-0000-0000-000000000000' }

/** All that a line says. Its text is the same on every server and in every session: no time zone, no key order. */
const content = sql`jsonb_build_array(j.id, extract(epoch from j.at), j.membership_id, j.act, j.subject_kind, j.subject_id,
  j.household_id, j.before, j.after)::text`

const linesAfter = (tx: Tx, organisationId: string, { place, id }: Place) =>
  tx
    .selectFrom('journal as j')
    .where('j.organisation_id', '=', organisationId)
    .where(sql<boolean>`(j.place, j.id) > (${place}::bigint, ${id}::uuid)`)
    .select([
      'j.place',
      'j.id',
      'j.at',
      sql<Buffer>`uuid_send(j.id) || substr(sha256(convert_to(${content}, 'UTF8')), 1, ${sql.lit(fingerprintBytes - idBytes)})`.as(
        'fingerprint',
      ),
    ])
    .orderBy('j.place')
    .orderBy('j.id')

/** The next lines to seal: those whose transaction is over, so that none will slip in between. */
export const linesToSeal = async (
  tx: Tx,
  organisationId: string,
  last: Place = beginning,
): Promise<SealedLine[]> => {
  const { rows } = await sql<{ place: number }>`select journal_settled_place() as place`.execute(tx)
  return linesAfter(tx, organisationId, last)
    .where('j.place', '<', rows[0]?.place ?? 0)
    .limit(linesPerBlock)
    .execute()
}

export const linesOfBlock = (
  tx: Tx,
  organisationId: string,
  after: Place = beginning,
  last: Place,
): Promise<SealedLine[]> =>
  linesAfter(tx, organisationId, after)
    .where(sql<boolean>`(j.place, j.id) <= (${last.place}::bigint, ${last.id}::uuid)`)
    .execute()

/** Binds a block to the one before it and to the organisation, its number and its end. */
export const hashOfBlock = (
  organisationId: string,
  previous: Buffer | undefined,
  { number, last, fingerprints }: Omit<Block, 'hash'>,
): Buffer =>
  createHash('sha256')
    .update(previous ?? Buffer.alloc(32))
    .update(`${organisationId}/${number}/${last.place}/${last.id}/`)
    .update(fingerprints)
    .digest()

const blocks = (tx: Tx, organisationId: string) =>
  tx
    .selectFrom('journal_seal')
    .where('organisation_id', '=', organisationId)
    .select(['number', 'last_place as place', 'last_id as id', 'fingerprints', 'hash'])

type BlockRow = { number: number; place: number; id: string; fingerprints: Buffer; hash: Buffer }
const blockOf = ({ place, id, ...row }: BlockRow): Block => ({ ...row, last: { place, id } })

export const findLastBlock = async (tx: Tx, organisationId: string): Promise<Block | undefined> => {
  const row = await blocks(tx, organisationId).orderBy('number', 'desc').limit(1).executeTakeFirst()
  return row && blockOf(row)
}

export const findBlockAfter = async (
  tx: Tx,
  organisationId: string,
  number: number,
): Promise<Block | undefined> => {
  const row = await blocks(tx, organisationId)
    .where('number', '>', number)
    .orderBy('number')
    .limit(1)
    .executeTakeFirst()
  return row && blockOf(row)
}

/** False when another process sealed this number in the meantime. */
export const insertBlock = async (tx: Tx, organisationId: string, block: Block): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('journal_seal')
    .values({
      organisation_id: organisationId,
      number: block.number,
      last_place: block.last.place,
      last_id: block.last.id,
      lines: block.fingerprints.length / fingerprintBytes,
      fingerprints: block.fingerprints,
      hash: block.hash,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

const hex = (bytes: Buffer) => bytes.toString('hex')

/** The identifiers a block holds, each with the whole fingerprint of its line. */
export const fingerprintsById = (fingerprints: Buffer): Map<string, string> => {
  const known = new Map<string, string>()
  for (let at = 0; at < fingerprints.length; at += fingerprintBytes) {
    const one = fingerprints.subarray(at, at + fingerprintBytes)
    const id = hex(one.subarray(0, idBytes)).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    known.set(id, hex(one))
  }
  return known
}
