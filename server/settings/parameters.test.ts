import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint, Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { legalParameters } from '#domain/parameters.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const { listParameters, getParameter, overrideParameter, withdrawOverride } = contract.settings
const as = 'administrator' as const
const key = 'plan.default-count'
const own = { key, value: 24, validFrom: '2026-12-01' as const, reason: 'Protocole signé avec la CAF' }

const refusal = async <E extends Endpoint>(endpoint: E, input: Sent<E>, options = {}) => {
  const { status, body } = await t.call(endpoint, input, { as, ...options })
  return [status, (body as { reason?: string }).reason]
}
const readOn = (day: '2026-11-22' | '2026-12-01', organisation = t.here) =>
  t.inHere(async (tx) =>
    (await readOrganisationParameters({ tx, actor: { organisationId: organisation.id } }, day)).read(key),
  )

test('each parameter is listed once, with a subject, an effect, its value, source and confidence', async () => {
  const { body } = await t.call(listParameters, {}, { as: 'social-worker' })
  expect(body.rows).toHaveLength(new Set(legalParameters.map((one) => one.key)).size)
  const untold = body.rows.filter(({ subject, effect }) => subject === 'Autres paramètres' || !effect)
  expect(untold.map((one) => one.key)).toEqual([])
  const limit = body.rows.find((one) => one.key === 'arrears.b.debt-limit')
  expect(limit).toMatchObject({ current: null, next: { value: 45_000, validFrom: '2027-01-01' } })
  const later = await t.call(listParameters, { onDate: '2027-01-01' }, { as: 'social-worker' })
  expect(later.body.rows.find((one) => one.key === 'arrears.b.debt-limit')?.current?.confidence).toBe(
    'secondary',
  )
})

test('the few figures that cannot suit everybody say when to set them, and how sure they are', async () => {
  const { body } = await t.call(listParameters, { onDate: '2027-01-01' }, { as: 'social-worker' })
  const told = body.rows.filter(({ advice }) => advice !== null)
  expect(told.map(({ key: advised }) => advised).sort()).toEqual([
    'arrears.b.fsl-months',
    'arrears.due-delay-days',
    'letters.rent-helpline',
  ])
  expect(told.every(({ current }) => current?.confidence === 'general-knowledge')).toBe(true)
})

describe('an organisation’s own value', () => {
  test('is dated, reasoned, journaled; the rules read it from its day on', async () => {
    const { status, body } = await t.call(overrideParameter, own, { as })
    expect(status).toBe(200)
    expect(body.current?.value).toBe(36)
    expect(body.next).toMatchObject({ value: 24, confidence: 'own-decision' })
    expect(body.overrides).toMatchObject([
      { reason: own.reason, setBy: 'Membre administrator', withdrawnAt: null },
    ])
    expect([await readOn('2026-11-22'), await readOn('2026-12-01')]).toEqual([36, 24])
    expect(await readOn('2026-12-01', t.elsewhere)).toBe(36)
    const { rows } = await t.owner.query(
      `select before, after from journal where act = 'parameter-overridden'`,
    )
    expect(rows).toMatchObject([{ before: { key, value: 36 }, after: { value: 24, reason: own.reason } }])
  })

  test('is refused twice from the same day, upside down, out of bounds, or for nothing known', async () => {
    expect(await refusal(overrideParameter, own)).toEqual([409, 'already-set'])
    expect(await refusal(overrideParameter, { ...own, validTo: '2026-11-30' })).toEqual([
      409,
      'ends-before-it-starts',
    ])
    expect(await refusal(overrideParameter, { ...own, value: 1001, validFrom: '2027-02-01' })).toEqual([
      409,
      'value-out-of-bounds',
    ])
    expect(await refusal(overrideParameter, { ...own, key: 'plan.unknown' })).toEqual([409, 'unknown-record'])
    expect(await refusal(getParameter, { key: 'plan.unknown' })).toEqual([409, 'unknown-record'])
  })

  test('is withdrawn with a reason, and stays in the history; another may then take its day', async () => {
    const [override] = (await t.call(getParameter, { key }, { as })).body.overrides
    const withdrawal = { overrideId: override!.id, reason: 'Protocole dénoncé' }
    expect(await refusal(withdrawOverride, withdrawal, { in: t.elsewhere })).toEqual([409, 'unknown-record'])
    const { body } = await t.call(withdrawOverride, withdrawal, { as })
    expect(body.next).toBeNull()
    expect(body.overrides).toMatchObject([
      { withdrawnBy: 'Membre administrator', withdrawnReason: 'Protocole dénoncé' },
    ])
    expect(await readOn('2026-12-01')).toBe(36)
    expect(await refusal(withdrawOverride, withdrawal)).toEqual([409, 'already-withdrawn'])
    expect((await t.call(overrideParameter, { ...own, value: 30 }, { as })).body.overrides).toHaveLength(2)
    expect(await readOn('2026-12-01')).toBe(30)
  })
})
