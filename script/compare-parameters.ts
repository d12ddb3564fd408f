import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { legalParameters } from '#domain/parameters.ts'
import { isPlainDate } from '#domain/plain-date.ts'
import { compareDump } from '#server/parameters/openfisca/compare-dump.ts'
import { openFiscaPaths } from '#server/parameters/openfisca/paths.ts'

/**
 * Compares the figures Palier ships with a copy of OpenFisca-France:
 * `node script/compare-parameters.ts <openfisca_france/parameters> [--from 2024-01-01] [--accept key@day]… [--json file]`.
 * Ends with 1 while a value looks like a misprint that nobody accepted.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: 'string', default: '2024-01-01' },
    accept: { type: 'string', multiple: true, default: [] },
    json: { type: 'string' },
  },
})
const [folder] = positionals
if (!folder || !isPlainDate(values.from)) {
  console.error(
    'usage: node script/compare-parameters.ts <folder> [--from 2024-01-01] [--accept key@day] [--json file]',
  )
  process.exit(2)
}
const { lines, missing } = await compareDump(
  legalParameters,
  openFiscaPaths,
  (path) => readFile(join(folder, path), 'utf8').catch(() => undefined),
  { from: values.from, accepted: new Set(values.accept) },
)
for (const { verdict, key, validFrom, value, shipped, doubt } of lines) {
  if (verdict === 'same') continue
  const beside = doubt ? `, ${doubt.neighbour.value} on ${doubt.neighbour.validFrom}` : ''
  console.log(`${verdict.padEnd(10)} ${key}@${validFrom}: ${value} (ours: ${shipped ?? 'none'}${beside})`)
}
for (const path of missing) console.log(`not found  ${path}`)
const count = (verdict: string) => lines.filter((line) => line.verdict === verdict).length
console.log(
  `${count('same')} same, ${count('new')} new, ${count('different')} different, ${count('misprint')} to be looked at`,
)
if (values.json)
  await writeFile(
    values.json,
    `${JSON.stringify(
      lines.filter(({ verdict }) => verdict === 'new' || verdict === 'different'),
      undefined,
      2,
    )}\n`,
  )
process.exitCode = count('misprint') > 0 ? 1 : 0
