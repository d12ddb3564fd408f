import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, daysBetween, weekdayOf } from '#domain/plain-date.ts'
import { receptionStates } from '#domain/reception/kinds.ts'
import { inLineOrder, mayAct, receptionActs, receptionStateOf } from '#domain/reception/line.ts'
import { newlySeated, type SeatRequest, seatsTaken, shareSeats } from '#domain/reception/seats.ts'
import { appointmentTimes, type SlotPattern, sayPattern, slotDays } from '#domain/reception/slots.ts'

const nothing = { arrivedAt: null, takenAt: null, endedAt: null, leftAt: null, missedAt: null }
const at = (time: string) => `2026-11-24T${time}:00.000Z`

describe('the line', () => {
  test('says where a reception stands from its instants', () => {
    expect(receptionStateOf(nothing)).toBe('expected')
    expect(receptionStateOf({ ...nothing, arrivedAt: at('09:00') })).toBe('waiting')
    expect(receptionStateOf({ ...nothing, arrivedAt: at('09:00'), takenAt: at('09:10') })).toBe(
      'with-someone',
    )
    expect(receptionStateOf({ ...nothing, arrivedAt: at('09:00'), leftAt: at('10:10') })).toBe('left')
    expect(receptionStateOf({ ...nothing, missedAt: at('18:00') })).toBe('missed')
  })

  test('an emergency is received first; then whoever came first, named or not', () => {
    const line = [
      { id: 'b', isEmergency: false, arrivedAt: at('09:05'), household: 'DURAND' },
      { id: 'c', isEmergency: true, arrivedAt: at('09:20'), household: null },
      { id: 'a', isEmergency: false, arrivedAt: at('09:00'), household: null },
    ]
    expect(inLineOrder(line).map(({ id }) => id)).toEqual(['c', 'a', 'b'])
  })

  test('what is known of a person never changes their place', () => {
    const people = fc.uniqueArray(
      fc.record({
        id: fc.uuid(),
        isEmergency: fc.boolean(),
        arrivedAt: fc
          .integer({ min: 0, max: 59 })
          .map((minute) => at(`09:${String(minute).padStart(2, '0')}`)),
      }),
      { selector: ({ id }) => id },
    )
    fc.assert(
      fc.property(people, (line) => {
        const named = line.map((one, index) => ({ ...one, household: index % 2 ? 'X' : null }))
        expect(inLineOrder(named).map(({ id }) => id)).toEqual(inLineOrder(line).map(({ id }) => id))
        const order = inLineOrder(line)
        for (const [index, one] of order.entries())
          for (const later of order.slice(index + 1)) {
            if (later.isEmergency) expect(one.isEmergency).toBe(true)
            if (later.isEmergency === one.isEmergency) expect(one.arrivedAt <= later.arrivedAt).toBe(true)
          }
      }),
    )
  })

  test('every state but the last ones has a way out', () => {
    const open = receptionStates.filter((state) => receptionActs.some((act) => mayAct(state, act)))
    expect(open).toEqual(['expected', 'waiting', 'with-someone'])
    expect(mayAct('received', 'take')).toBe(false)
    expect(mayAct('with-someone', 'put-back')).toBe(true)
  })
})

const asked = (id: string, seats = 1, rest: Partial<SeatRequest> = {}): SeatRequest => ({
  id,
  seats,
  isCancelled: false,
  attendance: null,
  ...rest,
})
const requests = fc
  .array(fc.record({ seats: fc.integer({ min: 1, max: 4 }), isCancelled: fc.boolean() }))
  .map((list): SeatRequest[] =>
    list.map(({ seats, isCancelled }, index) => asked(`n${index}`, seats, { isCancelled })),
  )

