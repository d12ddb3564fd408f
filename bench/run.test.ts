import { expect, test } from 'vitest'
import { renderReport } from '#bench/report.ts'
import { runBench } from '#bench/run.ts'

test('the bench imports, screens and answers on a small portfolio, and tells every figure', async () => {
  const result = await runBench(
    {
      tenancies: 200,
      months: 4,
      rounds: 1,
      supportMeasures: 50,
      loans: 200,
      letters: 20,
      procedures: 90,
      reviewed: 300,
      screenings: 1,
      starts: false,
      imports: true,
      fills: false,
    },
    () => undefined,
  )
  // Of two hundred lines, five out of ten thousand have a defect.
  expect(result.size).toMatch(/^(199|200) baux, \d/)
  const told = result.measures.map(({ what }) => what)
  for (const beginning of [
    'Import / `COPY` nu',
    'Mémoire',
    'Repérage de tout le parc, la première fois',
    'Repérage, première page',
    'Dossier',
    'Mesures, première page',
    'Échéances de 90 procédures recalculées',
    'Aides de tous ces ménages comparées',
    '20 courriers en PDF',
  ])
    expect(told.some((what) => what.startsWith(beginning))).toBe(true)
  for (const { value } of result.measures) expect(value).toMatch(/\d/)
  const page = renderReport([result])
  expect(page).toContain('| Mesure | But |')
  expect(page).not.toMatch(/\/tmp|\/home|palier-bench/)
}, 240_000)

test('the bench measures a portfolio that the database wrote itself', async () => {
  const result = await runBench(
    {
      tenancies: 300,
      months: 6,
      rounds: 1,
      supportMeasures: 0,
      loans: 0,
      letters: 0,
      procedures: 0,
      reviewed: 0,
      screenings: 1,
      starts: false,
      imports: false,
      fills: true,
    },
    () => undefined,
  )
  // 3 600 lines, less the payments that 17 households missed once, 18 twice, 18 three times and one four times.
  expect(result.size).toBe('300 baux, 3\u202f489 écritures, 54 baux en retard')
}, 240_000)
