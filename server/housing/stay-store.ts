import { sql } from 'kysely'
import type { Occupancy, TenancyStay } from '#contract/housing.ts'
import type { MoveKind, OccupancyKind } from '#domain/housing/kinds.ts'
import type { DwellingKind } from '#domain/tenancies/kinds.ts'
import type { Acting } from '#server/use-case.ts'

export type OccupancyRow = Omit<Occupancy, 'id' | 'version'>
type Here = Pick<Acting, 'tx' | 'actor'>

const columnsOf = (row: OccupancyRow) => ({
  measure_id: row.measureId,
  kind: row.kind,
  place: row.place,
  landlord_name: row.landlordName,
  main_tenant_name: row.mainTenantName,
  caravan_places: row.caravanPlaces,
  started_on: row.startedOn,
  ended_on: row.endedOn,
  end_move: row.endMove,
})

const occupancies = ({ tx, actor }: Here, householdId: string) =>
  tx
    .selectFrom('occupancy')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .select([
      'id',
      'version',
      'measure_id as measureId',
      'kind',
      'place',
      'landlord_name as landlordName',
      'main_tenant_name as mainTenantName',
      'caravan_places as caravanPlaces',
      'started_on as startedOn',
      'ended_on as endedOn',
      'end_move as endMove',
    ])

const viewed = <T extends { kind: string; endMove: string | null }>(row: T) => ({
  ...row,
  kind: row.kind as OccupancyKind,
  endMove: row.endMove as MoveKind | null,
})

export const listOccupancies = async (here: Here, householdId: string): Promise<Occupancy[]> =>
  (await occupancies(here, householdId).orderBy('started_on').orderBy('id').execute()).map(viewed)

export const findOccupancy = async (here: Here, householdId: string, id: string) => {
  const row = await occupancies(here, householdId).where('id', '=', id).executeTakeFirst()
  return row && viewed(row)
}

export const insertOccupancy = async (
  { tx, actor }: Here,
  householdId: string,
  { id, ...row }: OccupancyRow & { id: string },
): Promise<void> => {
  await tx
    .insertInto('occupancy')
    .values({ organisation_id: actor.organisationId, id, household_id: householdId, ...columnsOf(row) })
    .execute()
}

/** False when someone changed it since `version`. */
export const updateOccupancy = async (
  { tx, actor }: Here,
  id: string,
  version: number,
  row: OccupancyRow,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('occupancy')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .where('version', '=', version)
    .set({ ...columnsOf(row), version: version + 1 })
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

const kindOfDwelling: Partial<Record<DwellingKind, OccupancyKind>> = {
  room: 'residence',
  'shelter-unit': 'shelter',
  pitch: 'land',
}

type LeaseRow = Omit<TenancyStay, 'kind'> & { dwellingKind: DwellingKind | null }

/** The leases of the stock that the household held or holds. */
export const listTenancyStays = async ({ tx, actor }: Here, householdId: string): Promise<TenancyStay[]> => {
  const { rows } = await sql<LeaseRow>`
    select t.id, t.external_id as number, d.kind as "dwellingKind",
      coalesce(nullif(concat_ws(', ', b.street, nullif(concat_ws(' ', b.post_code, b.town), '')), ''), b.name) as place,
      t.started_on as "startedOn", t.ended_on as "endedOn", v.move, v.version as "moveVersion"
    from tenancy t
    join dwelling d on (d.organisation_id, d.id) = (t.organisation_id, t.dwelling_id)
    join building b on (b.organisation_id, b.id) = (d.organisation_id, d.building_id)
    left join tenancy_move v on (v.organisation_id, v.tenancy_id) = (t.organisation_id, t.id)
    where t.organisation_id = ${actor.organisationId} and t.household_id = ${householdId}
    order by t.started_on, t.id`.execute(tx)
  return rows.map(({ dwellingKind, ...row }) => ({
    ...row,
    kind: (dwellingKind && kindOfDwelling[dwellingKind]) ?? 'direct-lease',
  }))
}

export const findTenancy = async (here: Here, householdId: string, tenancyId: string) =>
  (await listTenancyStays(here, householdId)).find(({ id }) => id === tenancyId)

type Move = { householdId: string; tenancyId: string; move: MoveKind; version: number | undefined }

/** False when someone noted another since `version`. */
export const writeMove = async (
  { tx, actor }: Here,
  { householdId, tenancyId, move, version }: Move,
): Promise<boolean> => {
  const inserted =
    version === undefined
      ? await tx
          .insertInto('tenancy_move')
          .values({
            organisation_id: actor.organisationId,
            tenancy_id: tenancyId,
            household_id: householdId,
            move,
            recorded_by: actor.membershipId,
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst()
      : await tx
          .updateTable('tenancy_move')
          .where('organisation_id', '=', actor.organisationId)
          .where('tenancy_id', '=', tenancyId)
          .where('version', '=', version)
          .set({ move, recorded_by: actor.membershipId, version: version + 1 })
          .executeTakeFirst()
  return 'numUpdatedRows' in inserted
    ? inserted.numUpdatedRows > 0n
    : (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
}
