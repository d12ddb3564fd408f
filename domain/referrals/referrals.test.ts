import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, addMonths, type PlainDate } from '#domain/plain-date.ts'
import { type Mandate, reportDueDays, standMandate } from '#domain/referrals/mandate.ts'
import { meetsDifficulty, searchNonce, sha256 } from '#domain/referrals/proof-of-work.ts'
import {
  allowsReferralAct,
  answerDueOn,
  isOpenReferral,
  referralStates,
  urgencyOf,
} from '#domain/referrals/states.ts'

describe('the inbox', () => {
  test('a request is late the day after it should have been answered, and never once it is', () => {
    const dueOn = answerDueOn('2026-11-22', 15)
    expect(dueOn).toBe('2026-12-07')
    expect(urgencyOf('received', dueOn, '2026-12-03')).toBe('none')
    expect(urgencyOf('received', dueOn, '2026-12-04')).toBe('soon')
    expect(urgencyOf('more-asked', dueOn, '2026-12-07')).toBe('soon')
    expect(urgencyOf('received', dueOn, '2026-12-08')).toBe('late')
    expect(urgencyOf('declined', dueOn, '2026-12-08')).toBe('none')
  })

  test('what is answered is not decided again', () => {
    for (const state of referralStates.filter((one) => !isOpenReferral(one)))
      for (const act of ['accept', 'decline', 'redirect', 'ask-more', 'complete'] as const)
        expect([state, act, allowsReferralAct(state, act)]).toEqual([state, act, false])
    expect(allowsReferralAct('more-asked', 'complete')).toBe(true)
    expect(allowsReferralAct('accepted', 'give-news')).toBe(true)
    expect(allowsReferralAct('declined', 'give-news')).toBe(false)
  })
})

const mission: Mandate = {
  startedOn: '2026-01-31',
  termOn: '2027-01-31',
  everyMonths: 3,
  endedOn: null,
}

describe('the reports of a mission', () => {
  test('are due every three months and at the end, on the last day of short months', () => {
    expect(reportDueDays(mission)).toEqual(['2026-04-30', '2026-07-31', '2026-10-31', '2027-01-31'])
  })
  test('without a rhythm, one at the end', () => {
    expect(reportDueDays({ ...mission, everyMonths: null })).toEqual(['2027-01-31'])
  })
  test('a mission ended early owes its last report that day', () => {
    expect(reportDueDays({ ...mission, endedOn: '2026-08-15' })).toEqual([
      '2026-04-30',
      '2026-07-31',
      '2026-08-15',
    ])
  })
  test('each report answers the oldest that waits', () => {
    expect(standMandate(mission, 0, '2026-08-01')).toMatchObject({ nextDueOn: '2026-04-30', lateReports: 2 })
    expect(standMandate(mission, 2, '2026-08-01')).toMatchObject({ nextDueOn: '2026-10-31', lateReports: 0 })
    expect(standMandate(mission, 4, '2027-02-01')).toMatchObject({
      nextDueOn: undefined,
      state: 'term-reached',
    })
  })

  test('for any mission: in order, after the start, the last on its end, never more late than owed', () => {
    const missions = fc.record({
      start: fc.integer({ min: 0, max: 4000 }),
      months: fc.integer({ min: 1, max: 36 }),
      every: fc.option(fc.integer({ min: 1, max: 12 })),
      sent: fc.integer({ min: 0, max: 40 }),
      after: fc.integer({ min: -30, max: 1500 }),
    })
    fc.assert(
      fc.property(missions, ({ start, months, every, sent, after }) => {
        const startedOn = addDays('2020-01-01' as PlainDate, start)
        const termOn = addMonths(startedOn, months)
        const days = reportDueDays({ startedOn, termOn, everyMonths: every, endedOn: null })
        expect(days).toEqual([...days].sort())
        expect(new Set(days).size).toBe(days.length)
        expect(days.at(-1)).toBe(termOn)
        expect(days.every((day) => day > startedOn)).toBe(true)
        const { lateReports } = standMandate(
          { startedOn, termOn, everyMonths: every, endedOn: null },
          sent,
          addDays(startedOn, after),
        )
        expect(lateReports).toBeLessThanOrEqual(Math.max(0, days.length - sent))
      }),
    )
  })
})

const hex = (words: Uint32Array) => [...words].map((word) => word.toString(16).padStart(8, '0')).join('')

describe('the work asked of a browser', () => {
  test('SHA-256 as FIPS 180-4 gives it', () => {
    expect(hex(sha256('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(hex(sha256(''))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(hex(sha256('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq'))).toBe(
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    )
  })
  test('found once, checked at once; another form’s answer does not serve', () => {
    const nonce = searchNonce('formulaire-un', 12, 0, 1_000_000) ?? -1
    expect(meetsDifficulty('formulaire-un', nonce, 12)).toBe(true)
    expect(meetsDifficulty('formulaire-deux', nonce, 12)).toBe(false)
    expect(searchNonce('formulaire-un', 32, 0, 10)).toBeUndefined()
  })
})
