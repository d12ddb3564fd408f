import { expect } from 'vitest'
import type { Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import type { MeasureStatus } from '#domain/measures/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { RequiredDocumentKind } from '#domain/programmes/kinds.ts'
import { fixedClock } from '#server/clock.ts'
import { followMeasures } from '#server/measures/nightly.ts'
import type { TestHouse } from '#tests/house.ts'
import { makeHousehold } from '#tests/make-household.ts'

const { programmes, measures } = contract
type SentFact = Sent<typeof measures.recordFact>['fact']
/** A fact without its day: that of the step. */
type FactOfDay = SentFact extends infer F
  ? F extends { on: string }
    ? Omit<F, 'on'> & { on?: PlainDate }
    : never
  : never
type Request = Omit<Sent<typeof measures.request>, 'householdId' | 'programmeId' | 'answers'>

export type Step = (walk: Walking) => Promise<void>

export type Walk = {
  key: string
  request: Request
  /** What a person answers, by test, at the request. */
  yes?: string[]
  /** What the file knows before it is asked. */
  before?: (t: TestHouse, householdId: string) => Promise<void>
  /** Requests that the programme turns down, each with its reason. */
  turnedDown?: { change: Partial<Request>; reason: string }[]
  steps: Step[]
}

type Walking = { t: TestHouse; measureId: string }

const goTo = (t: TestHouse, day: PlainDate) => {
  t.house.clock = fixedClock(`${day}T09:00:00Z`)
}

const openMeasure = async ({ t, measureId }: Walking) => {
  const { status, body } = await t.call(measures.open, { measureId })
  expect(status).toBe(200)
  return body
}

const send = async (walking: Walking, day: PlainDate, fact: FactOfDay) => {
  goTo(walking.t, day)
  const { version } = await openMeasure(walking)
  return walking.t.call(measures.recordFact, {
    measureId: walking.measureId,
    version,
    fact: { on: day, ...fact } as SentFact,
  })
}

/** A fact is taken on that day, and the measure then stands so. */
export const takes =
  (day: PlainDate, fact: FactOfDay, status: MeasureStatus, more: object = {}): Step =>
  async (walking) => {
    const answer = await send(walking, day, fact)
    expect([day, fact.kind, answer.status, answer.body]).toEqual([day, fact.kind, 200, expect.anything()])
    expect(await openMeasure(walking)).toMatchObject({ status, ...more })
  }

/** A fact is turned down on that day, and nothing moves. */
export const turnsDown =
  (day: PlainDate, fact: FactOfDay, reason: string): Step =>
  async (walking) => {
    const answer = await send(walking, day, fact)
    expect([day, fact.kind, answer.status, answer.body]).toEqual([
      day,
      fact.kind,
      409,
      expect.objectContaining({ reason }),
    ])
  }

export const paper =
  (day: PlainDate, ...kinds: RequiredDocumentKind[]): Step =>
  async (walking) => {
    goTo(walking.t, day)
    for (const kind of kinds) {
      const { version } = await openMeasure(walking)
      const { measureId } = walking
      const { status } = await walking.t.call(measures.recordDocument, {
        measureId,
        version,
        kind,
        receivedOn: day,
      })
      expect(status).toBe(200)
    }
  }

/** Where the measure stands on that day, nobody having done anything: on its page, and on the lists after the night. */
export const stands =
  (day: PlainDate, status: MeasureStatus, more: object = {}): Step =>
  async (walking) => {
    const { t, measureId } = walking
    goTo(t, day)
    await followMeasures.run(t.house, { organisationId: t.here.id }, new AbortController().signal)
    const measure = await openMeasure(walking)
    expect({ day, ...measure }).toMatchObject({ day, status, ...more })
    const { rows } = await t.owner.query('select status from measure_standing where measure_id = $1', [
      measureId,
    ])
    expect([day, rows]).toEqual([day, [{ status }]])
  }

/** An alert told for the stay so long, which a review clears: it never ends anything. */
export const alerts = (months: number, dueOn: PlainDate) => ({
  deadlines: expect.arrayContaining([
    expect.objectContaining({
      kind: 'alert',
      dueOn,
      label: `Point à ${months} mois`,
    }),
  ]),
})

export const rhythm =
  (day: PlainDate, weeks: number, answer: { status: number; reason?: string }): Step =>
  async (walking) => {
    goTo(walking.t, day)
    const { version } = await openMeasure(walking)
    const { measureId } = walking
    const { status, body } = await walking.t.call(measures.setRhythm, { measureId, version, weeks })
    expect({ status, ...(answer.reason ? body : {}) }).toMatchObject(answer)
  }

/** The programme as it is shipped, adopted over HTTP, and the answer to the household's request. */
export const askForMeasure = async (t: TestHouse, walk: Walk) => {
  const { key, request, yes = [], before, turnedDown = [] } = walk
  goTo(t, request.requestedOn as PlainDate)
  const { body: prepared } = await t.call(programmes.create, { start: { from: 'shipped', key } })
  const { programmeId } = prepared
  expect((await t.call(programmes.publish, { programmeId, version: 1 })).status).toBe(200)
  const householdId = await makeHousehold(t.owner, t.here, `Ménage ${key}`)
  await before?.(t, householdId)
  const answers = yes.map((testKey) => ({ testKey, answer: 'yes' as const, reason: 'Vu avec le ménage.' }))
  for (const { change, reason } of turnedDown) {
    const refused = await t.call(measures.request, {
      householdId,
      programmeId,
      ...request,
      answers,
      ...change,
    })
    expect([key, refused.status, refused.body]).toEqual([key, 409, expect.objectContaining({ reason })])
  }
  return t.call(measures.request, { householdId, programmeId, ...request, answers })
}

/** Its whole way through the programme. */
export const walkThrough = async (t: TestHouse, walk: Walk): Promise<void> => {
  const { status, body } = await askForMeasure(t, walk)
  expect([walk.key, status, body]).toEqual([walk.key, 200, expect.anything()])
  const walking = { t, measureId: body.measureId }
  expect(await openMeasure(walking)).toMatchObject({ status: 'requested', programmeNumber: 1 })
  for (const step of walk.steps) await step(walking)
}
