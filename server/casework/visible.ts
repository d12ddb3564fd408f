import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { reachOf } from '#domain/access.ts'
import { compartmentsRead } from '#domain/casework/compartments.ts'
import { measureTaskKinds } from '#domain/casework/kinds.ts'
import type { Reader } from '#server/casework/readable.ts'
import { withinReach } from '#server/reach.ts'

/** The columns that make a task or an appointment one's own. */
const ownColumns = {
  task: ['assignee_id', 'created_by'],
  appointment: ['membership_id', 'created_by'],
} as const

/** A project officer who leads a measure is told of its deadlines without reading the social write-ups of the file. */
const askedByMeasure = ({ role }: Reader['actor'], kind: keyof typeof ownColumns, alias: string) =>
  kind === 'task' && reachOf(role, 'read-measure') !== 'never'
    ? sql`${sql.ref(`${alias}.kind`)} in (${sql.join(measureTaskKinds.map((one) => sql.lit(one)))})`
    : sql`false`

/**
 * Who sees a task or an appointment: those it is for and those who made it; and, for a household within reach, whoever
 * reads its compartment, or the measure that asks for it. What concerns no household is seen by those who distribute the work.
 */
export const visible = (
  reader: Reader,
  kind: keyof typeof ownColumns,
  alias: string,
): RawBuilder<SqlBool> => {
  const { actor, today } = reader
  const household = sql.ref(`${alias}.household_id`)
  const mine = sql.join(
    ownColumns[kind].map((column) => sql`${sql.ref(`${alias}.${column}`)} = ${actor.membershipId}`),
    sql` or `,
  )
  const sides = sql`${[...compartmentsRead(actor.role)]}::text[]`
  const distributes = sql.lit(actor.role === 'coordinator')
  return sql<SqlBool>`((${household} is null or ${withinReach(actor, today, 'manage-tasks', `${alias}.household_id`)})
    and (${mine} or ((${sql.ref(`${alias}.compartment`)} = any (${sides}) or ${askedByMeasure(actor, kind, alias)}) and (${household} is not null or ${distributes}))))`
}
