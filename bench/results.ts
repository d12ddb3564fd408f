import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import type { BenchResult } from '#bench/report.ts'

const folder = new URL('./results/', import.meta.url)

/** One result per size stays, so that the page shows sizes side by side. */
export const keepResult = async (size: string, result: BenchResult): Promise<void> => {
  await mkdir(folder, { recursive: true })
  await writeFile(new URL(`${size}.json`, folder), `${JSON.stringify(result, null, 2)}\n`)
}

/** The smallest portfolio first. */
export const readResults = async (): Promise<BenchResult[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json'))
  const results = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(new URL(name, folder), 'utf8')) as BenchResult),
  )
  return results.sort((a, b) => a.tenancies - b.tenancies)
}