describe('the seats of a session', () => {
  test('go in the order asked; the next ones wait', () => {
    const states = shareSeats(2, [asked('a'), asked('b'), asked('c')])
    expect([...states.values()]).toEqual(['seated', 'seated', 'waiting'])
  })

  test('nobody passes before a larger group that asked first', () => {
    const states = shareSeats(2, [asked('a'), asked('pair', 2), asked('c')])
    expect([...states.values()]).toEqual(['seated', 'waiting', 'waiting'])
    expect(seatsTaken(2, [asked('a'), asked('pair', 2), asked('c')])).toBe(1)
  })

  test('a seat given back goes to the first who waits, who is told', () => {
    const list = [asked('a'), asked('b'), asked('c'), asked('d')]
    const after = list.map((one) => (one.id === 'a' ? { ...one, isCancelled: true } : one))
    expect(newlySeated(shareSeats(2, list), shareSeats(2, after))).toEqual(['c'])
  })

  test('never more than there are, and giving one back never takes one away', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), requests, fc.nat(), (capacity, list, which) => {
        expect(seatsTaken(capacity, list)).toBeLessThanOrEqual(capacity)
        const before = shareSeats(capacity, list)
        const after = shareSeats(
          capacity,
          list.map((one, index) =>
            index === which % (list.length || 1) ? { ...one, isCancelled: true } : one,
          ),
        )
        for (const [id, state] of before)
          if (state === 'seated' && after.get(id) !== 'cancelled') expect(after.get(id)).toBe('seated')
        const waiting = list.findIndex(({ id }) => before.get(id) === 'waiting')
        if (waiting >= 0)
          expect(list.slice(waiting).some(({ id }) => before.get(id) === 'seated')).toBe(false)
      }),
    )
  })

  test('whoever came counts, even from the waiting list', () => {
    const states = shareSeats(1, [
      asked('a', 1, { attendance: 'absent' }),
      asked('b', 1, { attendance: 'present' }),
    ])
    expect([...states.values()]).toEqual(['absent', 'present'])
  })
})

const tuesdays: SlotPattern = {
  weekday: 2,
  startTime: '09:00',
  endTime: '12:00',
  everyWeeks: 1,
  fromOn: '2026-11-01',
  untilOn: null,
  minutesEach: 30,
  desks: 2,
}

describe('the slots of reception', () => {
  test('a weekly slot, closed on a holiday and on the days that say so', () => {
    const days = slotDays(
      { ...tuesdays, weekday: 5 },
      [
        { onDate: '2026-12-18', startTime: null, endTime: null, reason: 'Formation de l’équipe' },
        { onDate: '2026-12-11', startTime: '14:00', endTime: '17:00', reason: 'Salle prise le matin' },
      ],
      { from: '2026-12-10', to: '2027-01-08' },
      new Set(['2026-12-25', '2027-01-01'] as const),
    )
    expect(days.map(({ onDate, closed, startTime }) => [onDate, closed?.reason ?? startTime])).toEqual([
      ['2026-12-11', '14:00'],
      ['2026-12-18', 'Formation de l’équipe'],
      ['2026-12-25', 'Jour férié'],
      ['2027-01-01', 'Jour férié'],
      ['2027-01-08', '09:00'],
    ])
  })

  test('one week in two keeps the week it began with', () => {
    const days = slotDays(
      { ...tuesdays, everyWeeks: 2 },
      [],
      { from: '2026-11-15', to: '2026-12-20' },
      new Set(),
    )
    expect(days.map(({ onDate }) => onDate)).toEqual(['2026-11-17', '2026-12-01', '2026-12-15'])
  })

  test('always the right day of the week, within the pattern, at its step', () => {
    const patterns = fc.record({
      weekday: fc.integer({ min: 1, max: 7 }),
      everyWeeks: fc.integer({ min: 1, max: 4 }),
      start: fc.nat(400),
      length: fc.nat(400),
      look: fc.nat(400),
    })
    fc.assert(
      fc.property(patterns, ({ weekday, everyWeeks, start, length, look }) => {
        const fromOn = addDays('2026-01-01', start)
        const untilOn = addDays(fromOn, length)
        const from = addDays('2026-01-01', look)
        const pattern = { ...tuesdays, weekday, everyWeeks, fromOn, untilOn }
        const days = slotDays(pattern, [], { from, to: addDays(from, 60) }, new Set())
        for (const [index, { onDate }] of days.entries()) {
          expect(weekdayOf(onDate)).toBe(weekday)
          expect(onDate >= fromOn && onDate <= untilOn && onDate >= from).toBe(true)
          const before = days[index - 1]
          if (before) expect(daysBetween(before.onDate, onDate)).toBe(7 * everyWeeks)
        }
      }),
    )
  })

  test('appointments fill the hours; the last one ends before the door closes', () => {
    const day = {
      onDate: '2026-11-24',
      startTime: '09:00',
      endTime: '10:40',
      closed: null,
      changed: null,
    } as const
    expect(appointmentTimes(day, 30)).toEqual(['09:00', '09:30', '10:00'])
    expect(appointmentTimes(day, null)).toEqual([])
    expect(appointmentTimes({ ...day, closed: { reason: 'Jour férié' } }, 30)).toEqual([])
  })

  test('says itself in words', () => {
    expect(sayPattern({ ...tuesdays, endTime: '12:30', everyWeeks: 2 })).toBe(
      'le mardi, de 9\u00a0h à 12\u00a0h\u00a030, une semaine sur deux',
    )
  })
})
