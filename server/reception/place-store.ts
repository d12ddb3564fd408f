import { randomUUIDv7 } from 'node:crypto'
import type { ReceptionPlace } from '#contract/reception.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>

export type PlaceFacts = {
  name: string
  address: string
  communeCode: string | null
  phone: string | null
  accessWords: string | null
  isWheelchairAccessible: boolean | null
}

const columnsOf = (facts: PlaceFacts) => ({
  name: facts.name,
  address: facts.address,
  commune_code: facts.communeCode,
  phone: facts.phone,
  access_words: facts.accessWords,
  is_wheelchair_accessible: facts.isWheelchairAccessible,
})

const places = ({ tx, actor }: Here) =>
  tx
    .selectFrom('reception_place as p')
    .leftJoin('commune as c', 'c.code', 'p.commune_code')
    .where('p.organisation_id', '=', actor.organisationId)

/** The open places by name, then those that are closed. */
export const listPlaceRows = (
  context: Pick<Acting, 'tx' | 'actor' | 'today'>,
  withClosed: boolean,
): Promise<ReceptionPlace[]> =>
  places(context)
    .where((eb) =>
      withClosed
        ? eb.lit(true)
        : eb.or([eb('p.closed_on', 'is', null), eb('p.closed_on', '>', context.today)]),
    )
    .select([
      'p.id as placeId',
      'p.version',
      'p.name',
      'p.address',
      'p.commune_code as communeCode',
      'c.name as commune',
      'p.phone',
      'p.access_words as accessWords',
      'p.is_wheelchair_accessible as isWheelchairAccessible',
      'p.closed_on as closedOn',
    ])
    .orderBy((eb) => eb('p.closed_on', 'is not', null))
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(500)
    .execute()

export const insertPlace = async ({ tx, actor, now }: Acting, facts: PlaceFacts): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('reception_place')
    .values({
      organisation_id: actor.organisationId,
      id,
      ...columnsOf(facts),
      created_by: actor.membershipId,
      created_at: now,
    })
    .execute()
  return id
}

export const lockPlace = ({ tx, actor }: Here, placeId: string) =>
  tx
    .selectFrom('reception_place')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', placeId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst()

export const findPlace = ({ tx, actor }: Here, placeId: string) =>
  tx
    .selectFrom('reception_place')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', placeId)
    .select(['id', 'name', 'address', 'closed_on'])
    .executeTakeFirst()

export const isOpenOn = ({ closed_on }: { closed_on: PlainDate | null }, day: PlainDate): boolean =>
  closed_on === null || day < closed_on

export const updatePlace = async (
  { tx, actor }: Here,
  placeId: string,
  facts: PlaceFacts & { closedOn: PlainDate | null; version: number },
): Promise<void> => {
  await tx
    .updateTable('reception_place')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', placeId)
    .set({ ...columnsOf(facts), closed_on: facts.closedOn, version: facts.version })
    .execute()
}
