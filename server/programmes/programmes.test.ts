import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract } from '#contract/index.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import { avdl } from '#domain/programmes/shipped/avdl.ts'
import { shippedProgrammes } from '#domain/programmes/shipped-programmes.ts'
import { findDefinition, latestDefinition } from '#server/programmes/find-definition.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'

const { programmes } = contract

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

type Start = Parameters<typeof t.call<typeof programmes.create>>[1]['start']
const prepare = async (start: Start): Promise<string> => {
  const { status, body } = await t.call(programmes.create, { start })
  expect(status).toBe(200)
  return body.programmeId
}
const adopt = (key = 'avdl') => prepare({ from: 'shipped', key })
/** A programme under a name of its own, so that tests do not take one another's. */
const prepareNamed = async (name: string, change: Partial<ProgrammeDefinition> = {}) => {
  const programmeId = await adopt()
  const draft = { ...avdl.definition, name, ...change }
  expect((await t.call(programmes.saveDraft, { programmeId, version: 1, draft })).status).toBe(200)
  return { programmeId, version: 2, draft }
}
const publishNamed = async (name: string, change: Partial<ProgrammeDefinition> = {}) => {
  const prepared = await prepareNamed(name, change)
  const { status, body } = await t.call(programmes.publish, prepared)
  expect([status, body]).toEqual([200, { version: 3, number: 1, keptByRunning: 0 }])
  return { ...prepared, version: 3 }
}
const rowOf = async (programmeId: string) => {
  const { rows } = await t.owner.query('select * from programme where id = $1', [programmeId])
  return rows[0]
}
const versionsOf = async (programmeId: string) => {
  const { rows } = await t.owner.query(
    'select number, name, definition, published_by from programme_version where programme_id = $1 order by number',
    [programmeId],
  )
  return rows
}
const insertMeasure = async (programmeId: string, number: number, status = 'active', isOpen = true) => {
  const householdId = await makeHousehold(t.owner, t.here)
  const measureId = randomUUIDv7()
  await t.owner.query(
    `insert into measure (organisation_id, id, household_id, programme_id, programme_number, motive, created_by, created_at)
     values ($1, $2, $3, $4, $5, 'arrears', $6, now())`,
    [t.here.id, measureId, householdId, programmeId, number, t.here.members.coordinator.membershipId],
  )
  await t.owner.query(
    `insert into measure_standing (organisation_id, measure_id, household_id, programme_id, status, is_open, weight_tenths, as_of)
     values ($1, $2, $3, $4, $5, $6, 10, '2026-11-22')`,
    [t.here.id, measureId, householdId, programmeId, status, isOpen],
  )
}

