import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { answerUsers, timeRequests, timingMeasures } from '#bench/answer-users.ts'
import { committingMeasures, timeCommitting } from '#bench/envelopes.ts'
import { fillPortfolio } from '#bench/fill-portfolio.ts'
import { startMeasures, startTwice } from '#bench/first-start.ts'
import { inboxRequests, loadInboxes } from '#bench/inboxes.ts'
import { letterMeasures, timeLetters } from '#bench/letters.ts'
import { importMeasures, loadPortfolio } from '#bench/load-portfolio.ts'
import { computingMeasures, loadLoans, nightMeasures, timeNight } from '#bench/loans.ts'
import { loadMeasures, measureRequests } from '#bench/measures.ts'
import { openPlace, type Place } from '#bench/place.ts'
import { loadProcedures, redrawMeasures, timeRedraw } from '#bench/procedures.ts'
import {
  type BenchResult,
  count,
  describeLoad,
  describeMachine,
  renderReport,
  renderTable,
} from '#bench/report.ts'
import { keepResult, readResults } from '#bench/results.ts'
import { estimatingMeasures, loadRights, reviewMeasures, timeReview } from '#bench/rights.ts'
import { screeningMeasures, timeScreening } from '#bench/screen-portfolio.ts'
import { searchAlone, searchMeasure } from '#bench/search.ts'
import { type ServerProcess, startServer } from '#bench/server-process.ts'
import { dayInParis } from '#server/clock.ts'

export type BenchOptions = {
  tenancies: number
  months: number
  /** Requests that each of the users sends, of each kind; with none, the users stay at home. */
  rounds: number
  /** Support measures to list; with none, their lists are left alone. */
  supportMeasures: number
  /** Live loans whose due dates pass in one night; with none, they are left alone. */
  loans: number
  /** Letters made as PDFs in one batch; with none, they are left alone. */
  letters: number
  /** Households whose housing aid is compared in one go; with none, they are left alone. */
  reviewed: number
  /** Procedures under way whose deadlines are recomputed; with none, they are left alone. */
  procedures: number
  /** How many times each screening and each bare sum is timed. */
  screenings: number
  /** Whether to time a first and a second start, and weigh the first page. */
  starts: boolean
  /** Whether to import a portfolio first; else what the folder holds is measured as it stands. */
  imports: boolean
  /** Whether the database writes the portfolio itself first, without any import. */
  fills: boolean
  /** Where what is loaded stays, for this bench to be taken up again. */
  folder?: string | undefined
}
type Tell = (line: string) => void

export const runBench = async (options: BenchOptions, tell: Tell): Promise<BenchResult> => {
  const load = describeLoad('au départ')
  const starts = options.starts ? startMeasures(await startTwice()) : []
  const place = await openPlace(options.folder)
  try {
    const server = await startServer({
      DATABASE_URL: place.url,
      PALIER_HOME: join(place.folder, 'home'),
      PALIER_DEMO: 'off',
    })
    try {
      return await measure(place, server, options, { load, starts, tell })
    } finally {
      await server.stop()
    }
  } finally {
    await place.close()
  }
}

const measure = async (
  place: Place,
  server: ServerProcess,
  options: BenchOptions,
  { load, starts, tell }: { load: string; starts: BenchResult['measures']; tell: Tell },
): Promise<BenchResult> => {
  if (options.fills) await fillPortfolio(place, options, tell)
  const measures = options.imports ? importMeasures(await loadPortfolio(place, server, options, tell)) : []
  if (options.screenings > 0) {
    const screening = screeningMeasures(await timeScreening(place, server, options.screenings))
    for (const { what, value } of screening) tell(`${what} : ${value}`)
    measures.push(...screening)
  }
  if (options.rounds > 0) {
    const timings = await answerUsers(place, server.url, options.rounds)
    measures.push(...timings.flatMap(timingMeasures), searchMeasure(await searchAlone(place, options.rounds)))
  }
  if (options.rounds > 0 && options.supportMeasures > 0) {
    await loadMeasures(place, options.supportMeasures, tell)
    await loadInboxes(place, options.supportMeasures, tell)
    const timings = await timeRequests(place, server.url, options.rounds, async () => ({
      ...(await measureRequests(place)),
      ...inboxRequests(),
    }))
    measures.push(...timings.flatMap(timingMeasures))
  }
  if (options.loans > 0) {
    await loadLoans(place, options.loans, tell)
    measures.push(
      ...computingMeasures(),
      ...nightMeasures(options.loans, await timeNight(place)),
      ...committingMeasures(await timeCommitting(place)),
    )
  }
  if (options.reviewed > 0) {
    await loadRights(place, options.reviewed, tell)
    measures.push(...estimatingMeasures(), ...reviewMeasures(await timeReview(place)))
  }
  if (options.procedures > 0) {
    await loadProcedures(place, options.procedures, tell)
    measures.push(...redrawMeasures(options.procedures, await timeRedraw(place)))
  }
  if (options.letters > 0) measures.push(...letterMeasures(await timeLetters(place, options.letters)))
  const { rows } = await place.owner.query(
    // The homes the letters are written to are no part of the portfolio.
    `select (select count(*)::int from tenancy where source <> 'bench') as tenancies, (select count(*)::int from rent_entry) as entries,
      (select count(*)::int from arrears_state) as states, current_setting('server_version') as version`,
  )
  const { tenancies, entries, states, version } = rows[0]
  return {
    day: dayInParis(new Date()),
    tenancies,
    machine: describeMachine(version),
    load: `${load}, ${describeLoad('à la fin')}`,
    size: `${count(tenancies)} baux, ${count(entries)} écritures, ${count(states)} baux en retard`,
    measures: [...measures, ...starts],
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      tenancies: { type: 'string', default: '1000000' },
      months: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '60' },
      measures: { type: 'string', default: '100000' },
      loans: { type: 'string', default: '1000000' },
      letters: { type: 'string', default: '10000' },
      procedures: { type: 'string', default: '100000' },
      households: { type: 'string', default: '1000000' },
      screenings: { type: 'string', default: '3' },
      'no-starts': { type: 'boolean', default: false },
      /** Measures what the folder holds, however it came there. */
      'no-import': { type: 'boolean', default: false },
      /** The database writes the portfolio itself. */
      filled: { type: 'boolean', default: false },
      /** A folder where the loaded portfolio stays; given again, it is measured without being imported again. */
      folder: { type: 'string' },
      /** Prints the table and leaves the kept page alone. */
      'dry-run': { type: 'boolean', default: false },
    },
  })
  const result = await runBench(
    {
      tenancies: Number(values.tenancies),
      months: Number(values.months),
      rounds: Number(values.rounds),
      supportMeasures: Number(values.measures),
      loans: Number(values.loans),
      letters: Number(values.letters),
      procedures: Number(values.procedures),
      reviewed: Number(values.households),
      screenings: Number(values.screenings),
      starts: !values['no-starts'],
      imports: !values['no-import'] && !values.filled,
      fills: values.filled,
      folder: values.folder,
    },
    (line) => process.stderr.write(`${line}\n`),
  )
  process.stdout.write(`${result.machine}, ${result.load}\n${result.size}\n\n${renderTable([result])}\n`)
  if (!values['dry-run']) {
    await keepResult(values.tenancies, result)
    await writeFile(new URL('../docs/benchmarks.md', import.meta.url), renderReport(await readResults()))
  }
}
