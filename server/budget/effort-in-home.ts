import { effortInHome, type HomeCost, type ProposalEffort } from '#domain/housing/home-search.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { readSnapshots } from '#server/budget/snapshot-store.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import type { Acting } from '#server/use-case.ts'

type Reading = Pick<Acting, 'tx' | 'actor'>

/** The situation that a proposal made today is computed on; undefined when none was written down. */
export const findLatestSnapshotId = async (
  reading: Reading,
  householdId: string,
): Promise<string | undefined> => (await readSnapshots(reading, householdId))[0]?.id

export type EffortAsked = HomeCost & { snapshotId: string | null }
export type EffortTold = ProposalEffort & { onDate: PlainDate }

/** For each home, the effort rates in it, on the situation it was proposed with; null without one. */
export const effortsInHomes = async (
  reading: Reading,
  householdId: string,
  homes: readonly EffortAsked[],
): Promise<(EffortTold | null)[]> => {
  if (!homes.some(({ snapshotId }) => snapshotId !== null)) return homes.map(() => null)
  const snapshots = new Map((await readSnapshots(reading, householdId)).map((one) => [one.id, one]))
  return Promise.all(
    homes.map(async ({ snapshotId, ...cost }) => {
      const snapshot = snapshotId === null ? undefined : snapshots.get(snapshotId)
      if (!snapshot) return null
      const params = await readOrganisationParameters(reading, snapshot.onDate)
      return { onDate: snapshot.onDate, ...effortInHome(snapshot, cost, params) }
    }),
  )
}