describe('preparing a programme', () => {
  it('starts blank, with a name and nothing asked', async () => {
    const programmeId = await prepare({ from: 'blank', name: 'Atelier budget' })
    const row = await rowOf(programmeId)
    expect(row).toMatchObject({ version: 1, closed_on: null })
    expect(row.draft).toMatchObject({ name: 'Atelier budget', prescribers: [], source: '' })
  })

  it('starts from a shipped one, word for word', async () => {
    expect((await rowOf(await adopt())).draft).toEqual(avdl.definition)
  })

  it('copies another, published or not, under a new name', async () => {
    const { programmeId } = await publishNamed('À copier')
    const copy = await prepare({ from: 'copy', programmeId, name: 'La copie' })
    expect((await rowOf(copy)).draft).toEqual({ ...avdl.definition, name: 'La copie' })
    const second = await prepare({ from: 'copy', programmeId: copy, name: 'Copie de copie' })
    expect((await rowOf(second)).draft).toMatchObject({ name: 'Copie de copie' })
  })

  it('copies neither what is not shipped nor what is another organisation’s', async () => {
    const unknown = await t.call(programmes.create, { start: { from: 'shipped', key: 'none' } })
    const { programmeId } = await prepareNamed('Le nôtre')
    const theirs = await t.call(
      programmes.create,
      { start: { from: 'copy', programmeId, name: 'Le leur' } },
      { in: t.elsewhere },
    )
    for (const { status, body } of [unknown, theirs]) {
      expect(status).toBe(409)
      expect(body).toMatchObject({ reason: 'unknown-record' })
    }
  })

  it('lists the shipped programmes with where their rules come from', async () => {
    const { body } = await t.call(programmes.listShipped, {}, { as: 'social-worker' })
    expect(body.rows.map(({ key }) => key)).toEqual(shippedProgrammes.map(({ key }) => key))
    expect(body.rows.every(({ source }) => source.length > 0)).toBe(true)
  })

  it('keeps a draft even incomplete, and tells who comes late', async () => {
    const { programmeId, draft } = await prepareNamed('Deux mains')
    const half = { ...draft, exits: [], name: '' }
    expect((await t.call(programmes.saveDraft, { programmeId, version: 2, draft: half })).body).toEqual({
      version: 3,
    })
    const late = await t.call(programmes.saveDraft, { programmeId, version: 2, draft })
    expect(late.status).toBe(409)
    expect(late.body).toMatchObject({
      reason: 'stale-version',
      details: { version: 3, draft: { exits: [] } },
    })
    expect((await rowOf(programmeId)).draft).toEqual(half)
  })

  it('refuses a draft of the wrong shape with the path of each issue', async () => {
    const { programmeId, draft } = await prepareNamed('Mal formé')
    const bad = { ...draft, family: 'whim' } as unknown as ProgrammeDefinition
    const { status, body } = await t.call(programmes.saveDraft, { programmeId, version: 2, draft: bad })
    expect(status).toBe(400)
    expect(JSON.stringify(body)).toContain('draft.family')
  })

  it('a command repeated is done once', async () => {
    const key = randomUUIDv7()
    const start = { from: 'blank', name: 'Une seule fois' } as const
    const first = await t.call(programmes.create, { start }, { key })
    const second = await t.call(programmes.create, { start }, { key })
    expect(second.body).toEqual(first.body)
    const { rows } = await t.owner.query(`select id from programme where draft->>'name' = 'Une seule fois'`)
    expect(rows).toHaveLength(1)
  })

  it('a draft never published disappears when it is dropped; otherwise the version stays', async () => {
    const { programmeId } = await prepareNamed('À abandonner')
    const gone = await t.call(programmes.discardDraft, { programmeId, version: 2 })
    expect(gone.body).toEqual({ isGone: true })
    expect(await rowOf(programmeId)).toBeUndefined()

    const kept = await publishNamed('À garder')
    const nothing = await t.call(programmes.discardDraft, kept)
    expect(nothing.body).toMatchObject({ reason: 'no-draft' })
    await t.call(programmes.saveDraft, { ...kept, draft: { ...kept.draft, capacity: 4 } })
    const dropped = await t.call(programmes.discardDraft, { ...kept, version: 4 })
    expect(dropped.body).toEqual({ isGone: false })
    expect(await rowOf(kept.programmeId)).toMatchObject({ draft: null, version: 5 })
    expect(await versionsOf(kept.programmeId)).toHaveLength(1)
  })
})

