import { describe, expect, it } from 'vitest'
import { Defect, offline, Refused } from '#web/api-error.ts'
import { createIntention } from '#web/intention.ts'

/** What a tab keeps, without a browser. */
const inMemory = (): Storage => {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    clear: () => kept.clear(),
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (place) => kept.get(place) ?? null,
    setItem: (place, value) => void kept.set(place, value),
    removeItem: (place) => void kept.delete(place),
  }
}

describe('the idempotency key of an intention', () => {
  it.each([
    ['no answer came', offline()],
    ['the server failed', new Defect('')],
  ])('stays the same when %s and the same thing is tried again', (_, error) => {
    const intention = createIntention('plans.agreePlan', inMemory())
    const key = intention.keyOf({ amount: 100 })
    intention.settle(error)
    expect(intention.keyOf({ amount: 100 })).toBe(key)
  })

  it.each([
    ['was done', undefined],
    ['was refused', new Refused('above-means', '', null)],
  ])('is another once the request %s', (_, error) => {
    const intention = createIntention('plans.agreePlan', inMemory())
    const key = intention.keyOf({ amount: 100 })
    intention.settle(error)
    expect(intention.keyOf({ amount: 100 })).not.toBe(key)
  })

  it('is another when something else is asked', () => {
    const intention = createIntention('plans.agreePlan', inMemory())
    const key = intention.keyOf({ amount: 100 })
    intention.settle(offline())
    expect(intention.keyOf({ amount: 120 })).not.toBe(key)
  })

  it('stays the same when the form was closed or the page reloaded meanwhile, for an hour', () => {
    const store = inMemory()
    let now = 1_000_000
    const open = () => createIntention('plans.agreePlan', store, () => now)
    const before = open()
    const key = before.keyOf({ amount: 100 })
    before.settle(offline())
    now += 59 * 60_000
    expect(open().keyOf({ amount: 100 })).toBe(key)
    now += 61 * 60_000
    expect(open().keyOf({ amount: 100 })).not.toBe(key)
  })

  it('is another for another act on the same input, and leaves no trace of the input', () => {
    const store = inMemory()
    const key = createIntention('tasks.close', store).keyOf({ text: 'Madame pleure' })
    expect(createIntention('tasks.reopen', store).keyOf({ text: 'Madame pleure' })).not.toBe(key)
    expect(store.key(0)).not.toContain('pleure')
  })

  it('is a UUID', () => {
    expect(createIntention('plans.agreePlan', inMemory()).keyOf({})).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  })
})
