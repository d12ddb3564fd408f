import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contract } from '#contract/index.ts'
import type { RuleDraft } from '#contract/local-rule-shapes.ts'
import { blankFslRule } from '#domain/local-rules/fsl-rule.ts'
import { findDaloRule, findFslRule } from '#server/local-rules/find-rule.ts'
import { makeHome } from '#server/programmes/household-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'

const { localRules } = contract

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const reasonOf = ({ body }: { body: object }) => (body as { reason?: string }).reason
const detailsOf = ({ body }: { body: object }) =>
  (body as unknown as { details: { version: number } }).details

const draftOf = (ceiling: number, source = 'règlement intérieur 2026'): RuleDraft => ({
  kind: 'fsl',
  rule: {
    ...blankFslRule,
    conditions: [{ is: 'quotient-per-unit', ceiling }],
    raisedFor: [],
    aids: [],
    documents: ['identity', 'lease', 'rent-statement'],
    monthsToApplyAfterEntry: 3,
  },
  source,
  sourceDate: '2026-11-01',
  confidence: 'own-decision',
})
const prepare = async (territoryCode: string, kind: 'fsl' | 'dalo' = 'fsl') => {
  const { status, body } = await t.call(localRules.create, {
    kind,
    territoryCode,
    territoryName: `Territoire ${territoryCode}`,
    start: 'blank',
  })
  expect(status).toBe(200)
  return body.ruleId
}
const published = async (territoryCode: string, ceiling = 80_000) => {
  const ruleId = await prepare(territoryCode)
  await t.call(localRules.saveDraft, { ruleId, version: 1, draft: draftOf(ceiling) })
  const { body } = await t.call(localRules.publish, { ruleId, version: 2, validFrom: '2026-01-01' })
  expect(body).toEqual({ version: 3, number: 1 })
  return ruleId
}
const inForce = (territoryCode: string, on: '2026-06-01' | '2027-06-01') =>
  t.inHere((tx) => findFslRule({ tx, actor: { organisationId: t.here.id } }, territoryCode, on))