describe('publishing', () => {
  it('makes version 1, then 2; running measures keep theirs and are counted', async () => {
    const { programmeId, draft } = await publishNamed('Versions')
    await insertMeasure(programmeId, 1)
    await insertMeasure(programmeId, 1, 'suspended')
    await insertMeasure(programmeId, 1, 'requested')
    await insertMeasure(programmeId, 1, 'ended', false)
    const next = { ...draft, capacity: 12 }
    await t.call(programmes.saveDraft, { programmeId, version: 3, draft: next })
    const { body } = await t.call(programmes.publish, { programmeId, version: 4 })
    expect(body).toEqual({ version: 5, number: 2, keptByRunning: 2 })
    const [first, second] = await versionsOf(programmeId)
    expect([first.definition.capacity, second.definition.capacity]).toEqual([null, 12])
    expect(second.published_by).toBe(t.here.members.coordinator.membershipId)

    const { body: view } = await t.call(programmes.open, { programmeId }, { as: 'social-worker' })
    expect(view).toMatchObject({ draft: null, running: 2, waiting: 1, published: { number: 2 } })
    expect(view.versions.map(({ number, running }) => [number, running])).toEqual([
      [2, 0],
      [1, 2],
    ])
    const { body: old } = await t.call(programmes.openVersion, { programmeId, number: 1 })
    expect(old).toMatchObject({ number: 1, running: 2, definition: { capacity: null } })
    await t.inHere(async (tx) => {
      expect(await findDefinition(tx, t.here.id, programmeId, 1)).toEqual(draft)
      expect(await latestDefinition(tx, t.here.id, programmeId)).toEqual({
        definition: next,
        number: 2,
        closedOn: null,
      })
    })
  })

  it('a published version is never written again', async () => {
    const { programmeId } = await publishNamed('Gravé')
    const change = t.inHere((tx) =>
      tx
        .updateTable('programme_version')
        .set({ name: 'Autre' })
        .where('programme_id', '=', programmeId)
        .execute(),
    )
    await expect(change).rejects.toThrow()
  })

  it('refuses what is unsound, saying what is missing and where', async () => {
    const { programmeId } = await prepareNamed('Bancal', { exits: [], objectives: [] })
    const { status, body } = await t.call(programmes.publish, { programmeId, version: 2 })
    expect(status).toBe(409)
    expect(body).toMatchObject({
      reason: 'unsound',
      details: {
        problems: [
          { path: 'objectives', message: 'Choisissez au moins un objectif.' },
          { path: 'exits', message: 'Dites comment une mesure peut finir.' },
        ],
      },
    })
    expect(await versionsOf(programmeId)).toEqual([])
  })

  it('refuses a late hand, a draft that is not there, one that changes nothing', async () => {
    const { programmeId, draft } = await publishNamed('Refus')
    const late = await t.call(programmes.publish, { programmeId, version: 2 })
    expect(late.body).toMatchObject({ reason: 'stale-version' })
    const none = await t.call(programmes.publish, { programmeId, version: 3 })
    expect(none.body).toMatchObject({ reason: 'no-draft' })
    await t.call(programmes.saveDraft, { programmeId, version: 3, draft })
    const same = await t.call(programmes.publish, { programmeId, version: 4 })
    expect(same.body).toMatchObject({ reason: 'unchanged' })
  })

  it('two open programmes do not share a name, accents and capitals aside', async () => {
    const first = await publishNamed('Équilibre')
    const second = await prepareNamed('EQUILIBRE')
    const taken = await t.call(programmes.publish, second)
    expect(taken.body).toMatchObject({ reason: 'name-taken' })
    await t.call(programmes.close, first)
    expect((await t.call(programmes.publish, second)).status).toBe(200)
    const back = await t.call(programmes.reopen, { ...first, version: 4 })
    expect(back.body).toMatchObject({ reason: 'name-taken' })
  })
})

