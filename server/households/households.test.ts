import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'

const { households } = contract
const today = '2026-11-22'
let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const zoe = {
  lastName: 'Núñez-Lefèvre',
  firstName: 'Zoé',
  birthOn: '1988-04-02',
  phone: '06 11 22 33 44',
} as const

const createZoe = async () => {
  const { status, body } = await t.call(
    households.create,
    { person: { ...zoe, phone: `06 11 ${randomDigits(2)} ${randomDigits(4)}` } },
    { as: 'social-worker' },
  )
  expect(status).toBe(200)
  return body
}
const randomDigits = (count: number) => String(Math.floor(Math.random() * 10 ** count)).padStart(count, '0')

const openFile = (householdId: string, as: 'social-worker' | 'rent-officer' = 'social-worker') =>
  t.call(households.open, { householdId }, { as })

describe('a household written by hand', () => {
  test('is found, opened, and followed by who wrote it', async () => {
    const { householdId, personId } = await createZoe()
    const { status, body } = await openFile(householdId)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      label: 'NÚÑEZ-LEFÈVRE Zoé',
      members: [{ personId, lastName: 'Núñez-Lefèvre', memberRole: 'leaseholder', vulnerabilities: [] }],
      referents: [{ membershipId: t.here.members['social-worker'].membershipId, kind: 'referent' }],
      tenancies: [],
    })
    const { rows } = await t.owner.query(
      'select act, membership_id from journal where household_id = $1 order by id',
      [householdId],
    )
    expect(rows.map((row) => row.act)).toEqual(['household-created', 'household-opened'])
  })

  test('is journaled as opened once per person and half hour, however often the screen reads it', async () => {
    const { householdId } = await createZoe()
    const openings = async () =>
      (
        await t.owner.query(
          "select membership_id from journal where household_id = $1 and act = 'household-opened' order by id",
          [householdId],
        )
      ).rows.map((row) => row.membership_id)
    const { 'social-worker': worker, 'rent-officer': officer } = t.here.members
    await openFile(householdId)
    await openFile(householdId)
    await openFile(householdId, 'rent-officer')
    expect(await openings()).toEqual([worker.membershipId, officer.membershipId])
    await t.owner.query('alter table journal disable trigger user')
    await t.owner.query("update journal set at = at - interval '31 minutes' where household_id = $1", [
      householdId,
    ])
    await t.owner.query('alter table journal enable trigger user')
    await openFile(householdId)
    expect(await openings()).toEqual([worker.membershipId, officer.membershipId, worker.membershipId])
  })

  test('sent twice with one key is written once', async () => {
    const key = crypto.randomUUID()
    const input = { person: { lastName: 'Deux-Fois' } }
    const first = await t.call(households.create, input, { key })
    const second = await t.call(households.create, input, { key })
    expect(second.body).toEqual(first.body)
    const { rows } = await t.owner.query("select from household where label = 'DEUX-FOIS'")
    expect(rows).toHaveLength(1)
  })

  test('bad input is refused field by field', async () => {
    const { status, body } = await t.call(households.create, {
      person: { lastName: ' ', phone: 'abc', email: 'pas une adresse', birthOn: '2026-02-31' },
    })
    expect(status).toBe(400)
    expect((body as unknown as { issues: { path: string }[] }).issues.map(({ path }) => path).sort()).toEqual(
      ['person.birthOn', 'person.email', 'person.lastName', 'person.phone'],
    )
  })
})

describe('people join and leave', () => {
  test('a person leaves on a day, and stays among the former ones', async () => {
    const { householdId } = await createZoe()
    const added = await t.call(households.addMember, {
      householdId,
      person: { lastName: 'Núñez', firstName: 'Inès', birthOn: '2015-01-01' },
      memberRole: 'child',
      joinedOn: '2024-09-01',
    })
    const { personId } = added.body
    const leave = { householdId, personId, joinedOn: '2024-09-01' } as const
    const tooEarly = await t.call(households.endMembership, { ...leave, leftOn: '2024-01-01' })
    expect(tooEarly).toMatchObject({ status: 409, body: { reason: 'leaves-before-joining' } })
    const later = await t.call(households.endMembership, { ...leave, leftOn: '2026-12-01' })
    expect(later).toMatchObject({ status: 409, body: { reason: 'in-the-future' } })
    expect((await t.call(households.endMembership, { ...leave, leftOn: '2026-10-31' })).status).toBe(200)
    const again = await t.call(households.endMembership, { ...leave, leftOn: '2026-11-01' })
    expect(again).toMatchObject({ status: 409, body: { reason: 'already-left' } })
    const { body } = await openFile(householdId)
    expect(body.members.map((member) => member.firstName)).toEqual(['Zoé'])
    expect(body.formerMembers).toMatchObject([{ firstName: 'Inès', leftOn: '2026-10-31' }])
    const future = await t.call(households.addMember, {
      householdId,
      person: { lastName: 'Demain' },
      memberRole: 'child',
      joinedOn: '2027-01-01',
    })
    expect(future).toMatchObject({ status: 409, body: { reason: 'in-the-future' } })
  })

  test('two people correct the same person: the second is told what the first wrote', async () => {
    const { householdId, personId } = await createZoe()
    const version = (await openFile(householdId)).body.members[0]?.version ?? 0
    const first = await t.call(households.editPerson, {
      householdId,
      personId,
      version,
      details: { ...zoe, firstName: 'Zoë', phone: '07 99 88 77 66' },
    })
    expect(first).toMatchObject({ status: 200, body: { version: version + 1 } })
    const second = await t.call(households.editPerson, { householdId, personId, version, details: zoe })
    expect(second).toMatchObject({
      status: 409,
      body: { reason: 'stale-version', details: { firstName: 'Zoë', version: version + 1 } },
    })
    const found = await t.call(households.search, { text: '0799887766' })
    expect(found.body.rows.map((row) => row.householdId)).toContain(householdId)
  })

  test('a person of another household is not reached through this one', async () => {
    const one = await createZoe()
    const other = await createZoe()
    const { body } = await t.call(households.editPerson, {
      householdId: one.householdId,
      personId: other.personId,
      version: 1,
      details: zoe,
    })
    expect(body).toMatchObject({ reason: 'unknown-record' })
  })
})

