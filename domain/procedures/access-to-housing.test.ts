import { describe, expect, test } from 'vitest'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { allocation } from '#domain/procedures/allocation.ts'
import { daho } from '#domain/procedures/daho.ts'
import { dalo } from '#domain/procedures/dalo.ts'
import type { FieldValues, Law, ProcedureDefinition, ProcedureFact } from '#domain/procedures/definition.ts'
import { deriveProcedure } from '#domain/procedures/derive.ts'
import { housingApplication } from '#domain/procedures/housing-application.ts'
import { unfitHousing } from '#domain/procedures/unfit-housing.ts'

const law: Law = {
  on: (day) => readParameters(legalParameters, day),
  holidays: () => new Set<PlainDate>(['2026-05-08', '2026-05-14', '2026-05-25']),
}

type Told = [event: string, on: PlainDate, detail?: FieldValues]

const draw = (
  definition: ProcedureDefinition,
  told: Told[],
  today: PlainDate,
  circumstances: FieldValues = {},
) => {
  const facts = told.map(
    ([event, on, detail = {}], index): ProcedureFact => ({ id: `f${index}`, event, on, detail }),
  )
  const openedOn = facts[0]?.on ?? today
  return deriveProcedure(definition, { openedOn, circumstances }, facts, law, today)
}

const deadline = (drawn: ReturnType<typeof draw>, rule: string) =>
  drawn.deadlines.findLast((one) => one.rule.rule === rule)
const problems = (drawn: ReturnType<typeof draw>) => drawn.steps.flatMap(({ problem }) => problem ?? [])

