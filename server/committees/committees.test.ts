import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { delegate, instruct, makeApplication, today } from '#server/offers/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeConvention, makeEnvelope } from '#tests/make-envelope.ts'
import { readPdf } from '#tests/read-pdf.ts'

const { committees } = contract
const finance = { as: 'finance-officer' } as const
const coordinator = { as: 'coordinator' } as const
const project = { as: 'project-officer' } as const

let t: TestHouse
let committeeId: string
beforeAll(async () => {
  t = await openTestHouse()
  await delegate(t, 300_000)
  const member = (name: string, isChair = false) => ({ name, isChair, fromOn: '2026-01-01' as const })
  const saved = await t.call(
    committees.save,
    {
      name: 'Commission d’engagement',
      quorum: 2,
      members: [
        member('Mme Roy', true),
        member('M. Delorme'),
        { ...member('Mme Caron'), membershipId: t.here.members['finance-officer'].membershipId },
      ],
    },
    coordinator,
  )
  committeeId = saved.body.committeeId
})
afterAll(() => t.close())

/** Words are drawn apart: without their spaces, they compare. */
const flat = (text: string) => text.replace(/\s+/g, '')

const sittingWith = async (lineIds: string[], heldOn = '2026-11-10' as const) => {
  const { body } = await t.call(
    committees.planSitting,
    { committeeId, heldOn, startsAt: '14:30', place: 'Siège' },
    project,
  )
  const agenda = await t.call(committees.setAgenda, { ...body, lineIds }, project)
  expect(agenda.status).toBe(200)
  return body.sittingId
}
const read = async (sittingId: string) => (await t.call(committees.getSitting, { sittingId }, project)).body
const seat = async (sittingId: string, count = 2) => {
  const { version, members } = await read(sittingId)
  const memberIds = members.slice(0, count).map(({ id }) => id)
  return t.call(committees.setPresence, { sittingId, version, memberIds }, project)
}
type Decision = Input<typeof committees.decide>['decision']
const grant = (envelopeId: string | null, cents = 616_000): Decision => ({
  outcome: 'granted',
  cents,
  months: 96,
  conditions: 'Devis signés.',
  envelopeId,
})
const statusOf = async (applicationId: string) =>
  (await t.call(contract.reviews.get, { applicationId }, project)).body.status
const financingsOf = async (applicationId: string) =>
  (await t.owner.query('select * from financing where application_id = $1', [applicationId])).rows

