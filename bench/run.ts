import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { answerUsers, type Timing } from '#bench/answer-users.ts'
import { openCaller } from '#bench/caller.ts'
import { type FirstStart, startTwice } from '#bench/first-start.ts'
import { copyBare, type ImportSteps, importFile } from '#bench/import-portfolio.ts'
import { openPlace, type Place } from '#bench/place.ts'
import { writeExport } from '#bench/portfolio.ts'
import {
  count,
  describeLoad,
  describeMachine,
  type Measure,
  milliseconds,
  ratio,
  renderReport,
  renderTable,
  seconds,
} from '#bench/report.ts'
import { screenAnew, sumBare } from '#bench/screen-portfolio.ts'
import { benchSearch, type SearchTiming } from '#bench/search.ts'
import { type ServerProcess, startServer } from '#bench/server-process.ts'
import { dayInParis } from '#server/clock.ts'
import { openDatabase } from '#server/db.ts'

export type BenchOptions = {
  tenancies: number
  months: number
  /** Requests that each of the users sends, of each kind. */
  rounds: number
  /** Whether to time a first and a second start, and weigh the first page. */
  starts: boolean
}
export type BenchResult = { machine: string; size: string; measures: Measure[] }
type Tell = (line: string) => void

type ImportResult = {
  steps: ImportSteps[]
  totalMs: number
  peaks: (number | null)[]
  lines: number
  bareMs: number
}

