import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { alertAt, stateAt } from '#domain/conventions/period.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { followConventions } from '#server/conventions/follow.ts'
import { endsWithin, stateOf } from '#server/conventions/list-store.ts'
import { conventionWords } from '#tests/convention-words.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const as = 'project-officer' as const
const { conventions } = contract
let made = 0
const nextReference = () => {
  made += 1
  return `R-${String(made).padStart(3, '0')}`
}
const create = async (part: Parameters<typeof conventionWords>[0] = {}) => {
  const words = conventionWords({ reference: nextReference(), ...part })
  const { status, body } = await t.call(conventions.create, words, { as })
  expect(status).toBe(200)
  return body.conventionId
}
const open = async (conventionId: string) =>
  (await t.call(conventions.open, { conventionId }, { as: 'auditor' })).body
const readOne = async (text: string, values: unknown[]) => (await t.owner.query(text, values)).rows[0]

describe('making and correcting', () => {
  test('a convention is written whole, and drawn for the lists', async () => {
    const conventionId = await create({ reference: 'A-1' })
    expect(await open(conventionId)).toMatchObject({
      reference: 'A-1',
      state: 'running',
      alert: 3,
      period: { endsOn: '2026-12-31', noticeOn: '2026-10-02' },
      terms: { fields: ['adaptation'] },
    })
    const row = await readOne('select * from convention where id = $1', [conventionId])
    expect(row).toMatchObject({ fields: ['adaptation'], territories: ['epci:244900015'] })
    expect(row.search_text).toContain('angers loire metropole')
  })

  test.each([
    [{ reference: 'A-1' }, 'reference-taken'],
    [{ frameworkId: '01900000-0000-7000-8000-000000000000' }, 'unknown-framework'],
    [{ responsibleId: '01900000-0000-7000-8000-000000000000' }, 'unknown-responsible'],
    [{ terms: { endsOn: '2023-12-31' as const } }, 'ends-before-start'],
    [{ terms: { renewal: 'tacit' as const } }, 'renewal-length-missing'],
  ])('%j is refused: %s', async (part, reason) => {
    const answer = await t.call(
      conventions.create,
      conventionWords({ reference: nextReference(), ...part }),
      {
        as,
      },
    )
    expect(answer).toMatchObject({ status: 409, body: { reason } })
  })

  test('what is signed is corrected with a reason, and never behind somebody’s back', async () => {
    const conventionId = await create()
    const words = conventionWords({ reference: nextReference(), title: 'Autre titre' })
    const correct = (version: number, reason: string | null) =>
      t.call(conventions.correct, { conventionId, version, ...words, reason }, { as })
    expect(await correct(1, null)).toMatchObject({ body: { reason: 'reason-missing' } })
    expect(await correct(1, 'Titre mal recopié')).toMatchObject({ status: 200, body: { version: 2 } })
    expect(await correct(1, 'Trop tard')).toMatchObject({ body: { reason: 'stale-version' } })
    const trace = await readOne('select * from journal where act = $1 and subject_id = $2', [
      'convention-corrected',
      conventionId,
    ])
    expect(trace.after.reason).toBe('Titre mal recopié')
  })

  test('another organisation finds nothing', async () => {
    const conventionId = await create()
    const options = { as, in: t.elsewhere } as const
    expect(await t.call(conventions.open, { conventionId }, options)).toMatchObject({ status: 409 })
    expect((await t.call(conventions.list, {}, options)).body.rows).toEqual([])
    const words = conventionWords({ reference: 'X' })
    expect(
      await t.call(conventions.correct, { conventionId, version: 1, ...words, reason: 'non' }, options),
    ).toMatchObject({ body: { reason: 'unknown-record' } })
  })

  test('sent twice, made once', async () => {
    const words = conventionWords({ reference: nextReference() })
    const key = randomUUID()
    const first = await t.call(conventions.create, words, { as, key })
    expect(first.status).toBe(200)
    expect((await t.call(conventions.create, words, { as, key })).body).toEqual(first.body)
    const { count } = await readOne('select count(*)::int from convention where reference = $1', [
      words.reference,
    ])
    expect(count).toBe(1)
  })
})

