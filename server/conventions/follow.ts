import { sql } from 'kysely'
import { alertAt, alertMonths } from '#domain/conventions/period.ts'
import { formatDate, type PlainDate } from '#domain/plain-date.ts'
import { type RaisedTask, raiseTasks, settleRaisedTasks } from '#server/casework/raise-task.ts'
import { drawConvention } from '#server/conventions/convention-rows.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'

const batchSize = 200
const firstId = '00000000-0000-0000-0000-000000000000'

type Following = { tx: Tx; actor: { organisationId: string }; today: PlainDate; now: Date }

/**
 * Draws each convention again as it stands today (an amendment takes effect, a tacit renewal begins), and tells who
 * follows it that it ends within 12, 6 or 3 months. All comes from facts: cut short or run twice, it ends the same.
 */
export const followConventions = job('conventions.follow', async (house, { organisationId }, signal) => {
  let after: string | undefined = firstId
  while (after !== undefined) {
    signal.throwIfAborted()
    after = await followBatch(house, organisationId, after)
  }
})

export const nightlyConventions: Nightly = {
  name: 'follow-conventions',
  at: '58 3 * * *',
  enqueueFor: (tx, organisationId) =>
    enqueue(tx, followConventions, { organisationId }, { key: `conventions.follow/${organisationId}` }),
}

const followBatch = (house: House, organisationId: string, after: string): Promise<string | undefined> =>
  inOrganisation(house.database, organisationId, async (tx) => {
    const context = { tx, actor: { organisationId }, today: house.clock.today(), now: house.clock.now() }
    const ids = await listIds(context, after)
    for (const id of ids) await drawConvention(context, id)
    const found = await listRunning(context, ids)
    await raiseTasks(
      context,
      found.flatMap((one) => alertOf(one, context.today)),
    )
    await settleRaisedTasks(
      context,
      await listOutdated(context, ids, found),
      'La convention a changé, ou l’alerte suivante l’a remplacée.',
    )
    return ids.at(-1)
  })

const listIds = async ({ tx, actor }: Following, after: string): Promise<string[]> => {
  const rows = await tx
    .selectFrom('convention')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(batchSize)
    .select('id')
    .execute()
  return rows.map(({ id }) => id)
}

type Running = {
  id: string
  reference: string
  title: string
  endsOn: PlainDate
  noticeOn: PlainDate | null
  responsibleId: string
}

/** Those signed, with a term, and somebody to tell: who is responsible, else who wrote it. */
const listRunning = async ({ tx, actor, today }: Following, ids: readonly string[]): Promise<Running[]> => {
  if (ids.length === 0) return []
  const { rows } = await sql<Running>`
    select c.id, c.reference, c.title, c.ends_on as "endsOn", c.notice_on as "noticeOn",
      coalesce(c.responsible_id, c.created_by) as "responsibleId"
    from convention c
    where c.organisation_id = ${actor.organisationId} and c.id in (${sql.join(ids)})
      and c.signed_on <= ${today} and c.ends_on >= ${today}
      and coalesce(c.responsible_id, c.created_by) is not null
    order by c.id`.execute(tx)
  return rows
}

const keyOf = (id: string, endsOn: PlainDate, months: number): string =>
  `convention/${id}/${endsOn}/${months}`

const alertOf = (
  { id, reference, title, endsOn, noticeOn, responsibleId }: Running,
  today: PlainDate,
): RaisedTask[] => {
  const months = alertAt(endsOn, today)
  if (months === null) return []
  const notice = noticeOn && noticeOn >= today ? ` ; préavis jusqu’au ${formatDate(noticeOn)}` : ''
  return [
    {
      householdId: null,
      assigneeId: responsibleId,
      kind: 'convention-expiry',
      title: `La convention ${reference} prend fin le ${formatDate(endsOn)}${notice} : ${title}`.slice(
        0,
        300,
      ),
      dueOn: noticeOn && noticeOn >= today ? noticeOn : endsOn,
      originKey: keyOf(id, endsOn, months),
      link: `conventions/${id}`,
    },
  ]
}

/** Open alerts of an end that moved, or that a nearer one replaced. */
const listOutdated = async (
  { tx, actor, today }: Following,
  ids: readonly string[],
  running: readonly Running[],
): Promise<string[]> => {
  if (ids.length === 0) return []
  const standing = new Set(
    running.flatMap(({ id, endsOn }) =>
      alertMonths
        .filter((months) => months === alertAt(endsOn, today))
        .map((months) => keyOf(id, endsOn, months)),
    ),
  )
  const { rows } = await sql<{ key: string }>`
    select origin_key as key from task
    where organisation_id = ${actor.organisationId} and kind = 'convention-expiry' and closed_at is null
      and split_part(origin_key, '/', 2) in (${sql.join(ids)})`.execute(tx)
  return rows.map(({ key }) => key).filter((key) => !standing.has(key))
}
