import { sql } from 'kysely'
import type { Endpoint, Output, Sent } from '#contract/endpoint.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { contextOf } from '#server/api/run-use-case.ts'
import { fixedClock } from '#server/clock.ts'
import type { Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { type Actor, isRefusal } from '#server/use-case.ts'
import { useCases } from '#server/use-cases.ts'

export type Teller = {
  tx: Tx
  organisationId: string
  today: PlainDate
  /** What a member did, so many days ago, through the same use case as the screens; a refusal ends the load. */
  did<E extends Endpoint>(member: string, daysAgo: number, endpoint: E, input: Sent<E>): Promise<Output<E>>
  memberId(key: string): string
  actorOf(key: string): Actor
  house: House
  daysAgo(days: number): PlainDate
}

export type Staff = ReadonlyMap<string, Actor>

export const openTeller = (house: House, tx: Tx, organisationId: string, staff: Staff): Teller => {
  const today = house.clock.today()
  const actorOf = (key: string): Actor => {
    const actor = staff.get(key)
    if (!actor) throw new Error(`no member named ${key}`)
    return actor
  }
  return {
    tx,
    organisationId,
    today,
    house,
    actorOf,
    memberId: (key) => actorOf(key).membershipId,
    daysAgo: (days) => addDays(today, -days),
    async did(member, daysAgo, endpoint, input) {
      const clock = daysAgo === 0 ? house.clock : fixedClock(`${addDays(today, -daysAgo)}T09:30:00Z`)
      const useCase = useCases.find((one) => one.endpoint.name === endpoint.name)
      if (!useCase) throw new Error(`no use case for ${endpoint.name}`)
      const context = contextOf({ ...house, clock }, tx, actorOf(member))
      const answer = await useCase.handler(context, endpoint.input.parse(input))
      if (isRefusal(answer)) throw new Error(`${endpoint.name}: ${answer.reason}`)
      if (daysAgo > 0) await dateJournal(tx, organisationId, clock.now())
      return answer as Output<typeof endpoint>
    },
  }
}

/** What an act on it must carry: read as such, for the page that shows it asks for far more. */
export const versionOf = async (
  { tx, organisationId }: Teller,
  table: 'measure' | 'application',
  id: string,
): Promise<number> => {
  const { version } = await tx
    .selectFrom(table)
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .select('version')
    .executeTakeFirstOrThrow()
  return version
}

/**
 * The journal dates its lines by the transaction and nobody may change them. Here one transaction tells a year: its owner
 * (the connection's own user, of which the application is only a role) puts the lines just written back on their day.
 */
const dateJournal = async (tx: Tx, organisationId: string, at: Date): Promise<void> => {
  // Three statements in one message: a load tells thousands of acts.
  await sql
    .raw(
      `set local role none;
       update journal set at = '${at.toISOString()}' where organisation_id = '${organisationId}' and at = now();
       set local role palier_app`,
    )
    .execute(tx)
}
