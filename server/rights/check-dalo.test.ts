import { afterAll, beforeAll, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { letHome, makeFile } from '#server/rights/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { rights, housingFiles } = contract
const as = 'rights-adviser' as const
let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const verdictOf = (body: { grounds: { ground: string; verdict: string }[] }, ground: string) =>
  body.grounds.find((one) => one.ground === ground)?.verdict

test('each ground with its reason, and the delays of the département of the home', async () => {
  const householdId = await makeFile(t, 'Motif')
  await letHome(t, householdId)
  const { body } = await t.call(rights.checkDalo, { householdId }, { as })
  expect(body.grounds).toHaveLength(7)
  expect(body.grounds.every(({ reason }: { reason: string }) => reason.length > 10)).toBe(true)
  expect(verdictOf(body, 'no-home')).toBe('no')
  expect(verdictOf(body, 'unfit')).toBe('to-check')
  expect(body.territory?.code).toBe('63')
  expect(body.commission).toEqual({ months: 3, orMonths: null })
  expect(body.explanation.notice).toBe('simulation indicative, sans valeur juridique')
  expect(body).toMatchObject({ openFileId: null, procedure: null })
})

test('without a home, the département is not known and both delays are told', async () => {
  const householdId = await makeFile(t, 'Ailleurs')
  const { body } = await t.call(rights.checkDalo, { householdId }, { as })
  expect(body.territory).toBeNull()
  expect(body.commission).toEqual({ months: 3, orMonths: 6 })
  expect(verdictOf(body, 'no-home')).toBe('to-check')
})

test('the answers of the file in preparation count', async () => {
  const householdId = await makeFile(t, 'Dossier')
  await letHome(t, householdId)
  const { fileId, version } = (await t.call(housingFiles.start, { householdId, kind: 'dalo' }, { as })).body
  const opened = (await t.call(housingFiles.get, { householdId, fileId }, { as })).body
  await t.call(
    housingFiles.answer,
    { householdId, fileId, version, answers: { ...opened.answers, unfit: false } },
    { as },
  )
  const { body } = await t.call(rights.checkDalo, { householdId }, { as })
  expect(body.openFileId).toBe(fileId)
  expect(verdictOf(body, 'unfit')).toBe('no')
})

test('rent staff and another organisation read nothing of it', async () => {
  const householdId = await makeFile(t, 'Ferme')
  expect((await t.call(rights.checkDalo, { householdId }, { as: 'rent-officer' })).status).toBe(403)
  const elsewhere = '0190a000-0000-7000-8000-00000000dead'
  expect((await t.call(rights.checkDalo, { householdId: elsewhere }, { as })).status).toBe(403)
})
