import { nextWorkingDay } from '#domain/calendar.ts'
import {
  addDays,
  addMonths,
  dayOf,
  formatDate,
  isPlainDate,
  laterOf,
  monthOf,
  type PlainDate,
  plainDate,
  yearOf,
} from '#domain/plain-date.ts'
import type { ComputedDelay, Course, Law, ProcedureFact } from '#domain/procedures/definition.ts'

const lastFact = ({ facts }: Course, ...events: string[]): ProcedureFact | undefined =>
  facts.findLast(({ event }) => events.includes(event))

export const lastOn = (course: Course, event: string): PlainDate | null => lastFact(course, event)?.on ?? null

export const isLegalPerson = ({ circumstances }: Course): boolean =>
  circumstances['landlord'] === 'legal-person'

export const says = ({ detail }: ProcedureFact, field: string, value: string | boolean): boolean =>
  detail[field] === value

const countOf = (fact: ProcedureFact | undefined, field: string): number | null => {
  const value = fact?.detail[field]
  return typeof value === 'number' ? value : null
}

const whyCounted = (words: string, from: PlainDate, to: PlainDate): ComputedDelay => ({
  rawDueOn: to,
  why: `${words} à compter du ${formatDate(from)} : ${formatDate(to)}`,
})

const weeks = (count: number) => `${count} semaine${count > 1 ? 's' : ''}`

/** Six weeks for a lease of the law of 2023; the length written in the lease, usually two months, for an older one. */
export const commandPeriod = ({ circumstances }: Course, command: ProcedureFact, law: Law): ComputedDelay => {
  const signedOn = isPlainDate(circumstances['leaseSignedOn']) ? circumstances['leaseSignedOn'] : command.on
  const lease = law.on(signedOn)
  if (lease.has('eviction.command-weeks')) {
    const length = lease.read('eviction.command-weeks')
    return whyCounted(weeks(length), command.on, addDays(command.on, 7 * length))
  }
  const written = circumstances['clauseMonths']
  const months = typeof written === 'number' ? written : lease.readNearest('eviction.command-clause-months')
  const words = `bail signé le ${formatDate(signedOn)}, ${months} mois`
  return whyCounted(words, command.on, addMonths(command.on, months))
}

/** The last day on which the prefect may be told of the summons for a hearing. */
export const summonsNotice = (hearingOn: PlainDate, summonedOn: PlainDate, law: Law): ComputedDelay => {
  const params = law.on(summonedOn)
  const before = (words: string, rawDueOn: PlainDate): ComputedDelay => ({
    rawDueOn,
    why: `${words} avant l’audience du ${formatDate(hearingOn)} : ${formatDate(rawDueOn)}`,
  })
  if (!params.has('eviction.summons-notice-weeks')) {
    const months = params.readNearest('eviction.summons-notice-months')
    return before(`${months} mois`, addMonths(hearingOn, -months))
  }
  const length = params.read('eviction.summons-notice-weeks')
  return before(weeks(length), addDays(hearingOn, -7 * length))
}

/** The first day on which a hearing may stand after the prefect was told. */
export const earliestHearing = (toldOn: PlainDate, law: Law): ComputedDelay => {
  const params = law.on(toldOn)
  if (!params.has('eviction.summons-notice-weeks')) {
    const months = params.readNearest('eviction.summons-notice-months')
    return whyCounted(`${months} mois`, toldOn, addMonths(toldOn, months))
  }
  const length = params.read('eviction.summons-notice-weeks')
  return whyCounted(weeks(length), toldOn, addDays(toldOn, 7 * length))
}

const monthAndDay = (day: PlainDate): number => 100 * monthOf(day) + dayOf(day)
const dayOfYear = (year: number, written: number): PlainDate =>
  plainDate(year, Math.floor(written / 100), written % 100)

/** Both 1 November and 31 March are inside (CPCE L.412-6). */
export const isInTruce = (day: PlainDate, law: Law): boolean => {
  const params = law.on(day)
  const at = monthAndDay(day)
  return at >= params.readNearest('eviction.truce-starts') || at <= params.readNearest('eviction.truce-ends')
}

/** The day itself, or the first one after the winter it falls in. */
export const outsideTruce = (day: PlainDate, law: Law): PlainDate => {
  if (!isInTruce(day, law)) return day
  const params = law.on(day)
  const starts = params.readNearest('eviction.truce-starts')
  const year = monthAndDay(day) >= starts ? yearOf(day) + 1 : yearOf(day)
  return addDays(dayOfYear(year, params.readNearest('eviction.truce-ends')), 1)
}

