import { describe, expect, it } from 'vitest'
import { proposeAssignments } from '#domain/measures/balance.ts'
import { decideCancellation, decideMeasureFact } from '#domain/measures/decide.ts'
import { deriveMeasure } from '#domain/measures/derive.ts'
import type { MeasureFact } from '#domain/measures/kinds.ts'
import { measureEventKinds, measureStatuses } from '#domain/measures/kinds.ts'
import { fact, settled, sixMonthsTwice, startedOn, withLength } from '#domain/measures/measure-for-tests.ts'
import { remindersOf } from '#domain/measures/reminders.ts'
import { nextSteps } from '#domain/measures/steps.ts'
import { measureTransitions } from '#domain/measures/transitions.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'

const begun = startedOn('2026-01-15')
const derive = (facts: MeasureFact[], today: PlainDate, definition: ProgrammeDefinition = sixMonthsTwice) =>
  deriveMeasure(definition, facts, today)
const decide = (
  facts: MeasureFact[],
  next: MeasureFact,
  definition: ProgrammeDefinition = sixMonthsTwice,
  around = settled,
  today: PlainDate = '2030-01-01',
) => decideMeasureFact(definition, facts, next, around, today)
const refused = (reason: string) => expect.objectContaining({ outcome: 'refused', reason })
const accepted = { outcome: 'accepted' }

describe('the table SM-12', () => {
  it('knows one way for each event from each stage, and every event has one', () => {
    const ways = measureTransitions.map(({ from, event }) => `${from}/${event}`)
    expect(new Set(ways).size).toBe(ways.length)
    expect(new Set(measureTransitions.map(({ event }) => event))).toEqual(new Set(measureEventKinds))
  })

  it('reaches every status that facts make, from the request', () => {
    const reached = new Set(measureTransitions.map(({ to }) => to))
    expect([...reached].toSorted()).toEqual(measureStatuses.filter((one) => one !== 'overdue').toSorted())
  })
})

describe('the dates of a measure', () => {
  it.each<[string, PlainDate, string]>([
    ['is under way on the last day of its period, included', '2026-07-15', 'active'],
    ['is past its term on the next', '2026-07-16', 'overdue'],
  ])('%s', (_, today, status) => {
    expect(derive(begun, today)).toMatchObject({ status, endsOn: '2026-07-15', limitOn: '2027-01-15' })
  })

  it('counts renewals from the start, so that the end of a month never drifts', () => {
    const facts = [...startedOn('2026-08-31'), fact('renewed', '2027-02-20', { months: 6 })]
    expect(derive(facts, '2027-03-01').endsOn).toBe('2027-08-31')
  })

  it('does not stop its clock while suspended', () => {
    const facts = [...begun, fact('suspended', '2026-03-01', { reason: 'hospitalisation' })]
    expect(derive(facts, '2026-07-15')).toMatchObject({ status: 'suspended', endsOn: '2026-07-15' })
    expect(derive(facts, '2026-07-16').status).toBe('overdue')
  })

  it('never ends by itself where the length is only advised: it tells', () => {
    const stay = withLength({
      firstMonths: 24,
      totalMonths: 48,
      renewals: null,
      limit: 'advisory',
      alertMonths: [24, 36],
    })
    const late = derive(begun, '2032-01-01', stay)
    expect(late.status).toBe('active')
    const alerts = late.deadlines.filter(({ kind }) => kind === 'alert').map(({ dueOn }) => dueOn)
    expect(alerts).toEqual(['2028-01-15', '2029-01-15', '2030-01-15'])
    const looked = derive([...begun, fact('reviewed', '2028-02-01')], '2032-01-01', stay)
    expect(looked.deadlines.filter(({ kind }) => kind === 'alert')).toHaveLength(2)
  })

  it('asks a review every three months on fixed days, one held in the month before counting', () => {
    const nextReview = (...held: PlainDate[]) =>
      derive([...begun, ...held.map((on) => fact('reviewed', on))], '2026-07-10').deadlines.find(
        ({ kind }) => kind === 'review',
      )?.dueOn
    expect(nextReview()).toBe('2026-04-15')
    expect(nextReview('2026-02-01')).toBe('2026-04-15')
    expect(nextReview('2026-03-15')).toBe('2026-07-15')
    expect(nextReview('2026-05-02')).toBe('2026-07-15')
    expect(nextReview('2026-05-02', '2026-07-01')).toBeUndefined()
  })

  it('evaluates six and twelve months after the end, each once', () => {
    const ended = [...begun, fact('ended', '2026-05-31', { exit: 'objective-reached' })]
    expect(derive(ended, '2026-06-01').deadlines.map(({ dueOn }) => dueOn)).toEqual([
      '2026-11-30',
      '2027-05-31',
    ])
    const once = fact('evaluated', '2026-12-01', { months: 6, result: 'housed' })
    expect(decide(ended, fact('evaluated', '2026-08-01', { months: 6, result: 'housed' }))).toEqual(
      refused('evaluation-not-early'),
    )
    expect(decide(ended, once)).toEqual(accepted)
    expect(derive([...ended, once], '2027-01-01')).toMatchObject({
      status: 'evaluated',
      nextDue: { dueOn: '2027-05-31' },
    })
    expect(decide([...ended, once], { ...once, id: 'again', on: '2026-12-02' })).toEqual(
      refused('evaluation-asked'),
    )
  })
})

