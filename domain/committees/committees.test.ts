import { describe, expect, test } from 'vitest'
import {
  checkAlone,
  checkGrant,
  type Delegation,
  delegationLimit,
  type LineTerms,
} from '#domain/committees/decide-line.ts'
import {
  checkSignature,
  checkSitting,
  hasQuorum,
  seatedOn,
  sittingStateOf,
} from '#domain/committees/sittings.ts'

const terms: LineTerms = {
  requestedCents: 800_000,
  product: {
    kind: 'loan',
    amount: { minCents: 250_000, maxCents: 1_000_000, stepCents: 100, limit: 'none' },
    length: { minMonths: 12, maxMonths: 96, maxDeferralMonths: 0 },
    delegationUpToCents: 500_000,
    recurring: null,
  },
}

describe('what may be granted', () => {
  test.each([
    ['at the lower bound', 250_000, 12, null],
    ['below it', 249_900, 12, 'amount-out-of-bounds'],
    ['what was asked', 800_000, 96, null],
    ['more than was asked', 800_100, 96, 'more-than-requested'],
    ['cents where the product counts euros', 500_050, 48, 'amount-not-a-multiple'],
    ['nothing', 0, 48, 'no-amount'],
    ['less than nothing', -100, 48, 'no-amount'],
    ['a length too short', 500_000, 11, 'months-out-of-bounds'],
    ['a length too long', 500_000, 97, 'months-out-of-bounds'],
    ['no length', 500_000, null, 'months-needed'],
  ])('%s', (_, cents, months, refusal) => {
    expect(checkGrant(terms, { cents, months })).toBe(refusal)
  })

  test('an aid of 150 € a month is granted for six months, never seven', () => {
    const aid: LineTerms = {
      requestedCents: 200_000,
      product: {
        ...terms.product,
        kind: 'recurring-aid',
        amount: { minCents: null, maxCents: null, stepCents: 1, limit: 'none' },
        length: null,
        recurring: { monthlyCents: 15_000, maxMonths: 6 },
      },
    }
    expect(checkGrant(aid, { cents: 90_000, months: 6 })).toBeNull()
    expect(checkGrant(aid, { cents: 105_000, months: 7 })).toBe('months-out-of-bounds')
    expect(checkGrant(aid, { cents: 90_001, months: 6 })).toBe('months-out-of-bounds')
  })
})

describe('deciding alone', () => {
  const product = { id: 'p', delegationUpToCents: 500_000 }
  const delegation: Delegation = {
    productId: null,
    maxCents: 300_000,
    fromOn: '2026-01-01',
    untilOn: '2026-12-31',
  }

  test('the delegation of the day, never beyond the product', () => {
    expect(delegationLimit([delegation], product, '2026-12-31')).toBe(300_000)
    expect(delegationLimit([delegation], product, '2027-01-01')).toBeNull()
    expect(delegationLimit([{ ...delegation, maxCents: 900_000 }], product, '2026-06-01')).toBe(500_000)
    expect(delegationLimit([delegation], { id: 'p', delegationUpToCents: null }, '2026-06-01')).toBeNull()
  })

  test('a delegation for the product is the one that counts', () => {
    const named = { ...delegation, productId: 'p', maxCents: 100_000 }
    expect(delegationLimit([delegation, named], product, '2026-06-01')).toBe(100_000)
    expect(delegationLimit([{ ...named, productId: 'other' }], product, '2026-06-01')).toBeNull()
  })

  test('the limit is included; who instructed does not decide', () => {
    expect(checkAlone(300_000, 300_000, false)).toBeNull()
    expect(checkAlone(300_000, 300_001, false)).toBe('above-delegation')
    expect(checkAlone(300_000, 100, true)).toBe('instructed-it-yourself')
    expect(checkAlone(null, 100, false)).toBe('no-delegation')
  })
})

describe('a sitting', () => {
  const member = (id: string, hasVote = true) => ({
    id,
    hasVote,
    fromOn: '2026-01-01' as const,
    untilOn: null,
  })
  const members = [member('a'), member('b'), member('c'), member('guest', false)]
  const held = { heldOn: '2026-11-20' as const, isCancelled: false, isSigned: false, pendingItems: 1 }
  const today = '2026-11-22'

  test('the quorum counts the votes, the bound included', () => {
    expect(hasQuorum(2, members, ['a', 'b'])).toBe(true)
    expect(hasQuorum(2, members, ['a', 'guest'])).toBe(false)
  })

  test('who left the day before is no longer seated', () => {
    const gone = { ...member('d'), untilOn: '2026-11-19' as const }
    expect(seatedOn([...members, gone], '2026-11-20').map(({ id }) => id)).toEqual(['a', 'b', 'c', 'guest'])
    expect(seatedOn([gone], '2026-11-19')).toHaveLength(1)
  })

  test('decisions wait for the day and the quorum, and stop at the signature', () => {
    const sitting = { ...held, quorum: 2, members, presentIds: ['a', 'b'] }
    expect(checkSitting(sitting, today)).toBeNull()
    expect(checkSitting({ ...sitting, heldOn: '2026-11-23' }, today)).toBe('sitting-not-held')
    expect(checkSitting({ ...sitting, presentIds: ['a'] }, today)).toBe('no-quorum')
    expect(checkSitting({ ...sitting, isSigned: true }, today)).toBe('sitting-signed')
  })

  test('minutes are signed once everything is decided', () => {
    expect(checkSignature({ ...held, presentIds: ['a'] }, today)).toBe('items-pending')
    expect(checkSignature({ ...held, pendingItems: 0, presentIds: [] }, today)).toBe('nobody-presides')
    expect(checkSignature({ ...held, pendingItems: 0, presentIds: ['a'] }, today)).toBeNull()
  })

  test.each([
    [{ heldOn: '2026-12-01' as const }, 'planned'],
    [{}, 'to-decide'],
    [{ pendingItems: 0 }, 'to-sign'],
    [{ isSigned: true }, 'signed'],
    [{ isCancelled: true }, 'cancelled'],
  ])('%o is %s', (changed, state) => {
    expect(sittingStateOf({ ...held, ...changed }, today)).toBe(state)
  })
})
