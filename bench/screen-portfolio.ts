import { openCaller } from '#bench/caller.ts'
import { type Place, untilIdle } from '#bench/place.ts'
import { type Measure, median, ratio, seconds } from '#bench/report.ts'
import type { ServerProcess } from '#bench/server-process.ts'
import { arrears } from '#contract/arrears.ts'

type Screening = { firstMs: number[]; againMs: number[]; bareMs: number[] }

/** Each way in turn, so that what else the machine does weighs on all alike. */
export const timeScreening = async (
  place: Place,
  server: ServerProcess,
  rounds: number,
): Promise<Screening> => {
  const times: Screening = { firstMs: [], againMs: [], bareMs: [] }
  await sumBare(place)
  for (let round = 0; round < rounds; round += 1) {
    times.bareMs.push(await sumBare(place))
    await place.owner.query('truncate arrears_state')
    times.firstMs.push(await screen(place, server))
    await place.owner.query('vacuum analyze arrears_state')
    times.bareMs.push(await sumBare(place))
    times.againMs.push(await screen(place, server))
  }
  return times
}

export const screeningMeasures = ({ firstMs, againMs, bareMs }: Screening): Measure[] => {
  const [first, again, bare] = [median(firstMs), median(againMs), median(bareMs)]
  return [
    { what: `Somme nue du compte (médiane)`, value: seconds(bare), aim: '', met: null },
    { what: 'Premier repérage de tout le parc (médiane)', value: seconds(first), aim: '', met: null },
    { what: '— rapporté à la somme nue', value: ratio(first / bare), aim: '≤ 2 ×', met: first / bare <= 2 },
    { what: 'Nouveau repérage de tout le parc (médiane)', value: seconds(again), aim: '', met: null },
    { what: '— rapporté à la somme nue ', value: ratio(again / bare), aim: '≤ 2 ×', met: again / bare <= 2 },
  ]
}

/** A whole screening, from the moment the job takes it to its end. */
const screen = async (place: Place, server: ServerProcess): Promise<number> => {
  const caller = openCaller(server.url, place.tokens[0] ?? '')
  const { workId } = await caller.call(arrears.startScreening, {})
  await caller.wait(workId)
  const { rows } = await place.owner.query(
    'select extract(epoch from ended_at - started_at)::float * 1000 as ms from work where id = $1',
    [workId],
  )
  await untilIdle(place)
  return rows[0].ms
}

/** What every tenant owes, by a bare sum of the same ledger. */
const sumBare = async ({ owner, organisationId }: Place): Promise<number> => {
  const started = performance.now()
  await owner.query(
    `select count(*) from (select tenancy_id, sum(amount_cents) from rent_entry
     where organisation_id = $1 group by tenancy_id) account`,
    [organisationId],
  )
  return performance.now() - started
}
