import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type ApplicationFact,
  applicationEventKinds,
  openApplicationStatuses,
} from '#domain/funding/application-facts.ts'
import { type ApplicationStage, applicationTransitions } from '#domain/funding/application-states.ts'
import { deriveApplication } from '#domain/funding/derive-application.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'

const today: PlainDate = '2026-11-22'
const params = readParameters(legalParameters, today)
type Parts = ApplicationFact extends infer Fact
  ? Fact extends ApplicationFact
    ? Omit<Fact, 'id'>
    : never
  : never
const told = (facts: Parts[]) => facts.map((one, index) => ({ ...one, id: `f${index}` }) as ApplicationFact)
const derive = (facts: Parts[], on: PlainDate = today) =>
  deriveApplication(['loan', 'advance'], told(facts), params, on)

const filed: Parts = { kind: 'filed', on: '2026-10-01' }
const complete: Parts = { kind: 'declared-complete', on: '2026-10-06' }
const asked: Parts = {
  kind: 'documents-asked',
  on: '2026-10-02',
  documents: ['quotes', 'lease'],
  channel: 'email',
  answerBy: '2026-11-01',
}
const placed = (lineId: string): Parts => ({
  kind: 'placed-on-agenda',
  on: '2026-10-07',
  lineId,
  sittingId: 's',
  heldOn: '2026-10-15',
})
const grantedLine = (lineId: string, sittingId: string | null = 's'): Parts => ({
  kind: 'line-granted',
  on: '2026-10-15',
  lineId,
  sittingId,
  financingId: `financing-${lineId}`,
  cents: 100,
  months: 12,
  conditions: null,
})
const refusedLine = (lineId: string): Parts => ({
  kind: 'line-refused',
  on: '2026-10-15',
  lineId,
  sittingId: 's',
  reasons: ['not-eligible'],
  text: 'Ressources au-dessus du plafond.',
})

describe('a file of financing', () => {
  test.each<[string, Parts[], string]>([
    ['nothing told', [], 'draft'],
    ['filed', [filed], 'filed'],
    ['documents asked for', [filed, asked], 'incomplete'],
    ['complete', [filed, complete], 'complete'],
    [
      'documents asked for again once complete',
      [filed, complete, { ...asked, on: '2026-10-08' }],
      'incomplete',
    ],
    [
      'with an opinion',
      [filed, complete, { kind: 'opinion-given', on: '2026-10-07', opinion: 'favourable', text: 'x' }],
      'under-review',
    ],
    ['a line before the committee', [filed, complete, placed('loan')], 'before-committee'],
    [
      'taken off the agenda',
      [
        filed,
        complete,
        placed('loan'),
        { kind: 'removed-from-agenda', on: '2026-10-08', lineId: 'loan', sittingId: 's' },
      ],
      'under-review',
    ],
    [
      'adjourned',
      [
        filed,
        complete,
        placed('loan'),
        { kind: 'line-adjourned', on: '2026-10-15', lineId: 'loan', sittingId: 's', reason: 'devis' },
      ],
      'adjourned',
    ],
    ['one line of two granted', [filed, complete, placed('loan'), grantedLine('loan')], 'under-review'],
    [
      'both granted',
      [filed, complete, placed('loan'), placed('advance'), grantedLine('loan'), grantedLine('advance')],
      'granted',
    ],
    [
      'one granted, one refused',
      [filed, complete, placed('loan'), placed('advance'), grantedLine('loan'), refusedLine('advance')],
      'partly-granted',
    ],
    [
      'both refused',
      [filed, complete, placed('loan'), placed('advance'), refusedLine('loan'), refusedLine('advance')],
      'refused',
    ],
    ['abandoned', [filed, { kind: 'abandoned', on: '2026-10-03', reason: 'déménage' }], 'abandoned'],
    [
      'abandoned, then opened again',
      [
        filed,
        { kind: 'abandoned', on: '2026-10-03', reason: 'x' },
        { kind: 'reopened', on: '2026-10-04', reason: 'y', lineIds: [] },
      ],
      'filed',
    ],
    [
      'a refusal opened again',
      [
        filed,
        complete,
        placed('loan'),
        placed('advance'),
        refusedLine('loan'),
        grantedLine('advance'),
        { kind: 'reopened', on: '2026-10-20', reason: 'recours', lineIds: ['loan'] },
      ],
      'under-review',
    ],
  ])('%s', (_, facts, status) => {
    const derived = derive(facts)
    expect(derived.status).toBe(status)
    expect(derived.unplaced).toEqual([])
  })

  test('decided alone, without a sitting', () => {
    expect(derive([filed, complete, grantedLine('loan', null), grantedLine('advance', null)]).status).toBe(
      'granted',
    )
  })

  test('a sitting decides only what is on its agenda', () => {
    expect(derive([filed, complete, grantedLine('loan')]).unplaced).toHaveLength(1)
  })

  test('a line is not decided twice', () => {
    const facts = [filed, complete, placed('loan'), grantedLine('loan'), refusedLine('loan')]
    expect(derive(facts).unplaced.map(({ kind }) => kind)).toEqual(['line-refused'])
  })

  test('deadlines: checked ten days after the filing, then the documents awaited, then the decision', () => {
    expect(derive([filed]).nextDue).toMatchObject({ kind: 'check', dueOn: '2026-10-11' })
    expect(derive([filed, asked]).nextDue).toMatchObject({ kind: 'documents', dueOn: '2026-11-01' })
    const received = (document: string): Parts => ({ kind: 'document-received', on: '2026-10-20', document })
    expect(derive([filed, asked, received('quotes')]).nextDue?.label).toContain('un document')
    expect(derive([filed, asked, received('quotes'), received('lease')]).nextDue).toMatchObject({
      kind: 'check',
      dueOn: '2026-10-30',
    })
    expect(derive([filed, complete]).nextDue).toMatchObject({ kind: 'decision', dueOn: '2026-12-05' })
    expect(derive([filed, complete, placed('loan')]).nextDue).toMatchObject({
      kind: 'sitting',
      dueOn: '2026-10-15',
    })
  })
})

