import { describe, expect, it } from 'vitest'
import { type ArrearsEvent, deriveArrearsCase, permittedEvents } from '#domain/arrears/case-states.ts'
import {
  type ArrearsEventKind,
  type ArrearsGuard,
  type ArrearsStage,
  arrearsStages,
  arrearsTransitions,
} from '#domain/arrears/transitions.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'

const owing = {
  rentCents: 43_000,
  chargesCents: 9_000,
  rlsCents: 0,
  benefitCents: 20_000,
  benefitPaidTo: 'tenant',
  debtCents: 120_000,
  firstDefaultOn: '2026-01-05',
  constitutedOnA: '2026-02-05',
  constitutedOnB: '2026-02-05',
} as const
const derive = (events: ArrearsEvent[], onDate: PlainDate, parameters = legalParameters) =>
  deriveArrearsCase(owing, events, onDate, readParameters(parameters, onDate), new Set())
const facts = (...kinds: [ArrearsEventKind, PlainDate][]): ArrearsEvent[] =>
  kinds.map(([kind, on]) => ({ kind, on }))
const dueDays = (found: ReturnType<typeof derive>) =>
  found.deadlines.map(({ rule, rawDueOn }) => [rule, rawDueOn])

describe('the landlord of a tenant who receives the aid is asked whether it wants it (R.824-20)', () => {
  const asked = facts(
    ['reported-to-payer', '2026-03-10'],
    ['file-returned-to-landlord', '2026-03-20'],
    ['direct-payment-asked', '2026-04-01'],
  )
  it('within two months, included in the six months of the plan', () => {
    expect(dueDays(derive(asked, '2026-05-01'))).toEqual([
      ['direct-payment-answer', '2026-06-01'],
      ['landlord-plan', '2026-09-20'],
    ])
  })
  it('an agreement leaves the six months as they were', () => {
    const accepted = [...asked, ...facts(['direct-payment-accepted', '2026-04-20'])]
    expect(dueDays(derive(accepted, '2026-05-01'))).toEqual([['landlord-plan', '2026-09-20']])
  })
  it('silence is a refusal, and the plan is then due within two months (R.824-22)', () => {
    const found = derive(asked, '2026-06-15')
    expect(found.history.at(-1)).toEqual({
      on: '2026-06-01',
      event: 'direct-payment-unanswered',
      from: 'plan-by-landlord',
      to: 'plan-by-landlord',
    })
    expect(dueDays(found)).toEqual([['landlord-plan', '2026-08-01']])
  })
  it('within one month once the simplified procedure has failed: the delay is halved (R.824-10)', () => {
    const halved = facts(
      ['reported-to-payer', '2026-03-10'],
      ['simplified-procedure-proposed', '2026-03-12'],
      ['simplified-procedure-failed', '2026-04-13'],
      ['file-returned-to-landlord', '2026-04-20'],
      ['direct-payment-asked', '2026-04-22'],
    )
    expect(dueDays(derive(halved, '2026-05-01'))).toEqual([
      ['direct-payment-answer', '2026-05-22'],
      ['landlord-plan', '2026-07-20'],
    ])
  })
  it('also while the FSL is seized, whose six months do not move', () => {
    const fsl = facts(
      ['reported-to-payer', '2026-03-10'],
      ['fsl-seized-by-payer', '2026-03-20'],
      ['direct-payment-asked', '2026-04-01'],
      ['direct-payment-refused', '2026-05-02'],
    )
    expect(dueDays(derive(fsl, '2026-04-10'))).toEqual([
      ['direct-payment-answer', '2026-06-01'],
      ['fsl-decision', '2026-09-20'],
    ])
    expect(dueDays(derive(fsl, '2026-05-10'))).toEqual([['fsl-decision', '2026-09-20']])
  })
  it('only when the tenant receives the aid', () => {
    const offered = (benefitPaidTo: 'tenant' | 'landlord') =>
      permittedEvents(
        'plan-by-landlord',
        { debtCents: 120_000, currentRentResumed: false, benefitPaidTo, history: [] },
        '2026-05-01',
        readParameters(legalParameters, '2026-05-01'),
      )
    expect(offered('tenant')).toContain('direct-payment-asked')
    expect(offered('landlord')).not.toContain('direct-payment-asked')
  })
})

