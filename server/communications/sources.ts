import { sql } from 'kysely'
import type { BatchSourceShape } from '#contract/message-shapes.ts'
import { type Action, reachOf } from '#domain/access.ts'
import { largestMessageBatch } from '#domain/communications/kinds.ts'
import { householdsOfWorklist } from '#server/arrears/households-of-worklist.ts'
import { householdsOfList } from '#server/measures/households-of-list.ts'
import { mayReach } from '#server/reach.ts'
import type { Acting } from '#server/use-case.ts'

/** One more than a batch takes, to know that there are too many. */
const most = largestMessageBatch + 1

/** The list each source reads, with the action that opens it. */
const actions: Partial<Record<BatchSourceShape['kind'], Action>> = {
  arrears: 'read-arrears',
  measures: 'list-measures',
  session: 'work-reception',
}

/** The households a source names today, each once; undefined when the caller may not read that list. */
export const householdsOfSource = async (
  context: Acting,
  source: BatchSourceShape,
): Promise<string[] | undefined> => {
  const action = actions[source.kind]
  if (action && reachOf(context.actor.role, action) === 'never') return undefined
  switch (source.kind) {
    case 'arrears':
      return householdsOfWorklist(context, source.filters, most)
    case 'measures':
      return householdsOfList(context, source.filters, most)
    case 'own-households':
      return ownHouseholds(context)
    case 'session':
      return signedUp(context, source.sessionId)
    case 'household':
      return (await mayReach(context, 'send-messages', source.householdId)) ? [source.householdId] : undefined
  }
}

const ownHouseholds = async ({ tx, actor, today }: Acting): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select distinct r.household_id as id from household_referent r
    where r.organisation_id = ${actor.organisationId} and r.membership_id = ${actor.membershipId}
      and r.from_on <= ${today} and (r.until_on is null or r.until_on >= ${today}) limit ${most}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Whoever signed up without a file is reminded by the session itself, not from here. */
const signedUp = async ({ tx, actor }: Acting, sessionId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select distinct household_id as id from session_sign_up
    where organisation_id = ${actor.organisationId} and session_id = ${sessionId}
      and household_id is not null and cancelled_at is null limit ${most}`.execute(tx)
  return rows.map(({ id }) => id)
}