describe('DALO', () => {
  const acknowledged: Told[] = [
    ['filed', '2026-02-05'],
    ['acknowledged', '2026-02-10'],
  ]

  test('the commission has three months from the acknowledgement (handbook §17, check 13)', () => {
    const drawn = draw(dalo, acknowledged, '2026-03-01')
    expect(drawn.state).toBe('examined')
    expect(deadline(drawn, 'commission-decision')?.dueOn).toBe('2026-05-10')
  })

  test('six months overseas', () => {
    const drawn = draw(dalo, acknowledged, '2026-03-01', { overseas: true })
    expect(deadline(drawn, 'commission-decision')?.dueOn).toBe('2026-08-10')
  })

  test('its silence is a refusal from the day after, to contest within two months', () => {
    expect(draw(dalo, acknowledged, '2026-05-10').state).toBe('examined')
    const silent = draw(dalo, acknowledged, '2026-05-11')
    expect(silent.state).toBe('rejected')
    expect(silent.since).toBe('2026-05-10')
    expect(silent.steps.at(-1)).toMatchObject({ isDerived: true, fact: { event: 'commission-silent' } })
    expect(deadline(silent, 'contest')?.dueOn).toBe('2026-07-10')
    const final = draw(dalo, acknowledged, '2026-07-11')
    expect(final).toMatchObject({ state: 'final-rejection', hasEnded: true })
  })

  test('a commission late by its own time may still say yes', () => {
    const late = draw(dalo, [...acknowledged, ['priority', '2026-06-02']], '2026-06-03')
    expect(late.state).toBe('priority')
    expect(problems(late)).toEqual([])
    expect(deadline(late, 'contest')?.status).toBe('lapsed')
  })

  test('an incomplete file stops the clock: the silent day moves by as many days', () => {
    const asked: Told[] = [...acknowledged, ['papers-asked', '2026-03-01', { answerBy: '2026-03-31' }]]
    const waiting = draw(dalo, asked, '2026-08-01')
    expect(waiting.state).toBe('incomplete')
    expect(deadline(waiting, 'papers')).toMatchObject({ dueOn: '2026-03-31', status: 'open' })
    const resumed = draw(dalo, [...asked, ['papers-received', '2026-03-21']], '2026-04-01')
    expect(deadline(resumed, 'commission-decision')).toMatchObject({ dueOn: '2026-05-30' })
    expect(deadline(resumed, 'commission-decision')?.why).toContain('plus 20 jours')
    const again = draw(
      dalo,
      [
        ...asked,
        ['papers-received', '2026-03-21'],
        ['papers-asked', '2026-04-01'],
        ['papers-received', '2026-04-11'],
      ],
      '2026-04-12',
    )
    expect(deadline(again, 'commission-decision')?.dueOn).toBe('2026-06-09')
    expect(draw(dalo, [...asked, ['papers-received', '2026-03-21']], '2026-05-30').state).toBe('examined')
    expect(draw(dalo, [...asked, ['papers-received', '2026-03-21']], '2026-05-31').state).toBe('rejected')
  })

  const priority: Told[] = [...acknowledged, ['priority', '2026-05-10'], ['mayor-asked', '2026-05-20']]

  test.each([
    ['3 months', {}, '2026-08-12', '2026-12-12', '2026-12-14'],
    ['6 months', { largeTown: true }, '2026-11-12', '2027-03-12', '2027-03-12'],
    ['6 months overseas', { overseas: true }, '2026-11-12', '2027-03-12', '2027-03-12'],
  ])('préfet, then the court for four months: %s (handbook §11)', (_name, circumstances, offer, raw, due) => {
    const told: Told[] = [...acknowledged, ['priority', '2026-05-12']]
    const drawn = draw(dalo, told, '2026-06-01', circumstances)
    expect(deadline(drawn, 'prefect-offer')?.dueOn).toBe(offer)
    const open = draw(dalo, told, '2026-12-01', circumstances)
    expect(open.state).toBe('court-open')
    expect(open.since).toBe(offer)
    expect(deadline(open, 'court')).toMatchObject({ rawDueOn: raw, dueOn: due, status: 'open' })
    expect(draw(dalo, told, due as PlainDate, circumstances).state).toBe('court-open')
    expect(draw(dalo, told, '2027-04-01', circumstances).state).toBe('court-closed')
  })

  test('the mayor’s opinion is deemed given after fifteen days', () => {
    const drawn = draw(dalo, priority, '2026-05-21')
    expect(deadline(drawn, 'mayor-opinion')?.dueOn).toBe('2026-06-04')
  })

  test('the court seized in time, the judge orders an offer by a day', () => {
    const told: Told[] = [
      ...acknowledged,
      ['priority', '2026-05-12'],
      ['court-seized', '2026-09-01'],
      ['judged', '2026-10-15', { outcome: 'ordered', by: '2026-12-15', penaltyCents: 50_000 }],
    ]
    const seized = draw(dalo, told.slice(0, 4), '2026-09-02')
    expect(deadline(seized, 'court')).toMatchObject({ status: 'met', metOn: '2026-09-01' })
    expect(deadline(seized, 'judge')?.rawDueOn).toBe('2026-11-01')
    const ordered = draw(dalo, told, '2026-10-20')
    expect(ordered.state).toBe('ordered')
    expect(deadline(ordered, 'ordered-offer')?.dueOn).toBe('2026-12-15')
    const dismissed = draw(
      dalo,
      [...told.slice(0, 4), ['judged', '2026-10-15', { outcome: 'dismissed' }]],
      '2026-10-20',
    )
    expect(dismissed.state).toBe('court-closed')
  })

  test('a refusal with a recognised reason keeps the priority and the judge’s time counts from the first offer owed', () => {
    const told: Told[] = [
      ...acknowledged,
      ['priority', '2026-05-12'],
      ['offer', '2026-09-20', { answerBy: '2026-10-01' }],
      ['refused-with-reason', '2026-09-28'],
    ]
    const drawn = draw(dalo, told, '2026-09-29')
    expect(problems(drawn)).toEqual([])
    expect(drawn.state).toBe('court-open')
    expect(deadline(drawn, 'court')?.rawDueOn).toBe('2026-12-12')
  })

  test('a refusal without reason loses the priority', () => {
    const told: Told[] = [...priority, ['offer', '2026-06-20'], ['refused-without-reason', '2026-06-28']]
    expect(draw(dalo, told, '2026-07-01')).toMatchObject({ state: 'priority-lost', hasEnded: true })
  })

  test('a review asked keeps the way to the court: two months from its refusal, notified later', () => {
    const told: Told[] = [
      ...acknowledged,
      ['rejected', '2026-04-20', { notifiedOn: '2026-04-27' }],
      ['review-asked', '2026-05-20'],
    ]
    const asked = draw(dalo, told, '2026-05-21')
    expect(deadline(asked, 'contest')).toMatchObject({ rawDueOn: '2026-06-27', status: 'met' })
    expect(deadline(asked, 'review-answer')?.dueOn).toBe('2026-07-20')
    const silent = draw(dalo, told, '2026-08-01')
    expect(silent.state).toBe('review-rejected')
    expect(deadline(silent, 'contest-review')?.rawDueOn).toBe('2026-09-20')
  })

  test('oriented to a shelter: six weeks for the préfet, as for a DAHO', () => {
    const drawn = draw(dalo, [...acknowledged, ['reoriented', '2026-03-20']], '2026-03-21')
    expect(deadline(drawn, 'shelter-offer')?.dueOn).toBe('2026-05-01')
    expect(draw(dalo, [...acknowledged, ['reoriented', '2026-03-20']], '2026-05-02').state).toBe('court-open')
  })
})

