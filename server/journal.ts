import { randomUUIDv7 } from 'node:crypto'
import type { Tx } from '#server/db.ts'
import type { Actor } from '#server/use-case.ts'

export type JournalEntry = {
  /** kebab-case, past tense: `repayment-plan-agreed`. */
  act: string
  subject: { kind: string; id?: string }
  householdId?: string
  before?: unknown
  after?: unknown
}

/** Writes what was done, in the same transaction: it feeds the timeline, the audit and the indicators. */
export const record = (writer: Writer, entry: JournalEntry): Promise<void> => recordAll(writer, [entry])

type Writer = { tx: Tx; actor: Pick<Actor, 'organisationId'> & { membershipId?: string } }

/** The same for what a job did to many: a few hundred at a time. */
export const recordAll = async ({ tx, actor }: Writer, entries: readonly JournalEntry[]): Promise<void> => {
  if (entries.length === 0) return
  await tx
    .insertInto('journal')
    .values(
      entries.map(({ act, subject, householdId, before, after }) => ({
        organisation_id: actor.organisationId,
        id: randomUUIDv7(),
        membership_id: actor.membershipId ?? null,
        act,
        subject_kind: subject.kind,
        subject_id: subject.id ?? null,
        household_id: householdId ?? null,
        before: before === undefined ? null : JSON.stringify(before),
        after: after === undefined ? null : JSON.stringify(after),
      })),
    )
    .execute()
}
