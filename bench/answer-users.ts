import { setTimeout } from 'node:timers/promises'
import { type Caller, openCaller } from '#bench/caller.ts'
import type { Place } from '#bench/place.ts'
import { type Measure, milliseconds } from '#bench/report.ts'
import { arrears } from '#contract/arrears.ts'
import { households } from '#contract/households.ts'
import { type Dice, throwDice } from '#db/seed/dice.ts'
import { familyNames, menNames, streetNames, towns, womenNames } from '#db/seed/names.ts'

type Times = { p50Ms: number; p95Ms: number }
type Timing = {
  what: string
  /** Each user waits up to a second before asking again, as quick hands would. */
  atWork: Times
  /** Each user asks again at once: the machine is never idle, and what is timed is mostly the queue. */
  withoutPause: Times
}

const stages = ['late', 'constituted'] as const
const sorts = ['urgency', 'debt', 'months', 'trend', 'age'] as const

export type Request = (caller: Caller, dice: Dice) => Promise<unknown>

/** Times each kind of request of the portfolio while all the users send theirs, each one after the other. */
export const answerUsers = async (place: Place, url: string, rounds: number): Promise<Timing[]> =>
  timeRequests(place, url, rounds, (caller) => requestsOf(place, caller))

/** The same for any requests; the first user helps to choose them. */
export const timeRequests = async (
  place: Place,
  url: string,
  rounds: number,
  choose: (caller: Caller) => Promise<Record<string, Request>>,
): Promise<Timing[]> => {
  const callers = place.tokens.map((token) => openCaller(url, token))
  const [first] = callers
  if (!first) return []
  const timings: Timing[] = []
  for (const [what, request] of Object.entries(await choose(first))) {
    await timeUsers(callers, request, { rounds: Math.ceil(rounds / 5), pauseMs: 0 })
    const atWork = await timeUsers(callers, request, { rounds: Math.ceil(rounds / 2), pauseMs: 1000 })
    const withoutPause = await timeUsers(callers, request, { rounds, pauseMs: 0 })
    timings.push({ what, atWork: summarise(atWork), withoutPause: summarise(withoutPause) })
  }
  return timings
}

type Pace = { rounds: number; pauseMs: number }

const timeUsers = async (
  callers: readonly Caller[],
  request: Request,
  { rounds, pauseMs }: Pace,
): Promise<number[]> => {
  const times = await Promise.all(
    callers.map(async (caller, rank) => {
      const dice = throwDice(rank * 1_000 + rounds)
      const own: number[] = []
      for (let round = 0; round < rounds; round++) {
        if (pauseMs > 0) await setTimeout(dice.between(0, pauseMs))
        const started = performance.now()
        await request(caller, dice)
        own.push(performance.now() - started)
      }
      return own
    }),
  )
  return times.flat().sort((a, b) => a - b)
}

const summarise = (sorted: readonly number[]): Times => {
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0
  return { p50Ms: at(0.5), p95Ms: at(0.95) }
}

const requestsOf = async (place: Place, caller: Caller): Promise<Record<string, Request>> => {
  const agencies = [...new Set(towns.map(({ agency }) => agency))]
  const people = await choosePeople(place)
  const pages = await readPageKeys(caller)
  return {
    'Repérage, première page': (user, dice) =>
      user.call(arrears.listWorklist, {
        sort: dice.pick(sorts),
        ...(dice.chance(0.5) ? { agency: dice.pick(agencies) } : {}),
      }),
    'Repérage filtré par agence et étape': (user, dice) =>
      user.call(arrears.listWorklist, {
        sort: dice.pick(sorts),
        agency: dice.pick(agencies),
        stage: dice.pick(stages),
      }),
    'Repérage, page suivante': (user, dice) =>
      user.call(arrears.listWorklist, { sort: 'urgency', after: dice.pick(pages) }),
    'Échelle du bailleur, ses comptes': (user) => user.call(arrears.countProposals, {}),
    'Recherche d’un nom et d’un prénom': (user, dice) =>
      user.call(households.search, {
        text: `${dice.pick(familyNames).slice(0, 5)} ${dice.pick([...womenNames, ...menNames]).slice(0, 4)}`,
      }),
    'Recherche d’un nom mal orthographié': (user, dice) =>
      user.call(households.search, { text: misspelt(dice.pick(familyNames)) }),
    'Recherche d’un numéro, d’un téléphone, d’une rue': (user, dice) => {
      const { number, phone } = dice.pick(people)
      return user.call(households.search, {
        text: dice.pick([number, phone ?? number, dice.pick(streetNames)]),
      })
    },
    'Dossier d’un ménage': (user, dice) => user.call(households.open, { householdId: dice.pick(people).id }),
    'Situation d’impayé d’un ménage': (user, dice) =>
      user.call(arrears.openCase, { householdId: dice.pick(people).id }),
  }
}

/** Two thousand households at random, so that most of what is read was not just read. */
const choosePeople = async ({ owner, organisationId }: Place) => {
  const { rows } = await owner.query<{ id: string; number: string; phone: string | null }>(
    `select t.household_id as id, t.external_id as number, min(p.phone) as phone
     from (select * from tenancy where organisation_id = $1 order by random() limit 2000) t
     join household_member m on (m.organisation_id, m.household_id) = (t.organisation_id, t.household_id)
     join person p on (p.organisation_id, p.id) = (m.organisation_id, m.person_id)
     group by 1, 2`,
    [organisationId],
  )
  return rows
}

const readPageKeys = async (caller: Caller): Promise<string[]> => {
  const keys: string[] = []
  for (let after: string | null | undefined; after !== null && keys.length < 50; ) {
    const { next } = await caller.call(arrears.listWorklist, { sort: 'urgency', ...(after ? { after } : {}) })
    if (next) keys.push(next)
    after = next
  }
  return keys
}

const misspelt = (name: string): string =>
  name.slice(0, 2) + name.slice(3, 4) + name.slice(2, 3) + name.slice(4)

export const timingMeasures = ({ what, atWork, withoutPause }: Timing): Measure[] => [
  {
    what: `${what} (médiane, 95 %)`,
    value: `${milliseconds(atWork.p50Ms)}, ${milliseconds(atWork.p95Ms)}`,
    aim: '95 % < 50 ms',
    met: atWork.p95Ms < 50,
  },
  {
    what: `— ${what}, sans pause`,
    value: `${milliseconds(withoutPause.p50Ms)}, ${milliseconds(withoutPause.p95Ms)}`,
    aim: '',
    met: null,
  },
]