describe('the FSL seized at the same time as the paying body (R.824-11, R.824-12)', () => {
  const joint = facts(['reported-with-fsl', '2026-03-10'])
  it('keeps the aid six months, then gives the landlord three months for a plan', () => {
    expect(derive(joint, '2026-04-01').stage).toBe('fsl-seized')
    expect(dueDays(derive(joint, '2026-04-01'))).toEqual([['fsl-decision', '2026-09-10']])
    const returned = [...joint, ...facts(['file-returned-to-landlord', '2026-09-11'])]
    expect(derive(returned, '2026-09-20').stage).toBe('plan-by-landlord')
    expect(dueDays(derive(returned, '2026-09-20'))).toEqual([['landlord-plan', '2026-12-11']])
  })
  it('ends on the default plan when the landlord makes none', () => {
    const imposed = [
      ...joint,
      ...facts(['file-returned-to-landlord', '2026-09-11'], ['default-plan-imposed', '2026-12-14']),
    ]
    expect(derive(imposed, '2026-12-20').stage).toBe('plan-active')
    expect(dueDays(derive(imposed, '2026-12-20'))).toEqual([['default-plan-end', '2029-12-14']])
  })
  it('is not the way of a file whose FSL was seized afterwards', () => {
    const after = facts(
      ['reported-to-payer', '2026-03-10'],
      ['fsl-seized-by-payer', '2026-03-20'],
      ['file-returned-to-landlord', '2026-09-11'],
    )
    expect(derive(after, '2026-09-20')).toMatchObject({
      stage: 'fsl-seized',
      unplaced: [{ kind: 'file-returned-to-landlord' }],
    })
  })
})

describe('from 2027, under regime B', () => {
  const reported = facts(['reported-to-payer', '2027-01-20'])
  it.each([
    ['the CCAPEX may seize the FSL', 'fsl-seized-by-ccapex', 'fsl-seized'],
    ['the CCAPEX keeps the aid, in principle', 'aid-maintained', 'maintained-r824-28'],
    ['the CCAPEX suspends the aid', 'aid-suspended', 'suspended'],
    ['a plan is approved', 'plan-approved', 'plan-active'],
    ['direct payment is proposed at once', 'direct-payment-asked', 'reported'],
  ] as const)('%s', (_, kind, stage) => {
    const events = [...reported, ...facts([kind, '2027-02-10'])]
    expect(derive(events, '2027-02-15')).toMatchObject({ stage, unplaced: [] })
  })
  it('announces no delay for the FSL until an organisation enters the one of the decree', () => {
    const events = [...reported, ...facts(['fsl-seized-by-ccapex', '2027-02-10'])]
    expect(derive(events, '2027-02-15').deadlines).toEqual([])
    const known = legalParameters.map((p) => (p.key === 'arrears.b.fsl-months' ? { ...p, value: 4 } : p))
    expect(dueDays(derive(events, '2027-02-15', known))).toEqual([['fsl-decision', '2027-06-10']])
  })
  it('takes up a file begun under regime A where it stood', () => {
    const begun = facts(['reported-to-payer', '2026-11-10'], ['file-returned-to-landlord', '2026-11-20'])
    const suspended = [...begun, ...facts(['aid-suspended', '2027-03-01'])]
    expect(derive(suspended, '2027-03-02').stage).toBe('suspended')
    expect(derive([...begun, ...facts(['aid-suspended', '2026-12-01'])], '2026-12-02').stage).toBe(
      'plan-by-landlord',
    )
  })
})

