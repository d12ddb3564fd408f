import { describe, expect, test } from 'vitest'
import type { Holidays } from '#domain/calendar.ts'
import { answerDelays, releaseDelays } from '#domain/offers/delays.ts'
import { decideOfferFact, deriveOffer } from '#domain/offers/derive-offer.ts'
import type { OfferFact, OfferTerms } from '#domain/offers/offer-facts.ts'
import { type Credit, decideRegime, purposeOfField } from '#domain/offers/regime.ts'
import { computeTaeg, costOf, flowsOf, printTaeg } from '#domain/offers/taeg.ts'
import type { Granted, Law } from '#domain/offers/walk-offer.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'

const holidays: Holidays = new Set(['2026-12-25', '2027-01-01'] as PlainDate[])
const law: Law = { on: (day) => readParameters(legalParameters, day), holidays: () => holidays }
const params = law.on('2026-12-07')

describe('which law an offer falls under', () => {
  const works: Credit = {
    kind: 'loan',
    purpose: 'works',
    cents: 1_000_000,
    months: 60,
    isFree: true,
    convention: 'full',
  }
  const before: PlainDate = '2026-11-19'
  const after: PlainDate = '2026-11-20'
  test.each<[string, Partial<Credit>, PlainDate, string]>([
    ['works below the old ceiling', {}, before, 'consumer'],
    ['works at the old ceiling', { cents: 7_500_000 }, before, 'consumer'],
    ['works one cent above it', { cents: 7_500_001 }, before, 'mortgage'],
    ['the same, from the reform', { cents: 7_500_001 }, after, 'consumer'],
    ['works at the new ceiling', { cents: 10_000_000 }, after, 'consumer'],
    ['works above it', { cents: 10_000_001 }, after, 'mortgage'],
    ['under 200 € before the reform', { cents: 19_999 }, before, 'outside'],
    ['200 € exactly before the reform', { cents: 20_000 }, before, 'consumer'],
    ['under 200 € from the reform', { cents: 19_999 }, after, 'consumer'],
    ['three months without cost, before', { months: 3 }, before, 'outside'],
    ['three months with a cost, before', { months: 3, isFree: false }, before, 'consumer'],
    ['three months without cost, from the reform', { months: 3 }, after, 'consumer'],
    ['an advance without length', { kind: 'subsidy-advance', months: null }, before, 'consumer'],
    ['buying a home, whatever the amount', { purpose: 'home-purchase', cents: 100_000 }, after, 'mortgage'],
    ['buying a home before', { purpose: 'home-purchase' }, before, 'mortgage'],
    ['a debt above the ceiling', { purpose: 'other', cents: 10_000_001 }, after, 'outside'],
    ['a syndicate of co-owners', { purpose: 'condominium' }, after, 'outside'],
    ['a trade', { purpose: 'professional' }, after, 'outside'],
    ['a convention set apart', { convention: 'restricted-public' }, after, 'outside'],
    ['a grant', { kind: 'grant' }, after, 'none'],
    ['a microcredit of a bank', { kind: 'microcredit' }, after, 'bank'],
  ])('%s', (_, changed, day, regime) => {
    const decided = decideRegime({ ...works, ...changed }, law.on(day))
    expect(decided.regime).toBe(regime)
    expect(decided.explanation.sources[0]).not.toBe('')
  })

  test('the field says what the money is for', () => {
    expect(purposeOfField('energy-precarity')).toBe('works')
    expect(purposeOfField('social-housing-sale')).toBe('home-purchase')
    expect(purposeOfField('rent-debt')).toBe('other')
  })

  test('the explanation carries the figures of the day', () => {
    const { explanation } = decideRegime(works, law.on(before))
    expect(explanation.parameters.map(({ key, value }) => [key, value])).toContainEqual([
      'credit.consumer-ceiling',
      7_500_000,
    ])
  })
})