describe('the file itself', () => {
  test('its name, language and opposition to contact change with a version', async () => {
    const { householdId } = await createZoe()
    const change = {
      householdId,
      version: 1,
      label: 'Famille Núñez',
      preferredLanguage: 'es',
      doNotContact: true,
    } as const
    expect((await t.call(households.edit, change)).body).toEqual({ version: 2 })
    expect((await t.call(households.edit, change)).body).toMatchObject({
      reason: 'stale-version',
      details: { label: 'Famille Núñez', version: 2 },
    })
    expect((await openFile(householdId)).body).toMatchObject({ doNotContact: true, preferredLanguage: 'es' })
  })

  test('referents are given, ended, and never doubled', async () => {
    const { householdId } = await createZoe()
    const { membershipId } = t.here.members['rights-adviser']
    const give = { householdId, membershipId, fromOn: '2026-11-01' } as const
    expect((await t.call(households.assignReferent, give)).status).toBe(200)
    expect((await t.call(households.assignReferent, give)).body).toMatchObject({ reason: 'already-assigned' })
    const volunteer = { ...give, membershipId: t.here.members.volunteer.membershipId }
    expect((await t.call(households.assignReferent, volunteer)).body).toMatchObject({
      reason: 'not-a-volunteer',
    })
    expect((await t.call(households.assignReferent, { ...volunteer, kind: 'volunteer' })).status).toBe(200)
    const stranger = { ...give, membershipId: t.elsewhere.members['rights-adviser'].membershipId }
    expect((await t.call(households.assignReferent, stranger)).body).toMatchObject({
      reason: 'unknown-record',
    })
    const wrong = await t.call(households.endReferent, { ...give, untilOn: '2026-10-01' })
    expect(wrong.body).toMatchObject({ reason: 'ends-before-starting' })
    expect((await t.call(households.endReferent, { ...give, untilOn: '2026-11-20' })).status).toBe(200)
    const { body } = await openFile(householdId)
    expect(body.referents.map((one) => one.membershipId)).not.toContain(membershipId)
    expect(body.formerReferents).toMatchObject([{ membershipId, untilOn: '2026-11-20' }])
  })
})

describe('who reads what', () => {
  test('a rent officer sees who and where, not the social side', async () => {
    const { householdId, personId } = await createZoe()
    await t.call(households.noteVulnerabilities, {
      householdId,
      personId,
      version: 1,
      vulnerabilities: ['mobile-home-living', 'lives-alone'],
    })
    expect((await openFile(householdId)).body.members[0]?.vulnerabilities).toEqual([
      'mobile-home-living',
      'lives-alone',
    ])
    expect((await openFile(householdId, 'rent-officer')).body.members[0]?.vulnerabilities).toBeNull()
    for (const endpoint of [households.listCircle, households.listJournal])
      expect((await t.call(endpoint, { householdId }, { as: 'rent-officer' })).status).toBe(403)
  })

  test('a vulnerability outside the closed list is refused', async () => {
    const { householdId, personId } = await createZoe()
    const { status } = await t.call(households.noteVulnerabilities, {
      householdId,
      personId,
      version: 1,
      vulnerabilities: ['gens-du-voyage' as 'lives-alone'],
    })
    expect(status).toBe(400)
  })

  test('a volunteer opens no file and searches none, not even of those they visit', async () => {
    const householdId = await makeHousehold(t.owner, t.here, 'BÉNÉVOLE Ami')
    const { membershipId } = t.here.members.volunteer
    await t.call(households.assignReferent, { householdId, membershipId, kind: 'volunteer', fromOn: today })
    const as = { as: 'volunteer' } as const
    const answers = await Promise.all([
      t.call(households.open, { householdId }, as),
      t.call(households.list, {}, as),
      t.call(households.search, { text: 'bénévole' }, as),
    ])
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403])
  })

  test('the identifiers of another organisation find nothing', async () => {
    const { householdId, personId } = await createZoe()
    const elsewhere = { as: 'coordinator', in: t.elsewhere } as const
    expect((await t.call(households.open, { householdId }, elsewhere)).status).toBe(403)
    expect((await t.call(households.search, { text: 'Núñez' }, elsewhere)).body.rows).toEqual([])
    expect((await t.call(households.list, {}, elsewhere)).body.rows).toEqual([])
    const edit = { householdId, personId, version: 1, details: zoe }
    expect((await t.call(households.editPerson, edit, elsewhere)).status).toBe(403)
  })
})

