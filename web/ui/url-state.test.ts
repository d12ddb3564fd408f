import { describe, expect, it } from 'vitest'
import {
  day,
  flag,
  integer,
  manyOf,
  manyTexts,
  oneOf,
  readState,
  text,
  writeState,
} from '#web/ui/url-state.ts'

const schema = {
  q: text(),
  stage: manyOf(['new', 'late', 'plan']),
  regime: oneOf(['2026', '2027'], '2026'),
  trend: oneOf(['up', 'down']),
  least: integer(),
  since: day(),
  mine: flag(),
  agency: manyTexts(),
}

const nothing = {
  q: '',
  stage: [],
  regime: '2026',
  trend: undefined,
  least: undefined,
  since: undefined,
  mine: false,
  agency: [],
}

describe('the state held by the address', () => {
  it('is nothing when the address says nothing', () => {
    expect(readState(schema, new URLSearchParams())).toEqual(nothing)
  })

  it('leaves out what nobody offered', () => {
    const params = new URLSearchParams(
      'stage=late&stage=zzz&regime=1999&trend=<b>&least=1e9&since=2026-02-31&mine=1',
    )
    expect(readState(schema, params)).toEqual({ ...nothing, stage: ['late'] })
  })

  it('comes back as it was written', () => {
    const state = {
      q: 'dû & né',
      stage: ['late', 'plan'],
      regime: '2027',
      trend: 'up',
      least: -4_500,
      since: '2026-11-21',
      mine: true,
      agency: ['Nord', 'Sud'],
    } as const
    expect(readState(schema, writeState(schema, new URLSearchParams(), state))).toEqual(state)
  })

  it('keeps the rest of the address, and does not write what goes without saying', () => {
    const params = writeState(schema, new URLSearchParams('panneau=plan&q=x'), { q: '', regime: '2026' })
    expect(params.toString()).toBe('panneau=plan')
  })
})
