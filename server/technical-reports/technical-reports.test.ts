import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { type Role, roles } from '#domain/access.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { makeHousehold } from '#server/measures/world-for-tests.ts'
import { followTechnicalReports } from '#server/technical-reports/follow.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { setParameter } from '#tests/set-parameter.ts'

let t: TestHouse
let householdId: string
const { technicalReports } = contract
const nowhere = '019aa000-0000-7000-8000-000000000000'
const photo = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')

beforeAll(async () => {
  t = await openTestHouse()
  householdId = await makeHousehold(t, 'Ménage Delmas')
})
afterAll(() => t.close())

const seen = {
  concerns: 'dwelling' as const,
  place: '12 rue des Tilleuls, 63000 Clermont-Ferrand',
  subjects: ['damp' as const, 'electricity' as const],
  urgency: 'soon' as const,
  description: 'Prise de la salle de bains à nu, mur trempé.',
  seenOn: '2026-11-20' as const,
}
const write = async (change: object = {}, as: Role = 'social-worker') =>
  (await t.call(technicalReports.write, { householdId, ...seen, ...change }, { as })).body
const open = async (reportId: string, as: Role = 'rent-officer') =>
  t.call(technicalReports.open, { reportId }, { as })
const answer = (reportId: string, change: object = {}) =>
  t.call(
    technicalReports.answer,
    {
      reportId,
      version: 1,
      answeredOn: '2026-11-22',
      decision: 'work-ordered',
      answer: 'L’électricien passe jeudi.',
      ...change,
    },
    { as: 'rent-officer' },
  )
const tasksOf = async (reportId: string) =>
  (
    await t.owner.query(
      'select kind, title, compartment, assignee_id, link, closed_as from task where origin_key like $1 order by created_at, id',
      [`technical-report/${reportId}/%`],
    )
  ).rows

