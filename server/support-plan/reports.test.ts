import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { findMeasure } from '#server/measures/find-measure.ts'
import { askMeasure, makeProgramme, startMeasure } from '#server/measures/world-for-tests.ts'
import { insertReferral } from '#server/referrals/referral-rows.ts'
import { expectAccessible } from '#server/support-plan/accessible-pdf-for-tests.ts'
import { renderReport } from '#server/support-plan/report-letter.ts'
import { findReportVersion } from '#server/support-plan/report-store.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
let programmeId: string
const { supportPlan } = contract
const as = 'social-worker'
const nowhere = '019aa000-0000-7000-8000-000000000000'

beforeAll(async () => {
  t = await openTestHouse()
  programmeId = await makeProgramme(t)
})
afterAll(() => t.close())

describe('the report for the prescriber', () => {
  const period = { from: '2026-09-01', to: '2026-11-22' } as const
  let measureId: string
  let householdId: string

  beforeAll(async () => {
    ;({ measureId, householdId } = await askMeasure(t, programmeId))
    await startMeasure(t, measureId, '2026-09-01')
    const contact = (happenedOn: '2026-09-10' | '2026-10-10' | '2026-08-01', place: 'home' | 'agency') =>
      t.call(
        contract.casework.writeContact,
        {
          householdId,
          happenedOn,
          channel: 'visit',
          outcome: 'met',
          place,
          body: 'Elle a parlé de sa santé, en confidence.',
          audience: 'me',
        },
        { as },
      )
    for (const [day, place] of [
      ['2026-09-10', 'home'],
      ['2026-10-10', 'home'],
      ['2026-10-10', 'agency'],
      ['2026-08-01', 'home'],
    ] as const)
      expect((await contact(day, place)).status).toBe(200)
    const add = async (kind: 'budget' | 'reopen-rights') =>
      (
        await t.call(
          supportPlan.addObjective,
          { measureId, kind, openedOn: '2026-09-01', ownWords: 'Mots confiés.' },
          { as },
        )
      ).body.objectiveId
    const budget = await add('budget')
    await t.call(
      supportPlan.addAction,
      { objectiveId: budget, what: 'Déposer le dossier FSL', service: 'budget', who: 'Le ménage' },
      { as },
    )
    const rights = await add('reopen-rights')
    await t.call(
      supportPlan.evaluateObjective,
      { objectiveId: rights, version: 1, on: '2026-10-15', result: 'reached', note: 'Note confiée.' },
      { as },
    )
  })

  const save = (change: object = {}) =>
    t.call(supportPlan.saveReport, { measureId, ...period, words: 'Le loyer est repris.', ...change }, { as })

  const textOf = (reportId: string, number?: number) =>
    t.asMember(as, async (context) => {
      const measure = await findMeasure(context.tx, t.here.id, measureId)
      const version = await findReportVersion(context, reportId, number)
      if (!measure || !version) throw new Error('no report')
      return (await renderReport(context, measure, version)).text.replaceAll(/[\u00a0\u202f]/g, ' ')
    })

  test('its draft counts exchanges and places, objectives and what remains, and no confided word', async () => {
    const { body } = await t.call(supportPlan.draftReport, { measureId, ...period }, { as })
    expect(body.facts).toMatchObject({
      statusLabel: 'En cours',
      contactCount: 3,
      contacts: [{ count: 2 }, { count: 1 }],
      objectives: [
        { kind: 'budget', result: null },
        { kind: 'reopen-rights', result: 'reached', evaluatedOn: '2026-10-15' },
      ],
      remaining: [{ what: 'Déposer le dossier FSL', service: 'budget' }],
    })
    expect(JSON.stringify(body)).not.toMatch(/confid|confié/i)
  })

  test('on an earlier day, an objective reached later was not reached yet', async () => {
    const { body } = await t.call(
      supportPlan.draftReport,
      { measureId, from: '2026-09-01', to: '2026-10-01' },
      { as },
    )
    expect(body.facts.objectives).toMatchObject([{ result: null }, { result: null }])
    expect(body.facts.contactCount).toBe(1)
  })

  test('each version is kept, with the facts of its day, and printed accessibly', async () => {
    const { reportId } = (await save()).body
    const second = await save({
      report: { reportId, version: 1 },
      words: 'Le loyer est repris.\n\nLe dossier FSL suit.\nIl part lundi.',
    })
    expect(second.body).toEqual({ reportId, version: 2 })
    const { reports } = (await t.call(supportPlan.open, { measureId }, { as })).body
    expect(reports.find(({ id }) => id === reportId)).toMatchObject({
      number: 2,
      earlier: [{ number: 1 }],
      sentAt: null,
    })
    expect(await textOf(reportId, 1)).not.toContain('FSL suit')
    const text = await textOf(reportId)
    expect(text).toContain('Le loyer est repris.\n\nLe dossier FSL suit.\nIl part lundi.')
    expect(text).toContain('Période : du 1er septembre 2026 au 22 novembre 2026.')
    expect(text).toContain('Au domicile | 2')
    expect(text).toContain('En tout | 3')
    expect(text).toContain('Ouvrir ou rétablir des droits | Atteint | 15 octobre 2026')
    expect(text).toContain('Déposer le dossier FSL | Budget | sans date')
    expect(text).not.toMatch(/confid|confiés?\b/i)
    await expectAccessible(await t.send(supportPlan.downloadReport, { reportId, number: 1 }, { as }))
  })

  test('each refusal says why', async () => {
    const { reportId } = (await save()).body
    expect((await save({ report: { reportId, version: 7 } })).body).toMatchObject({
      reason: 'stale-version',
      details: { version: 1, words: 'Le loyer est repris.' },
    })
    expect((await save({ to: '2026-12-01' })).body).toMatchObject({ reason: 'in-the-future' })
    expect((await save({ from: '2026-11-22', to: '2026-11-01' })).body).toMatchObject({
      reason: 'ends-before-starting',
    })
    expect((await save({ report: { reportId: nowhere, version: 1 } })).body).toMatchObject({
      reason: 'unknown-record',
    })
    expect((await save({ measureId: nowhere })).body).toMatchObject({ reason: 'unknown-record' })
    const sent = await t.call(supportPlan.sendReport, { reportId, version: 1 }, { as })
    expect(sent.body).toMatchObject({ reason: 'no-referral' })
    const elsewhere = await t.send(supportPlan.downloadReport, { reportId }, { as, in: t.elsewhere })
    expect(await elsewhere.json()).toMatchObject({ reason: 'unknown-record' })
  })

  test('goes back to the sender of the request, once for each version', async () => {
    const { reportId } = (await save({ words: 'Tout va mieux.' })).body
    const referralId = randomUUIDv7()
    await t.asMember(as, (context) =>
      insertReferral(context, {
        id: referralId,
        kind: 'referral',
        source: 'prescriber',
        senderName: 'DDETS du Puy-de-Dôme',
        senderKind: 'state-service',
        content: {},
        subject: 'Essai',
        prescriberId: t.here.members.prescriber.membershipId,
      }),
    )
    await t.owner.query("update referral set state = 'accepted', measure_id = $2 where id = $1", [
      referralId,
      measureId,
    ])
    expect((await t.call(supportPlan.open, { measureId }, { as })).body.recipient).toEqual({
      name: 'DDETS du Puy-de-Dôme',
      isMandate: false,
    })
    const sent = await t.call(supportPlan.sendReport, { reportId, version: 1 }, { as })
    expect(sent.body).toEqual({ version: 2 })
    const { rows } = await t.owner.query(
      "select text, is_told from referral_event where referral_id = $1 and kind = 'report-sent'",
      [referralId],
    )
    expect(rows).toMatchObject([{ is_told: true, text: expect.stringContaining('Tout va mieux.') }])
    const again = await t.call(supportPlan.sendReport, { reportId, version: 2 }, { as })
    expect(again.body).toMatchObject({ reason: 'already-sent' })
    const stale = await t.call(supportPlan.sendReport, { reportId, version: 1 }, { as })
    expect(stale.body).toMatchObject({ reason: 'stale-version' })
  })
})