describe('renewals and the limit', () => {
  const renewal = (on: PlainDate, months = 6) => fact('renewed', on, { months })
  const once = [...begun, renewal('2026-07-01')]

  it('is renewed up to its last day, not after', () => {
    expect(decide(begun, renewal('2026-07-15'))).toEqual(accepted)
    expect(decide(begun, renewal('2026-07-16'))).toEqual(refused('before-expiry'))
  })

  it('is not renewed for longer, or more often, than the programme says', () => {
    expect(decide(begun, renewal('2026-07-01', 7))).toEqual(refused('renewable-length'))
    expect(decide(once, renewal('2027-01-01', 1))).toEqual(refused('renewal-left'))
  })

  it('passes its limit only once someone derogated, and no further than that', () => {
    const freely = withLength({ renewals: null })
    expect(decide(once, renewal('2027-01-01', 1), freely)).toEqual(refused('within-limit'))
    const derogated = [
      ...once,
      fact('derogated', '2027-01-02', { until: '2027-04-15', reason: 'relogement' }),
    ]
    expect(decide(derogated, renewal('2027-01-03', 3))).toEqual(accepted)
    expect(decide(derogated, renewal('2027-01-03', 4))).toEqual(refused('within-limit'))
    expect(derive([...derogated, renewal('2027-01-03', 3)], '2027-02-01')).toMatchObject({
      endsOn: '2027-04-15',
      limitOn: '2027-04-15',
    })
  })

  it('keeps the derogation that a renewal rests on', () => {
    const derogation = fact('derogated', '2027-01-02', { until: '2027-04-15', reason: 'relogement' })
    const facts = [...once, derogation, renewal('2027-01-03', 3)]
    expect(decideCancellation(sixMonthsTwice, facts, derogation.id, settled)).toEqual(
      refused('contradicts-later-fact'),
    )
  })

  it('says nothing of derogations where nothing limits the measure', () => {
    const free = withLength({ totalMonths: null, limit: 'none' })
    expect(
      decide(begun, fact('derogated', '2026-03-01', { until: '2027-01-01', reason: 'x' }), free),
    ).toEqual(refused('limited-length'))
  })
})

describe('what a start asks for', () => {
  const upTo = begun.slice(0, 3)
  const start = (on: PlainDate, detail = {}) => fact('started', on, detail)

  it('is within the window of the programme, both days included', () => {
    const window = withLength({}, { from: '2017-01-01', to: '2019-06-30' })
    const asked = [fact('requested', '2016-12-01', { prescriber: 'landlord' })].concat(
      fact('diagnosis-started', '2016-12-01'),
      fact('contract-signed', '2016-12-01'),
    )
    const on = (day: PlainDate) => decide(asked, start(day), window)
    expect([on('2017-01-01'), on('2019-06-30')]).toEqual([accepted, accepted])
    expect(on('2016-12-31')).toEqual(refused('within-window'))
    expect(on('2019-07-01')).toEqual(refused('within-window'))
  })

  it('has its papers, its criteria, its place', () => {
    const around = (change: object) =>
      decide(upTo, start('2026-01-15'), { ...sixMonthsTwice, capacity: 3 }, { ...settled, ...change })
    expect(around({})).toEqual(accepted)
    expect(around({ documents: [] })).toMatchObject({
      reason: 'document-missing',
      missing: ['support-contract'],
    })
    expect(around({ eligibility: 'to-check' })).toEqual(refused('eligibility-to-check'))
    expect(around({ eligibility: 'refused' })).toEqual(refused('not-eligible'))
    expect(around({ runningInProgramme: 3 })).toEqual(refused('programme-full'))
  })

  it('does not overlap what either programme forbids; one may begin the day the other ends', () => {
    const other = {
      programmeId: 'q',
      family: 'avdl',
      overlap: 'free',
      startedOn: '2025-06-01',
      endedOn: null,
    } as const
    const among = (change: object, definition = sixMonthsTwice) =>
      decide(upTo, start('2026-01-15'), definition, { ...settled, others: [{ ...other, ...change }] })
    expect(among({})).toEqual(refused('overlap'))
    expect(among({ endedOn: '2026-01-16' })).toEqual(refused('overlap'))
    expect(among({ endedOn: '2026-01-15' })).toEqual(accepted)
    expect(among({ family: 'asll' })).toEqual(accepted)
    expect(among({ family: 'asll', overlap: 'any-measure' })).toEqual(refused('overlap'))
    expect(among({}, withLength({}, { overlap: 'same-programme' }))).toEqual(accepted)
  })

  it('asks for the contract, and for the diagnosis where the programme does', () => {
    expect(decide(begun.slice(0, 2), start('2026-01-15'))).toEqual(refused('no-contract-asked'))
    const diagnosed = withLength({}, { documents: [{ kind: 'social-diagnosis', moment: 'before-start' }] })
    expect(decide(begun.slice(0, 1), fact('contract-signed', '2026-01-15'), diagnosed)).toEqual(
      refused('no-diagnosis-asked'),
    )
  })

  it('may be given up on the very day of the contract', () => {
    expect(decide(upTo, fact('refused-by-household', '2026-01-15', { reason: 'x' }))).toEqual(accepted)
    expect(decide(upTo, fact('withdrawn', '2026-01-15'))).toEqual(accepted)
  })

  it('is not in the future, nor longer than the first period', () => {
    expect(decide(upTo, start('2026-02-01'), sixMonthsTwice, settled, '2026-01-31')).toEqual(
      refused('future-fact'),
    )
    expect(decide(upTo, start('2026-01-15', { months: 7 }))).toEqual(refused('within-first-length'))
    expect(decide(upTo, start('2026-01-15', { months: 3 }))).toEqual(accepted)
  })
})

