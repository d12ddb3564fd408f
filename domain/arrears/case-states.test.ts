import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ArrearsCaseFacts,
  type ArrearsEvent,
  constitutedOn,
  deriveArrearsCase,
  permittedEvents,
} from '#domain/arrears/case-states.ts'
import { readArrearsRules } from '#domain/arrears/threshold.ts'
import {
  type ArrearsEventKind,
  arrearsEventKinds,
  arrearsStages,
  arrearsTransitions,
} from '#domain/arrears/transitions.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'

const owing: ArrearsCaseFacts = {
  rentCents: 43_000,
  chargesCents: 9_000,
  rlsCents: 0,
  benefitCents: 20_000,
  benefitPaidTo: 'landlord',
  debtCents: 96_000,
  firstDefaultOn: '2026-01-05',
  constitutedOnA: '2026-02-05',
  constitutedOnB: '2026-02-05',
}
const noHolidays: ReadonlySet<PlainDate> = new Set()
const derive = (events: ArrearsEvent[], onDate: PlainDate, facts: Partial<ArrearsCaseFacts> = {}) =>
  deriveArrearsCase(
    { ...owing, ...facts },
    events,
    onDate,
    readParameters(legalParameters, onDate),
    noHolidays,
  )
const facts = (...kinds: [ArrearsEventKind, PlainDate][]): ArrearsEvent[] =>
  kinds.map(([kind, on]) => ({ kind, on }))
const upToReport = facts(['reported-to-payer', '2026-03-10'])

describe('from the first default to the report', () => {
  it('is none without a debt, late from the default, constituted from the threshold', () => {
    expect(
      derive([], '2026-03-01', {
        debtCents: 0,
        firstDefaultOn: null,
        constitutedOnA: null,
        constitutedOnB: null,
      }).stage,
    ).toBe('none')
    expect(derive([], '2026-01-20')).toMatchObject({ stage: 'late', since: '2026-01-05', deadlines: [] })
    expect(derive([], '2026-03-01')).toMatchObject({ stage: 'constituted', since: '2026-02-05' })
  })
  it('must be reported within two months, moved to a worked day', () => {
    expect(derive([], '2026-03-01').deadlines).toMatchObject([
      {
        rule: 'arrears-report',
        triggeredOn: '2026-02-05',
        rawDueOn: '2026-04-05',
        dueOn: '2026-04-06',
        source: 'CCH R.824-4',
      },
    ])
  })
  it('under regime B: default of 5 January 2027, arrears on 5 April, report by Monday 7 June', () => {
    const b = {
      firstDefaultOn: '2027-01-05',
      constitutedOnA: null,
      constitutedOnB: '2027-04-05',
      debtCents: 10_000,
    } as const
    expect(derive([], '2027-04-10', b).deadlines).toMatchObject([
      { rawDueOn: '2027-06-05', dueOn: '2027-06-07' },
    ])
  })
  it('is constituted on 1 January 2027 for a debt that only regime B sees', () => {
    const rules = readArrearsRules(readParameters(legalParameters, '2027-01-10'))
    const onlyB = { constitutedOnA: null, constitutedOnB: '2026-09-01' } as const
    expect(constitutedOn(onlyB, rules, '2026-12-31')).toBeNull()
    expect(constitutedOn(onlyB, rules, '2027-01-10')).toBe('2027-01-01')
    expect(
      constitutedOn({ constitutedOnA: '2027-02-01', constitutedOnB: '2027-01-15' }, rules, '2027-03-01'),
    ).toBe('2027-01-15')
    expect(
      constitutedOn({ constitutedOnA: '2026-02-05', constitutedOnB: '2026-02-05' }, rules, '2027-03-01'),
    ).toBe('2026-02-05')
  })
  it('is cleared when the ledger owes nothing any more', () => {
    const paid = { debtCents: 0, firstDefaultOn: null, clearedOn: '2026-05-02' } as const
    const events = facts(['rent-unpaid', '2026-01-05'], ['threshold-reached', '2026-02-05'])
    expect(derive([...events, ...upToReport], '2026-06-01', paid)).toMatchObject({
      stage: 'cleared',
      since: '2026-05-02',
      deadlines: [],
    })
  })
})

