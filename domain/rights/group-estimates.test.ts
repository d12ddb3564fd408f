import { describe, expect, it } from 'vitest'
import { groupOf } from '#domain/rights/group-estimates.ts'
import type { RightEstimate } from '#domain/rights/right-estimate.ts'

const rsa: RightEstimate = {
  right: 'rsa',
  outcome: 'estimated',
  monthlyCents: 57_000,
  inPaymentCents: 0,
  because: null,
  missing: [],
  explanation: null,
}

describe('where an estimate stands', () => {
  it.each([
    ['nothing is received yet', rsa, null, 'to-open'],
    ['spotted, not asked for', rsa, 'spotted', 'to-open'],
    ['asked for', rsa, 'asked', 'to-open'],
    ['opened, before the situation says so', rsa, 'opened', 'received'],
    ['not wished for', rsa, 'waived', 'unlikely'],
    ['paid in full', { ...rsa, inPaymentCents: 57_000 }, null, 'received'],
    ['paid more than estimated', { ...rsa, inPaymentCents: 60_000 }, null, 'received'],
    ['paid less than estimated', { ...rsa, inPaymentCents: 30_000 }, null, 'to-open'],
    ['something is missing', { ...rsa, outcome: 'missing', monthlyCents: null }, null, 'to-answer'],
    ['no right, nothing noted', { ...rsa, outcome: 'not-due', monthlyCents: null }, null, 'unlikely'],
    ['no right by the estimate, asked for all the same', { ...rsa, outcome: 'not-due' }, 'asked', 'to-open'],
  ] as const)('%s', (_, estimate, status, group) => {
    expect(groupOf({ ...estimate, missing: [] }, status)).toBe(group)
  })
})
