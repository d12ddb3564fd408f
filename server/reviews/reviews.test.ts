import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { makeApplication, today } from '#server/offers/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { readPdf } from '#tests/read-pdf.ts'

const { reviews } = contract
const officer = { as: 'project-officer' } as const

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

/** Words are drawn apart: without their spaces, they compare. */
const flat = (text: string) => text.replace(/\s+/g, '')

const read = async (applicationId: string) => (await t.call(reviews.get, { applicationId }, officer)).body
const tasksOf = async (householdId: string) =>
  (
    await t.owner.query(
      'select title, due_on::text, assignee_id, compartment, closed_at is null as open from task where household_id = $1 order by created_at',
      [householdId],
    )
  ).rows

test('documents are asked for with a letter, received one by one, and the file is complete', async () => {
  const { applicationId, householdId } = await makeApplication(t, {
    product: { documents: ['quotes', 'tax-notice'] },
  })
  const early = await t.call(reviews.declareComplete, { applicationId, on: today }, officer)
  expect(early).toMatchObject({ status: 409, body: { reason: 'papers-missing' } })

  const asked = await t.call(
    reviews.askDocuments,
    {
      applicationId,
      on: '2026-10-05',
      documents: ['quotes', 'Attestation du maire'],
      channel: 'letter',
      answerBy: '2026-11-05',
    },
    officer,
  )
  expect(asked.status).toBe(200)
  const incomplete = await read(applicationId)
  expect(incomplete.status).toBe('incomplete')
  expect(incomplete.papers).toContainEqual(
    expect.objectContaining({ document: 'quotes', isRequired: true, awaitedFor: '2026-11-05' }),
  )
  expect(incomplete.documents).toMatchObject([{ kind: 'missing-papers', isSigned: false }])
  const letter = await t.send(
    reviews.openDocument,
    { applicationId, documentId: asked.body.documentId },
    officer,
  )
  const text = flat(readPdf(new Uint8Array(await letter.arrayBuffer())))
  expect(text).toContain(flat('Devis des entreprises'))
  expect(text).toContain(flat('Attestation du maire'))
  expect(await tasksOf(householdId)).toMatchObject([
    { due_on: '2026-11-05', compartment: 'social', open: true },
  ])

  for (const document of ['quotes', 'Attestation du maire', 'tax-notice'])
    expect(
      (await t.call(reviews.receiveDocument, { applicationId, on: '2026-11-10', document }, officer)).status,
    ).toBe(200)
  expect((await read(applicationId)).papers.every(({ receivedOn }) => receivedOn === '2026-11-10')).toBe(true)
  expect((await t.call(reviews.declareComplete, { applicationId, on: '2026-11-12' }, officer)).status).toBe(
    200,
  )
  expect(await read(applicationId)).toMatchObject({ status: 'complete', isInstructedByMe: true })
  expect((await tasksOf(householdId)).filter(({ open }) => open)).toEqual([])
})

test('a file filed long ago and checked by nobody is a task; its reviewer gets it', async () => {
  const { applicationId, householdId } = await makeApplication(t)
  const { membershipId } = t.here.members['project-officer']
  const assigned = await t.call(
    reviews.assign,
    { applicationId, on: today, membershipId },
    { as: 'coordinator' },
  )
  expect(assigned.status).toBe(200)
  expect(await tasksOf(householdId)).toMatchObject([
    { due_on: '2026-10-11', assignee_id: membershipId, open: true },
  ])
  const wrong = t.here.members['rent-officer'].membershipId
  expect(
    await t.call(reviews.assign, { applicationId, on: today, membershipId: wrong }, officer),
  ).toMatchObject({
    status: 409,
    body: { reason: 'unknown-member' },
  })
})

test('facts in the future, out of order, or with an answer before the question are refused', async () => {
  const { applicationId } = await makeApplication(t)
  const opinion = { applicationId, on: today, opinion: 'favourable' as const, text: 'Projet solide.' }
  expect(await t.call(reviews.giveOpinion, opinion, officer)).toMatchObject({
    body: { reason: 'out-of-order' },
  })
  const asked = { applicationId, documents: ['quotes'], channel: 'email' as const, on: today }
  expect(await t.call(reviews.askDocuments, { ...asked, answerBy: '2026-11-21' }, officer)).toMatchObject({
    body: { reason: 'answer-before-asking' },
  })
  expect(await t.call(reviews.declareComplete, { applicationId, on: '2026-11-23' }, officer)).toMatchObject({
    body: { reason: 'future-fact' },
  })
})

test('an opinion is cancelled and stays written; the filing is not', async () => {
  const { applicationId } = await makeApplication(t)
  await t.call(reviews.declareComplete, { applicationId, on: '2026-10-06' }, officer)
  const given = await t.call(
    reviews.giveOpinion,
    { applicationId, on: '2026-10-07', opinion: 'reserved', text: 'Devis à vérifier.' },
    officer,
  )
  const cancel = { applicationId, factId: given.body.factId, reason: 'Mauvais dossier' }
  const { facts } = await read(applicationId)
  const complete = facts.find(({ kind }) => kind === 'declared-complete')
  expect(await t.call(reviews.cancelFact, { ...cancel, factId: complete?.id ?? '' }, officer)).toMatchObject({
    body: { reason: 'contradicts-later-fact' },
  })
  expect((await t.call(reviews.cancelFact, cancel, officer)).status).toBe(200)
  expect(await t.call(reviews.cancelFact, cancel, officer)).toMatchObject({
    body: { reason: 'already-cancelled' },
  })
  const filed = facts.find(({ kind }) => kind === 'filed')
  expect(await t.call(reviews.cancelFact, { ...cancel, factId: filed?.id ?? '' }, officer)).toMatchObject({
    body: { reason: 'kept-fact' },
  })
  expect((await read(applicationId)).lastOpinion).toBeNull()
})

test('an abandoned file is opened again', async () => {
  const { applicationId } = await makeApplication(t)
  expect(
    (await t.call(reviews.abandon, { applicationId, on: '2026-10-08', reason: 'Déménage' }, officer)).status,
  ).toBe(200)
  expect((await read(applicationId)).status).toBe('abandoned')
  expect(
    (await t.call(reviews.reopen, { applicationId, on: today, reason: 'Revient', lineIds: [] }, officer))
      .status,
  ).toBe(200)
  expect((await read(applicationId)).status).toBe('filed')
})

test('another organisation finds nothing; rent staff see nothing', async () => {
  const { applicationId } = await makeApplication(t)
  expect(await t.call(reviews.get, { applicationId }, { ...officer, in: t.elsewhere })).toMatchObject({
    status: 409,
    body: { reason: 'unknown-record' },
  })
  expect(
    (await t.call(reviews.declareComplete, { applicationId, on: today }, { ...officer, in: t.elsewhere }))
      .body,
  ).toMatchObject({ reason: 'unknown-record' })
  expect((await t.call(reviews.get, { applicationId }, { as: 'rent-officer' })).status).toBe(403)
})