describe('closing and reopening', () => {
  it('closes today, keeps what runs, and reopens', async () => {
    const { programmeId, version } = await publishNamed('À fermer')
    await insertMeasure(programmeId, 1)
    const { body } = await t.call(programmes.close, { programmeId, version })
    expect(body).toEqual({ version: 4, closedOn: '2026-11-22', running: 1 })
    const again = await t.call(programmes.close, { programmeId, version: 4 })
    expect(again.body).toMatchObject({ reason: 'already-closed' })
    expect((await t.call(programmes.reopen, { programmeId, version: 4 })).body).toEqual({ version: 5 })
    expect((await rowOf(programmeId)).closed_on).toBeNull()
    const open = await t.call(programmes.reopen, { programmeId, version: 5 })
    expect(open.body).toMatchObject({ reason: 'not-closed' })
    const acts = await t.owner.query('select act from journal where subject_id = $1 order by id', [
      programmeId,
    ])
    expect(acts.rows.map(({ act }) => act)).toEqual([
      'programme-prepared',
      'programme-draft-saved',
      'programme-published',
      'programme-closed',
      'programme-reopened',
    ])
  })

  it('neither what was never published nor what someone changed', async () => {
    const { programmeId, version } = await prepareNamed('Jamais publié')
    const never = await t.call(programmes.close, { programmeId, version })
    expect(never.body).toMatchObject({ reason: 'not-published' })
    for (const endpoint of [programmes.close, programmes.reopen]) {
      const late = await t.call(endpoint, { programmeId, version: 1 })
      expect(late.body).toMatchObject({ reason: 'stale-version' })
    }
  })
})

describe('another organisation', () => {
  it('finds nothing of ours', async () => {
    const { programmeId } = await publishNamed('Pas chez eux')
    const there = { in: t.elsewhere }
    const answers = [
      await t.call(programmes.open, { programmeId }, there),
      await t.call(programmes.openVersion, { programmeId, number: 1 }, there),
      await t.call(programmes.saveDraft, { programmeId, version: 3, draft: avdl.definition }, there),
      await t.call(programmes.discardDraft, { programmeId, version: 3 }, there),
      await t.call(programmes.publish, { programmeId, version: 3 }, there),
      await t.call(programmes.close, { programmeId, version: 3 }, there),
      await t.call(programmes.reopen, { programmeId, version: 3 }, there),
    ]
    for (const { status, body } of answers) {
      expect(status).toBe(409)
      expect(body).toMatchObject({ reason: 'unknown-record' })
    }
    expect((await t.call(programmes.list, {}, there)).body).toMatchObject({ rows: [], total: { count: 0 } })
  })
  it('a version that does not exist is not found', async () => {
    const { programmeId } = await publishNamed('Une version')
    const { body } = await t.call(programmes.openVersion, { programmeId, number: 2 })
    expect(body).toMatchObject({ reason: 'unknown-record' })
  })
})

describe('the list', () => {
  it('is by name, in pages, by state and family, with measures and places', async () => {
    const { programmeId } = await publishNamed('zzz Liste', {
      capacity: 2,
      family: 'pasri',
      from: '2026-01-01',
    })
    await insertMeasure(programmeId, 1)
    await insertMeasure(programmeId, 1, 'oriented')
    const seen: string[] = []
    let after: string | undefined
    do {
      const { body } = await t.call(programmes.list, { limit: 4, ...(after ? { after } : {}) })
      expect(body.rows.length).toBeLessThanOrEqual(4)
      seen.push(...body.rows.map((row) => row.programmeId))
      after = body.next ?? undefined
    } while (after)
    const { rows } = await t.owner.query('select id from programme where organisation_id = $1', [t.here.id])
    expect(seen.toSorted()).toEqual(rows.map(({ id }) => id).toSorted())

    const { body } = await t.call(programmes.list, { state: 'running', family: 'pasri' })
    expect(body.rows).toEqual([
      {
        programmeId,
        name: 'zzz Liste',
        family: 'pasri',
        state: 'running',
        number: 1,
        publishedOn: '2026-11-22',
        hasDraft: false,
        from: '2026-01-01',
        to: null,
        running: 1,
        waiting: 1,
        capacity: 2,
      },
    ])
    await t.call(programmes.close, { programmeId, version: 3 })
    const closed = await t.call(programmes.list, { state: 'closed', family: 'pasri' })
    expect(closed.body.rows.map((row) => row.state)).toEqual(['closed'])
    const drafts = await t.call(programmes.list, { state: 'draft' })
    expect(drafts.body.rows.every(({ number, hasDraft }) => number === null && hasDraft)).toBe(true)
    expect(drafts.body.total.count).toBeGreaterThan(0)
  })
})
