import { describe, expect, it } from 'vitest'
import {
  addWorkingDays,
  dueAfterDays,
  dueAfterMonths,
  isWorkingDay,
  nextWorkingDay,
} from '#domain/calendar.ts'
import type { PlainDate } from '#domain/plain-date.ts'

const holidays: ReadonlySet<PlainDate> = new Set<PlainDate>(['2026-11-11', '2026-12-25', '2027-01-01'])

describe('working days', () => {
  it('leaves Saturdays, Sundays and public holidays aside', () => {
    expect(isWorkingDay('2026-11-20', holidays)).toBe(true)
    expect(isWorkingDay('2026-11-21', holidays)).toBe(false)
    expect(isWorkingDay('2026-11-22', holidays)).toBe(false)
    expect(isWorkingDay('2026-11-11', holidays)).toBe(false)
    expect(nextWorkingDay('2026-12-25', holidays)).toBe('2026-12-28')
  })
  it('counts them forwards and backwards', () => {
    expect(addWorkingDays('2026-11-10', 1, holidays)).toBe('2026-11-12')
    expect(addWorkingDays('2026-11-12', -1, holidays)).toBe('2026-11-10')
    expect(addWorkingDays('2026-11-20', 5, holidays)).toBe('2026-11-27')
    expect(addWorkingDays('2026-11-21', 0, holidays)).toBe('2026-11-21')
  })
})

describe('legal delays', () => {
  it('moves a report due on Saturday 5 June 2027 to the Monday (CPC 641, 642)', () => {
    const deadline = dueAfterMonths('2027-04-05', 2, holidays, 'arrears-report')
    expect(deadline).toMatchObject({
      rawDueOn: '2027-06-05',
      dueOn: '2027-06-07',
      moved: true,
      rule: 'arrears-report',
    })
    expect(deadline.why).toBe(
      '2 mois à compter du 05/04/2027 : 05/06/2027 (samedi), reporté au lundi 07/06/2027',
    )
  })
  it('says when the day is a public holiday', () => {
    expect(dueAfterMonths('2026-10-25', 2, holidays).why).toContain('jour férié')
  })
  it('does not move a delay that ends on a worked day', () => {
    expect(dueAfterMonths('2026-09-20', 2, holidays)).toMatchObject({ dueOn: '2026-11-20', moved: false })
    expect(dueAfterDays('2026-11-10', 10, holidays)).toMatchObject({ dueOn: '2026-11-20', moved: false })
  })
})
