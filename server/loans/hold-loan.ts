import { sql } from 'kysely'
import type { Action } from '#domain/access.ts'
import { isRepaidByInstalments } from '#domain/funding/kinds.ts'
import { type LoanState, replayLoan } from '#domain/loans/replay.ts'
import { type LoanRules, loanRules } from '#domain/loans/rules.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { type LoanRecord, readLoans } from '#server/loans/loan-store.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { mayReach } from '#server/reach.ts'
import type { Acting } from '#server/use-case.ts'

export type HeldLoan = { record: LoanRecord; state: LoanState; rules: LoanRules; lentOn: PlainDate | null }
type Hold =
  | (HeldLoan & { refused?: undefined; current?: undefined })
  | { refused: 'unknown-record' | 'stale-version' | 'not-a-loan'; current?: { version: number } }

/** The loan to change, held until the end of the transaction, if it is still as it was read and within reach. */
export const holdLoan = async (
  context: Acting,
  action: Action,
  { financingId, version }: { financingId: string; version: number },
): Promise<Hold> => {
  const { tx, actor } = context
  await lockLoans(tx, actor.organisationId, [financingId])
  const found = await findLoan(context, action, financingId)
  if (!found) return { refused: 'unknown-record' }
  if (!isRepaidByInstalments(found.record.kind)) return { refused: 'not-a-loan' }
  return found.record.version === version
    ? found
    : { refused: 'stale-version', current: { version: found.record.version } }
}

/**
 * In one order for everybody, so that two transactions that hold several loans never wait for one another: the financings
 * in the order of their identifiers, then their pictures in the same; what is to be collected comes after. The night of
 * due dates, which holds pictures alone, takes them in this order too. Rows that only refer to a financing are not kept
 * waiting.
 */
export const lockLoans = async (
  tx: Tx,
  organisationId: string,
  financingIds: readonly string[],
): Promise<void> => {
  if (financingIds.length === 0) return
  const ids = sql`any (${[...new Set(financingIds)]}::uuid[])`
  await sql`select id from financing where organisation_id = ${organisationId} and id = ${ids}
    order by id for no key update`.execute(tx)
  await sql`select financing_id from financing_standing
    where organisation_id = ${organisationId} and financing_id = ${ids}
    order by financing_id for no key update`.execute(tx)
}

/** What is out of reach does not exist. */
export const findLoan = async (
  context: Acting,
  action: Action,
  financingId: string,
  versions: 'in-force' | 'all' = 'in-force',
): Promise<HeldLoan | undefined> => {
  const { tx, actor, today } = context
  const [record] = await readLoans(tx, actor.organisationId, [financingId], versions)
  if (!record || !(await mayReach(context, action, record.householdId))) return undefined
  const rules = loanRules(await readOrganisationParameters(context, today))
  return { record, rules, state: replayLoan(record.history, rules, today), lentOn: firstLending(record) }
}

export const firstLending = ({ history }: LoanRecord): PlainDate | null =>
  history.disbursements
    .filter(({ cents }) => cents > 0)
    .map(({ on }) => on)
    .toSorted()[0] ?? null

export const bumpLoan = async (tx: Tx, organisationId: string, financingId: string): Promise<number> => {
  const { version } = await tx
    .updateTable('financing')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', financingId)
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}
