import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideReminder, type SentReminder } from '#domain/loans/reminders.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'

const rules = { firstDays: 8, secondDays: 30, restDays: 15 }
const since: PlainDate = '2026-10-05'
const late = (daysPastDue: number, change: object = {}) => ({
  lateCents: 6_417,
  daysPastDue,
  oldestUnpaidOn: since,
  isFrozen: false,
  acceleratedOn: null,
  ...change,
})
const decideOn = (today: PlainDate, days: number, sent: SentReminder[] = [], change: object = {}) => {
  const { kind, because } = decideReminder(late(days, change), sent, rules, today)
  return kind ?? because
}
const first = (on: PlainDate, unpaidSince: PlainDate = since): SentReminder => ({
  kind: 'first',
  on,
  unpaidSince,
})
const second = (on: PlainDate): SentReminder => ({ kind: 'second', on, unpaidSince: since })

describe('the letter of a loan that is late since 5 October', () => {
  test.each([
    ['seven days late: tomorrow', '2026-10-12', 7, [], {}, 'Première relance à partir du 13/10/2026.'],
    ['eight days late: the first', '2026-10-13', 8, [], {}, 'first'],
    ['never written to, two months late: still the first', '2026-12-05', 61, [], {}, 'first'],
    [
      'written to on the 13th, thirty days late: the second',
      '2026-11-04',
      30,
      [first('2026-10-13')],
      {},
      'second',
    ],
    [
      'twenty-nine days late: not yet',
      '2026-11-03',
      29,
      [first('2026-10-13')],
      {},
      'Deuxième relance à partir du 04/11/2026.',
    ],
    [
      'first written late: the second leaves fifteen days',
      '2026-11-20',
      46,
      [first('2026-11-10')],
      {},
      'Deuxième relance à partir du 25/11/2026.',
    ],
    [
      'both sent',
      '2026-12-20',
      76,
      [first('2026-10-13'), second('2026-11-04')],
      {},
      'Les deux lettres de ce retard sont parties.',
    ],
    [
      'an instalment paid, the next one unpaid: a new first letter, not within fifteen days of the last',
      '2026-11-14',
      40,
      [first('2026-11-10', '2026-09-05')],
      {},
      'Première relance à partir du 25/11/2026.',
    ],
    ['nothing late', '2026-11-20', 0, [], { lateCents: 0, oldestUnpaidOn: null }, 'Rien n’est en retard.'],
    ['frozen', '2026-11-20', 46, [], { isFrozen: true }, 'Le prêt est gelé : rien n’est réclamé.'],
  ] as const)('%s', (_, today, days, sent, change, expected) => {
    expect(decideOn(today, days, [...sent], change)).toBe(expected)
  })
  test('a loan claimed as a whole is left to who signs the formal notice', () => {
    expect(decideOn('2026-11-20', 46, [], { acceleratedOn: '2026-11-01' })).toContain('mise en demeure')
  })
})

test('day after day, each letter goes once for a delay, in order, with the rest between them', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 60, max: 200 }), (from, days) => {
      const sent: SentReminder[] = []
      for (let day = from; day <= days; day++) {
        const today = addDays(since, day)
        const { kind } = decideReminder(late(day), sent, rules, today)
        if (kind) sent.push({ kind, on: today, unpaidSince: since })
      }
      expect(sent.map(({ kind }) => kind)).toEqual(['first', 'second'])
      const [one, two] = sent
      expect(two && one && two.on >= addDays(one.on, rules.restDays)).toBe(true)
    }),
  )
})
