import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Role } from '#domain/access.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Reader } from '#server/casework/readable.ts'
import type { Tx } from '#server/db.ts'

/** Whose day, and who looks at it. */
export type Day = { tx: Tx; reader: Reader & { today: PlainDate }; memberId: string; role: Role }

/** The follow-ups of the member that run today, as `r`. */
export const runningFollowUps = ({ reader, memberId }: Day): RawBuilder<SqlBool> => sql<SqlBool>`
  r.organisation_id = ${reader.actor.organisationId} and r.membership_id = ${memberId}
  and r.from_on <= ${reader.today} and (r.until_on is null or r.until_on >= ${reader.today})`
