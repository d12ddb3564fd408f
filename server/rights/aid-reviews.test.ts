import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { reviewPortfolio } from '#server/rights/review-portfolio.ts'
import { addClermont, letHome, makeFile, writeSituation } from '#server/rights/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { aidReviews, rights } = contract
const as = 'rights-adviser' as const
let t: TestHouse
const files: Record<'poor' | 'earning' | 'silent', string> = { poor: '', earning: '', silent: '' }
beforeAll(async () => {
  t = await openTestHouse()
  await addClermont(t)
  for (const [key, wages] of [
    ['poor', 0],
    ['earning', 300_000],
    ['silent', undefined],
  ] as const) {
    files[key] = await makeFile(t, key)
    await letHome(t, files[key])
    if (wages !== undefined) await writeSituation(t, files[key], wages)
  }
  const answers = { zone: 'ii', isUnderConvention: true } as const
  await t.call(rights.answer, { householdId: files.poor, version: 0, ...answers }, { as })
})
afterAll(() => t.close())

const { signal } = new AbortController()
const review = async () => {
  const { workId } = (await t.call(aidReviews.start, {}, { as })).body
  await reviewPortfolio.run(t.house, { organisationId: t.here.id, workId }, signal)
  return workId
}
const list = async (filter: Sent<typeof aidReviews.list> = {}) =>
  (await t.call(aidReviews.list, filter, { as })).body
const summary = async () => (await t.call(aidReviews.summarise, {}, { as })).body

test('before any review, nothing is pretended', async () => {
  expect(await summary()).toMatchObject({ reviewedOn: null, work: null, households: 0, missing: [] })
  expect((await list()).rows).toEqual([])
})

describe('the whole portfolio', () => {
  test('each household as its own page estimates it, the largest gain first', async () => {
    await review()
    const page = (await t.call(rights.estimate, { householdId: files.poor }, { as })).body
    const aid = page.estimates.find(({ right }) => right === 'housing-aid')
    const { rows, total } = await list()
    expect(rows).toMatchObject([
      {
        householdId: files.poor,
        inPaymentCents: 5_000,
        estimatedCents: aid?.monthlyCents,
        differenceCents: (aid?.monthlyCents ?? 0) - 5_000,
        situationOn: '2026-11-01',
      },
    ])
    expect(rows[0]?.estimatedCents).toBeGreaterThan(20_000)
    expect(total).toEqual({ count: 1, exact: true })
    // Fifty euros are paid to who earns three thousand: it is told the other way.
    expect((await list({ gap: 'excess' })).rows).toMatchObject([
      { householdId: files.earning, estimatedCents: 0, differenceCents: -5_000 },
    ])
    expect((await list({ gap: 'any' })).rows.map(({ householdId }) => householdId)).toEqual([
      files.poor,
      files.earning,
    ])
    expect((await list({ gap: 'any', fromCents: 6_000 })).rows).toHaveLength(1)
  })

  test('what is missing is told, and opens on its households', async () => {
    expect(await summary()).toMatchObject({
      reviewedOn: '2026-11-22',
      work: { state: 'done', result: { households: 3, estimated: 2 } },
      households: 3,
      gains: { households: 1 },
      excesses: { households: 1, monthlyCents: 5_000 },
      missing: [{ fact: 'situation', households: 1 }],
    })
    const { rows, total } = await list({ missing: 'situation' })
    expect(rows).toMatchObject([{ householdId: files.silent, estimatedCents: null, missing: ['situation'] }])
    expect(total.count).toBe(1)
  })

  test('page after page, none is lost nor doubled', async () => {
    const first = await list({ gap: 'any', fromCents: 0, limit: 1 })
    const second = await list({ gap: 'any', fromCents: 0, limit: 1, after: first.next ?? '' })
    expect([first, second].flatMap(({ rows }) => rows.map(({ householdId }) => householdId))).toEqual([
      files.poor,
      files.earning,
    ])
    expect(second.next).toBeNull()
  })

  test('run again it writes the same; who left is no longer in the picture', async () => {
    await t.owner.query(`update tenancy set ended_on = '2026-10-31' where household_id = $1`, [files.silent])
    await review()
    expect(await summary()).toMatchObject({ households: 2, missing: [] })
    expect((await list()).rows).toHaveLength(1)
  })

  test('killed between two slices, it goes on from its cursor and keeps its day', async () => {
    const { workId } = (await t.call(aidReviews.start, {}, { as })).body
    const stopped = AbortSignal.abort()
    await expect(
      reviewPortfolio.run(t.house, { organisationId: t.here.id, workId }, stopped),
    ).rejects.toThrow()
    // Asked for again meanwhile, it is the same work.
    expect((await t.call(aidReviews.start, {}, { as })).body.workId).toBe(workId)
    await reviewPortfolio.run(t.house, { organisationId: t.here.id, workId }, signal)
    expect((await summary()).work).toMatchObject({ id: workId, state: 'done' })
  })
})

test('it is the social side of the files: rent staff and auditors read nothing of it, another organisation neither', async () => {
  for (const role of ['rent-officer', 'auditor', 'volunteer', 'prescriber'] as const)
    expect((await t.call(aidReviews.list, {}, { as: role })).status).toBe(403)
  expect((await t.call(aidReviews.start, {}, { as: 'social-worker' })).status).toBe(403)
  const elsewhere = await t.call(aidReviews.list, { gap: 'any', fromCents: 0 }, { as, in: t.elsewhere })
  expect(elsewhere.body.rows).toEqual([])
})

test('the list leaves as a spreadsheet', async () => {
  const answer = await t.send(aidReviews.export, { format: 'csv' }, { as })
  expect(answer.status).toBe(200)
  expect(Buffer.from(await answer.arrayBuffer()).toString('latin1')).toContain('Aide en paiement')
})