describe('relatives and consents', () => {
  test('a relative is added, corrected with a version, and removed', async () => {
    const { householdId } = await createZoe()
    const details = { kind: 'sibling', name: 'Marc Núñez', phone: '01 02 03 04 05' } as const
    const { id } = (await t.call(households.addRelative, { householdId, ...details })).body
    const edit = { householdId, relativeId: id, version: 1, ...details, roleNote: 'A les clés' }
    expect((await t.call(households.editRelative, edit)).body).toEqual({ version: 2 })
    expect((await t.call(households.editRelative, edit)).body).toMatchObject({
      reason: 'stale-version',
      details: { roleNote: 'A les clés' },
    })
    const circle = await t.call(households.listCircle, { householdId })
    expect(circle.body.relatives).toMatchObject([{ name: 'Marc Núñez', roleNote: 'A les clés', version: 2 }])
    expect(
      (await t.call(households.removeRelative, { householdId, relativeId: id, version: 2 })).status,
    ).toBe(200)
    expect((await t.call(households.listCircle, { householdId })).body.relatives).toEqual([])
    const gone = await t.call(households.removeRelative, { householdId, relativeId: id, version: 3 })
    expect(gone.body).toMatchObject({ reason: 'unknown-record' })
  })

  test('a consent is dated, names its partner, runs out, and can be withdrawn', async () => {
    const { householdId, personId } = await createZoe()
    const give = {
      householdId,
      personId,
      kind: 'share-with-partner',
      givenOn: '2026-10-01',
      proof: 'signed',
    } as const
    expect((await t.call(households.giveConsent, give)).body).toMatchObject({ reason: 'partner-missing' })
    const named = { ...give, partner: 'CCAS' }
    expect((await t.call(households.giveConsent, { ...named, givenOn: '2026-12-01' })).body).toMatchObject({
      reason: 'in-the-future',
    })
    expect((await t.call(households.giveConsent, { ...named, endsOn: '2026-09-01' })).body).toMatchObject({
      reason: 'ends-before-given',
    })
    const { id } = (await t.call(households.giveConsent, named)).body
    expect((await t.call(households.giveConsent, named)).body).toMatchObject({ reason: 'already-given' })
    const noFile = { ...named, partner: 'FSL', proofFileId: randomUUIDv7() }
    expect((await t.call(households.giveConsent, noFile)).body).toMatchObject({ reason: 'unknown-record' })
    const revoke = { householdId, consentId: id, version: 1, revokedOn: '2026-09-30' } as const
    expect((await t.call(households.revokeConsent, revoke)).body).toMatchObject({
      reason: 'revoked-before-given',
    })
    expect((await t.call(households.revokeConsent, { ...revoke, revokedOn: today })).body).toEqual({
      version: 2,
    })
    expect((await t.call(households.revokeConsent, { ...revoke, revokedOn: today })).body).toMatchObject({
      reason: 'already-revoked',
    })
    const { body } = await t.call(households.listCircle, { householdId })
    expect(body.consents).toMatchObject([{ id, partner: 'CCAS', isRunning: false, revokedOn: today }])
  })
})

test('the history tells who saw and who changed what, page after page', async () => {
  const { householdId, personId } = await createZoe()
  await openFile(householdId)
  await t.call(
    households.editPerson,
    { householdId, personId, version: 1, details: { ...zoe, phone: '0700000000' } },
    { as: 'rent-officer' },
  )
  const first = await t.call(households.listJournal, { householdId, limit: 2 }, { as: 'social-worker' })
  expect(first.body.total).toEqual({ count: 3, exact: true })
  expect(first.body.rows[0]).toMatchObject({
    label: 'Fiche d’une personne modifiée',
    by: 'Membre rent-officer',
  })
  expect(first.body.rows[0]?.changes).toContainEqual({
    field: 'Téléphone',
    before: expect.stringMatching(/^06 11/),
    after: '0700000000',
  })
  const next = await t.call(
    households.listJournal,
    { householdId, limit: 2, after: first.body.next ?? '' },
    { as: 'social-worker' },
  )
  expect(next.body.rows.map((row) => row.act)).toEqual(['household-created'])
  expect(next.body.next).toBeNull()
})