const anyFact: fc.Arbitrary<Parts> = fc
  .tuple(
    fc.constantFrom(...applicationEventKinds),
    fc.nat({ max: 40 }),
    fc.constantFrom('loan', 'advance'),
    fc.constantFrom('s', 't'),
    fc.boolean(),
  )
  .map(([kind, days, lineId, sittingId, alone]) => {
    const on = addDays('2026-10-01', days)
    const decided = kind === 'line-granted' || kind === 'line-refused'
    return {
      kind,
      on,
      lineId,
      sittingId: decided && alone ? null : sittingId,
      heldOn: on,
      documents: ['quotes'],
      document: 'quotes',
      answerBy: addDays(on, 30),
      membershipId: 'm',
      lineIds: [lineId],
      reason: 'x',
    } as unknown as Parts
  })

test('the same facts in any order make the same file', () => {
  const shuffled = fc.array(anyFact, { maxLength: 12 }).chain((facts) => {
    const all = told(facts)
    return fc.tuple(
      fc.constant(all),
      fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
    )
  })
  fc.assert(
    fc.property(shuffled, ([facts, other]) => {
      const lines = ['loan', 'advance']
      expect(deriveApplication(lines, other, params, today)).toEqual(
        deriveApplication(lines, facts, params, today),
      )
    }),
  )
})

test('a file that someone waits for always has a day, once filed', () => {
  fc.assert(
    fc.property(fc.array(anyFact, { maxLength: 12 }), (facts) => {
      const { status, isOpen, nextDue } = derive([filed, ...facts])
      expect(isOpen).toBe((openApplicationStatuses as readonly string[]).includes(status))
      if (isOpen && status !== 'draft') expect(nextDue).not.toBeNull()
    }),
  )
})

test('no deadline falls before the file was told of', () => {
  fc.assert(
    fc.property(fc.array(anyFact, { maxLength: 12 }), (facts) => {
      for (const { dueOn } of derive([filed, ...facts]).deadlines) expect(dueOn >= '2026-10-01').toBe(true)
    }),
  )
})

test('each stage has a way out', () => {
  const stages: ApplicationStage[] = ['draft', 'filed', 'incomplete', 'complete', 'abandoned']
  for (const stage of stages)
    expect(
      applicationTransitions.some(({ from, to }) => from === stage && to !== stage),
      stage,
    ).toBe(true)
  // `review` ends by what is decided of its lines, and may always be opened again.
  expect(applicationTransitions.some(({ from, event }) => from === 'review' && event === 'reopened')).toBe(
    true,
  )
})
