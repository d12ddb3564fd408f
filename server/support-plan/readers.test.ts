import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { type Role, roles } from '#domain/access.ts'
import { askMeasure, makeProgramme, startMeasure } from '#server/measures/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
const { supportPlan } = contract
let measureId: string

beforeAll(async () => {
  t = await openTestHouse()
  ;({ measureId } = await askMeasure(t, await makeProgramme(t)))
  await startMeasure(t, measureId, '2026-09-01')
  await t.call(
    supportPlan.addObjective,
    { measureId, kind: 'budget', openedOn: '2026-09-02', ownWords: 'Dormir tranquille.' },
    { as: 'social-worker' },
  )
})
afterAll(() => t.close())

describe('who reads the plan', () => {
  const readers: Role[] = ['social-worker', 'coordinator', 'rights-adviser', 'project-officer']
  test('the social side alone: no volunteer, prescriber, auditor, nor rent staff', async () => {
    for (const role of roles) {
      const { status, body } = await t.call(supportPlan.open, { measureId }, { as: role })
      expect([role, status]).toEqual([role, readers.includes(role) ? 200 : 403])
      expect(JSON.stringify(body).includes('tranquille')).toBe(readers.includes(role))
    }
  })

  test('another organisation finds nothing', async () => {
    const { body } = await t.call(supportPlan.open, { measureId }, { as: 'coordinator', in: t.elsewhere })
    expect(body).toMatchObject({ reason: 'unknown-record' })
  })
})