describe('from the visit to the manager and back', () => {
  test('what a visit saw is read by rent staff, answered, and the answer comes back as a task', async () => {
    const { reportId, answerDueOn } = await write()
    expect(answerDueOn).toBe('2026-11-30')
    expect((await open(reportId)).body).toMatchObject({
      state: 'waiting',
      isLate: false,
      description: seen.description,
      householdLabel: 'Ménage Delmas',
      by: 'Membre social-worker',
      isMine: false,
    })
    expect((await answer(reportId)).body).toEqual({ version: 2 })
    expect(await tasksOf(reportId)).toEqual([
      {
        kind: 'technical-report-answered',
        title: 'Réponse : travaux commandés, 12 rue des Tilleuls, 63000 Clermont-Ferrand',
        compartment: 'gestion',
        assignee_id: t.here.members['social-worker'].membershipId,
        link: `accompagnements/signalements/${reportId}`,
        closed_as: null,
      },
    ])
    expect((await open(reportId, 'social-worker')).body).toMatchObject({
      state: 'work-to-come',
      answeredBy: 'Membre rent-officer',
      isMine: true,
    })
    const done = { reportId, version: 2, workDoneOn: '2026-11-22' as const }
    const as = 'rent-officer'
    expect((await t.call(technicalReports.recordWorkDone, done, { as })).body).toEqual({ version: 3 })
    expect((await open(reportId)).body).toMatchObject({ state: 'settled', workDoneOn: '2026-11-22' })
    expect((await tasksOf(reportId)).map(({ title }) => title)).toContain(
      'Travaux faits le 22/11/2026, 12 rue des Tilleuls, 63000 Clermont-Ferrand',
    )
  })

  test('one without an answer is told once past its day, and settled by the answer', async () => {
    const { reportId } = await write({ urgency: 'danger' })
    const age = (days: number) =>
      t.owner.query(
        'update technical_report set written_on = written_on - $2::int, answer_due_on = answer_due_on - $2::int where id = $1',
        [reportId, days],
      )
    const run = () =>
      followTechnicalReports.run(t.house, { organisationId: t.here.id }, new AbortController().signal)
    await age(2)
    await run()
    expect(await tasksOf(reportId)).toEqual([])
    await age(1)
    await run()
    await run()
    expect(await tasksOf(reportId)).toMatchObject([
      {
        kind: 'technical-report-late',
        compartment: 'gestion',
        title: expect.stringContaining('Signalement du 19/11/2026 sans réponse'),
      },
    ])
    const late = await t.call(technicalReports.list, { isLate: true }, { as: 'rent-officer' })
    expect(late.body.rows.map(({ id }) => id)).toEqual([reportId])
    const dayOf = async (as: 'coordinator' | 'social-worker') =>
      (await t.call(contract.myDay.open, {}, { as })).body.tasks.filter(
        ({ kind }) => kind === 'technical-report-late',
      )
    await t.owner.query('update household_referent set until_on = $1 where organisation_id = $2', [
      '2026-11-21',
      t.here.id,
    ])
    expect(await dayOf('coordinator'), 'nobody follows the household any more').toHaveLength(1)
    expect(await dayOf('social-worker')).toHaveLength(0)
    await t.owner.query('update household_referent set until_on = null where organisation_id = $1', [
      t.here.id,
    ])
    await answer(reportId, { decision: 'no-action' })
    expect((await tasksOf(reportId)).find(({ kind }) => kind === 'technical-report-late')).toMatchObject({
      closed_as: 'cancelled',
    })
  })

  test('the delay is a dated parameter that the organisation may set', async () => {
    const own = { key: 'technical-reports.answer-days', validFrom: '2026-01-01', reason: 'charte' } as const
    await setParameter(t, { ...own, value: 5 })
    expect((await write({ urgency: 'ordinary' })).answerDueOn).toBe('2026-11-27')
  })

  test('its author corrects it until it is answered; a graver urgency brings the day nearer', async () => {
    const { reportId } = await write({ urgency: 'soon' })
    const change = (version: number, as: Role = 'social-worker') =>
      t.call(technicalReports.change, { reportId, version, ...seen, urgency: 'danger' }, { as })
    expect((await change(1, 'coordinator')).body).toMatchObject({ reason: 'only-author' })
    expect((await change(9)).body).toMatchObject({ reason: 'stale-version' })
    const { version } = (await change(1)).body
    expect((await open(reportId)).body).toMatchObject({ urgency: 'danger', answerDueOn: '2026-11-24' })
    expect((await answer(reportId, { version })).status).toBe(200)
    expect((await change(version + 1)).body).toMatchObject({ reason: 'already-answered' })
  })

  test('each refusal says why', async () => {
    expect(await write({ seenOn: '2026-11-23' })).toMatchObject({ reason: 'in-the-future' })
    const { reportId } = await write()
    expect((await answer(reportId, { answeredOn: '2026-11-23' })).body).toMatchObject({
      reason: 'in-the-future',
    })
    expect((await answer(reportId, { answeredOn: '2026-11-21' })).body).toMatchObject({
      reason: 'before-report',
    })
    expect((await answer(reportId, { version: 3 })).body).toMatchObject({ reason: 'stale-version' })
    expect((await answer(nowhere)).body).toMatchObject({ reason: 'unknown-record' })
    const work = (version: number, workDoneOn: PlainDate = '2026-11-22') =>
      t.call(technicalReports.recordWorkDone, { reportId, version, workDoneOn }, { as: 'rent-officer' })
    expect((await work(1)).body).toMatchObject({ reason: 'not-answered' })
    await answer(reportId)
    expect((await answer(reportId, { version: 2 })).body).toMatchObject({ reason: 'already-answered' })
    expect((await work(2, '2026-11-23')).body).toMatchObject({ reason: 'in-the-future' })
    await work(2)
    expect((await work(3)).body).toMatchObject({ reason: 'already-done' })
  })
})

