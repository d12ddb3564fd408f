import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ArrearsCaseFacts, type ArrearsEvent, deriveArrearsCase } from '#domain/arrears/case-states.ts'
import { lineOfArrears, noPlace } from '#domain/arrears/line.ts'
import {
  arrearsEventKinds,
  arrearsStages,
  arrearsTransitions,
  derivedArrearsEvents,
} from '#domain/arrears/transitions.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'

const switchOn: PlainDate = '2027-01-01'
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
const walk = (events: readonly ArrearsEvent[], onDate: PlainDate) =>
  deriveArrearsCase(owing, events, onDate, readParameters(legalParameters, onDate), new Set())

describe('the arrears as the line of a procedure (SM-1)', () => {
  test('tells its facts, where it stands, what is awaited and what may come', () => {
    const events: ArrearsEvent[] = [
      { kind: 'reported-to-payer', on: '2026-03-02' },
      { kind: 'file-returned-to-landlord', on: '2026-03-20' },
    ]
    const line = lineOfArrears(walk(events, '2026-04-01'), ['plan-approved'], '2026-04-01', switchOn)
    expect(line.stateLabel).toBe('Plan demandé au bailleur')
    expect(line.steps.map(({ on, label, raisedBy }) => `${on} ${label} (${raisedBy})`)).toEqual([
      '2026-01-05 Appel impayé (house)',
      '2026-02-05 Seuil de l’impayé atteint (house)',
      '2026-03-02 Signalement à l’organisme payeur (person)',
      '2026-03-20 Dossier renvoyé au bailleur pour un plan (person)',
    ])
    expect(line.deadlines).toMatchObject([
      {
        label: 'Produire le plan d’apurement',
        who: 'landlord',
        sense: 'act-by',
        triggeredBy: 'Dossier renvoyé au bailleur pour un plan',
        dueOn: '2026-09-21',
        rawDueOn: '2026-09-20',
        source: 'CCH R.824-7 1°',
      },
    ])
    expect(line.next).toMatchObject([{ event: 'plan-approved', toLabel: 'Plan en cours', who: 'payer' }])
  })

  test('tells each step and what follows by the law of its day', () => {
    const reported = (on: PlainDate) => walk([{ kind: 'reported-to-payer', on }], on)
    const returned = (on: PlainDate) =>
      lineOfArrears(reported(on), ['file-returned-to-landlord'], on, switchOn)
    expect(returned('2026-03-02').next[0]?.source).toBe('CCH R.824-7 1°')
    expect(returned('2026-03-02').steps.at(-1)?.source).toBe('CCH R.824-4, R.824-30')
    expect(returned('2027-01-04').steps.at(-1)?.source).toBe('décrets 2026-83 et 2026-84')
  })

  test('a fact without its place is told, and changes nothing', () => {
    const line = lineOfArrears(
      walk([{ kind: 'aid-restored', on: '2026-03-02' }], '2026-04-01'),
      [],
      '2026-04-01',
      switchOn,
    )
    expect(line.steps.find(({ event }) => event === 'aid-restored')).toMatchObject({
      problem: noPlace,
      hasMoved: false,
    })
    expect(line.state).toBe('constituted')
  })

  test('has words for each stage, event and delay of the table', () => {
    for (const stage of arrearsStages)
      for (const event of arrearsEventKinds) {
        const line = lineOfArrears(
          { stage, since: null, deadlines: [], history: [], unplaced: [] },
          [event],
          '2026-04-01',
          switchOn,
        )
        expect(line.meaning.length).toBeGreaterThan(10)
        const ways = arrearsTransitions.filter((row) => row.from === stage && row.event === event)
        if (ways.some(({ guards }) => guards.length === 0)) expect(line.next).toHaveLength(1)
        if (ways.length === 0) expect(line.next).toEqual([])
      }
  })

  test('whatever happened, the line is the case: as many steps, the same stage, the same deadlines', () => {
    const recorded = arrearsEventKinds.filter((kind) => !derivedArrearsEvents.includes(kind))
    const event = fc.record({
      kind: fc.constantFrom(...recorded),
      on: fc.integer({ min: 0, max: 500 }).map((days) => addDays('2026-01-01', days)),
    })
    fc.assert(
      fc.property(fc.array(event, { maxLength: 10 }), fc.integer({ min: 40, max: 600 }), (events, days) => {
        const onDate = addDays('2026-01-01', days)
        const walked = walk(events, onDate)
        const line = lineOfArrears(walked, [], onDate, switchOn)
        expect(line.state).toBe(walked.stage)
        expect(line.steps).toHaveLength(walked.history.length + walked.unplaced.length)
        expect(line.deadlines.map(({ dueOn }) => dueOn)).toEqual(walked.deadlines.map(({ dueOn }) => dueOn))
        // Each deadline says the fact that started it, and each step taken its source.
        expect(line.deadlines.filter(({ triggeredBy }) => triggeredBy === '')).toEqual([])
        expect(line.steps.filter(({ problem, source }) => problem === null && source === null)).toEqual([])
      }),
    )
  })
})