describe('an end', () => {
  const asks = withLength({}, { documents: [{ kind: 'three-party-agreement', moment: 'before-end' }] })

  it('is for one of the reasons of the programme', () => {
    expect(decide(begun, fact('ended', '2026-05-01', { exit: 'home-purchase' }))).toEqual(
      refused('allowed-exit'),
    )
  })

  it('waits for its paper, which nobody asks of the dead', () => {
    const end = (exit: string) => decide(begun, fact('ended', '2026-05-01', { exit }), asks)
    expect(end('objective-reached')).toEqual(refused('document-missing'))
    expect(end('death')).toEqual(accepted)
  })

  it('cancelled, does not run again over another measure begun since', () => {
    const ended = [...begun, fact('ended', '2026-05-01', { exit: 'death' })]
    const since = {
      programmeId: 'q',
      family: 'avdl',
      overlap: 'free',
      startedOn: '2026-06-01',
      endedOn: null,
    } as const
    const cancel = (others: (typeof since)[]) =>
      decideCancellation(sixMonthsTwice, ended, 'ended/2026-05-01', { ...settled, others })
    expect(cancel([])).toEqual(accepted)
    expect(cancel([since])).toEqual(refused('overlap'))
  })
})

describe('what is told', () => {
  it('is told ahead of each date, and silence only once the rhythm has passed', () => {
    const derived = derive(begun, '2026-06-20')
    const told = remindersOf(sixMonthsTwice, derived, { lastContactOn: '2026-06-01', meetingWeeks: null })
    expect(told.map(({ kind, dueOn, tellOn }) => [kind, dueOn, tellOn])).toEqual([
      ['measure-review', '2026-04-15', '2026-03-31'],
      ['measure-term', '2026-07-15', '2026-06-15'],
      ['measure-silence', '2026-06-15', '2026-06-16'],
    ])
  })

  it('never blames anyone for silence during a suspension', () => {
    const derived = derive([...begun, fact('suspended', '2026-03-01', { reason: 'x' })], '2026-06-20')
    const told = remindersOf(sixMonthsTwice, derived, { lastContactOn: null, meetingWeeks: null })
    expect(told.map(({ kind }) => kind)).not.toContain('measure-silence')
  })

  it('says why a step may not be taken', () => {
    const steps = nextSteps(sixMonthsTwice, begun.slice(0, 3), { ...settled, documents: [] }, '2026-02-01')
    expect(steps.find(({ kind }) => kind === 'started')?.refusal).toContain('Contrat d’accompagnement signé')
    expect(steps.find(({ kind }) => kind === 'withdrawn')?.refusal).toBeNull()
  })
})

describe('assignments proposed', () => {
  const load = (membershipId: string, weightTenths: number, capacityTenths: number | null = 100) => ({
    membershipId,
    name: membershipId,
    weightTenths,
    capacityTenths,
  })
  const waiting = (measureId: string, followerIds: string[] = []) => ({
    measureId,
    weightTenths: 10,
    followerIds,
  })

  it('go to the least loaded, each one counting for the next', () => {
    const chosen = proposeAssignments(
      [waiting('1'), waiting('2'), waiting('3')],
      [load('a', 30), load('b', 20), load('c', 95)],
    )
    expect(chosen.map(({ membershipId }) => membershipId)).toEqual(['b', 'a', 'b'])
    expect(chosen[0]?.reason).toBe('la personne la moins chargée : 2,0 sur 10,0')
  })

  it('prefer who already follows the household, and never pass a capacity', () => {
    const chosen = proposeAssignments(
      [waiting('1', ['a']), waiting('2', ['c'])],
      [load('a', 30), load('c', 95)],
    )
    expect(chosen.map(({ membershipId }) => membershipId)).toEqual(['a', 'a'])
    expect(proposeAssignments([waiting('1')], [load('a', 95), load('b', 0, 0)])).toEqual([])
  })
})
