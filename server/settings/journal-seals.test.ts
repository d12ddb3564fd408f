import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import type { JournalSeals } from '#contract/settings.ts'
import { migrate } from '#server/migrate.ts'
import { checkSeals } from '#server/settings/check-seals.ts'
import { sealSettledLines } from '#server/settings/seal-journal.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const organisationId = () => t.here.id
const { signal } = new AbortController()
const sealNow = () => sealSettledLines(t.house, organisationId())

/** Other tests keep transactions open on the same server: what was written is settled once those are over. */
const settled = async () => {
  for (;;) {
    const [row] = await query('select journal_settled_place() > max(place) as over from journal')
    if (row.over !== false) return
    await setTimeout(20)
  }
}
const seal = async () => {
  await settled()
  await sealNow()
}
const query = async (statement: string, values: unknown[] = []) =>
  (await t.owner.query(statement, values)).rows

let written = 0
const ids: string[] = []
const lineId = (number: number) => `0190a000-0000-7000-8000-${String(number).padStart(12, '0')}`
const write = async (client = t.owner) => {
  const id = lineId(++written)
  await client.query(
    `insert into journal (organisation_id, id, membership_id, act, subject_kind, after)
     values ($1, $2, $3, 'note-written', 'note', '{"b": 1, "a": [1.50, "é"]}')`,
    [organisationId(), id, t.here.members.coordinator.membershipId],
  )
  ids.push(id)
  return id
}

/** Asks over HTTP, lets the job run, reads the verdict over HTTP. */
const check = async (): Promise<NonNullable<JournalSeals['lastCheck']>> => {
  const asked = await t.call(contract.settings.checkJournal, {}, { as: 'auditor' })
  expect([asked.status, asked.body.isChecking]).toEqual([200, true])
  const [row] = await query('select id from journal_check where organisation_id = $1 and ended_at is null', [
    organisationId(),
  ])
  await settled()
  await checkSeals.run(t.house, { organisationId: organisationId(), checkId: row.id }, signal)
  const read = await t.call(contract.settings.getJournalSeals, {}, { as: 'auditor' })
  expect(read.body.isChecking).toBe(false)
  return read.body.lastCheck!
}
const faultsOf = async () => {
  const { faults, faultCount } = await check()
  expect(faultCount).toBe(faults.length)
  return faults.map(({ kind, block, lineId: line }) => ({ kind, block, line }))
}

/** A journal of three blocks, one line each. */
beforeEach(async () => {
  await query('truncate journal, journal_seal, journal_check')
  ids.length = 0
  for (let block = 0; block < 3; block++) {
    await write()
    await seal()
  }
})

