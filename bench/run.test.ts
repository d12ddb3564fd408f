import { expect, test } from 'vitest'
import { renderReport } from '#bench/report.ts'
import { runBench } from '#bench/run.ts'

test('the bench imports, screens and answers on a small portfolio, and tells every figure', async () => {
  const result = await runBench(
    { tenancies: 200, months: 4, rounds: 1, screenings: 1, starts: false, imports: true },
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
  ])
    expect(told.some((what) => what.startsWith(beginning))).toBe(true)
  for (const { value } of result.measures) expect(value).toMatch(/\d/)
  const page = renderReport([result])
  expect(page).toContain('| Mesure | But |')
  expect(page).not.toMatch(/\/tmp|\/home|palier-bench/)
}, 240_000)