describe('DAHO', () => {
  const told: Told[] = [
    ['filed', '2026-02-08'],
    ['acknowledged', '2026-02-10'],
  ]

  test('six weeks for the commission, six weeks for the préfet (handbook §11)', () => {
    expect(deadline(draw(daho, told, '2026-02-11'), 'commission-decision')?.dueOn).toBe('2026-03-24')
    const decided: Told[] = [...told, ['priority', '2026-03-20', { shelter: 'hostel' }]]
    expect(deadline(draw(daho, decided, '2026-03-21'), 'prefect-offer')?.dueOn).toBe('2026-05-01')
  })

  test('three months where a transition home is owed', () => {
    const decided: Told[] = [...told, ['priority', '2026-03-20', { shelter: 'residence' }]]
    expect(deadline(draw(daho, decided, '2026-03-21'), 'prefect-offer')?.dueOn).toBe('2026-06-20')
  })

  test('its clock stops too while papers are missing', () => {
    const drawn = draw(
      daho,
      [...told, ['papers-asked', '2026-02-20'], ['papers-received', '2026-02-27']],
      '2026-03-01',
    )
    expect(deadline(drawn, 'commission-decision')?.dueOn).toBe('2026-03-31')
  })
})

describe('Application for social housing', () => {
  const registered: Told = ['registered', '2025-12-10', { number: '063125120012345001' }]

  test('valid a year, the notice a month before, then struck off', () => {
    const drawn = draw(housingApplication, [registered], '2026-11-01')
    expect(deadline(drawn, 'renewal')?.dueOn).toBe('2026-12-10')
    expect(deadline(drawn, 'renewal-notice')?.dueOn).toBe('2026-11-10')
    expect(draw(housingApplication, [registered], '2026-12-11')).toMatchObject({
      state: 'struck-off',
      hasEnded: true,
    })
  })

  test('a renewal counts a new year from its day, even while a home is proposed', () => {
    const told: Told[] = [registered, ['proposed', '2026-11-20'], ['renewed', '2026-12-01']]
    const drawn = draw(housingApplication, told, '2026-12-20')
    expect(drawn.state).toBe('proposed')
    expect(deadline(drawn, 'renewal')?.dueOn).toBe('2027-12-01')
  })

  test('the délai anormalement long of the département opens the DALO', () => {
    const drawn = draw(housingApplication, [registered], '2026-11-01', { longWaitMonths: 30 })
    expect(deadline(drawn, 'long-wait')?.dueOn).toBe('2028-06-10')
    expect(deadline(draw(housingApplication, [registered], '2026-11-01'), 'long-wait')).toBeUndefined()
  })

  test('struck off only a month after the warning; an answer goes back to where it was', () => {
    const warned: Told[] = [
      registered,
      ['proposed', '2026-02-01'],
      ['warned', '2026-03-02', { reason: 'no-answer' }],
    ]
    const early = draw(housingApplication, [...warned, ['struck-off', '2026-04-02']], '2026-04-03')
    expect(early.state).toBe('warned')
    expect(problems(early)).toEqual([
      'La radiation n’est possible qu’un mois après le courrier qui l’annonce.',
    ])
    expect(draw(housingApplication, [...warned, ['struck-off', '2026-04-03']], '2026-04-03').state).toBe(
      'struck-off',
    )
    expect(draw(housingApplication, [...warned, ['answered', '2026-03-20']], '2026-04-03').state).toBe(
      'proposed',
    )
  })

  test('a home too large: the third refusal in a tense area ends the right to stay six months later', () => {
    const refused: Told[] = [
      registered,
      ...(['2026-02-01', '2026-03-01', '2026-04-01'] as const).map(
        (on): Told => ['smaller-home-refused', on],
      ),
    ]
    const transfer = { transfer: true, underOccupied: true, tenseArea: true }
    expect(deadline(draw(housingApplication, refused, '2026-04-02', transfer), 'stay-right')?.rawDueOn).toBe(
      '2026-10-01',
    )
    const two = draw(housingApplication, refused.slice(0, 3), '2026-04-02', transfer)
    expect(deadline(two, 'stay-right')).toBeUndefined()
    const spared = draw(housingApplication, refused, '2026-04-02', { ...transfer, stayProtected: true })
    expect(deadline(spared, 'stay-right')).toBeUndefined()
    const notTransfer = draw(housingApplication, refused, '2026-04-02')
    expect(problems(notTransfer)[0]).toContain('mutation')
  })
})

