import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { divideHalfUp } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type FigureKey, figureKeys } from '#domain/reports/figures.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { loadSeedYear } from '#tests/seed-years/load-seed-year.ts'
import { seed001 } from '#tests/seed-years/seed-001.ts'
import { seed002 } from '#tests/seed-years/seed-002.ts'
import { seed003 } from '#tests/seed-years/seed-003.ts'
import { seed004 } from '#tests/seed-years/seed-004.ts'
import type { SeedYear } from '#tests/seed-years/seed-year.ts'

type Period = { from: PlainDate; to: PlainDate; programmeId?: string }
const yearOf = (year: number): Period => ({
  from: `${year}-01-01` as PlainDate,
  to: `${year}-12-31` as PlainDate,
})

/** The report of a year of which only unit records were written. */
const openYear = (year: SeedYear, today: PlainDate) => {
  const world = { programmes: new Map() as ReadonlyMap<string, string> }
  let t: TestHouse
  beforeAll(async () => {
    t = await openTestHouse(`${today}T09:00:00Z`)
    world.programmes = await loadSeedYear(t, year, today)
  })
  afterAll(() => t.close())

  const read = async (period: Period) => {
    const { body } = await t.call(contract.reports.open, period)
    return new Map(body.figures.map((figure) => [figure.key, figure]))
  }
  /** Every row of the list behind a figure, page after page. */
  const listAll = async (key: FigureKey, period: Period, group?: string) => {
    const rows = []
    let after: string | undefined
    do {
      const { body } = await t.call(contract.reports.listBehind, {
        ...period,
        key,
        limit: 200,
        ...(group && { group }),
        ...(after && { after }),
      })
      rows.push(...body.rows)
      after = body.next ?? undefined
    } while (after)
    return rows
  }
  return { world, read, listAll, house: () => t }
}

type Opened = ReturnType<typeof openYear>

const everyFigureOpensOnItsList = ({ read, listAll }: Opened, period: Period) =>
  test('every figure and each of its parts opens on a list of that many rows, each once', async () => {
    const figures = await read(period)
    for (const key of figureKeys) {
      const rows = await listAll(key, period)
      expect([key, new Set(rows.map(({ id, group }) => `${id} ${group}`)).size]).toEqual([
        key,
        figures.get(key)?.count,
      ])
      for (const { key: group, count } of figures.get(key)?.groups ?? [])
        expect([key, group, (await listAll(key, period, group)).length]).toEqual([key, group, count])
    }
  })

describe('seed 001, the landlord’s social action in 2018', () => {
  const opened = openYear(seed001, '2019-01-15')
  const { world, read, house } = opened

  test('prints the figures of the seed', async () => {
    const figures = await read(yearOf(2018))
    const count = (key: FigureKey) => figures.get(key)?.count
    expect(count('households-supported')).toBe(135)
    expect(count('acts')).toBe(256)
    expect(figures.get('met-at-home')).toMatchObject({ count: 135, percent: 74 })
    expect(figures.get('met-at-home')?.groups.find(({ key }) => key === 'met')?.count).toBe(100)
    expect(count('home-purchases')).toBe(4)
    expect(count('association-dwellings')).toBe(23)
    expect(figures.get('association-dwellings')?.groups.map(({ key, count: n }) => [key, n])).toEqual([
      ['dispersed-shelter', 8],
      ['therapeutic-flat', 8],
      ['asylum-seekers', 7],
    ])
  })

  test('arrears are the motive of most', async () => {
    const figures = await read(yearOf(2018))
    const arrears = figures.get('by-motive')?.groups.find(({ key }) => key === 'arrears')
    expect(arrears?.count).toBeGreaterThanOrEqual(68)
    expect(figures.get('by-motive')?.count).toBe(135)
  })

  test('sixteen families of Zéro Expulsion since its start', async () => {
    const programmeId = world.programmes.get('zero-expulsion') ?? ''
    const figures = await read({ from: '2017-01-01', to: '2018-12-31', programmeId })
    expect(figures.get('households-supported')?.count).toBe(16)
    const { body } = await house().call(contract.reports.open, { ...yearOf(2018), programmeId })
    expect(body.asked).toContain('households-supported')
  })

  test('the number the seed leaves out is said not to be communicated, for its year alone', async () => {
    const gap = { year: 2018, key: 'other-landlord' as const }
    await house().call(contract.reports.stateGap, { ...gap, reason: 'Absent du texte.' })
    expect((await read(yearOf(2018))).get('other-landlord')?.gap).toMatchObject({
      reason: 'Absent du texte.',
    })
    expect((await read(yearOf(2017))).get('other-landlord')?.gap).toBeNull()
    expect((await house().call(contract.reports.withdrawGap, gap)).status).toBe(200)
    expect((await house().call(contract.reports.withdrawGap, gap)).body).toMatchObject({
      reason: 'unknown-record',
    })
  })

  test('an auditor counts the same, without a name', async () => {
    const input = { ...yearOf(2018), key: 'home-purchases' as const }
    const seen = await house().call(contract.reports.listBehind, input)
    expect(seen.body.rows.every(({ name }) => name?.startsWith('Locataire'))).toBe(true)
    const audited = await house().call(contract.reports.listBehind, input, { as: 'auditor' })
    expect(audited.body.rows.map(({ name, householdId }) => [name, householdId])).toEqual(
      Array.from({ length: 4 }, () => [null, null]),
    )
    const file = await house().send(
      contract.reports.exportBehind,
      { ...input, format: 'csv' },
      { as: 'auditor' },
    )
    const text = await file.text()
    expect(text.trim().split('\r\n')).toHaveLength(5)
    expect(text).not.toContain('Locataire')
  })

  everyFigureOpensOnItsList(opened, yearOf(2018))
})