describe('delays from the offer', () => {
  test('consumer: accepted on 7 December, frozen to the 14th, withdrawal to the 21st, lawful release on the 15th', () => {
    const release = releaseDelays('consumer', '2026-12-07', params, holidays)
    expect(release.frozenUntil?.dueOn).toBe('2026-12-14')
    expect(release.lawfulFrom.dueOn).toBe('2026-12-15')
    expect(release.withdrawUntil?.dueOn).toBe('2026-12-21')
    expect(release.releaseFrom.dueOn).toBe('2026-12-22')
    expect(release.frozenUntil?.why).toContain('08/12/2026 au 14/12/2026')
  })

  test('consumer: a fourteenth day on Christmas is moved to the next working day, and says so', () => {
    const { withdrawUntil, frozenUntil } = releaseDelays('consumer', '2026-12-11', params, holidays)
    expect(withdrawUntil).toMatchObject({ rawDueOn: '2026-12-25', dueOn: '2026-12-28', moved: true })
    expect(withdrawUntil?.why).toContain('jour férié')
    expect(frozenUntil?.dueOn).toBe('2026-12-18')
  })

  test('consumer: an organisation that refuses the extension keeps the raw day', () => {
    const strict = readParameters(
      legalParameters.map((one) => (one.key === 'credit.withdrawal-moved' ? { ...one, value: 0 } : one)),
      '2026-12-07',
    )
    expect(releaseDelays('consumer', '2026-12-11', strict, holidays).withdrawUntil).toMatchObject({
      dueOn: '2026-12-25',
      moved: false,
    })
  })

  test('consumer: an organisation that releases as early as the law allows', () => {
    const early = readParameters(
      legalParameters.map((one) =>
        one.key === 'credit.release-after-withdrawal' ? { ...one, value: 0 } : one,
      ),
      '2026-12-07',
    )
    expect(releaseDelays('consumer', '2026-12-07', early, holidays).releaseFrom.dueOn).toBe('2026-12-15')
  })

  test('mortgage: received on 7 December, ten full days, acceptance from the 18th, offer to 6 January', () => {
    const answer = answerDelays(
      'mortgage',
      { sentOn: '2026-12-04', receivedOn: '2026-12-07' },
      params,
      holidays,
    )
    expect(answer.acceptFrom?.dueOn).toBe('2026-12-18')
    expect(answer.acceptFrom?.why).toContain('08/12/2026 au 17/12/2026')
    expect(answer.validUntil.dueOn).toBe('2027-01-06')
  })

  test('mortgage: without a day of receipt, nothing may be accepted', () => {
    const answer = answerDelays('mortgage', { sentOn: '2026-12-04', receivedOn: null }, params, holidays)
    expect(answer.acceptFrom).toBeNull()
  })

  test('consumer: the offer stands fifteen days, moved to Monday', () => {
    const answer = answerDelays('consumer', { sentOn: '2026-11-27', receivedOn: null }, params, holidays)
    expect(answer.validUntil).toMatchObject({ rawDueOn: '2026-12-12', dueOn: '2026-12-14', moved: true })
  })
})

const terms: OfferTerms = {
  regime: 'consumer',
  cents: 616_000,
  months: 96,
  firstDueOn: '2027-02-05',
  feeCents: 0,
  insuranceCents: 0,
  insuranceIsCompulsory: false,
  taeg: 0,
}
const granted: Granted = { decidedOn: '2026-11-20', needsOffer: true }
let next = 0
const fact = (parts: Omit<OfferFact, 'id'>) =>
  ({ ...parts, id: `f${String(next++).padStart(4, '0')}` }) as OfferFact
const sent = (on: PlainDate, changed: Partial<OfferTerms> = {}) =>
  fact({ kind: 'offer-sent', on, ...terms, ...changed } as Omit<OfferFact, 'id'>)
const received = (on: PlainDate) => fact({ kind: 'offer-received', on })
const accepted = (on: PlainDate) => fact({ kind: 'offer-accepted', on })
const withdrawn = (on: PlainDate) => fact({ kind: 'offer-withdrawn', on })

