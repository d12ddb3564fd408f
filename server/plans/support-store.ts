import type { z } from 'zod'
import type { SupportAssessment } from '#contract/plan-shapes.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import {
  type SupportActionKind,
  type SupportOutcome,
  supportActionState,
} from '#domain/plans/support-actions.ts'
import type { Tx } from '#server/db.ts'
import { readsSocialSide } from '#server/plans/read-means.ts'
import type { Acting } from '#server/use-case.ts'

export type StoredAssessment = z.output<typeof SupportAssessment>

export const findAssessment = (
  tx: Tx,
  organisationId: string,
  householdId: string,
): Promise<StoredAssessment | undefined> =>
  tx
    .selectFrom('support_assessment as a')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'a.organisation_id').onRef('m.id', '=', 'a.recorded_by'),
    )
    .where('a.organisation_id', '=', organisationId)
    .where('a.household_id', '=', householdId)
    .select([
      'a.first_contact_on as firstContactOn',
      'a.assessed_on as assessedOn',
      'a.summary',
      'm.name as recordedBy',
      'a.version',
    ])
    .$castTo<StoredAssessment>()
    .executeTakeFirst()

export type NewAssessment = {
  householdId: string
  firstContactOn: PlainDate | null
  assessedOn: PlainDate | null
  summary: string | null
  recordedBy: string
}

/** Writes over the version that was read; false when another one is there. */
export const writeAssessment = async (
  tx: Tx,
  organisationId: string,
  made: NewAssessment,
  version: number | undefined,
): Promise<boolean> => {
  const content = {
    first_contact_on: made.firstContactOn,
    assessed_on: made.assessedOn,
    summary: made.summary,
    recorded_by: made.recordedBy,
  }
  if (version === undefined) {
    const written = await tx
      .insertInto('support_assessment')
      .values({ organisation_id: organisationId, household_id: made.householdId, ...content })
      .onConflict((conflict) => conflict.columns(['organisation_id', 'household_id']).doNothing())
      .executeTakeFirst()
    return written.numInsertedOrUpdatedRows === 1n
  }
  const written = await tx
    .updateTable('support_assessment')
    .where('organisation_id', '=', organisationId)
    .where('household_id', '=', made.householdId)
    .where('version', '=', version)
    .set({ ...content, version: version + 1 })
    .executeTakeFirst()
  return written.numUpdatedRows === 1n
}

export type StoredAction = {
  id: string
  kind: SupportActionKind
  note: string | null
  proposedOn: PlainDate
  proposedBy: string
  proposedById: string
  startedOn: PlainDate | null
  endedOn: PlainDate | null
  outcome: SupportOutcome | null
  version: number
}

export const listActions = (tx: Tx, organisationId: string, householdId: string): Promise<StoredAction[]> =>
  tx
    .selectFrom('support_action as a')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'a.organisation_id').onRef('m.id', '=', 'a.proposed_by'),
    )
    .where('a.organisation_id', '=', organisationId)
    .where('a.household_id', '=', householdId)
    .select([
      'a.id',
      'a.kind',
      'a.note',
      'a.proposed_on as proposedOn',
      'm.name as proposedBy',
      'm.id as proposedById',
      'a.started_on as startedOn',
      'a.ended_on as endedOn',
      'a.outcome',
      'a.version',
    ])
    .orderBy('a.proposed_on', 'desc')
    .orderBy('a.id', 'desc')
    .$castTo<StoredAction>()
    .execute()

/** Rent staff learn that an action goes on, and read of its notes those they wrote (handbook §13.5). */
export const viewAction = (
  { outcome, proposedById, ...action }: StoredAction,
  reader: Pick<Acting, 'actor'>,
) => ({
  ...action,
  note: readsSocialSide(reader) || proposedById === reader.actor.membershipId ? action.note : null,
  state: supportActionState({ startedOn: action.startedOn, outcome }),
})

export const insertAction = async (
  tx: Tx,
  organisationId: string,
  action: {
    id: string
    householdId: string
    kind: SupportActionKind
    note: string | null
    proposedOn: PlainDate
    proposedBy: string
  },
): Promise<void> => {
  await tx
    .insertInto('support_action')
    .values({
      organisation_id: organisationId,
      id: action.id,
      household_id: action.householdId,
      kind: action.kind,
      note: action.note,
      proposed_on: action.proposedOn,
      proposed_by: action.proposedBy,
    })
    .execute()
}

export const updateAction = async (
  tx: Tx,
  organisationId: string,
  {
    id,
    version,
    ...dates
  }: {
    id: string
    version: number
    startedOn: PlainDate | null
    endedOn: PlainDate | null
    outcome: SupportOutcome | null
  },
): Promise<boolean> => {
  const written = await tx
    .updateTable('support_action')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .where('version', '=', version)
    .set({
      started_on: dates.startedOn,
      ended_on: dates.endedOn,
      outcome: dates.outcome,
      version: version + 1,
    })
    .executeTakeFirst()
  return written.numUpdatedRows === 1n
}
