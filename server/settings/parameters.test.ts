import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint, Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { legalParameters } from '#domain/parameters.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { setParameter } from '#tests/set-parameter.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const {
  listParameters,
  getParameter,
  proposeParameter,
  decideParameter,
  withdrawOverride,
  listParameterProposals,
} = contract.settings
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
  test('is proposed by one, checked by another, journaled; the rules read it from its day on, once checked', async () => {
    const { status, body } = await t.call(proposeParameter, own, { as })
    expect(status).toBe(200)
    expect(body.next).toBeNull()
    expect(body.overrides).toMatchObject([{ state: 'proposed', setBy: 'Membre administrator', isMine: true }])
    expect(await readOn('2026-12-01')).toBe(36)
    const { rows: waiting, total } = (await t.call(listParameterProposals, {}, { as: 'coordinator' })).body
    expect([waiting, total]).toMatchObject([[{ key, value: 24, before: 36, isMine: false }], { count: 1 }])

    const acceptance = { overrideId: body.overrides[0]!.id, decision: 'accept' } as const
    expect(await refusal(decideParameter, acceptance)).toEqual([409, 'own-proposal'])
    expect((await refusal(decideParameter, acceptance, { as: 'social-worker' }))[0]).toBe(403)
    expect(await refusal(decideParameter, acceptance, { in: t.elsewhere, as: 'coordinator' })).toEqual([
      409,
      'unknown-record',
    ])
    const checked = await t.call(decideParameter, acceptance, { as: 'coordinator' })
    expect(checked.body.current?.value).toBe(36)
    expect(checked.body.next).toMatchObject({ value: 24, confidence: 'own-decision' })
    expect(checked.body.overrides).toMatchObject([{ state: 'in-force', decidedBy: 'Membre coordinator' }])
    expect([await readOn('2026-11-22'), await readOn('2026-12-01')]).toEqual([36, 24])
    expect(await readOn('2026-12-01', t.elsewhere)).toBe(36)
    expect(await refusal(decideParameter, acceptance, { as: 'coordinator' })).toEqual([
      409,
      'already-decided',
    ])
    expect((await t.call(listParameterProposals, {}, { as })).body.rows).toEqual([])
    const { rows } = await t.owner.query(
      `select act, before, after from journal where act like 'parameter-%' order by at`,
    )
    expect(rows).toMatchObject([
      { act: 'parameter-proposed', before: { key, value: 36 }, after: { value: 24, reason: own.reason } },
      { act: 'parameter-accepted', after: { key, value: 24 } },
    ])
  })

  test('the database itself refuses that one person proposes and decides', async () => {
    await expect(
      t.owner.query(`update parameter_override set decided_by = set_by where key = $1`, [key]),
    ).rejects.toThrow(/check/)
  })

  test('ten times its neighbour is taken for a misprint, until a person says why it is right', async () => {
    const rsa = { key: 'rsa.base', validFrom: '2027-04-01', reason: 'Revalorisation' } as const
    const mistyped = await t.call(proposeParameter, { ...rsa, value: 656_000 }, { as })
    expect(mistyped.body).toMatchObject({
      reason: 'implausible',
      details: { isLarger: true, neighbour: { validFrom: '2026-04-01', value: 65_169 } },
    })
    const doubt = 'Le décret compte en dixièmes'
    const { body } = await t.call(proposeParameter, { ...rsa, value: 656_000, doubt }, { as })
    expect(body.overrides).toMatchObject([{ doubt, state: 'proposed' }])
    const refused = { overrideId: body.overrides[0]!.id, decision: 'refuse' } as const
    expect(await refusal(decideParameter, refused, { as: 'coordinator' })).toEqual([409, 'reason-missing'])
    const told = await t.call(
      decideParameter,
      { ...refused, reason: 'Faute de frappe' },
      { as: 'coordinator' },
    )
    expect(told.body.overrides).toMatchObject([{ state: 'refused', decidedReason: 'Faute de frappe' }])
    expect(told.body.next).toBeNull()
  })

  test('a published figure keeps its source and its confidence', async () => {
    const source = { reference: 'Décret 2027-301', readOn: '2027-04-02', confidence: 'verified' } as const
    const { body } = await t.call(
      proposeParameter,
      { key: 'rsa.base', validFrom: '2027-04-01', value: 65_600, reason: 'Revalorisation', source },
      { as: 'coordinator' },
    )
    const accepted = await t.call(
      decideParameter,
      { overrideId: body.overrides[0]!.id, decision: 'accept' },
      { as },
    )
    expect(accepted.body.next).toMatchObject({
      value: 65_600,
      legalRef: 'Décret 2027-301',
      sourceDate: '2027-04-02',
      confidence: 'verified',
    })
  })

  test('is refused twice from the same day, upside down, out of bounds, or for nothing known', async () => {
    await t.call(proposeParameter, { ...own, value: 30 }, { as })
    expect(await refusal(proposeParameter, own)).toEqual([409, 'already-proposed'])
    expect(await refusal(proposeParameter, { ...own, validTo: '2026-11-30' })).toEqual([
      409,
      'ends-before-it-starts',
    ])
    expect(await refusal(proposeParameter, { ...own, value: 2001, validFrom: '2027-02-01' })).toEqual([
      409,
      'value-out-of-bounds',
    ])
    expect(await refusal(proposeParameter, { ...own, key: 'plan.unknown' })).toEqual([409, 'unknown-record'])
    expect(await refusal(getParameter, { key: 'plan.unknown' })).toEqual([409, 'unknown-record'])
  })

  test('is withdrawn with a reason, and stays in the history; another may then take its day', async () => {
    const { overrides } = (await t.call(getParameter, { key }, { as })).body
    const override = overrides.find(({ state }) => state === 'in-force')
    const withdrawal = { overrideId: override!.id, reason: 'Protocole dénoncé' }
    expect(await refusal(withdrawOverride, withdrawal, { in: t.elsewhere })).toEqual([409, 'unknown-record'])
    const { body } = await t.call(withdrawOverride, withdrawal, { as })
    expect(body.next).toBeNull()
    expect(body.overrides.find(({ id }) => id === override!.id)).toMatchObject({
      withdrawnBy: 'Membre administrator',
      withdrawnReason: 'Protocole dénoncé',
    })
    expect(await readOn('2026-12-01')).toBe(36)
    expect(await refusal(withdrawOverride, withdrawal)).toEqual([409, 'already-withdrawn'])
    const overrideId = overrides.find(({ state }) => state === 'proposed')!.id
    await t.call(decideParameter, { overrideId, decision: 'accept' }, { as: 'coordinator' })
    expect(await readOn('2026-12-01')).toBe(30)
  })

  test('one accepted for a day on which another began takes its place; the history keeps both', async () => {
    await setParameter(t, { ...own, value: 28 })
    expect(await readOn('2026-12-01')).toBe(28)
    const { overrides } = (await t.call(getParameter, { key }, { as })).body
    expect(overrides.filter(({ withdrawnReason }) => withdrawnReason === 'Remplacée')).toMatchObject([
      { value: 30 },
    ])
  })
})