describe('Commission d’attribution', () => {
  const listed: Told = ['listed', '2026-03-02', { sitsOn: '2026-03-17' }]

  test('the note is to send before the sitting, on a day worked', () => {
    expect(deadline(draw(allocation, [listed], '2026-03-03'), 'intervention')).toMatchObject({
      rawDueOn: '2026-03-12',
      dueOn: '2026-03-12',
    })
    const monday: Told = ['listed', '2026-03-02', { sitsOn: '2026-03-20' }]
    expect(deadline(draw(allocation, [monday], '2026-03-03'), 'intervention')).toMatchObject({
      rawDueOn: '2026-03-15',
      dueOn: '2026-03-13',
    })
  })

  test('an offer leaves ten days at least; no answer is a refusal', () => {
    const allocated: Told[] = [listed, ['allocated', '2026-03-17']]
    const short = draw(
      allocation,
      [...allocated, ['offer-sent', '2026-03-20', { answerBy: '2026-03-29' }]],
      '2026-03-21',
    )
    expect(short.state).toBe('allocated')
    expect(problems(short)[0]).toContain('au moins 10 jours')
    const offered: Told[] = [...allocated, ['offer-sent', '2026-03-20']]
    expect(deadline(draw(allocation, offered, '2026-03-21'), 'answer')?.dueOn).toBe('2026-03-30')
    expect(draw(allocation, offered, '2026-03-30').state).toBe('offered')
    expect(draw(allocation, offered, '2026-03-31')).toMatchObject({ state: 'refused', since: '2026-03-30' })
  })

  test('a condition not met in time is a non-allocation', () => {
    const told: Told[] = [listed, ['conditional', '2026-03-17', { until: '2026-04-15' }]]
    expect(draw(allocation, told, '2026-04-15').state).toBe('conditional')
    expect(draw(allocation, told, '2026-04-16').state).toBe('not-allocated')
    expect(draw(allocation, [...told, ['condition-met', '2026-04-15']], '2026-04-16').state).toBe('allocated')
  })
})

describe('Unfit housing', () => {
  test('from the landlord’s silence to an order and the works done', () => {
    const told: Told[] = [['landlord-told', '2026-01-05']]
    const silent = draw(unfitHousing, told, '2026-03-06')
    expect(silent.steps.at(-1)).toMatchObject({ fact: { event: 'landlord-silent', on: '2026-03-05' } })
    const ordered: Told[] = [
      ...told,
      ['reported', '2026-03-10', { to: 'commune' }],
      ['confirmed', '2026-04-02'],
      ['payer-told', '2026-04-03'],
      ['owner-heard', '2026-04-10'],
      ['ordered', '2026-05-18', { by: '2026-11-18' }],
    ]
    const drawn = draw(unfitHousing, ordered, '2026-06-01')
    expect(problems(drawn)).toEqual([])
    expect(deadline(drawn, 'works')?.dueOn).toBe('2026-11-18')
    expect(deadline(drawn, 'aid-kept')).toMatchObject({ dueOn: '2027-10-03', status: 'open' })
    const mended = draw(unfitHousing, [...ordered, ['mended', '2026-11-20']], '2026-11-21')
    expect(mended.hasEnded).toBe(true)
    expect(deadline(mended, 'works')?.status).toBe('met-late')
  })

  test('forbidden to live there: a new home is owed', () => {
    const drawn = draw(
      unfitHousing,
      [
        ['reported', '2026-03-10'],
        ['ordered-to-leave', '2026-03-12', { lasting: 'final', by: '2026-06-12' }],
      ],
      '2026-03-13',
    )
    expect(drawn.state).toBe('must-leave')
    expect(deadline(drawn, 'rehousing-offer')?.dueOn).toBe('2026-06-12')
  })
})