describe('after the report, until the end of 2026', () => {
  it.each([
    [
      'asks the landlord for a plan within six months',
      facts(['file-returned-to-landlord', '2026-03-20']),
      'plan-by-landlord',
      '2026-09-20',
    ],
    [
      'asks it within two months of refusing the direct payment',
      facts(['file-returned-to-landlord', '2026-03-20'], ['direct-payment-refused', '2026-04-10']),
      'plan-by-landlord',
      '2026-06-10',
    ],
    [
      'seizes the FSL for six months',
      facts(['fsl-seized-by-payer', '2026-03-20']),
      'fsl-seized',
      '2026-09-20',
    ],
    [
      'gives the FSL three months after the formal notice',
      facts(['file-returned-to-landlord', '2026-03-20'], ['landlord-given-notice', '2026-09-22']),
      'fsl-seized',
      '2026-12-22',
    ],
    [
      'gives each one month in the simplified procedure',
      facts(['simplified-procedure-proposed', '2026-03-20']),
      'simplified',
      '2026-04-20',
    ],
    [
      'halves the delay once that procedure has failed',
      facts(
        ['simplified-procedure-proposed', '2026-03-20'],
        ['simplified-procedure-failed', '2026-04-21'],
        ['file-returned-to-landlord', '2026-04-25'],
      ),
      'plan-by-landlord',
      '2026-07-25',
    ],
    [
      'imposes 36 months when the FSL is silent',
      facts(['fsl-seized-by-payer', '2026-03-20'], ['default-plan-imposed', '2026-09-25']),
      'plan-active',
      '2029-09-25',
    ],
  ] as const)('%s', (_, events, stage, rawDueOn) => {
    expect(derive([...upToReport, ...events], '2026-10-01')).toMatchObject({
      stage,
      deadlines: [{ rawDueOn }],
    })
  })
  it('opens the summons two months after the report, which seizes the CCAPEX', () => {
    expect(derive(upToReport, '2026-03-15').deadlines).toMatchObject([
      { rule: 'summons-not-before', rawDueOn: '2026-05-10' },
    ])
  })
  it('checks the plan every six months', () => {
    const events = [...upToReport, ...facts(['plan-approved', '2026-04-15'])]
    expect(derive(events, '2026-05-01').deadlines).toMatchObject([
      { rule: 'plan-check', rawDueOn: '2026-10-15' },
    ])
    expect(derive(events, '2026-10-20').deadlines).toMatchObject([{ rawDueOn: '2027-04-15' }])
  })
  it('follows a breach to the safety net or the suspension, then to the aid restored', () => {
    const breached = [
      ...upToReport,
      ...facts(['plan-approved', '2026-04-15'], ['plan-breached', '2026-06-21']),
    ]
    expect(derive(breached, '2026-07-01').stage).toBe('breached')
    expect(derive([...breached, ...facts(['aid-maintained', '2026-07-02'])], '2026-07-05').stage).toBe(
      'maintained-r824-28',
    )
    const suspended = [...breached, ...facts(['aid-suspended', '2026-07-02'])]
    expect(derive(suspended, '2026-07-05').stage).toBe('suspended')
    expect(derive([...suspended, ...facts(['aid-restored', '2026-08-02'])], '2026-08-05').stage).toBe(
      'restored',
    )
    expect(
      derive([...suspended, ...facts(['overindebtedness-admissible', '2026-08-02'])], '2026-08-05').stage,
    ).toBe('restored')
  })
})

describe('facts of one day', () => {
  const running = [...upToReport, ...facts(['plan-approved', '2026-04-15'])]
  it('are taken as they have a place: a plan agreed again the day its breach is found runs', () => {
    const again = [...running, ...facts(['plan-approved', '2026-06-21'], ['plan-breached', '2026-06-21'])]
    expect(derive(again, '2026-07-01')).toMatchObject({ stage: 'plan-active', unplaced: [] })
  })
})