test('each sealing chains what was written since, and a check finds nothing to say', async () => {
  expect(await query('select number, lines from journal_seal order by number')).toEqual([
    { number: 1, lines: 1 },
    { number: 2, lines: 1 },
    { number: 3, lines: 1 },
  ])
  await seal()
  expect(await query('select count(*)::int as n from journal_seal')).toEqual([{ n: 3 }])
  // The fourth block holds the line of the check itself.
  expect(await check()).toMatchObject({ blocks: 4, lines: 4, faultCount: 0, faults: [] })
  const { body } = await t.call(contract.settings.getJournalSeals, {}, { as: 'administrator' })
  expect(body.head).toMatchObject({ number: 4, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
})

test('a line whose transaction is not over is sealed later, in its place, and nobody waited', async () => {
  const slow = await t.house.database.pool.connect()
  try {
    await slow.query('begin')
    await slow.query(`set local palier.organisation = '${organisationId()}'`)
    const early = await write(slow as never)
    const late = await write()
    await sealNow()
    const sealed = await query('select sum(lines)::int as n from journal_seal')
    expect(sealed, 'neither the open line nor what follows it').toEqual([{ n: 3 }])
    await slow.query('commit')
    await seal()
    expect(await query('select lines, last_id from journal_seal where number = 4')).toEqual([
      { lines: 2, last_id: late },
    ])
    expect(early < late).toBe(true)
  } finally {
    slow.release()
  }
  expect(await faultsOf()).toEqual([])
})

test('two processes that seal at once make one chain', async () => {
  await write()
  await settled()
  await Promise.all([sealNow(), sealNow(), sealNow()])
  expect(await query('select count(*)::int as n from journal_seal')).toEqual([{ n: 4 }])
  expect(await faultsOf()).toEqual([])
})

describe('what the owner of the database changes by SQL is found, and where', () => {
  test('a line changed', async () => {
    await query(`update journal set after = '{"a": 2}' where id = $1`, [ids[1]])
    expect(await faultsOf()).toEqual([{ kind: 'line-changed', block: 2, line: ids[1] }])
  })

  test('a line given another day, or another author', async () => {
    await query(`update journal set at = at - interval '1 day' where id = $1`, [ids[0]])
    await query('update journal set membership_id = null where id = $1', [ids[2]])
    expect(await faultsOf()).toEqual([
      { kind: 'line-changed', block: 1, line: ids[0] },
      { kind: 'line-changed', block: 3, line: ids[2] },
    ])
  })

  test('a line removed', async () => {
    await query('delete from journal where id = $1', [ids[1]])
    expect(await faultsOf()).toEqual([{ kind: 'line-removed', block: 2, line: ids[1] }])
  })

  test('a line slipped in among those already sealed', async () => {
    const id = await write()
    await query(
      'update journal set place = (select last_place from journal_seal where number = 2) where id = $1',
      [id],
    )
    await query(`update journal set id = $1 where id = $2`, [lineId(0), id])
    expect(await faultsOf()).toEqual([{ kind: 'line-added', block: 2, line: lineId(0) }])
  })

  test('a line changed and its block made to agree', async () => {
    await query(`update journal set act = 'nothing-done' where id = $1`, [ids[1]])
    await query(
      'update journal_seal set fingerprints = set_byte(fingerprints, 20, get_byte(fingerprints, 20) # 1) where number = 2',
    )
    expect(await faultsOf()).toEqual([
      { kind: 'block-changed', block: 2, line: null },
      { kind: 'line-changed', block: 2, line: ids[1] },
    ])
  })

  test('a block removed from the middle', async () => {
    await query('delete from journal_seal where number = 2')
    expect(await faultsOf()).toEqual([{ kind: 'block-missing', block: 2, line: null }])
  })

  test('the end cut off after a check, lines and seals alike, even once new lines took its place', async () => {
    expect(await faultsOf()).toEqual([])
    await query('delete from journal where id = $1', [ids[2]])
    await query('delete from journal_seal where number >= 3')
    const faults = await faultsOf()
    expect(faults).toEqual([{ kind: 'block-missing', block: 4, line: null }])
    await write()
    await seal()
    expect(await faultsOf()).toEqual([{ kind: 'block-changed', block: 4, line: null }])
  })
})

test('the application may neither change nor remove a seal', async () => {
  for (const statement of [
    'delete from journal_seal',
    'update journal_seal set lines = 2',
    'delete from journal',
  ])
    await expect(t.house.database.pool.query(statement)).rejects.toThrow('permission denied')
})

test('asked twice while it runs, a check is done once; another organisation’s journal is not concerned', async () => {
  await t.call(contract.settings.checkJournal, {})
  const { body } = await t.call(contract.settings.checkJournal, {})
  expect(body.isChecking).toBe(true)
  expect(await query('select count(*)::int as n from journal_check')).toEqual([{ n: 1 }])
  expect((await t.call(contract.settings.getJournalSeals, {}, { in: t.elsewhere })).body).toEqual({
    head: null,
    isChecking: false,
    lastCheck: null,
  })
})

test('restored on another server, whose transactions count from lower, the chain goes on', async () => {
  await query(`update journal set place = place + 1000000000`)
  await query('truncate journal_seal')
  await sealNow()
  const before = await query('select max(last_place) as place from journal_seal')
  expect(before[0].place, 'nothing beyond the present is settled').toBeNull()
  await query(`update journal_clock set server = 'another'`)
  await migrate(t.databaseUrl)
  await seal()
  const id = await write()
  await seal()
  expect(await query('select last_id from journal_seal order by number desc limit 1')).toEqual([
    { last_id: id },
  ])
  expect(await faultsOf()).toEqual([])
})
