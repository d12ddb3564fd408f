import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  deriveGlidingLease,
  type GlidingFact,
  glidingEventKinds,
  glidingStatuses,
  glidingTransitions,
  isGlidingEnded,
  permittedGlidingEvents,
} from '#domain/housing/gliding-lease.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'

const params = readParameters(legalParameters, '2026-01-15')
const noHoliday: ReadonlySet<PlainDate> = new Set()
const derive = (facts: readonly GlidingFact[], today: PlainDate) =>
  deriveGlidingLease(facts, today, noHoliday, params)

const begun: GlidingFact[] = [
  { kind: 'convention-signed', on: '2026-01-10' },
  { kind: 'sublease-signed', on: '2026-01-15' },
]

describe('the dates of a bail glissant signed on 15 January 2026 (handbook §3.7, §17 14)', () => {
  const standing = derive(begun, '2027-02-01')
  test('reviews every six months', () => {
    expect(standing?.reviews.map(({ review }) => review.rawDueOn)).toEqual([
      '2026-07-15',
      '2027-01-15',
      '2027-07-15',
    ])
  })
  test('the préfet told two months before each, on the day itself even on a Sunday', () => {
    expect(standing?.reviews.map(({ noticeOn }) => noticeOn)).toEqual([
      '2026-05-15',
      '2026-11-15',
      '2027-05-15',
    ])
  })
})

describe('where it stands', () => {
  test.each<[string, GlidingFact[], PlainDate, string]>([
    ['before the sub-lease', begun.slice(0, 1), '2026-01-12', 'convention-signed'],
    ['before the first review', begun, '2026-07-14', 'sublease-active'],
    [
      'on the day of a review not held, the préfet told',
      [...begun, { kind: 'prefect-told', on: '2026-05-10' }],
      '2026-07-15',
      'review-due',
    ],
    ['on the day of a review not held, the préfet not told either', begun, '2026-07-15', 'review-due'],
    [
      'once the review is held',
      [...begun, { kind: 'prefect-told', on: '2026-05-10' }, { kind: 'review-held', on: '2026-07-10' }],
      '2026-07-15',
      'sublease-active',
    ],
    [
      'a lease offered',
      [...begun, { kind: 'lease-offered', on: '2026-07-20' }],
      '2026-08-01',
      'lease-offered',
    ],
    [
      'the lease slid',
      [...begun, { kind: 'lease-offered', on: '2026-07-20' }, { kind: 'slid', on: '2026-08-01' }],
      '2026-09-01',
      'slid',
    ],
    [
      'the occupant refuses a suitable offer',
      [...begun, { kind: 'lease-offered', on: '2026-07-20' }, { kind: 'offer-refused', on: '2026-08-01' }],
      '2026-09-01',
      'not-offered',
    ],
    [
      'no lease offered, then the préfet allots the home',
      [...begun, { kind: 'not-offered', on: '2026-07-20' }, { kind: 'prefect-allots', on: '2026-09-01' }],
      '2026-09-02',
      'prefect-allots',
    ],
  ])('%s', (_, facts, today, status) => {
    expect(derive(facts, today)?.status).toBe(status)
  })

  test('no convention, no bail glissant', () => {
    expect(derive([{ kind: 'slid', on: '2026-01-01' }], '2026-02-01')).toBeUndefined()
  })

  test('a review held late answers the one that was due; the next keeps its day', () => {
    const standing = derive([...begun, { kind: 'review-held', on: '2026-08-30' }], '2026-09-01')
    expect(standing?.reviews.map(({ heldOn }) => heldOn)).toEqual(['2026-08-30', null])
    expect(standing?.reviews[1]?.review.rawDueOn).toBe('2027-01-15')
  })

  test('the notice to the préfet comes before the review it precedes', () => {
    expect(derive(begun, '2026-02-01')?.nextDue).toEqual({ what: 'notice', on: '2026-05-15', number: 1 })
  })

  test('nothing is due once it has ended', () => {
    expect(derive([...begun, { kind: 'left', on: '2026-03-01' }], '2027-01-01')?.nextDue).toBeNull()
  })
})

describe('the table SM-11', () => {
  test('every status can be reached, and one that has not ended has a way out', () => {
    const reached = new Set<string>([
      'convention-signed',
      'review-due',
      ...glidingTransitions.map((row) => row[2]),
    ])
    expect(glidingStatuses.filter((status) => !reached.has(status))).toEqual([])
    const stuck = glidingStatuses.filter((s) => !isGlidingEnded(s) && permittedGlidingEvents(s).length === 0)
    expect(stuck).toEqual([])
  })

  const fact = fc.record({
    kind: fc.constantFrom(...glidingEventKinds),
    on: fc.integer({ min: 0, max: 900 }).map((days) => addDays('2026-01-01', days)),
  })
  test('the order in which facts are recorded does not matter', () => {
    fc.assert(
      fc.property(fc.array(fact, { maxLength: 12 }), fc.integer({ min: 0, max: 1200 }), (facts, days) => {
        const all = [...begun, ...facts]
        const today = addDays('2026-01-01', days)
        const shuffled = all.toReversed()
        expect(derive(shuffled, today)?.status).toBe(derive(all, today)?.status)
        expect(derive(shuffled, today)?.nextDue).toEqual(derive(all, today)?.nextDue)
      }),
    )
  })
})
