import type { PlainDate } from '#domain/plain-date.ts'
import type { Acting } from '#server/use-case.ts'

type Here = Pick<Acting, 'tx' | 'actor'>
type Words = { householdWords: string | null; nextSteps: string | null }
export type ReviewRow = Words & {
  id: string
  measureId: string
  on: PlainDate
  by: string
  version: number
}

/** Reviews whose fact stands: a cancelled one is no review. */
const selectReviews = ({ tx, actor }: Here) =>
  tx
    .selectFrom('measure_review as r')
    .innerJoin('measure_event as e', (join) =>
      join.onRef('e.organisation_id', '=', 'r.organisation_id').onRef('e.id', '=', 'r.event_id'),
    )
    .innerJoin('membership as p', (join) =>
      join.onRef('p.organisation_id', '=', 'r.organisation_id').onRef('p.id', '=', 'r.recorded_by'),
    )
    .where('r.organisation_id', '=', actor.organisationId)
    .where('e.cancelled_at', 'is', null)
    .select([
      'r.id',
      'r.measure_id as measureId',
      'e.on_date as on',
      'r.household_words as householdWords',
      'r.next_steps as nextSteps',
      'p.name as by',
      'r.version',
    ])

export const listReviews = (here: Here, measureId: string): Promise<ReviewRow[]> =>
  selectReviews(here)
    .where('r.measure_id', '=', measureId)
    .orderBy('e.on_date', 'desc')
    .orderBy('r.id', 'desc')
    .execute()

export const findReview = (here: Here, reviewId: string): Promise<ReviewRow | undefined> =>
  selectReviews(here).where('r.id', '=', reviewId).forUpdate('r').executeTakeFirst()

export const insertReview = async (
  { tx, actor, now }: Acting,
  review: Words & { id: string; measureId: string; eventId: string },
): Promise<void> => {
  await tx
    .insertInto('measure_review')
    .values({
      organisation_id: actor.organisationId,
      id: review.id,
      measure_id: review.measureId,
      event_id: review.eventId,
      household_words: review.householdWords,
      next_steps: review.nextSteps,
      recorded_by: actor.membershipId,
      recorded_at: now,
    })
    .execute()
}

export const updateReview = async (
  { tx, actor }: Here,
  reviewId: string,
  { householdWords, nextSteps }: Words,
): Promise<number> => {
  const { version } = await tx
    .updateTable('measure_review')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', reviewId)
    .set((eb) => ({ household_words: householdWords, next_steps: nextSteps, version: eb('version', '+', 1) }))
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}