describe('a sitting', () => {
  test('grants, commits the funds, adjourns, refuses with its reasons, and its minutes are signed', async () => {
    const envelopeId = await makeEnvelope(t.owner, t.here, {
      cents: 1_000_000,
      conventionId: await makeConvention(t.owner, t.here),
    })
    const [one, two, three] = [await makeApplication(t), await makeApplication(t), await makeApplication(t)]
    for (const { applicationId } of [one, two, three]) await instruct(t, applicationId)
    const ready = await t.call(committees.listReady, {}, project)
    expect(ready.body.rows.map(({ lineId }) => lineId)).toEqual(
      expect.arrayContaining([one.lineId, two.lineId]),
    )
    const sittingId = await sittingWith([three.lineId, one.lineId, two.lineId])
    expect(await statusOf(one.applicationId)).toBe('before-committee')
    expect((await read(sittingId)).items.map(({ lineId }) => lineId)).toEqual([
      three.lineId,
      one.lineId,
      two.lineId,
    ])
    const decide = (lineId: string, decision: Decision) =>
      t.call(committees.decide, { sittingId, lineId, decision }, finance)

    expect((await decide(one.lineId, grant(envelopeId))).body).toMatchObject({ reason: 'no-quorum' })
    expect((await seat(sittingId)).status).toBe(200)
    expect((await read(sittingId)).hasQuorum).toBe(true)
    const granted = await decide(one.lineId, grant(envelopeId))
    expect(granted.status).toBe(200)
    expect(await statusOf(one.applicationId)).toBe('granted')
    const [financing] = await financingsOf(one.applicationId)
    expect(financing).toMatchObject({
      id: granted.body.financingId,
      envelope_id: envelopeId,
      granted_cents: '616000',
    })
    const entries = await t.owner.query(
      "select sum(cents)::int as cents from ledger_entry where financing_id = $1 and movement = 'commitment'",
      [granted.body.financingId],
    )
    expect(entries.rows[0].cents).toBe(616_000)

    const tooMuch = await decide(two.lineId, grant(envelopeId))
    expect(tooMuch).toMatchObject({
      status: 409,
      body: { reason: 'envelope-exhausted', details: { available: 384_000 } },
    })
    expect(await financingsOf(two.applicationId)).toEqual([])
    expect(await statusOf(two.applicationId)).toBe('before-committee')

    const early = { sittingId, version: (await read(sittingId)).version }
    expect((await t.call(committees.signMinutes, early, coordinator)).body).toMatchObject({
      reason: 'items-pending',
    })
    await decide(two.lineId, { outcome: 'adjourned', reason: 'Attendre la nouvelle enveloppe' })
    await decide(three.lineId, {
      outcome: 'refused',
      reasons: ['not-eligible'],
      text: 'Ressources trop hautes.',
    })
    expect(await statusOf(two.applicationId)).toBe('adjourned')
    expect(await statusOf(three.applicationId)).toBe('refused')
    expect((await decide(one.lineId, grant(null))).body).toMatchObject({ reason: 'out-of-order' })

    const refusal = await t.send(committees.decisionLetter, { lineId: three.lineId }, project)
    const words = flat(readPdf(new Uint8Array(await refusal.arrayBuffer())))
    expect(words).toContain(flat('Ressources trop hautes.'))
    expect(words).toContain(flat('deux mois'))

    const { version } = await read(sittingId)
    const signed = await t.call(committees.signMinutes, { sittingId, version }, coordinator)
    expect(signed.status).toBe(200)
    expect(await read(sittingId)).toMatchObject({ state: 'signed', signedOn: today })
    const minutes = await t.send(committees.minutes, { sittingId }, project)
    const text = flat(readPdf(new Uint8Array(await minutes.arrayBuffer())))
    expect(text).toContain(flat('Le quorum est de 2'))
    expect(text).toContain('Ajourné')
    expect(
      (await t.call(committees.setAgenda, { sittingId, version: signed.body.version, lineIds: [] }, project))
        .body,
    ).toMatchObject({ reason: 'sitting-signed' })
  })

  test('who instructed the file does not write its grant, in the database either', async () => {
    const { applicationId, lineId } = await makeApplication(t)
    const instructor = await t.call(
      contract.reviews.declareComplete,
      { applicationId, on: '2026-10-06' },
      finance,
    )
    expect(instructor.status).toBe(200)
    const sittingId = await sittingWith([lineId])
    await seat(sittingId)
    const refused = await t.call(committees.decide, { sittingId, lineId, decision: grant(null) }, finance)
    expect(refused.body).toMatchObject({ reason: 'instructed-it-yourself' })
    await expect(
      t.owner.query(
        `insert into application_event (organisation_id, id, application_id, kind, on_date, recorded_by, recorded_at)
         values ($1, gen_random_uuid(), $2, 'line-granted', '2026-11-10', $3, now())`,
        [t.here.id, applicationId, t.here.members['finance-officer'].membershipId],
      ),
    ).rejects.toThrow('who instructed a file does not grant it')
    expect(
      (await t.call(committees.decide, { sittingId, lineId, decision: grant(null) }, coordinator)).status,
    ).toBe(200)
  })

  test('a file that is not complete is not placed, a sitting to come decides nothing', async () => {
    const { lineId } = await makeApplication(t)
    const { body } = await t.call(committees.planSitting, { committeeId, heldOn: '2026-12-10' }, project)
    expect((await t.call(committees.setAgenda, { ...body, lineIds: [lineId] }, project)).body).toMatchObject({
      reason: 'line-not-ready',
    })
    const ready = await makeApplication(t)
    await instruct(t, ready.applicationId)
    await t.call(committees.setAgenda, { ...body, lineIds: [ready.lineId] }, project)
    const early = { sittingId: body.sittingId, lineId: ready.lineId, decision: grant(null) }
    expect((await t.call(committees.decide, early, finance)).body).toMatchObject({
      reason: 'sitting-not-held',
    })
    expect((await t.call(committees.setAgenda, { ...body, lineIds: [] }, project)).body).toMatchObject({
      reason: 'stale-version',
    })
    const { version } = await read(body.sittingId)
    const move = (more: object) =>
      t.call(
        committees.moveSitting,
        { sittingId: body.sittingId, version, heldOn: '2026-12-12', startsAt: null, place: null, ...more },
        project,
      )
    expect((await move({})).body).toMatchObject({ reason: 'no-reason' })
    const moved = await move({ reason: 'La salle est prise' })
    expect(moved.status).toBe(200)
    const told = (await read(body.sittingId)).members.flatMap(({ membershipId }) => membershipId ?? [])
    const { rows: tasks } = await t.owner.query(
      "select assignee_id, title, due_on::text from task where kind = 'sitting-moved' and link like $1",
      [`%${body.sittingId}`],
    )
    expect(tasks.map((task) => task.assignee_id).toSorted()).toEqual(
      told.filter((id) => id !== t.here.members['project-officer'].membershipId).toSorted(),
    )
    expect(tasks.length).toBeGreaterThan(0)
    expect(tasks[0].title).toContain('est déplacée au 12/12/2026. La salle est prise')
    expect((await read(body.sittingId)).moved).toMatchObject({ reason: 'La salle est prise' })
    const gone = { sittingId: body.sittingId, version: moved.body.version, reason: 'Trop peu de membres' }
    expect((await t.call(committees.cancelSitting, gone, project)).status).toBe(200)
    expect(await statusOf(ready.applicationId)).toBe('under-review')
  })

  test('sent twice under one key, a grant is one financing', async () => {
    const { applicationId, lineId } = await makeApplication(t)
    await instruct(t, applicationId)
    const sittingId = await sittingWith([lineId])
    await seat(sittingId)
    const input = { sittingId, lineId, decision: grant(null) }
    const key = randomUUID()
    const [one, two] = [
      await t.call(committees.decide, input, { ...finance, key }),
      await t.call(committees.decide, input, { ...finance, key }),
    ]
    expect(two.body).toEqual(one.body)
    expect(await financingsOf(applicationId)).toHaveLength(1)
  })
})

