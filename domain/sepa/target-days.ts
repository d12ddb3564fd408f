import { isTargetDay } from '#domain/loans/target-days.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'

/** `count` TARGET days after the day, zero or more. */
export function addTargetDays(day: PlainDate, count: number): PlainDate {
  let moved = day
  for (let left = count; left > 0; ) {
    moved = addDays(moved, 1)
    if (isTargetDay(moved)) left -= 1
  }
  return moved
}
