import { describe, expect, it } from 'vitest'
import { Defect, offline, Refused } from '#web/api-error.ts'
import { createIntention } from '#web/intention.ts'

describe('the idempotency key of an intention', () => {
  it.each([
    ['no answer came', offline()],
    ['the server failed', new Defect('')],
  ])('stays the same when %s and the same thing is tried again', (_, error) => {
    const intention = createIntention()
    const key = intention.keyOf({ amount: 100 })
    intention.settle(error)
    expect(intention.keyOf({ amount: 100 })).toBe(key)
  })

  it.each([
    ['was done', undefined],
    ['was refused', new Refused('above-means', '', null)],
  ])('is another once the request %s', (_, error) => {
    const intention = createIntention()
    const key = intention.keyOf({ amount: 100 })
    intention.settle(error)
    expect(intention.keyOf({ amount: 100 })).not.toBe(key)
  })

  it('is another when something else is asked', () => {
    const intention = createIntention()
    const key = intention.keyOf({ amount: 100 })
    intention.settle(offline())
    expect(intention.keyOf({ amount: 120 })).not.toBe(key)
  })

  it('is a UUID', () => {
    expect(createIntention().keyOf({})).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  })
})