describe('from 2027', () => {
  it('leaves aside the ways of regime A and keeps the fact to be shown', () => {
    const events = facts(['reported-to-payer', '2027-01-20'], ['file-returned-to-landlord', '2027-02-01'])
    const found = derive(events, '2027-02-10')
    expect(found).toMatchObject({
      stage: 'reported',
      deadlines: [],
      unplaced: [{ kind: 'file-returned-to-landlord' }],
    })
  })
})

const anyEvents = fc.array(
  fc.record({
    kind: fc.constantFrom(...arrearsEventKinds.filter((kind) => kind !== 'direct-payment-unanswered')),
    on: fc.integer({ min: 0, max: 500 }).map((days) => addDays('2026-01-01', days)),
  }),
  { maxLength: 25 },
)
const anyDay = fc.integer({ min: 0, max: 600 }).map((days) => addDays('2026-01-01', days))

describe('the state table', () => {
  it('moves only along its rows, in date order, and says every recorded fact once', () => {
    fc.assert(
      fc.property(anyEvents, anyDay, (events, onDate) => {
        const { stage, history, unplaced } = derive(events, onDate)
        let current = 'none'
        let last: PlainDate = '2026-01-01'
        for (const step of history) {
          expect(step.from).toBe(current)
          expect(step.on >= last).toBe(true)
          expect(
            arrearsTransitions.some(
              (row) => row.from === step.from && row.event === step.event && row.to === step.to,
            ),
          ).toBe(true)
          current = step.to
          last = step.on
        }
        expect(stage).toBe(current)
        const known = events.filter(({ on }) => on <= onDate).length
        const ofLedger = [owing.firstDefaultOn, owing.constitutedOnA].filter(
          (day) => day !== null && day <= onDate,
        ).length
        const bySilence = history.filter(({ event }) => event === 'direct-payment-unanswered').length
        expect(history.length - bySilence + unplaced.length).toBe(known + ofLedger)
      }),
    )
  })
  it('gives the same line whatever the order of entry', () => {
    fc.assert(
      fc.property(anyEvents, anyDay, fc.infiniteStream(fc.nat()), (events, onDate, keys) => {
        const shuffled = events
          .map((event) => ({ event, key: keys.next().value }))
          .toSorted((a, b) => a.key - b.key)
        expect(
          derive(
            shuffled.map(({ event }) => event),
            onDate,
          ),
        ).toEqual(derive(events, onDate))
      }),
    )
  })
  it('reaches every stage, and every event has its row', () => {
    expect(new Set(arrearsTransitions.map(({ to }) => to)).size).toBe(arrearsStages.length - 1)
    expect(new Set(arrearsTransitions.map(({ event }) => event)).size).toBe(arrearsEventKinds.length)
    expect(arrearsTransitions.every(({ source }) => source.length > 5)).toBe(true)
  })
  it('has a parameter for every delay', () => {
    const params = readParameters(legalParameters, '2026-11-21')
    for (const { delay } of arrearsTransitions)
      if (delay)
        expect(params.readNearest(delay.delayKey)).toBeGreaterThanOrEqual(
          delay.delayKey === 'arrears.b.fsl-months' ? 0 : 1,
        )
  })
  it('offers only the events of the stage whose conditions hold', () => {
    const offered = (
      stage: 'reported' | 'plan-by-landlord',
      debtCents: number,
      resumed: boolean,
      onDate: PlainDate,
    ) =>
      permittedEvents(
        stage,
        { debtCents, currentRentResumed: resumed, benefitPaidTo: 'landlord', history: [] },
        onDate,
        readParameters(legalParameters, onDate),
      )
    expect(offered('reported', 10_000, false, '2026-11-21')).toContain('simplified-procedure-proposed')
    expect(offered('reported', 10_001, false, '2026-11-21')).not.toContain('simplified-procedure-proposed')
    expect(offered('reported', 10_000, true, '2027-01-01')).toEqual([
      'plan-approved',
      'direct-payment-accepted',
      'direct-payment-refused',
      'fsl-seized-by-ccapex',
      'aid-maintained',
      'aid-suspended',
      'overindebtedness-admissible',
    ])
    expect(offered('plan-by-landlord', 90_000, false, '2026-11-21')).not.toContain('plan-approved')
    expect(offered('plan-by-landlord', 90_000, true, '2026-11-21')).toContain('plan-approved')
  })
})
