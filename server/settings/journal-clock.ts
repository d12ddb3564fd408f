import type pg from 'pg'

/**
 * Lines of the journal are placed by the number of their transaction. A database restored on another PostgreSQL meets
 * lower numbers than those it holds: they are moved beyond, once, before anything is written. Run by the owner, under the
 * lock of the migration; the policies hold for it too, so it goes organisation by organisation.
 */
export const setJournalClock = async (owner: pg.Client): Promise<void> => {
  const { rows } = await owner.query<{ known: string | null; server: string }>(
    'select c.server as known, s.system_identifier::text as server from journal_clock c, pg_control_system() s',
  )
  const [clock] = rows
  if (!clock || clock.known === clock.server) return
  const furthest = clock.known === null ? 0n : await furthestPlace(owner)
  await owner.query(
    `update journal_clock set server = $1,
       ahead = greatest(ahead, $2::bigint + 1 - pg_snapshot_xmin(pg_current_snapshot())::text::bigint)`,
    [clock.server, String(furthest)],
  )
}

const furthestPlace = async (owner: pg.Client): Promise<bigint> => {
  const { rows } = await owner.query<{ id: string }>('select id from organisation')
  let furthest = 0n
  for (const { id } of rows) {
    await owner.query('begin read only')
    await owner.query("select set_config('palier.organisation', $1, true)", [id])
    const found = await owner.query<{ place: string | null }>(
      'select max(place) as place from journal where organisation_id = $1',
      [id],
    )
    await owner.query('commit')
    const place = BigInt(found.rows[0]?.place ?? 0)
    if (place > furthest) furthest = place
  }
  return furthest
}