describe('the rules of a territory', () => {
  it('lists what Palier ships, by pages, and opens one', async () => {
    const first = await t.call(localRules.list, { kind: 'fsl', limit: 4 })
    expect(first.body.rows.map(({ territoryCode }) => territoryCode)).toEqual(['12', '28', '30', '33'])
    const second = await t.call(localRules.list, { kind: 'fsl', limit: 4, after: first.body.next ?? '' })
    expect(second.body.rows.map(({ territoryCode }) => territoryCode)).toContain('94')
    const { body } = await t.call(localRules.open, { kind: 'fsl', territoryCode: '33' })
    expect(body).toMatchObject({
      own: null,
      inForce: { origin: { isShipped: true, confidence: 'secondary' } },
    })
    expect(reasonOf(await t.call(localRules.open, { kind: 'fsl', territoryCode: '48' }))).toBe(
      'unknown-record',
    )
  })

  it('starts from the shipped one, and its draft answers nothing until it is in force', async () => {
    const { body } = await t.call(localRules.create, {
      kind: 'fsl',
      territoryCode: '12',
      territoryName: 'Aveyron',
      start: 'shipped',
    })
    const { rows } = await t.owner.query('select draft from local_rule where id = $1', [body.ruleId])
    expect(rows[0].draft.rule.conditions).toEqual([{ is: 'resources-per-rsa', multiple: 20_000 }])
    expect((await inForce('12', '2026-06-01'))?.isShipped).toBe(true)
    const again = await t.call(localRules.create, {
      kind: 'fsl',
      territoryCode: '12',
      territoryName: 'Aveyron',
      start: 'blank',
    })
    expect([again.status, reasonOf(again)]).toEqual([409, 'already-there'])
    const unknown = await t.call(localRules.create, {
      kind: 'fsl',
      territoryCode: '48',
      territoryName: 'Lozère',
      start: 'shipped',
    })
    expect(reasonOf(unknown)).toBe('unknown-record')
  })

  it('one version ends where the next begins, and a closed one answers no more', async () => {
    const ruleId = await published('48')
    await t.call(localRules.startDraft, { ruleId, version: 3 })
    await t.call(localRules.saveDraft, { ruleId, version: 4, draft: draftOf(90_000) })
    const early = await t.call(localRules.publish, { ruleId, version: 5, validFrom: '2026-01-01' })
    expect(reasonOf(early)).toBe('before-current')
    await t.call(localRules.publish, { ruleId, version: 5, validFrom: '2027-01-01' })
    const { rows } = await t.owner.query(
      'select number, valid_from::text as a, valid_to::text as b from local_rule_version where local_rule_id = $1 order by number',
      [ruleId],
    )
    expect(rows).toEqual([
      { number: 1, a: '2026-01-01', b: '2026-12-31' },
      { number: 2, a: '2027-01-01', b: null },
    ])
    expect((await inForce('48', '2026-06-01'))?.rule.conditions).toEqual([
      { is: 'quotient-per-unit', ceiling: 80_000 },
    ])
    expect((await inForce('48', '2027-06-01'))?.number).toBe(2)
    const before = await t.call(localRules.close, { ruleId, version: 6, lastDay: '2026-12-31' })
    expect(reasonOf(before)).toBe('before-start')
    await t.call(localRules.close, { ruleId, version: 6, lastDay: '2027-03-31' })
    expect(await inForce('48', '2027-06-01')).toBeNull()
    const { rows: told } = await t.owner.query('select act from journal where subject_id = $1 order by id', [
      ruleId,
    ])
    expect(told.map(({ act }) => act)).toEqual([
      'local-rule-prepared',
      'local-rule-draft-saved',
      'local-rule-published',
      'local-rule-draft-saved',
      'local-rule-draft-saved',
      'local-rule-published',
      'local-rule-closed',
    ])
  })

  it('is not put in force without its source, and a draft of another kind is refused', async () => {
    const ruleId = await prepare('23')
    const none = await t.call(localRules.publish, { ruleId, version: 1, validFrom: '2026-01-01' })
    expect(reasonOf(none)).toBe('without-source')
    const other: RuleDraft = {
      kind: 'dalo',
      rule: { longWaitMonths: 24, isOverseas: false, hasLargeAgglomeration: null, notes: null },
      source: 'arrêté',
      sourceDate: '2026-01-01',
      confidence: 'secondary',
    }
    expect(reasonOf(await t.call(localRules.saveDraft, { ruleId, version: 1, draft: other }))).toBe(
      'other-kind',
    )
    const closed = await t.call(localRules.close, { ruleId, version: 1, lastDay: '2026-12-31' })
    expect(reasonOf(closed)).toBe('not-in-force')
    const { body } = await t.call(localRules.discardDraft, { ruleId, version: 1 })
    expect(body.isGone).toBe(true)
    expect((await t.owner.query('select from local_rule where id = $1', [ruleId])).rowCount).toBe(0)
  })

  it('refuses a stale version and shows what the other wrote', async () => {
    const ruleId = await prepare('15')
    await t.call(localRules.saveDraft, { ruleId, version: 1, draft: draftOf(70_000) })
    const stale = await t.call(localRules.saveDraft, { ruleId, version: 1, draft: draftOf(60_000) })
    expect([stale.status, reasonOf(stale), detailsOf(stale).version]).toEqual([409, 'stale-version', 2])
    for (const asked of [
      t.call(localRules.publish, { ruleId, version: 1, validFrom: '2026-01-01' }),
      t.call(localRules.discardDraft, { ruleId, version: 1 }),
      t.call(localRules.startDraft, { ruleId, version: 1 }),
      t.call(localRules.close, { ruleId, version: 1, lastDay: '2026-12-31' }),
    ])
      expect(reasonOf(await asked)).toBe('stale-version')
    expect(reasonOf(await t.call(localRules.startDraft, { ruleId, version: 2 }))).toBe('draft-there')
  })

  it('finds nothing of another organisation', async () => {
    const ruleId = await published('19')
    const there = { in: t.elsewhere } as const
    expect(
      reasonOf(await t.call(localRules.saveDraft, { ruleId, version: 3, draft: draftOf(1) }, there)),
    ).toBe('unknown-record')
    expect(reasonOf(await t.call(localRules.open, { kind: 'fsl', territoryCode: '19' }, there))).toBe(
      'unknown-record',
    )
  })

  it('cannot hold a condition of residence', async () => {
    const ruleId = await prepare('16')
    const draft = draftOf(1) as unknown as { rule: { conditions: object[] } }
    draft.rule.conditions.push({ is: 'minimum-residence', months: 3 })
    const { status } = await t.call(localRules.saveDraft, { ruleId, version: 1, draft: draft as never })
    expect(status).toBe(400)
  })

  it('tells what a département changes in the DALO', async () => {
    const ruleId = await prepare('63', 'dalo')
    const draft: RuleDraft = {
      kind: 'dalo',
      rule: { longWaitMonths: 24, isOverseas: false, hasLargeAgglomeration: false, notes: null },
      source: 'arrêté préfectoral',
      sourceDate: '2025-01-01',
      confidence: 'secondary',
    }
    await t.call(localRules.saveDraft, { ruleId, version: 1, draft })
    await t.call(localRules.publish, { ruleId, version: 2, validFrom: '2026-01-01' })
    const found = await t.inHere(async (tx) => {
      const reading = { tx, actor: { organisationId: t.here.id } }
      return [
        await findDaloRule(reading, '63', '2026-06-01'),
        await findDaloRule(reading, '974', '2026-06-01'),
        await findDaloRule(reading, '48', '2026-06-01'),
      ]
    })
    expect(found.map((one) => one?.rule.longWaitMonths ?? one?.rule.isOverseas ?? null)).toEqual([
      24,
      true,
      null,
    ])
  })
})

describe('a FSL request read by the local rules', () => {
  it('applies those of the home, and says which documents are still to be gathered', async () => {
    await published('57')
    const householdId = await makeHousehold(t.owner, t.here)
    await makeHome(t, householdId)
    const { body } = await t.call(
      localRules.assessFsl,
      { householdId, aid: 'rent-arrears' },
      { as: 'social-worker' },
    )
    expect(body).toMatchObject({
      territory: { code: '57', name: 'Territoire 57' },
      origin: { isShipped: false, number: 1 },
      // Nothing is known of the household's resources.
      verdict: 'to-check',
      enteredOn: '2015-01-01',
      monthsToApply: 3,
      askBefore: '2015-04-01',
    })
    expect(body.documents).toEqual([
      { kind: 'identity', isKept: false },
      { kind: 'lease', isKept: false },
      { kind: 'rent-statement', isKept: false },
    ])
  })

  it('says so when no rule is known, and takes the territory told', async () => {
    const householdId = await makeHousehold(t.owner, t.here)
    const unknown = await t.call(localRules.assessFsl, { householdId }, { as: 'social-worker' })
    expect(unknown.body).toMatchObject({ territory: null, verdict: null, origin: null })
    const told = await t.call(
      localRules.assessFsl,
      { householdId, territoryCode: '94', aid: 'guarantee' },
      { as: 'social-worker' },
    )
    expect(told.body).toMatchObject({ verdict: 'to-check', origin: { isShipped: true } })
    expect(told.body.aids).toHaveLength(1)
    expect((await t.call(localRules.assessFsl, { householdId }, { as: 'rent-officer' })).status).toBe(403)
  })
})