describe('seed 002, employees in difficulty in 2020', () => {
  const opened = openYear(seed002, '2021-04-15')

  test('prints the figures of the seed', async () => {
    const figures = await opened.read(yearOf(2020))
    expect(figures.get('households-supported')?.count).toBe(1500)
    expect(figures.get('aids')?.count).toBeGreaterThan(600)
    expect(figures.get('advisers')?.count).toBe(11)
  })

  test('more than 600 financings, 1,3 M€, 866,67 € for each household, 40 % at least', async () => {
    const figures = await opened.read(yearOf(2020))
    const granted = figures.get('financings-granted')
    expect(granted?.count).toBeGreaterThan(600)
    expect(granted?.groups.map(({ key }) => key).toSorted()).toEqual(['grant', 'loan'])
    const total = figures.get('granted-amount')?.cents ?? 0
    expect(Math.abs(total - 130_000_000)).toBeLessThanOrEqual(5_000_000)
    expect(figures.get('granted-per-household')?.cents).toBe(86_667)
    expect(figures.get('granted-average')?.cents).toBe(divideHalfUp(total, granted?.count ?? 0))
    expect(figures.get('granted-average')?.cents).toBeLessThanOrEqual(216_667)
    expect(figures.get('granted-over-households')?.percent).toBeGreaterThanOrEqual(40)
    const rows = await opened.listAll('granted-amount', yearOf(2020))
    expect(rows.reduce((sum, { detail }) => sum + Number(detail), 0)).toBe(total)
  })

  test('the triggering events are those of the seed', async () => {
    const figures = await opened.read(yearOf(2020))
    expect(figures.get('by-triggering-event')?.groups).toHaveLength(9)
    expect(figures.get('by-triggering-event')?.groups.reduce((sum, { count }) => sum + count, 0)).toBe(1500)
  })

  everyFigureOpensOnItsList(opened, yearOf(2020))
})

describe('seed 003, a year of habitat projects, AVDL and bail glissant', () => {
  const opened = openYear(seed003, '2023-12-20')

  test('each of its measures is counted under its programme', async () => {
    const { world, read } = opened
    const count = async (programme: string) => {
      const programmeId = world.programmes.get(programme) ?? ''
      return (await read({ ...yearOf(2023), programmeId })).get('measures-started')?.count
    }
    expect(await Promise.all(['avdl', 'pasri', 'habitat-project', 'gliding-lease'].map(count))).toEqual([
      15, 5, 7, 4,
    ])
  })

  test('no figure is printed where the seed gives none', async () => {
    const t = opened.house()
    for (const key of figureKeys)
      await t.call(contract.reports.stateGap, { year: 2023, key, reason: 'Le texte ne donne aucun nombre.' })
    const figures = await opened.read(yearOf(2023))
    expect([...figures.values()].every(({ gap }) => gap !== null)).toBe(true)
  })

  everyFigureOpensOnItsList(opened, yearOf(2023))
})

describe('seed 004, stays with volunteers', () => {
  const opened = openYear(seed004, '2013-12-20')

  test('those who left for ordinary social housing stayed two to four years', async () => {
    const figures = await opened.read(yearOf(2013))
    const left = figures.get('measures-ended')
    expect(left?.groups).toEqual([
      { key: 'ordinary-social-housing', label: 'Entrée dans un logement social ordinaire', count: 9 },
    ])
    expect(figures.get('average-months')?.averageTenths).toBe(360)
    const rows = await opened.listAll('average-months', yearOf(2013))
    expect(rows.every(({ detail }) => Number(detail) >= 240 && Number(detail) <= 480)).toBe(true)
  })

  everyFigureOpensOnItsList(opened, yearOf(2013))
})
