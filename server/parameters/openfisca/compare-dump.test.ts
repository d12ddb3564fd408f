import { expect, test } from 'vitest'
import { legalParameters } from '#domain/parameters.ts'
import { compareDump } from '#server/parameters/openfisca/compare-dump.ts'
import { openFiscaPaths } from '#server/parameters/openfisca/paths.ts'

const file = (...values: [day: string, value: number | null][]) =>
  `description: essai\nvalues:\n${values.map(([day, value]) => `  ${day}:\n    value: ${value}\n`).join('')}metadata:\n  unit: currency\n`

const pathOf = (key: string) => openFiscaPaths.find((one) => one.key === key)!
const compare = (files: Record<string, string>, accepted: string[] = []) =>
  compareDump(
    legalParameters,
    Object.keys(files).map(pathOf),
    async (path) => Object.entries(files).find(([key]) => pathOf(key).path === path)?.[1] || undefined,
    { from: '2019-01-01', accepted: new Set(accepted) },
  )

test('a value is the same as ours, different, or new', async () => {
  const { lines } = await compare({
    'rsa.base': file(
      ['2018-04-01', 550.93],
      ['2024-04-01', 635.71],
      ['2026-04-01', 652],
      ['2027-04-01', 660],
    ),
  })
  expect(lines.map(({ validFrom, verdict, shipped, value }) => [validFrom, verdict, shipped, value])).toEqual(
    [
      ['2024-04-01', 'same', 63_571, 63_571],
      ['2026-04-01', 'different', 65_169, 65_200],
      // What we ship runs on until another version is known.
      ['2027-04-01', 'different', 65_169, 66_000],
    ],
  )
})

test('the PLAI ceiling once printed 218 805 for 21 805 is a misprint, until a person accepts it', async () => {
  const key = 'ceiling.plai.paris.2'
  const files = { [key]: file(['2020-01-01', 21_370], ['2021-01-01', 218_805], ['2022-01-01', 21_805]) }
  const verdicts = async (accepted?: string[]) =>
    (await compare(files, accepted)).lines.map(({ validFrom, verdict }) => `${validFrom} ${verdict}`)
  // Beside a misprint, its neighbours are suspect too: a person says which one is right.
  expect(await verdicts()).toEqual(['2020-01-01 misprint', '2021-01-01 misprint', '2022-01-01 misprint'])
  expect(await verdicts([`${key}@2020-01-01`, `${key}@2022-01-01`])).toEqual([
    '2020-01-01 new',
    '2021-01-01 misprint',
    '2022-01-01 new',
  ])
})

test('a file that is not there is told, a figure that ended is not read as zero', async () => {
  const { lines, missing } = await compare({
    'ceiling.plus.idf.1': '',
    'rsa.base': file(['2030-01-01', null]),
  })
  expect(missing).toEqual([pathOf('ceiling.plus.idf.1').path])
  expect(lines).toEqual([])
})

test('each path stands for a figure we ship', () => {
  const shipped = new Set(legalParameters.map(({ key }) => key))
  expect(openFiscaPaths.filter(({ key }) => !shipped.has(key))).toEqual([])
})