export const truceBegins = (_course: Course, { on }: ProcedureFact, law: Law): ComputedDelay => {
  if (isInTruce(on, law))
    return { rawDueOn: on, why: `le ${formatDate(on)} est déjà dans la trêve hivernale` }
  const starts = dayOfYear(yearOf(on), law.on(on).readNearest('eviction.truce-starts'))
  return { rawDueOn: starts, why: `la trêve hivernale commence le ${formatDate(starts)}` }
}

export const truceEnds = (_course: Course, { on }: ProcedureFact, law: Law): ComputedDelay => {
  const rawDueOn = outsideTruce(on, law)
  return { rawDueOn, why: `la trêve hivernale finit le ${formatDate(addDays(rawDueOn, -1))} inclus` }
}

/** The day the prefect was told of the order to quit; null while the period waits for it (CPCE L.412-5). */
const prefectToldOn = (course: Course): PlainDate | null => {
  const command = lastFact(course, 'command-to-quit')
  if (!command) return null
  if (command.detail['prefectInformed'] !== false) return command.on
  return lastFact(course, 'quit-prefect-informed')?.on ?? null
}

/** Two months after the order to quit, lengthened for hardship, none where the judge removed them. */
export const quitPeriod = (course: Course, law: Law): ComputedDelay | null => {
  const toldOn = prefectToldOn(course)
  const command = lastFact(course, 'command-to-quit')
  if (toldOn === null || !command) return null
  if (command.detail['periodRemoved'] === true)
    return { rawDueOn: toldOn, why: 'le juge a supprimé le délai de deux mois' }
  const params = law.on(command.on)
  const months = params.readNearest('eviction.quit-months')
  const since = course.facts.lastIndexOf(command)
  const hardship = course.facts.slice(since).findLast(({ event }) => event === 'hardship-extension')
  const more = countOf(hardship, 'months') ?? 0
  const words = more > 0 ? `${months} mois prolongés de ${more} mois` : `${months} mois`
  return whyCounted(words, toldOn, addMonths(toldOn, months + more))
}

/** The first day after the delays to stay that the judge last granted; null where none was. */
export const afterStay = (course: Course): ComputedDelay | null => {
  const granted = lastFact(course, 'stay-delays-granted')
  const months = countOf(granted, 'months')
  if (!granted || months === null) return null
  return whyCounted(`délais de ${months} mois`, granted.on, addMonths(granted.on, months))
}

const heldBackUntil = (course: Course, law: Law): PlainDate | null => {
  const quit = quitPeriod(course, law)
  return quit && laterOf(quit.rawDueOn, afterStay(course)?.rawDueOn ?? quit.rawDueOn)
}

/** The first day on which the eviction is lawful: after the period of the order to quit, the delays to stay and the winter. */
export const earliestEviction = (course: Course, fact: ProcedureFact, law: Law): ComputedDelay | null => {
  const quit = quitPeriod(course, law)
  const held = heldBackUntil(course, law)
  if (held === null || !quit) return null
  const free = laterOf(held, fact.on)
  const rawDueOn = outsideTruce(free, law)
  const stay = afterStay(course)
  const reasons = [quit.why, ...(stay ? [stay.why] : [])]
  if (rawDueOn !== free) reasons.push(`trêve hivernale jusqu’au ${formatDate(addDays(rawDueOn, -1))} inclus`)
  return { rawDueOn, why: reasons.join(' ; ') }
}

/** Whether the periods of the order to quit and of the delays to stay are over on a day, each moved to a day worked. */
export const arePeriodsOver = (course: Course, on: PlainDate, law: Law): boolean => {
  const held = heldBackUntil(course, law)
  return held !== null && nextWorkingDay(held, law.holidays(held)) <= on
}

/** From the refusal, or from the end of the winter and of the delays granted where it falls within them (CPCE R.154-5). */
export const stateLiability = (course: Course, refusal: ProcedureFact, law: Law): ComputedDelay => {
  const free = laterOf(refusal.on, heldBackUntil(course, law) ?? refusal.on)
  const rawDueOn = outsideTruce(free, law)
  const told = `refus du ${formatDate(refusal.on)}`
  if (rawDueOn === refusal.on) return { rawDueOn, why: told }
  const held = [
    ...(free === refusal.on ? [] : [`délais en cours jusqu’au ${formatDate(addDays(free, -1))}`]),
    ...(rawDueOn === free ? [] : [`trêve hivernale jusqu’au ${formatDate(addDays(rawDueOn, -1))} inclus`]),
  ]
  return { rawDueOn, why: `${told} ; ${held.join(' ; ')}` }
}

export const monthsWritten =
  (words: string) =>
  (_course: Course, fact: ProcedureFact): ComputedDelay | null => {
    const months = countOf(fact, 'months')
    return months === null
      ? null
      : whyCounted(`${words} de ${months} mois`, fact.on, addMonths(fact.on, months))
  }