describe('where an offer stands', () => {
  test('accepted, then in force once the withdrawal is over', () => {
    const facts = [sent('2026-12-01'), accepted('2026-12-07')]
    expect(deriveOffer(granted, facts, law, '2026-12-21').stage).toBe('accepted')
    expect(deriveOffer(granted, facts, law, '2026-12-22')).toMatchObject({
      stage: 'open',
      releaseFrom: { dueOn: '2026-12-22' },
    })
  })

  test('a withdrawal on the last day ends it, the day after it is too late', () => {
    const facts = [sent('2026-12-01'), accepted('2026-12-07')]
    const late: PlainDate = '2027-01-31'
    expect(decideOfferFact(granted, facts, withdrawn('2026-12-21'), law, late)).toBeNull()
    expect(decideOfferFact(granted, facts, withdrawn('2026-12-22'), law, late)).toBe('within-withdrawal')
    expect(deriveOffer(granted, [...facts, withdrawn('2026-12-21')], law, late).stage).toBe('withdrawn')
  })

  test('a mortgage is not accepted before the eleventh day, nor without a receipt', () => {
    const offer = sent('2026-12-04', { regime: 'mortgage' })
    const late: PlainDate = '2027-02-01'
    expect(decideOfferFact(granted, [offer], accepted('2026-12-18'), law, late)).toBe('receipt-known')
    const facts = [offer, received('2026-12-07')]
    expect(decideOfferFact(granted, facts, accepted('2026-12-17'), law, late)).toBe('after-reflection')
    expect(decideOfferFact(granted, facts, accepted('2026-12-18'), law, late)).toBeNull()
    expect(decideOfferFact(granted, facts, accepted('2027-01-06'), law, late)).toBeNull()
    expect(decideOfferFact(granted, facts, accepted('2027-01-07'), law, late)).toBe('before-expiry')
  })

  test('an acceptance posted in time may be noted a little later; then the night gives the funds back', () => {
    const facts = [sent('2026-11-26')]
    const derived = deriveOffer(granted, facts, law, '2026-12-12')
    expect(derived.course.answer?.validUntil.dueOn).toBe('2026-12-11')
    expect(derived.expiresAfter).toBe('2026-12-16')
    expect(decideOfferFact(granted, facts, accepted('2026-12-11'), law, '2026-12-15')).toBeNull()
    const expired = fact({ kind: 'offer-expired', on: '2026-12-11' })
    expect(decideOfferFact(granted, facts, expired, law, '2026-12-17')).toBe('after-validity')
  })

  test('a grant waits for nobody', () => {
    const aid: Granted = { ...granted, needsOffer: false }
    expect(deriveOffer(aid, [], law, '2026-11-20')).toMatchObject({
      stage: 'open',
      releaseFrom: { dueOn: '2026-11-20' },
    })
    expect(decideOfferFact(aid, [], sent('2026-11-21'), law, '2026-11-22')).toBe('out-of-order')
  })

  test('an offer of before the reform keeps the law of its day', () => {
    const derived = deriveOffer(
      { ...granted, decidedOn: '2026-11-01' },
      [sent('2026-11-19')],
      law,
      '2026-12-01',
    )
    expect(derived.unplaced).toEqual([])
    expect(decideOfferFact(granted, [], sent('2026-11-19'), law, '2026-12-01')).toBe('before-decision')
  })
})

describe('what a credit costs in a year', () => {
  const free = { feeCents: 0, insuranceCents: 0, insuranceIsCompulsory: false }

  test('6 160 € over 96 months at 66 € with compulsory insurance: 0,70 %', () => {
    const flows = {
      received: [{ month: 0, cents: 616_000 }],
      paid: Array.from({ length: 96 }, (_, k) => ({ month: k + 1, cents: 6_600 })),
    }
    expect(computeTaeg(flows)).toBe(70)
    expect(printTaeg(70, costOf(flows))).toBe('0,70\u00a0%')
  })

  test('the same with an optional insurance: 0 %', () => {
    const instalments = [...new Array<number>(95).fill(6_417), 6_385]
    const flows = flowsOf(616_000, instalments, { ...free, insuranceCents: 183 })
    expect(computeTaeg(flows)).toBe(0)
    expect(printTaeg(0, costOf(flows))).toBe('0\u00a0%')
  })

  test('5 000 € over 48 months with a fee of 100 €: about 1,00 %', () => {
    const instalments = [...new Array<number>(47).fill(10_417), 10_401]
    const flows = flowsOf(500_000, instalments, { ...free, feeCents: 10_000 })
    expect(costOf(flows)).toBe(10_000)
    expect(computeTaeg(flows)).toBeGreaterThanOrEqual(99)
    expect(computeTaeg(flows)).toBeLessThanOrEqual(101)
  })

  test('a cost too small to show is never printed as 0 %', () => {
    expect(printTaeg(0, 1)).toBe('moins de 0,01\u00a0%')
  })

  test('a fee that eats the loan has no rate', () => {
    expect(computeTaeg(flowsOf(100, [50, 50], { ...free, feeCents: 100 }))).toBeUndefined()
  })
})
