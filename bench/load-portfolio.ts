import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openCaller } from '#bench/caller.ts'
import { copyBare, type ImportSteps, importFile } from '#bench/import-portfolio.ts'
import { type Place, untilIdle } from '#bench/place.ts'
import { writeExport } from '#bench/portfolio.ts'
import { count, type Measure, ratio, seconds } from '#bench/report.ts'
import type { ServerProcess } from '#bench/server-process.ts'
import { dayInParis } from '#server/clock.ts'

type Loaded = { steps: ImportSteps[]; peaks: (number | null)[]; lines: number; bareMs: number }
type Step = { step: ImportSteps; peak: number | null }
type Size = { tenancies: number; months: number }

/** Imports a landlord's three files; what an earlier bench in the same folder did is not done again. */
export const loadPortfolio = async (
  place: Place,
  server: ServerProcess,
  size: Size,
  tell: (line: string) => void,
): Promise<Loaded> => {
  const known = await place.recall<Loaded>('loaded')
  if (known) return known
  const { steps, peaks } = await importFiles(place, server, size, tell)
  await untilIdle(place)
  await place.owner.query('vacuum analyze')
  const { rows } = await place.owner.query('select count(*)::int as lines from rent_entry')
  const bareMs = await copyBare(place)
  tell(`COPY nu : ${seconds(bareMs)}`)
  const loaded = { steps, peaks, lines: rows[0].lines, bareMs }
  await place.keep('loaded', loaded)
  return loaded
}

const importFiles = async (
  place: Place,
  server: ServerProcess,
  size: Size,
  tell: (line: string) => void,
): Promise<Pick<Loaded, 'steps' | 'peaks'>> => {
  const folder = join(place.folder, 'export')
  const files = await writeExport(
    folder,
    { ...size, today: dayInParis(new Date()), seed: 1, defectsPerTenThousand: 5 },
    'windows-1252',
  )
  const caller = openCaller(server.url, place.tokens[0] ?? '')
  const done: Step[] = []
  for (const [name, path] of Object.entries(files)) {
    const step = (await place.recall<Step>(`step-${name}`)) ?? (await timeFile(caller, server, path))
    await place.keep(`step-${name}`, step)
    done.push(step)
    const { uploadMs, rehearsalMs, applicationMs } = step.step
    tell(
      `import : ${seconds(uploadMs)} + ${seconds(rehearsalMs)} + ${seconds(applicationMs)}, ${step.peak} Mo`,
    )
  }
  await rm(folder, { recursive: true })
  return { steps: done.map(({ step }) => step), peaks: done.map(({ peak }) => peak) }
}

const timeFile = async (
  caller: ReturnType<typeof openCaller>,
  server: ServerProcess,
  path: string,
): Promise<Step> => {
  await server.forgetPeak()
  const step = await importFile(caller, path)
  return { step, peak: await server.peakMegabytes() }
}

const spent = ({ uploadMs, rehearsalMs, applicationMs }: ImportSteps) =>
  uploadMs + rehearsalMs + applicationMs

export const importMeasures = ({ steps, peaks, lines, bareMs }: Loaded): Measure[] => {
  const totalMs = steps.reduce((sum, step) => sum + spent(step), 0)
  const names = ['patrimoine : envoi + répétition + application', 'occupants', 'compte locataire']
  const ledger = steps.at(-1)
  const known = peaks.filter((peak) => peak !== null)
  const highest = known.length > 0 ? Math.max(...known) : null
  return [
    { what: 'Import de bout en bout', value: seconds(totalMs), aim: '', met: null },
    ...steps.map(({ uploadMs, rehearsalMs, applicationMs }, index) => ({
      what: `— ${names[index]}`,
      value: `${seconds(uploadMs)} + ${seconds(rehearsalMs)} + ${seconds(applicationMs)}`,
      aim: '',
      met: null,
    })),
    {
      what: '— écritures du compte, par seconde',
      value: ledger ? count((lines * 1000) / spent(ledger)) : '0',
      aim: '',
      met: null,
    },
    { what: '`COPY` nu des mêmes lignes', value: seconds(bareMs), aim: '', met: null },
    { what: 'Import / `COPY` nu', value: ratio(totalMs / bareMs), aim: '≤ 4 ×', met: totalMs / bareMs <= 4 },
    {
      what: 'Mémoire du processus qui sert et importe',
      value: highest === null ? 'inconnue' : `${highest} Mo`,
      aim: '< 300 Mo',
      met: highest === null ? null : highest < 300,
    },
  ]
}
