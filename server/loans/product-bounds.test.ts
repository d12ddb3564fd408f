import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import type { AskedChange } from '#contract/loan-shapes.ts'
import { makeLoan, openLoanOf } from '#server/loans/loan-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse('2026-04-20T09:00:00Z')
})
afterAll(() => t.close())

const { loans } = contract
const officer = { as: 'finance-officer' } as const

const length = { minMonths: 6, maxMonths: 24, maxDeferralMonths: 0 }
const change = async (financingId: string, asked: AskedChange) => {
  const { version } = await openLoanOf(t, financingId)
  const preview = await t.call(loans.previewChange, { financingId, change: asked }, officer)
  const answer = await t.call(
    loans.changeSchedule,
    { financingId, version, change: asked, signedOn: '2026-04-18' },
    officer,
  )
  return { preview: preview.body, answer }
}
const spread = (instalments: number): AskedChange => ({
  kind: 'new-instalments',
  firstDueOn: '2026-05-05',
  instalments,
})

describe('a loan of 24 months at most, that began on 5 January 2026', () => {
  test('the last month of the product is allowed, the next one is refused and says until when', async () => {
    const { financingId } = await makeLoan(t, { product: { length } })
    const { preview, answer } = await change(financingId, spread(21))
    const told =
      'Le produit de ce prêt va jusqu’à 24 mois : la dernière échéance est au plus tard le 05/12/2027, elle tomberait le 05/01/2028.'
    expect(preview).toMatchObject({ problem: told, after: null })
    expect(answer.body).toMatchObject({ reason: 'longer-than-product', details: { told } })
    expect((await openLoanOf(t, financingId)).versions).toHaveLength(1)
    expect((await change(financingId, spread(20))).answer.body).toMatchObject({ number: 2 })
    expect(await openLoanOf(t, financingId)).toMatchObject({ endsOn: '2027-12-05' })
  })

  test('a chosen instalment too small is refused too', async () => {
    const { financingId } = await makeLoan(t, { product: { length } })
    const asked: AskedChange = {
      kind: 'new-instalment-amount',
      firstDueOn: '2026-05-05',
      instalmentCents: 5_000,
    }
    expect((await change(financingId, asked)).answer.body).toMatchObject({ reason: 'longer-than-product' })
  })
})

test('spread again, instalments are rounded as the product says: down, the last one settles', async () => {
  const { financingId } = await makeLoan(t, { cents: 100_000, product: { convention: 'B', length } })
  expect((await change(financingId, spread(7))).answer.body).toMatchObject({ number: 2 })
  const { versions } = await openLoanOf(t, financingId)
  expect(versions[0]).toMatchObject({ convention: 'B' })
  expect(versions[0]?.rows.map(({ cents }) => cents)).toEqual([
    ...Array.from({ length: 6 }, () => 14_285),
    14_290,
  ])
})
