import { describe, expect, test } from 'vitest'
import { checkHearing, type HearingFacts } from '#domain/hearings/checklist.ts'
import { draftNote } from '#domain/hearings/draft-note.ts'

const facts: HearingFacts = {
  today: '2026-11-22',
  hearingOn: '2026-12-04',
  account: {
    balanceCents: 182_000,
    entries: [
      { on: '2026-10-31', kind: 'rent-call', amountCents: 45_000 },
      { on: '2026-10-31', kind: 'charges-call', amountCents: 8_000 },
      { on: '2026-11-05', kind: 'benefit', amountCents: -20_000 },
      { on: '2026-11-10', kind: 'payment', amountCents: -33_000 },
    ],
  },
  plan: { state: 'active', proposedOn: '2026-09-01', remainingCents: 150_000 },
  aid: { inPayment: true, monthlyCents: 20_000 },
  assessmentSentOn: '2026-11-12',
  budgetOn: '2026-11-01',
  documentKinds: ['identity', 'lease', 'proof-of-resources', 'benefit-letter'],
}
const answersOf = (more: Partial<HearingFacts>) =>
  Object.fromEntries(checkHearing({ ...facts, ...more }).map(({ key, answer }) => [key, answer]))
const rent = (...entries: NonNullable<HearingFacts['account']>['entries']) =>
  checkHearing({ ...facts, account: { balanceCents: 0, entries } })[0]

describe('the checklist of a hearing', () => {
  test('all is there: nothing to do', () => {
    expect(Object.values(answersOf({}))).toEqual(['yes', 'yes', 'yes', 'yes', 'yes', 'yes'])
    expect(checkHearing(facts).every(({ advice }) => advice === null)).toBe(true)
  })

  test('the current rent is resumed when the last call, aid deducted, is paid whole', () => {
    const call = { on: '2026-10-31', kind: 'rent-call', amountCents: 45_000 } as const
    const paid = (amountCents: number) =>
      ({ on: '2026-11-08', kind: 'payment', amountCents: -amountCents }) as const
    expect(rent(call, paid(45_000))?.answer).toBe('yes')
    expect(rent(call, paid(44_999))).toMatchObject({
      answer: 'partly',
      advice: expect.stringContaining('Payer 0,01'),
    })
    expect(rent(call)?.answer).toBe('no')
    expect(rent(paid(45_000))?.answer).toBe('unknown')
    const bounced = { on: '2026-11-12', kind: 'payment-rejected', amountCents: 45_000 } as const
    expect(rent(call, paid(45_000), bounced)?.answer).toBe('no')
  })

  test('a payment made before the last call does not pay it', () => {
    expect(
      rent(
        { on: '2026-10-05', kind: 'payment', amountCents: -45_000 },
        { on: '2026-10-31', kind: 'rent-call', amountCents: 45_000 },
      )?.answer,
    ).toBe('no')
  })

  test('a plan that no longer runs is no plan; one only proposed is to be signed', () => {
    const plan = (state: string) => ({ state, proposedOn: '2026-09-01', remainingCents: null }) as const
    expect(answersOf({ plan: plan('lapsed') })['plan-proposed']).toBe('no')
    expect(answersOf({ plan: plan('proposed') })['plan-proposed']).toBe('partly')
    expect(answersOf({ plan: null })['plan-proposed']).toBe('no')
  })

  test('what is not known is said so, with whom to ask', () => {
    const none = checkHearing({
      ...facts,
      account: null,
      aid: null,
      budgetOn: '2026-06-01',
      documentKinds: [],
    })
    expect(none.map(({ answer }) => answer)).toEqual(['unknown', 'yes', 'unknown', 'yes', 'partly', 'no'])
    expect(none.filter(({ answer }) => answer !== 'yes').every(({ advice }) => advice)).toBe(true)
  })
})

test('the note says what is established and what is missing, and leaves the request to a person', () => {
  const checks = checkHearing({ ...facts, plan: null })
  const note = draftNote({
    household: 'Martine DURAND',
    court: 'tribunal judiciaire de Lyon',
    hearingOn: '2026-12-04',
    hearingTime: '09:00',
    balanceCents: 182_000,
    checks,
  })
  expect(note).toContain('Martine DURAND : audience du 04/12/2026 à 09:00, tribunal judiciaire de Lyon.')
  expect(note).toContain('Le loyer courant est repris : Dernier loyer appelé le 31/10/2026')
  expect(note).toContain('- Proposer un montant mensuel')
  expect(note).toContain('à compléter avec lui')
})