describe('photos', () => {
  const send = (reportId: string, content: Uint8Array = photo) =>
    t.send(
      technicalReports.addPhoto,
      { reportId },
      { as: 'social-worker', upload: { fileName: 'mur.jpg', content, contentType: 'image/jpeg' } },
    )

  test('one joins the file on the rent side and is read with the report', async () => {
    const { reportId } = await write()
    const { documentId } = (await (await send(reportId)).json()) as { documentId: string }
    const { rows } = await t.owner.query('select kind, compartment from document where id = $1', [documentId])
    expect(rows).toEqual([{ kind: 'photo', compartment: 'gestion' }])
    expect((await open(reportId)).body.photos).toMatchObject([{ documentId }])
    const shown = await t.send(technicalReports.openPhoto, { reportId, documentId }, { as: 'rent-officer' })
    expect(Buffer.from(await shown.arrayBuffer()).equals(photo)).toBe(true)
    const other = await write()
    const wrong = await t.send(
      technicalReports.openPhoto,
      { reportId: other.reportId, documentId },
      { as: 'rent-officer' },
    )
    expect(await wrong.json()).toMatchObject({ reason: 'unknown-record' })
  })

  test('only a photo, ten at most, on a report that exists', async () => {
    const { reportId } = await write()
    expect(await (await send(reportId, Buffer.from('bonjour'))).json()).toMatchObject({
      reason: 'not-a-photo',
    })
    expect(await (await send(nowhere)).json()).toMatchObject({ reason: 'unknown-record' })
    for (let rank = 1; rank <= 10; rank++) expect((await send(reportId)).status).toBe(200)
    expect(await (await send(reportId)).json()).toMatchObject({ reason: 'too-many' })
  })
})

describe('the list', () => {
  let ids: string[]
  beforeAll(async () => {
    await t.owner.query('delete from technical_report_photo')
    await t.owner.query('delete from technical_report')
    const reports = [
      await write({ urgency: 'soon', subjects: ['lift'], concerns: 'building', place: 'Résidence Lumière' }),
      await write({ urgency: 'danger', subjects: ['safety', 'electricity'] }),
      await write({ urgency: 'soon', subjects: ['pests'] }, 'rights-adviser'),
    ]
    ids = reports.map(({ reportId }) => reportId)
  })
  const list = async (input: object = {}, as: Role = 'rent-officer') =>
    (await t.call(technicalReports.list, input, { as })).body

  test('the answer that presses most comes first, page after page', async () => {
    const [lift, danger, pests] = ids
    const first = await list({ limit: 2 })
    const second = await list({ limit: 2, after: first.next ?? undefined })
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual([danger, lift, pests])
    expect([first.total, second.next]).toEqual([{ count: 3, exact: true }, null])
  })

  test.each<[string, object, number[]]>([
    ['urgency', { urgency: 'soon' }, [0, 2]],
    ['subject', { subject: 'electricity' }, [1]],
    ['building', { concerns: 'building' }, [0]],
    ['the beginning of a word of the place, accents forgiven', { place: 'lumie' }, [0]],
    ['state', { state: 'settled' }, []],
    ['late', { isLate: true }, []],
  ])('by %s', async (_, filter, expected) => {
    const page = await list(filter)
    expect(page.rows.map(({ id }) => ids.indexOf(id))).toEqual(expected)
    expect(page.total.count).toBe(expected.length)
  })

  test('one’s own', async () => {
    expect((await list({ isMine: true }, 'rights-adviser')).rows.map(({ id }) => id)).toEqual([ids[2]])
  })

  test('of a household, with where it lives', async () => {
    const { body } = await t.call(technicalReports.ofHousehold, { householdId }, { as: 'rent-officer' })
    expect(body.reports).toHaveLength(3)
    expect(body.place).toBeNull()
  })

  test('volunteers, prescribers and auditors read none; another organisation finds nothing', async () => {
    const readers: Role[] = [
      'social-worker',
      'rent-officer',
      'coordinator',
      'rights-adviser',
      'project-officer',
    ]
    for (const role of roles) {
      const { status } = await t.call(technicalReports.list, {}, { as: role })
      expect([role, status]).toEqual([role, readers.includes(role) ? 200 : 403])
    }
    const { body } = await t.call(technicalReports.list, {}, { as: 'rent-officer', in: t.elsewhere })
    expect(body.rows).toEqual([])
    const [id = ''] = ids
    const there = await t.call(
      technicalReports.open,
      { reportId: id },
      { as: 'rent-officer', in: t.elsewhere },
    )
    expect(there.body).toMatchObject({ reason: 'unknown-record' })
  })
})
