import { openCaller } from '#bench/caller.ts'
import { type Place, untilIdle } from '#bench/place.ts'
import { type Measure, median, ratio, seconds } from '#bench/report.ts'
import type { ServerProcess } from '#bench/server-process.ts'
import { arrears } from '#contract/arrears.ts'

type Screening = { firstMs: number[]; nextDayMs: number[]; sameDayMs: number[]; bareMs: number[] }

/** Each way in turn, a bare sum beside each, so that what else the machine does weighs on all alike. */
export const timeScreening = async (
  place: Place,
  server: ServerProcess,
  rounds: number,
): Promise<Screening> => {
  const times: Screening = { firstMs: [], nextDayMs: [], sameDayMs: [], bareMs: [] }
  await sumBare(place)
  for (let round = 0; round < rounds; round += 1) {
    await place.owner.query('truncate arrears_state')
    times.bareMs.push(await sumBare(place))
    times.firstMs.push(await screen(place, server))
    await place.owner.query('vacuum analyze arrears_state')
    // Another day judges every account again, as does a new figure or a new version.
    await place.owner.query('delete from arrears_screening')
    times.bareMs.push(await sumBare(place))
    times.nextDayMs.push(await screen(place, server))
    times.bareMs.push(await sumBare(place))
    times.sameDayMs.push(await screen(place, server))
  }
  return times
}

export const screeningMeasures = ({ firstMs, nextDayMs, sameDayMs, bareMs }: Screening): Measure[] => {
  const bare = median(bareMs)
  const against = (what: string, times: readonly number[]): Measure[] => [
    { what: `Repérage de tout le parc, ${what}`, value: seconds(median(times)), aim: '', met: null },
    {
      what: `— ${what}, rapporté à la somme nue`,
      value: ratio(median(times) / bare),
      aim: '≤ 2 ×',
      met: median(times) / bare <= 2,
    },
  ]
  return [
    { what: 'Somme nue du même compte', value: seconds(bare), aim: '', met: null },
    ...against('la première fois', firstMs),
    ...against('un autre jour', nextDayMs),
    ...against('de nouveau le même jour', sameDayMs),
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
