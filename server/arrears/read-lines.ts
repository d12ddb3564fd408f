import {
  type AccountPosition,
  type AccountTerms,
  addPackedEntry,
  closeAccount,
  startAccount,
} from '#domain/arrears/ledger.ts'
import { rankInDay } from '#domain/arrears/ledger-order.ts'
import type { ArrearsRules } from '#domain/arrears/threshold.ts'
import { packDayNumber } from '#domain/packed-day.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { entryKinds } from '#domain/tenancies/kinds.ts'

/** The lines of an account as the database packs them: two arrays as it writes them, `{1,2}`. */
export type PackedLines = { days: string | null; amounts: string | null }

// Two million lines are read in a night, one account after the other: these are filled again for each.
const days: number[] = []
const amounts: number[] = []
const places: number[] = []

/** Walks an account by the domain's own rule, its lines put in their order first. */
export const replayLines = (
  terms: AccountTerms,
  rules: ArrearsRules,
  lines: PackedLines,
  onDate: PlainDate,
): AccountPosition => {
  const account = startAccount(terms, rules)
  const count = lines.days === null ? 0 : readNumbers(days, lines.days)
  if (lines.amounts !== null) readNumbers(amounts, lines.amounts)
  for (let index = 0; index < count; index += 1) placeLine(index)
  for (let index = 0; index < count; index += 1) {
    const packed = at(days, index)
    const dayNumber = Math.floor(packed / 16)
    addPackedEntry(account, packDayNumber(dayNumber), kindOf(packed - dayNumber * 16), at(amounts, index))
  }
  return closeAccount(account, onDate)
}

const at = (numbers: readonly number[], index: number): number => numbers[index] ?? 0
const kindOf = (place: number) => entryKinds[place] ?? 'other'

/** The lines before it are in order already, and it is most often the last: the index gives them by day. */
const placeLine = (index: number): void => {
  const day = at(days, index)
  const amount = at(amounts, index)
  const dayNumber = Math.floor(day / 16)
  const place = dayNumber * 4 + rankInDay(kindOf(day - dayNumber * 16), amount)
  let free = index
  while (free > 0 && at(places, free - 1) > place) {
    days[free] = at(days, free - 1)
    amounts[free] = at(amounts, free - 1)
    places[free] = at(places, free - 1)
    free -= 1
  }
  days[free] = day
  amounts[free] = amount
  places[free] = place
}

const minus = 45
const zero = 48

/** Fills the numbers of `{12,-3}` and tells how many they are. */
const readNumbers = (into: number[], text: string): number => {
  let count = 0
  let value = 0
  let sign = 1
  for (let index = 1; index < text.length; index += 1) {
    const code = text.charCodeAt(index)
    if (code >= zero) {
      if (code < zero + 10) {
        value = value * 10 + code - zero
        continue
      }
    } else if (code === minus) {
      sign = -1
      continue
    }
    into[count] = sign * value
    count += 1
    value = 0
    sign = 1
  }
  return count
}
