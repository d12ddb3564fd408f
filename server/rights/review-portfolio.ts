import { sql } from 'kysely'
import type { PlainDate } from '#domain/plain-date.ts'
import { noAnswers, type RightsFacts } from '#domain/rights/facts.ts'
import {
  type AidReview,
  type ReviewFigures,
  readReviewFigures,
  reviewAid,
} from '#domain/rights/review-aid.ts'
import { findSituations } from '#server/budget/find-situations.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job } from '#server/jobs.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { readManyAnswers, readZones } from '#server/rights/answer-store.ts'
import { findHomes, type KnownCommunes } from '#server/rights/find-home.ts'
import { startWork } from '#server/work/start-work.ts'
import { openWork, type WorkPlace, type WorkProgress } from '#server/work/work-progress.ts'

const sliceSize = 2_000
const firstId = '00000000-0000-0000-0000-000000000000'

/** `on`: a review that goes on after midnight keeps its day, so that all its rows compare. */
type Cursor = { after: string; done: number; reviewed: number; on: PlainDate }

type Review = {
  organisationId: string
  workId: string
  on: PlainDate
  figures: NonNullable<ReviewFigures>
  known: KnownCommunes
}

/**
 * Reviews the housing aid of every household that has a home or a situation. Streamed: no more than a slice is held.
 * Killed, it goes on from its last slice; run twice, it writes the same rows.
 */
export const reviewPortfolio = job<{ workId: string }>(
  'rights.review-portfolio',
  async (house, { organisationId, workId }, signal) => {
    const work = await openWork(house, { organisationId, workId })
    if (work) await reviewAll(house, { organisationId, workId }, work, signal)
  },
)

const reviewAll = async (
  house: House,
  { organisationId, workId }: WorkPlace,
  work: WorkProgress,
  signal: AbortSignal,
) => {
  const today = house.clock.today()
  let cursor = (work.cursor as Cursor | null) ?? { after: firstId, done: 0, reviewed: 0, on: today }
  const { total, figures } = await inOrganisation(house.database, organisationId, async (tx) => {
    const params = await readOrganisationParameters({ tx, actor: { organisationId } }, cursor.on)
    return { total: await countConcerned(tx, organisationId), figures: readReviewFigures(params) }
  })
  if (figures === null) return work.fail('Aucun barème de l’aide au logement n’est connu à cette date.')
  const review: Review = { organisationId, workId, on: cursor.on, figures, known: new Map() }
  for (;;) {
    signal.throwIfAborted()
    if (await work.isCancelled()) return work.cancelled()
    const next = await reviewSlice(house, review, work, cursor)
    if (!next) break
    cursor = next
    await work.report(cursor.done, total, 'Aides au logement comparées')
  }
  await inOrganisation(house.database, organisationId, async (tx) => {
    await forgetOthers(tx, review)
    await work.finish({ households: cursor.done, estimated: cursor.reviewed }, tx)
  })
}

/** One transaction per slice, its cursor in it; undefined when nothing is left. */
const reviewSlice = (house: House, review: Review, work: WorkProgress, cursor: Cursor) =>
  inOrganisation(house.database, review.organisationId, async (tx) => {
    const ids = await listConcerned(tx, review.organisationId, cursor.after)
    const last = ids.at(-1)
    if (last === undefined) return undefined
    const rows = await reviewHouseholds(tx, review, ids)
    await keepReviews(tx, review, rows)
    const reviewed = rows.filter(({ found }) => found.estimatedCents !== null).length
    const next = {
      ...cursor,
      after: last,
      done: cursor.done + ids.length,
      reviewed: cursor.reviewed + reviewed,
    }
    await work.moveCursor(tx, next)
    return next
  })

type Row = { householdId: string; situationOn: PlainDate | null; found: AidReview }