describe('deciding alone', () => {
  const alone = (lineId: string, cents: number, as: typeof finance | typeof coordinator = finance) =>
    t.call(
      committees.decideAlone,
      { lineId, on: today, decision: { outcome: 'granted', cents, months: 60, envelopeId: null } },
      as,
    )

  test('up to the delegation, the bound included', async () => {
    const { applicationId, lineId } = await makeApplication(t)
    await instruct(t, applicationId)
    const opened = await t.call(committees.openLine, { lineId }, finance)
    expect(opened.body).toMatchObject({
      delegationCents: 300_000,
      isInstructedByMe: false,
      requestedCents: 616_000,
    })
    expect((await alone(lineId, 300_001)).body).toMatchObject({ reason: 'above-delegation' })
    expect((await alone(lineId, 300_000, coordinator)).body).toMatchObject({ reason: 'no-delegation' })
    expect((await alone(lineId, 300_000)).status).toBe(200)
    expect(await statusOf(applicationId)).toBe('granted')
  })

  test('outside the bounds of the product: refused, nothing written', async () => {
    const { applicationId, lineId } = await makeApplication(t)
    await instruct(t, applicationId)
    expect((await alone(lineId, 249_999)).body).toMatchObject({ reason: 'amount-out-of-bounds' })
    expect((await alone(lineId, 0)).status).toBe(400)
    expect((await alone(lineId, 10 ** 17)).status).toBe(400)
    expect(await financingsOf(applicationId)).toEqual([])
  })

  test('nobody raises their own limit', async () => {
    const { membershipId } = t.here.members['finance-officer']
    const own = { membershipId, productId: null, maxCents: 100, fromOn: today, untilOn: null }
    expect((await t.call(committees.giveDelegation, own, finance)).body).toMatchObject({
      reason: 'own-limit',
    })
    const given = await t.call(committees.giveDelegation, { ...own, fromOn: '2027-01-01' }, coordinator)
    expect((await t.call(committees.endDelegation, given.body, coordinator)).status).toBe(200)
    const { rows } = (await t.call(committees.listDelegations, {}, coordinator)).body
    expect(rows.map(({ id }) => id)).not.toContain(given.body.delegationId)
  })
})

describe('committees themselves', () => {
  test('a quorum above the votes is refused, a member who sat stays, a stale edit is told', async () => {
    const { rows } = (await t.call(committees.list, {}, project)).body
    const found = rows.find(({ id }) => id === committeeId)
    if (!found) throw new Error('no committee')
    const edit = { committeeId, version: found.version, name: found.name, members: found.members, quorum: 2 }
    expect((await t.call(committees.save, { ...edit, quorum: 4 }, coordinator)).body).toMatchObject({
      reason: 'quorum-too-high',
    })
    expect((await t.call(committees.save, { ...edit, version: 9 }, coordinator)).body).toMatchObject({
      reason: 'stale-version',
    })
    const sat = found.members.slice(1)
    expect(
      (await t.call(committees.save, { ...edit, members: sat, quorum: 1 }, coordinator)).body,
    ).toMatchObject({ reason: 'member-sat' })
    expect((await t.call(committees.save, { ...edit, name: 'Commission sociale' }, coordinator)).status).toBe(
      200,
    )
    const elsewhere = await t.call(
      committees.save,
      { ...edit, members: [], quorum: 1 },
      { ...coordinator, in: t.elsewhere },
    )
    expect(elsewhere.body).toMatchObject({ reason: 'unknown-record' })
  })
})