export const runBench = async (options: BenchOptions, tell: Tell): Promise<BenchResult> => {
  const load = describeLoad()
  const starts = options.starts ? await startTwice() : undefined
  if (starts) tell(`démarrages : ${seconds(starts.firstMs)}, ${seconds(starts.secondMs)}`)
  const place = await openPlace()
  try {
    const server = await startServer({
      DATABASE_URL: place.url,
      PALIER_HOME: join(place.folder, 'home'),
      PALIER_DEMO: 'off',
    })
    try {
      const measured = await measure(place, server, options, starts, tell)
      return { ...measured, machine: `${measured.machine}, ${load}` }
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
  starts: FirstStart | undefined,
  tell: Tell,
): Promise<BenchResult> => {
  const imported = await importAll(place, server, options, tell)
  const screening = await screenAll(place, server, tell)
  const timings = await answerUsers(place, server.url, options.rounds)
  const searches = await searchAlone(place, options.rounds)
  const { rows } = await place.owner.query(
    `select (select count(*)::int from tenancy) as tenancies, (select count(*)::int from rent_entry) as entries,
      (select count(*)::int from arrears_state) as states, current_setting('server_version') as version`,
  )
  const { tenancies, entries, states, version } = rows[0]
  return {
    machine: describeMachine(version),
    size: `${count(tenancies)} baux, ${count(entries)} écritures, ${count(states)} baux en retard`,
    measures: [
      ...importMeasures(imported, entries),
      ...screeningMeasures(screening),
      ...timings.flatMap(timingMeasures),
      searchMeasure(searches),
      ...(starts ? startMeasures(starts) : []),
    ],
  }
}

const importAll = async (
  place: Place,
  server: ServerProcess,
  options: BenchOptions,
  tell: Tell,
): Promise<ImportResult> => {
  const today = dayInParis(new Date())
  const files = await writeExport(
    join(place.folder, 'export'),
    { ...options, today, seed: 1, defectsPerTenThousand: 5 },
    'windows-1252',
  )
  const caller = openCaller(server.url, place.tokens[0] ?? '')
  const steps: ImportSteps[] = []
  const peaks: (number | null)[] = []
  const started = performance.now()
  for (const path of [files.tenancies, files.occupants, files.ledger]) {
    await server.forgetPeak()
    const step = await importFile(caller, path)
    steps.push(step)
    peaks.push(await server.peakMegabytes())
    tell(
      `import : ${seconds(step.uploadMs)} + ${seconds(step.rehearsalMs)} + ${seconds(step.applicationMs)}, ${peaks.at(-1)} Mo`,
    )
  }
  const totalMs = performance.now() - started
  await untilIdle(place)
  await place.owner.query('vacuum analyze')
  const { rows } = await place.owner.query('select count(*)::int as lines from rent_entry')
  const bareMs = await copyBare(place)
  tell(`COPY nu : ${seconds(bareMs)}`)
  return { steps, totalMs, peaks, lines: rows[0].lines, bareMs }
}

/** What the imports asked for afterwards (screening, plans, duplicates) must not weigh on the next measure. */
const untilIdle = async ({ owner }: Place) => {
  for (;;) {
    const { rows } = await owner.query(
      'select count(*)::int as left from graphile_worker.jobs where run_at <= now() and attempts < max_attempts',
    )
    if (rows[0].left === 0) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}

type Screening = { ms: number; bareMs: number }

const screenAll = async (place: Place, server: ServerProcess, tell: Tell): Promise<Screening> => {
  const bareTimes = [await sumBare(place), await sumBare(place), await sumBare(place)].sort((a, b) => a - b)
  const ms = await screenAnew(place, openCaller(server.url, place.tokens[0] ?? ''))
  await untilIdle(place)
  await place.owner.query('vacuum analyze arrears_state')
  const bareMs = bareTimes[1] ?? 0
  tell(`repérage : ${seconds(ms)}, somme nue : ${seconds(bareMs)}`)
  return { ms, bareMs }
}

const importMeasures = (
  { steps, totalMs, peaks, lines, bareMs }: ImportResult,
  entries: number,
): Measure[] => {
  const [stock, occupants, ledger] = steps
  const detail = ({ uploadMs, rehearsalMs, applicationMs }: ImportSteps) =>
    `${seconds(uploadMs)} + ${seconds(rehearsalMs)} + ${seconds(applicationMs)}`
  const known = peaks.filter((peak) => peak !== null)
  const highest = known.length > 0 ? Math.max(...known) : null
  return [
    { what: 'Import de bout en bout', value: seconds(totalMs), aim: '', met: null },
    ...(stock && occupants && ledger
      ? [
          {
            what: '— patrimoine : envoi + répétition + application',
            value: detail(stock),
            aim: '',
            met: null,
          },
          { what: '— occupants', value: detail(occupants), aim: '', met: null },
          { what: '— compte locataire', value: detail(ledger), aim: '', met: null },
          {
            what: '— écritures du compte, par seconde',
            value: count((lines * 1000) / (ledger.uploadMs + ledger.rehearsalMs + ledger.applicationMs)),
            aim: '',
            met: null,
          },
        ]
      : []),
    { what: '`COPY` nu des mêmes lignes', value: seconds(bareMs), aim: '', met: null },
    { what: 'Import / `COPY` nu', value: ratio(totalMs / bareMs), aim: '≤ 4 ×', met: totalMs / bareMs <= 4 },
    {
      what: `Mémoire du processus qui importe (${count(entries)} écritures)`,
      value: highest === null ? 'inconnue' : `${highest} Mo`,
      aim: '< 300 Mo',
      met: highest === null ? null : highest < 300,
    },
  ]
}

const screeningMeasures = ({ ms, bareMs }: Screening): Measure[] => [
  { what: 'Repérage de tout le parc', value: seconds(ms), aim: '', met: null },
  { what: 'Somme nue du même compte', value: seconds(bareMs), aim: '', met: null },
  { what: 'Repérage / somme nue', value: ratio(ms / bareMs), aim: '≤ 2 ×', met: ms / bareMs <= 2 },
]

const timingMeasures = ({ what, atWork, withoutPause }: Timing): Measure[] => [
  {
    what: `${what} (médiane, 95 %, ${count(atWork.requests)} demandes)`,
    value: `${milliseconds(atWork.p50Ms)}, ${milliseconds(atWork.p95Ms)}`,
    aim: '95 % < 50 ms',
    met: atWork.p95Ms < 50,
  },
  {
    what: `— sans pause (${count(withoutPause.requests)} demandes)`,
    value: `${milliseconds(withoutPause.p50Ms)}, ${milliseconds(withoutPause.p95Ms)}`,
    aim: '',
    met: null,
  },
]

const searchTexts = ['martin', 'benali kar', 'rakotomalla', '06 39 98', 'rue des lilas', 'L100042'] as const

/** The same searches without HTTP and without anybody else: what the database itself takes. */
const searchAlone = async (place: Place, runs: number): Promise<SearchTiming[]> => {
  const database = openDatabase(place.url, 2)
  try {
    return await benchSearch(database, place.organisationId, searchTexts, runs)
  } finally {
    await database.pool.end()
  }
}

const searchMeasure = (searches: readonly SearchTiming[]): Measure => {
  const slowest = searches.toSorted((a, b) => b.p95Ms - a.p95Ms)[0]
  return {
    what: `Recherche dans la base seule, la plus lente de ${searches.length} (« ${slowest?.text} »)`,
    value: `${milliseconds(slowest?.p50Ms ?? 0)}, ${milliseconds(slowest?.p95Ms ?? 0)}`,
    aim: '',
    met: null,
  }
}

const startMeasures = ({ firstMs, secondMs, pages }: FirstStart): Measure[] => [
  { what: 'Premier démarrage', value: seconds(firstMs), aim: '< 15 s', met: firstMs < 15_000 },
  { what: 'Deuxième démarrage', value: seconds(secondMs), aim: '< 3 s', met: secondMs < 3_000 },
  ...pages.map(({ page, kilobytes, requests }) => ({
    what: `Première page : ${page} (${requests} requêtes)`,
    value: `${count(kilobytes)} ko`,
    aim: '< 250 ko',
    met: kilobytes < 250,
  })),
]

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      tenancies: { type: 'string', default: '1000000' },
      months: { type: 'string', default: '4' },
      rounds: { type: 'string', default: '60' },
      'no-starts': { type: 'boolean', default: false },
      /** Prints the table and leaves the kept page alone. */
      'dry-run': { type: 'boolean', default: false },
    },
  })
  const result = await runBench(
    {
      tenancies: Number(values.tenancies),
      months: Number(values.months),
      rounds: Number(values.rounds),
      starts: !values['no-starts'],
    },
    (line) => process.stderr.write(`${line}\n`),
  )
  process.stdout.write(`${result.machine}\n${result.size}\n\n${renderTable(result.measures)}\n`)
  const page = new URL('../docs/benchmarks.md', import.meta.url)
  if (!values['dry-run']) await writeFile(page, renderReport({ day: dayInParis(new Date()), ...result }))
}