const reviewHouseholds = async (
  tx: Tx,
  { organisationId, on, figures, known }: Review,
  ids: readonly string[],
): Promise<Row[]> => {
  const reading = { tx, actor: { organisationId }, today: on }
  const homes = await findHomes(reading, ids, known)
  const situations = await findSituations(reading, ids, on)
  const answers = await readManyAnswers(reading, ids)
  const zones = await readZones(reading)
  return ids.map((householdId) => {
    const home = homes.get(householdId)
    const situation = situations.get(householdId) ?? null
    const told = answers.get(householdId)?.answers ?? noAnswers
    const facts: RightsFacts = {
      situation,
      tenancy: home?.tenancy ?? null,
      // The housing aid asks nothing of the tax notice.
      taxIncomes: [],
      commune: home?.commune ?? null,
      answers: { ...told, zone: told.zone ?? zones.get(home?.commune?.communeCode ?? '') ?? null },
    }
    return { householdId, situationOn: situation?.onDate ?? null, found: reviewAid(facts, figures) }
  })
}

/** Files that were merged into another are read there. */
const concerned = (organisationId: string) => sql`
  from household h
  where h.organisation_id = ${organisationId} and h.merged_into_id is null and (
    exists (select from tenancy t where t.organisation_id = ${organisationId} and t.household_id = h.id
      and t.ended_on is null)
    or exists (select from budget_snapshot s where s.organisation_id = ${organisationId} and s.household_id = h.id))`

const countConcerned = async (tx: Tx, organisationId: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count ${concerned(organisationId)}`.execute(tx)
  return rows[0]?.count ?? 0
}

const listConcerned = async (tx: Tx, organisationId: string, after: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select h.id ${concerned(organisationId)} and h.id > ${after} order by h.id limit ${sliceSize}`.execute(tx)
  return rows.map(({ id }) => id)
}

const keepReviews = async (
  tx: Tx,
  { organisationId, workId, on }: Review,
  rows: readonly Row[],
): Promise<void> => {
  const written = rows.map(({ householdId, situationOn, found }) => [
    householdId,
    situationOn,
    found.inPaymentCents,
    found.estimatedCents,
    found.missing ?? [],
  ])
  await sql`
    insert into aid_review (organisation_id, household_id, reviewed_on, reviewed_in, situation_on, in_payment_cents,
      estimated_cents, difference_cents, missing)
    select ${organisationId}, (r ->> 0)::uuid, ${on}, ${workId}, (r ->> 1)::date, (r ->> 2)::bigint, (r ->> 3)::bigint,
      (r ->> 3)::bigint - (r ->> 2)::bigint, array(select jsonb_array_elements_text(r -> 4))
    from jsonb_array_elements(${JSON.stringify(written)}::jsonb) r
    on conflict (organisation_id, household_id) do update set reviewed_on = excluded.reviewed_on, reviewed_in = excluded.reviewed_in,
      situation_on = excluded.situation_on, in_payment_cents = excluded.in_payment_cents,
      estimated_cents = excluded.estimated_cents, difference_cents = excluded.difference_cents,
      missing = excluded.missing`.execute(tx)
}

/** Households that left since the last review are no longer in its picture. */
const forgetOthers = (tx: Tx, { organisationId, workId }: Review) =>
  tx
    .deleteFrom('aid_review')
    .where('organisation_id', '=', organisationId)
    .where('reviewed_in', '<>', workId)
    .execute()

/** Asks for a review; one that waits or runs already is enough. */
export const requestReview = async (
  tx: Tx,
  actor: { organisationId: string; membershipId?: string },
): Promise<string> => {
  const { organisationId } = actor
  const running = await tx
    .selectFrom('work')
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', 'aid-review')
    .where('state', 'in', ['queued', 'running'])
    .select('id')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (running) return running.id
  const workId = await startWork(tx, actor, 'aid-review')
  await enqueue(tx, reviewPortfolio, { organisationId, workId }, { queue: `aid-review ${organisationId}` })
  return workId
}
