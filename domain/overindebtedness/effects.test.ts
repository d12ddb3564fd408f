import { describe, expect, test } from 'vitest'
import { effectsOfOverindebtedness } from '#domain/overindebtedness/effects.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { FieldValues, Law } from '#domain/procedures/definition.ts'
import { deriveProcedure } from '#domain/procedures/derive.ts'
import { overindebtedness } from '#domain/procedures/overindebtedness.ts'

const law: Law = { on: (day) => readParameters(legalParameters, day), holidays: () => new Set() }
type Told = readonly [event: string, on: PlainDate, detail?: FieldValues]
const effects = (told: readonly Told[], today: PlainDate, circumstances: FieldValues = {}) => {
  const facts = told.map(([event, on, detail = {}]) => ({ id: event, event, on, detail }))
  const { steps } = deriveProcedure(
    overindebtedness,
    { openedOn: '2026-01-01', circumstances },
    facts,
    law,
    today,
  )
  return effectsOfOverindebtedness(steps, circumstances)
}
const kinds = (...given: Parameters<typeof effects>) =>
  effects(...given).map(({ on, kind }) => `${on} ${kind}`)

const admissible: Told[] = [
  ['filed', '2026-01-15'],
  ['admissible', '2026-03-20'],
]

describe('what an over-indebtedness file brings about', () => {
  test('nothing before it is admissible', () => {
    expect(kinds([['filed', '2026-01-15']], '2026-02-01')).toEqual([])
    expect(kinds([...admissible.slice(0, 1), ['inadmissible', '2026-03-20']], '2026-05-01')).toEqual([])
  })

  test('admissible: the aid is back, the plan frozen, a suspension of the eviction is to be asked', () => {
    expect(kinds(admissible, '2026-03-20')).toEqual([
      '2026-03-20 aid-restored',
      '2026-03-20 plan-frozen',
      '2026-03-20 ask-eviction-suspension',
      '2026-03-20 protocol-suspended',
    ])
  })

  test('a debt under delays of the judge is still paid (L.722-5)', () => {
    expect(kinds(admissible, '2026-03-20', { hasJudgeDelays: true })).not.toContain('2026-03-20 plan-frozen')
  })

  test('once asked, it is no longer to be asked; granted, the eviction waits', () => {
    const asked: Told[] = [
      ...admissible,
      ['eviction-suspension-asked', '2026-03-25'],
      ['eviction-suspension-granted', '2026-04-10', { months: 12 }],
    ]
    const told = effects(asked, '2026-04-10')
    expect(told.map(({ kind }) => kind)).not.toContain('ask-eviction-suspension')
    expect(told.at(-1)).toMatchObject({ kind: 'eviction-suspended', detail: { months: 12 } })
  })

  test('admissibility cancelled: the plan and the eviction go on', () => {
    expect(kinds([...admissible, ['admissibility-cancelled', '2026-05-02']], '2026-05-02').slice(4)).toEqual([
      '2026-05-02 plan-resumed',
      '2026-05-02 eviction-resumed',
      '2026-05-02 protocol-resumed',
    ])
  })

  test('measures replace the plan when the contest is over, by silence', () => {
    const notified: Told[] = [...admissible, ['measures-notified', '2026-05-04', { months: 84 }]]
    expect(kinds(notified, '2026-06-03')).toHaveLength(4)
    const told = effects(notified, '2026-06-04')
    expect(told.slice(4).map(({ on, kind }) => `${on} ${kind}`)).toEqual([
      '2026-06-03 plan-replaced',
      '2026-06-03 eviction-resumed',
      '2026-06-03 protocol-measures',
    ])
    expect(told.at(-1)?.detail).toEqual({ months: 84 })
  })

  test('written off: the plan is closed and the landlord told how much', () => {
    const told = effects(
      [
        ...admissible,
        ['write-off-notified', '2026-05-04', { rentDebtCents: 184_753, decidedOn: '2026-04-28' }],
      ],
      '2026-06-04',
      { rentDebtCents: 1 },
    )
    expect(told.at(-1)).toMatchObject({
      on: '2026-04-28',
      kind: 'write-off-rent-debt',
      detail: { rentDebtCents: 184_753 },
    })
  })
})