describe('the figure « objectifs atteints »', () => {
  test('counts objectives whose last word in the period is « atteint », and opens on them', async () => {
    const figureProgrammeId = await makeProgramme(t, { name: 'Mesure comptée' })
    const { measureId, householdId } = await askMeasure(t, figureProgrammeId)
    const pose = async (kind: 'energy' | 'insurance' | 'fsl') =>
      (await t.call(supportPlan.addObjective, { measureId, kind, openedOn: '2026-01-01' }, { as })).body
        .objectiveId
    const say = async (
      objectiveId: string,
      version: number,
      on: '2026-02-01' | '2026-06-01',
      result: 'reached' | 'stalled' | 'progress',
    ) =>
      expect(
        (await t.call(supportPlan.evaluateObjective, { objectiveId, version, on, result }, { as })).status,
      ).toBe(200)
    const energy = await pose('energy')
    await say(energy, 1, '2026-02-01', 'reached')
    const insurance = await pose('insurance')
    await say(insurance, 1, '2026-02-01', 'reached')
    await say(insurance, 2, '2026-06-01', 'stalled')
    const fsl = await pose('fsl')
    await say(fsl, 1, '2026-02-01', 'progress')
    await say(fsl, 2, '2026-06-01', 'reached')
    const behind = async (from: '2026-01-01' | '2026-05-01', to: '2026-03-31' | '2026-06-30') => {
      const scope = { from, to, programmeId: figureProgrammeId }
      const { body } = await t.call(contract.reports.listBehind, { ...scope, key: 'objectives-reached' })
      const { figures } = (await t.call(contract.reports.open, scope)).body
      expect(figures.find(({ key }) => key === 'objectives-reached')?.count).toBe(body.rows.length)
      expect(body.rows.every((row) => row.householdId === householdId)).toBe(true)
      return body.rows.map(({ id }) => id).toSorted()
    }
    expect(await behind('2026-01-01', '2026-03-31')).toEqual([energy, insurance].toSorted())
    expect(await behind('2026-05-01', '2026-06-30')).toEqual([fsl])
    expect(await behind('2026-01-01', '2026-06-30')).toEqual([energy, fsl].toSorted())
  })
})