describe('parties', () => {
  test('a new partner joins the one list of partners, once in each role', async () => {
    const conventionId = await create()
    const party = {
      role: 'funder' as const,
      signatory: 'La présidente',
      signedOn: '2023-12-15' as const,
    }
    const partner = { name: 'Fondation du Val', kind: 'foundation' as const }
    const added = await t.call(conventions.addParty, { conventionId, version: 1, partner, ...party }, { as })
    expect(added.status).toBe(200)
    const [known] = (await t.call(conventions.findPartners, { text: 'fondation' }, { as })).body.rows
    expect(known).toMatchObject(partner)
    const again = { conventionId, version: 2, partner: { id: known?.id ?? '' }, ...party }
    expect(await t.call(conventions.addParty, again, { as })).toMatchObject({
      body: { reason: 'already-party' },
    })
    const [told] = (await open(conventionId)).parties
    expect(told).toMatchObject({ name: 'Fondation du Val', kind: 'foundation', signatory: 'La présidente' })
    const { rows } = (await t.call(conventions.list, { partnerKind: 'foundation' }, { as })).body
    expect(rows.map(({ id }) => id)).toEqual([conventionId])
    const removed = await t.call(
      conventions.removeParty,
      { conventionId, version: 2, partyId: told?.id ?? '' },
      { as },
    )
    expect(removed.body).toEqual({ version: 3 })
    expect((await open(conventionId)).parties).toEqual([])
  })
})

