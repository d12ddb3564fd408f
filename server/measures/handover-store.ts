import { awaitsAnswer, type HandedMeasure, standHandover } from '#domain/measures/handover.ts'
import type { ParcelContent } from '#domain/parcels/content.ts'
import type { NewsKind, ParcelState } from '#domain/parcels/kinds.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { dayInParis } from '#server/clock.ts'
import type { Tx } from '#server/db.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

/** Handovers of a measure proposed to other services, the latest first. */
export const listHandovers = async ({ tx, actor }: Here, measureId: string) => {
  const rows = await tx
    .selectFrom('parcel_sent as s')
    .innerJoin('partner as p', (join) =>
      join.onRef('p.organisation_id', '=', 's.organisation_id').onRef('p.id', '=', 's.partner_id'),
    )
    .where('s.organisation_id', '=', actor.organisationId)
    .where('s.measure_id', '=', measureId)
    .where('s.kind', '=', 'transfer')
    .select([
      's.id as parcelId',
      'p.name as partner',
      's.created_at',
      's.leaves_on as leavesOn',
      's.state',
      's.state_at',
      's.told',
      's.told_on',
      's.accepted_on',
      's.withdrawn_on',
    ])
    .orderBy('s.created_at', 'desc')
    .orderBy('s.id', 'desc')
    .execute()
  return rows.map((row) => ({
    parcelId: row.parcelId,
    partner: row.partner,
    preparedOn: dayInParis(row.created_at),
    leavesOn: row.leavesOn,
    state: standHandover({
      state: row.state as ParcelState,
      told: row.told as NewsKind | null,
      acceptedOn: row.accepted_on,
      withdrawnOn: row.withdrawn_on,
    }),
    stateOn: row.accepted_on ?? row.withdrawn_on ?? row.told_on ?? dayInParis(row.state_at),
  }))
}

export const isHandoverAwaited = async (here: Here, measureId: string): Promise<boolean> =>
  (await listHandovers(here, measureId)).some(({ state }) => awaitsAnswer(state))

type Received = { referralId: string; from: string; on: PlainDate; content: HandedMeasure | null }

/** The handover that a measure began from; its words are null once the copy is erased. */
export const findReceivedHandover = async (
  { tx, actor }: Here,
  measureId: string,
): Promise<Received | undefined> => {
  const row = await tx
    .selectFrom('referral')
    .where('organisation_id', '=', actor.organisationId)
    .where('measure_id', '=', measureId)
    .where('kind', '=', 'transfer')
    .select(['id', 'sender_name', 'received_at', 'content'])
    .executeTakeFirst()
  return (
    row && {
      referralId: row.id,
      from: row.sender_name,
      on: dayInParis(row.received_at),
      content: (row.content as ParcelContent).handover ?? null,
    }
  )
}
