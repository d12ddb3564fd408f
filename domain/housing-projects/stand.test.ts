import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { projectStages } from '#domain/housing-projects/kinds.ts'
import { type DatedStage, decideStage, standProject } from '#domain/housing-projects/stand.ts'
import type { PlainDate } from '#domain/plain-date.ts'

const today = '2026-11-22'
const stage = (
  kind: DatedStage['kind'],
  reachedOn: PlainDate | null,
  expectedOn: PlainDate | null = null,
): DatedStage => ({ kind, reachedOn, expectedOn })

describe('where a project stands', () => {
  test('nothing yet', () => {
    expect(standProject([], today)).toEqual({
      ...{ stage: null, stageOn: null, next: null, isLate: false, isOver: false },
    })
  })

  test('the furthest stage, and the next expected; late once its day has passed', () => {
    const stages = [
      stage('permitted', null, '2026-11-21'),
      stage('identified', '2025-02-01'),
      stage('site-found', '2025-09-01', '2025-06-01'),
      stage('delivered', null, '2027-09-01'),
    ]
    expect(standProject(stages, today)).toEqual({
      stage: 'site-found',
      stageOn: '2025-09-01',
      next: { kind: 'permitted', expectedOn: '2026-11-21' },
      isLate: true,
      isOver: false,
    })
    expect(standProject(stages, '2026-11-21').isLate).toBe(false)
  })

  test.each(['settled', 'abandoned'] as const)('%s ends it: nothing is awaited any more', (kind) => {
    const stages = [stage(kind, '2026-10-01'), stage('works-started', null, '2026-01-01')]
    expect(standProject(stages, today)).toMatchObject({
      stage: kind,
      isOver: true,
      isLate: false,
      next: null,
    })
  })

  test('the same whatever the order in which the stages were written', () => {
    const dated = fc.uniqueArray(fc.constantFrom(...projectStages), { maxLength: projectStages.length })
    fc.assert(
      fc.property(dated, fc.infiniteStream(fc.boolean()), (kinds, isReached) => {
        const stages = kinds.map((kind, rank) =>
          isReached.next().value
            ? stage(kind, `2026-01-${String(rank + 1).padStart(2, '0')}` as PlainDate)
            : stage(kind, null, `2027-01-${String(rank + 1).padStart(2, '0')}` as PlainDate),
        )
        expect(standProject(stages.toReversed(), today)).toEqual(standProject(stages, today))
      }),
    )
  })
})

describe('noting a stage', () => {
  const stages = [stage('identified', '2025-02-01'), stage('funded', '2026-03-01')]
  test.each<[string, DatedStage, string]>([
    ['between the two it stands between', stage('permitted', '2025-12-01'), 'accepted'],
    ['on the same day as another', stage('permitted', '2026-03-01'), 'accepted'],
    ['after one that comes later', stage('permitted', '2026-03-02'), 'out-of-order'],
    ['before one that comes earlier', stage('diagnosis', '2025-01-31'), 'out-of-order'],
    ['tomorrow', stage('works-started', '2026-11-23'), 'in-the-future'],
    ['expected only, whenever', stage('permitted', null, '2020-01-01'), 'accepted'],
    ['abandoned from wherever it is', stage('abandoned', '2026-01-01'), 'accepted'],
    ['corrected to another day', stage('funded', '2026-05-01'), 'accepted'],
  ])('%s', (_, asked, told) => {
    const decision = decideStage(stages, asked, today)
    expect(decision.outcome === 'refused' ? decision.reason : decision.outcome).toBe(told)
  })
})
