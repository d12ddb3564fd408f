import { expect, test } from 'vitest'
import { firstOffer, readOffer } from '#web/plans/offer-values.ts'

const values = firstOffer(184_753, '2026-12-05')

test('the first offer spreads the whole debt over 36 months', () => {
  expect(readOffer(values)).toEqual({
    amountCents: 184_753,
    firstDueOn: '2026-12-05',
    paymentPriority: 'current-rent-first',
    by: { kind: 'count', count: 36, rounding: 'half-up' },
  })
})

test('an amount each month, or the default plan, leave the number aside', () => {
  expect(readOffer({ ...values, kind: 'instalment', instalmentCents: 5_000 })?.by).toEqual({
    kind: 'instalment',
    instalmentCents: 5_000,
  })
  expect(readOffer({ ...values, kind: 'default-36', count: null })?.by).toEqual({ kind: 'default-36' })
})

test('an offer that lacks what it needs is no offer yet', () => {
  expect(readOffer({ ...values, amountCents: null })).toBeUndefined()
  expect(readOffer({ ...values, firstDueOn: null })).toBeUndefined()
  expect(readOffer({ ...values, count: null })).toBeUndefined()
  expect(readOffer({ ...values, kind: 'instalment', instalmentCents: 0 })).toBeUndefined()
})