describe('the table of the handbook (§1.3)', () => {
  it.each([
    ['none', 'rent-unpaid', 'late', null],
    ['late', 'threshold-reached', 'constituted', 'arrears.report-months'],
    ['late', 'debt-cleared', 'cleared', null],
    ['constituted', 'debt-cleared', 'cleared', null],
    ['constituted', 'reported-to-payer', 'reported', 'arrears.ccapex-before-summons-months'],
    ['reported', 'file-returned-to-landlord', 'plan-by-landlord', 'arrears.a.landlord-plan-months'],
    ['reported', 'fsl-seized-by-payer', 'fsl-seized', 'arrears.a.fsl-months'],
    ['reported', 'simplified-procedure-proposed', 'simplified', 'arrears.simplified-months'],
    ['plan-by-landlord', 'plan-approved', 'plan-active', 'plan.check-months'],
    ['plan-by-landlord', 'landlord-given-notice', 'fsl-seized', 'arrears.a.fsl-after-notice-months'],
    ['fsl-seized', 'fsl-decision-received', 'plan-active', 'plan.check-months'],
    ['fsl-seized', 'default-plan-imposed', 'plan-active', 'plan.default-count'],
    ['plan-active', 'plan-breached', 'breached', null],
    ['breached', 'aid-maintained', 'maintained-r824-28', null],
    ['breached', 'aid-suspended', 'suspended', null],
    ['suspended', 'aid-restored', 'restored', null],
    ['suspended', 'overindebtedness-admissible', 'restored', null],
    ['plan-active', 'debt-cleared', 'cleared', null],
  ] as const)('from %s, %s leads to %s', (from, event, to, delayKey) => {
    const rows = arrearsTransitions.filter((row) => row.from === from && row.event === event && row.to === to)
    expect(rows.map(({ delay }) => delay?.delayKey ?? null)).toContain(delayKey)
  })
  it.each([
    ['arrears.report-months', 2],
    ['arrears.a.landlord-plan-months', 6],
    ['arrears.a.landlord-plan-refused-months', 2],
    ['arrears.a.fsl-after-notice-months', 3],
    ['arrears.a.fsl-months', 6],
    ['arrears.a.direct-payment-months', 2],
    ['arrears.a.landlord-plan-halved-months', 3],
    ['arrears.a.fsl-halved-months', 3],
    ['arrears.a.direct-payment-halved-months', 1],
    ['arrears.a.fsl-joint-months', 6],
    ['arrears.a.landlord-plan-after-joint-fsl-months', 3],
    ['arrears.simplified-months', 1],
    ['arrears.simplified-ceiling', 10_000],
    ['plan.default-count', 36],
    ['plan.check-months', 6],
    ['plan.safety-net-share', 5_000],
  ])('%s is %i', (key, value) => {
    expect(readParameters(legalParameters, '2026-11-21').read(key)).toBe(value)
  })
})

/** The rows a regime knows: the other conditions of a row may be met in either. */
const rowsOf = (other: ArrearsGuard) => arrearsTransitions.filter(({ guards }) => !guards.includes(other))
const reachedFrom = (start: ArrearsStage, rows: typeof arrearsTransitions): Set<ArrearsStage> => {
  const reached = new Set([start])
  for (const stage of reached) for (const row of rows) if (row.from === stage) reached.add(row.to)
  return reached
}

describe.each([
  ['A', rowsOf('regime-b'), []],
  // Asked of the landlord and simplified are ways of regime A alone; a file that was there goes on from there.
  [
    'B',
    rowsOf('regime-a').filter(
      ({ guards }) =>
        !guards.some((guard) => ['small-debt', 'after-joint-fsl', 'after-simplified'].includes(guard)),
    ),
    ['plan-by-landlord', 'simplified'],
  ],
] as const)('the state table of regime %s', (_, rows, onlyElsewhere) => {
  it('reaches every stage from none', () => {
    const reached = reachedFrom('none', rows)
    expect(arrearsStages.filter((stage) => !reached.has(stage))).toEqual(onlyElsewhere)
  })
  it('leads on from every stage, otherwise than by the debt being paid or over-indebtedness', () => {
    for (const stage of arrearsStages) {
      const ways = rows.filter(
        ({ from, to, event }) =>
          from === stage &&
          to !== stage &&
          event !== 'debt-cleared' &&
          event !== 'overindebtedness-admissible',
      )
      expect(ways.length, stage).toBeGreaterThan(0)
      expect(reachedFrom(stage, rows).has('cleared'), stage).toBe(true)
    }
  })
})
