import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Holidays } from '#domain/calendar.ts'
import { answerDelays, releaseDelays } from '#domain/offers/delays.ts'
import { decideOfferFact, deriveOffer } from '#domain/offers/derive-offer.ts'
import {
  endedMicrocreditStages,
  isMicrocreditFact,
  type MicrocreditStage,
  microcreditTransitions,
  walkMicrocredit,
} from '#domain/offers/microcredit.ts'
import { type MicrocreditFact, microcreditEventRows } from '#domain/offers/microcredit-facts.ts'
import { type OfferFact, offerEventKinds } from '#domain/offers/offer-facts.ts'
import { computeTaeg, costOf, flowsOf } from '#domain/offers/taeg.ts'
import { isEndedOffer, offerStages, offerTransitions } from '#domain/offers/transitions.ts'
import type { Granted, Law } from '#domain/offers/walk-offer.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'

const holidays: Holidays = new Set(['2026-12-25', '2027-01-01', '2027-03-29'] as PlainDate[])
const law: Law = { on: (day) => readParameters(legalParameters, day), holidays: () => holidays }
const start: PlainDate = '2026-11-22'
const day = (span: number) => fc.nat({ max: span }).map((days) => addDays(start, days))
const regimes = fc.constantFrom('consumer' as const, 'mortgage' as const, 'outside' as const)
const granted: Granted = { decidedOn: start, needsOffer: true }

const offerFacts = (span: number): fc.Arbitrary<OfferFact[]> =>
  fc.array(fc.tuple(fc.constantFrom(...offerEventKinds), day(span), regimes), { maxLength: 9 }).map((all) =>
    all.map(([kind, on, regime], index) => {
      const terms = { regime, cents: 100_000, months: 12, firstDueOn: null, taeg: 0 }
      const charges = { feeCents: 0, insuranceCents: 0, insuranceIsCompulsory: false }
      const detail = kind === 'offer-sent' ? { ...terms, ...charges } : { reason: 'essai' }
      return { id: `f${index}`, kind, on, ...detail } as OfferFact
    }),
  )

test('no delay ends before the fact it runs from', () => {
  fc.assert(
    fc.property(regimes, day(900), day(900), (regime, sentOn, acceptedOn) => {
      const params = law.on(sentOn)
      const { acceptFrom, validUntil } = answerDelays(
        regime,
        { sentOn, receivedOn: sentOn },
        params,
        holidays,
      )
      const release = releaseDelays(regime, acceptedOn, params, holidays)
      for (const one of [acceptFrom, validUntil]) expect(one === null || one.dueOn >= sentOn).toBe(true)
      for (const one of Object.values(release)) expect(one === null || one.dueOn >= acceptedOn).toBe(true)
      expect(release.releaseFrom.dueOn >= release.lawfulFrom.dueOn).toBe(true)
      if (release.frozenUntil) expect(release.lawfulFrom.dueOn > release.frozenUntil.dueOn).toBe(true)
      if (release.withdrawUntil)
        expect(release.withdrawUntil.dueOn >= release.withdrawUntil.rawDueOn).toBe(true)
    }),
  )
})

test('the same facts in any order tell the same offer', () => {
  const shuffled = offerFacts(60).chain((facts) =>
    fc.tuple(
      fc.constant(facts),
      fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length }),
    ),
  )
  fc.assert(
    fc.property(shuffled, day(90), ([facts, other], today) => {
      expect(deriveOffer(granted, other, law, today)).toEqual(deriveOffer(granted, facts, law, today))
    }),
  )
})

test('every fact that was accepted has its place, and funds never leave before the law lets them', () => {
  fc.assert(
    fc.property(offerFacts(80), (asked) => {
      const kept: OfferFact[] = []
      const far = addDays(start, 400)
      for (const one of asked) if (decideOfferFact(granted, kept, one, law, far) === null) kept.push(one)
      const derived = deriveOffer(granted, kept, law, far)
      expect(derived.unplaced).toEqual([])
      const { release } = derived.course
      if (derived.releaseFrom && release)
        expect(derived.releaseFrom.dueOn >= release.lawfulFrom.dueOn).toBe(true)
    }),
  )
})

test('changesOn is honest: nothing changes on any day before it', () => {
  fc.assert(
    fc.property(offerFacts(40), day(60), (facts, today) => {
      const now = deriveOffer(granted, facts, law, today)
      const until = now.changesOn ?? addDays(today, 60)
      for (let next = addDays(today, 1); next < until; next = addDays(next, 1))
        expect(deriveOffer(granted, facts, law, next).stage).toBe(now.stage)
    }),
    { numRuns: 60 },
  )
})

test('each stage has a way out, but those that end', () => {
  for (const stage of offerStages)
    expect(
      offerTransitions.some(({ from, to }) => from === stage && to !== stage),
      stage,
    ).toBe(!isEndedOffer(stage))
  const micro = new Set(microcreditTransitions.flatMap(({ from, to }) => [from, to]))
  for (const stage of micro)
    expect(
      microcreditTransitions.some(({ from }) => from === stage),
      stage,
    ).toBe(!(endedMicrocreditStages as readonly MicrocreditStage[]).includes(stage))
})

test('a microcredit told in any order stands where it stands', () => {
  const kinds = Object.keys(microcreditEventRows) as MicrocreditFact['kind'][]
  const facts = fc
    .array(fc.tuple(fc.constantFrom(...kinds), day(40)), { maxLength: 12 })
    .map((all) =>
      all.map(
        ([kind, on], index) =>
          ({
            id: `m${index}`,
            kind,
            on,
            bank: 'Banque',
            outstandingCents: 10,
            cents: 10,
            months: 6,
          }) as never,
      ),
    )
    .map((all: MicrocreditFact[]) => all.filter(isMicrocreditFact))
  fc.assert(
    fc.property(facts, (all) => {
      expect(walkMicrocredit(all.toReversed())).toEqual(walkMicrocredit(all))
    }),
  )
})

test('a cost above zero is a rate above zero, and no cost is none', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 10_000, max: 5_000_000 }),
      fc.integer({ min: 1, max: 120 }),
      fc.integer({ min: 0, max: 9_000 }),
      (principal, months, feeCents) => {
        const each = Math.floor(principal / months)
        const instalments = new Array<number>(months).fill(each)
        instalments[months - 1] = principal - each * (months - 1)
        const charges = { feeCents, insuranceCents: 0, insuranceIsCompulsory: false }
        const flows = flowsOf(principal, instalments, charges)
        expect(costOf(flows)).toBe(feeCents)
        const taeg = computeTaeg(flows)
        if (feeCents === 0) expect(taeg).toBe(0)
        else expect(taeg === undefined || taeg >= 0).toBe(true)
      },
    ),
  )
})