describe('lists', () => {
  test('search, filters and pages', async () => {
    const conventionId = await create({
      title: 'Copropriétés de Cholet',
      kind: 'framework',
      signedOn: '2026-01-10',
      terms: {
        startsOn: '2026-01-10',
        endsOn: '2030-01-09',
        level: 'departmental',
        fields: ['improvement'],
        territories: [{ kind: 'departement', code: '49', name: 'Maine-et-Loire' }],
      },
    })
    const listed = async (filters: object) =>
      (await t.call(conventions.list, filters, { as })).body.rows.map(({ id }) => id)
    expect(await listed({ text: 'COPRO maine' })).toEqual([conventionId])
    expect(await listed({ text: 'copro%' })).toEqual([])
    expect(await listed({ field: 'improvement' })).toEqual([conventionId])
    expect(await listed({ kind: 'framework', level: 'departmental', state: 'running' })).toEqual([
      conventionId,
    ])
    expect(await listed({ territory: 'commune:49007', kind: 'framework' })).toEqual([conventionId])
    expect(await listed({ territory: 'epci:244900015', kind: 'framework' })).toEqual([conventionId])
    expect(await listed({ territory: 'commune:13055', kind: 'framework' })).toEqual([])
    expect(await listed({ alert: 12 })).not.toContain(conventionId)

    const all = await t.call(conventions.list, { limit: 200, sort: 'reference' }, { as })
    const paged: string[] = []
    let after: string | undefined
    do {
      const page = (
        await t.call(conventions.list, { limit: 2, sort: 'reference', ...(after ? { after } : {}) }, { as })
      ).body
      paged.push(...page.rows.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after)
    expect(paged).toEqual(all.body.rows.map(({ id }) => id))
    expect(all.body.total).toEqual({ count: paged.length, exact: true })
  })

  test('each counter opens on as many lines', async () => {
    const { states, alerts } = (await t.call(conventions.count, {}, { as })).body
    for (const { state, count } of states)
      expect((await t.call(conventions.list, { state }, { as })).body.total.count).toBe(count)
    for (const { months, count } of alerts)
      expect((await t.call(conventions.list, { alert: months }, { as })).body.total.count).toBe(count)
  })

  test('the export holds the same lines', async () => {
    const response = await t.send(conventions.export, { format: 'csv', kind: 'framework' }, { as })
    const text = new TextDecoder('windows-1252').decode(await response.arrayBuffer())
    expect(text.trim().split('\r\n')).toHaveLength(2)
    expect(text).toContain('Copropriétés de Cholet')
  })

  test('the lists and the rules tell one state and one alert', async () => {
    const conventionId = await create({ terms: { endsOn: '2026-08-31' } })
    const facts = { endedEarlyOn: null, signedOn: '2023-12-15' as PlainDate }
    const terms = { startsOn: '2024-01-01', endsOn: '2026-08-31', renewal: 'none' } as const
    for (let day: PlainDate = '2025-08-20'; day < '2026-09-10'; day = addDays(day, 9)) {
      const { rows } = await t.inHere((tx) =>
        sql<{ state: string; three: boolean; six: boolean; twelve: boolean }>`
          select ${stateOf(day)} as state, ${endsWithin(3, day)} as three, ${endsWithin(6, day)} as six,
            ${endsWithin(12, day)} as twelve from convention c where id = ${conventionId}`.execute(tx),
      )
      const alert = alertAt('2026-08-31', day)
      expect(rows[0]).toEqual({
        state: stateAt({ ...facts, terms: { ...terms, renewalMonths: null, noticeDays: null } }, day),
        three: alert === 3,
        six: alert !== null && alert <= 6,
        twelve: alert !== null,
      })
    }
  })
})

describe('alerts at night', () => {
  const follow = () =>
    followConventions.run(t.house, { organisationId: t.here.id }, new AbortController().signal)
  const tasksOf = async (conventionId: string) =>
    (
      await t.owner.query(
        `select title, due_on::text, closed_at is null as open, assignee_id from task
         where kind = 'convention-expiry' and origin_key like $1 order by created_at`,
        [`convention/${conventionId}/%`],
      )
    ).rows

  test('who follows a convention is told once for each alert; a longer term settles it', async () => {
    const responsibleId = t.here.members['finance-officer'].membershipId
    const conventionId = await create({ responsibleId, terms: { endsOn: '2027-05-01' } })
    await follow()
    await follow()
    expect(await tasksOf(conventionId)).toMatchObject([
      { open: true, assignee_id: responsibleId, due_on: '2027-01-31' },
    ])
    const sent = {
      ...{ conventionId, version: 1, signedOn: '2026-11-20' as const, effectiveOn: '2026-11-20' as const },
      ...{ purpose: 'Prolongation', changes: { endsOn: '2029-12-31' as const }, allotments: [] },
    }
    expect((await t.call(conventions.amend, sent, { as })).status).toBe(200)
    await follow()
    expect(await tasksOf(conventionId)).toMatchObject([{ open: false }])
  })

  test('a tacit renewal moves the end by itself', async () => {
    const conventionId = await create({
      terms: { endsOn: '2026-10-31', renewal: 'tacit', renewalMonths: 12, noticeDays: 60 },
    })
    await t.owner.query("update convention set ends_on = '2026-10-31' where id = $1", [conventionId])
    await follow()
    expect(await readOne('select ends_on::text from convention where id = $1', [conventionId])).toEqual({
      ends_on: '2027-10-31',
    })
  })
})

describe('an end before the term', () => {
  test('is noted, withdrawn, and never before the start', async () => {
    const conventionId = await create()
    const end = (version: number, on: PlainDate | null) =>
      t.call(
        conventions.endEarly,
        { conventionId, version, end: on ? { on, reason: 'Dénoncée' } : null },
        { as },
      )
    expect(await end(1, '2023-06-30')).toMatchObject({ body: { reason: 'before-start' } })
    expect((await end(1, '2026-06-30')).status).toBe(200)
    expect(await open(conventionId)).toMatchObject({ state: 'ended', endedEarly: { on: '2026-06-30' } })
    expect((await end(2, null)).status).toBe(200)
    expect(await open(conventionId)).toMatchObject({ state: 'running', endedEarly: null })
  })
})

describe('documents', () => {
  const pdf = '%PDF-1.4\n%%EOF'
  test('are joined, read and removed; what is no document is refused', async () => {
    const conventionId = await create()
    const add = (content: string) =>
      t.send(
        conventions.addDocument,
        { conventionId, kind: 'convention' },
        { as, upload: { fileName: 'Convention signée.pdf', content } },
      )
    expect((await add('<html>')).status).toBe(409)
    const { documentId } = (await (await add(pdf)).json()) as { documentId: string }
    expect((await open(conventionId)).documents).toMatchObject([
      { title: 'Convention signée', kind: 'convention' },
    ])
    const read = await t.send(conventions.openDocument, { conventionId, documentId }, { as: 'auditor' })
    expect(await read.text()).toBe(pdf)
    const removal = { conventionId, documentId, reason: 'Mauvais fichier' }
    expect((await t.call(conventions.removeDocument, removal, { as })).status).toBe(200)
    expect((await open(conventionId)).documents).toEqual([])
    expect((await t.send(conventions.openDocument, { conventionId, documentId }, { as })).status).toBe(409)
  })
})
