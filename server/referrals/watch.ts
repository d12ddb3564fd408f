import { sql } from 'kysely'
import { reachOf, roles } from '#domain/access.ts'
import { addDays, formatDate, type PlainDate } from '#domain/plain-date.ts'
import { standMandate } from '#domain/referrals/mandate.ts'
import { announcedDays, openReferralStates } from '#domain/referrals/states.ts'
import { type RaisedTask, raiseTasks } from '#server/casework/raise-task.ts'
import { inOrganisation } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import { record, recordAll } from '#server/journal.ts'
import { lockParcel } from '#server/parcels/parcel-rows.ts'
import { standingOf } from '#server/parcels/sent-views.ts'
import { stopParcel } from '#server/parcels/stop.ts'
import { mandateOf } from '#server/referrals/open.ts'
import { eraseReferral, lockReferral, type Receiver } from '#server/referrals/referral-rows.ts'
import { waitingKey } from '#server/referrals/task-keys.ts'
import { tellSender } from '#server/referrals/tell-sender.ts'

/**
 * Every night: nothing stays unanswered unseen, late reports are told on both sides, the beginning and the end of a
 * measure are told where that was promised, and copies that have had their time are erased.
 */
export const watchReferrals = job<Record<never, never>>(
  'referrals.watch',
  async (house, { organisationId }) => {
    for (const round of [announceWaiting, announceReports, announceAwaited, tellProgress, stopExpired, erase])
      await inRound(house, organisationId, round)
  },
)

const inRound = (house: House, organisationId: string, round: (context: Receiver) => Promise<void>) =>
  inOrganisation(house.database, organisationId, (tx) =>
    round({ tx, actor: { organisationId }, now: house.clock.now(), today: house.clock.today() }),
  )

export const nightlyReferrals: Nightly = {
  name: 'watch-referrals',
  at: '10 4 * * *',
  enqueueFor: (tx, organisationId) =>
    enqueue(tx, watchReferrals, { organisationId }, { key: `referrals.watch/${organisationId}` }),
}

/** Whoever has the request; while nobody has it, those who distribute the work, or else all who triage. */
const listTellers = async ({ tx, actor, today }: Receiver): Promise<string[]> => {
  const triaging = roles.filter((role) => reachOf(role, 'triage-referrals') !== 'never')
  const rows = await tx
    .selectFrom('membership')
    .where('organisation_id', '=', actor.organisationId)
    .where('role', 'in', triaging)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>=', today)]))
    .select(['id', 'role'])
    .execute()
  const coordinators = rows.filter(({ role }) => role === 'coordinator')
  return (coordinators.length > 0 ? coordinators : rows).map(({ id }) => id)
}

const announceWaiting = async (context: Receiver): Promise<void> => {
  const { tx, actor, today } = context
  const rows = await tx
    .selectFrom('referral')
    .where('organisation_id', '=', actor.organisationId)
    .where('state', 'in', [...openReferralStates])
    .where('due_on', '<=', addDays(today, announcedDays))
    .select(['id', 'reference', 'due_on', 'assignee_id', 'household_id'])
    .orderBy('due_on')
    .limit(5000)
    .execute()
  const tellers = rows.some(({ assignee_id }) => assignee_id === null) ? await listTellers(context) : []
  const tasks = rows.flatMap(({ id, reference, due_on, assignee_id, household_id }): RaisedTask[] =>
    (assignee_id ? [assignee_id] : tellers).map((memberId) => ({
      householdId: household_id,
      assigneeId: memberId,
      kind: 'referral-waiting',
      title: `Demande ${reference} : répondre avant le ${formatDate(due_on)}`,
      dueOn: due_on,
      originKey: waitingKey(id, memberId),
      link: `accompagnements/demandes/${id}`,
      compartment: 'social',
    })),
  )
  await raiseTasks(context, tasks)
}

/** Ours to write: the missions we were given. */
const announceReports = async (context: Receiver): Promise<void> => {
  const { tx, actor, today } = context
  const rows = await tx
    .selectFrom('referral')
    .where('organisation_id', '=', actor.organisationId)
    .where('kind', '=', 'mandate')
    .where('state', '=', 'accepted')
    .selectAll()
    .limit(5000)
    .execute()
  const tellers = rows.length > 0 ? await listTellers(context) : []
  const tasks = rows.flatMap((row): RaisedTask[] => {
    const mandate = mandateOf(row)
    const dueOn = mandate && standMandate(mandate, row.reports_sent, today).nextDueOn
    if (!dueOn || dueOn > addDays(today, announcedDays)) return []
    return [
      {
        householdId: row.household_id,
        assigneeId: row.assignee_id ?? tellers[0] ?? null,
        kind: 'mandate-report',
        title: `Rapport à remettre à ${row.sender_name}`,
        dueOn,
        originKey: `mandate-report/${row.id}/${row.reports_sent}`,
        link: `accompagnements/demandes/${row.id}`,
        compartment: 'social',
      },
    ]
  })
  await raiseTasks(context, tasks)
}

/** Ours to wait for: the missions we gave. */
const announceAwaited = async (context: Receiver): Promise<void> => {
  const { tx, actor, today } = context
  const rows = await tx
    .selectFrom('parcel_sent as s')
    .innerJoin('partner as p', (join) =>
      join.onRef('p.organisation_id', '=', 's.organisation_id').onRef('p.id', '=', 's.partner_id'),
    )
    .where('s.organisation_id', '=', actor.organisationId)
    .where('s.kind', '=', 'mandate')
    .where('s.accepted_on', 'is not', null)
    .where('s.withdrawn_on', 'is', null)
    .selectAll('s')
    .select('p.name as partner')
    .limit(5000)
    .execute()
  const tasks = rows.flatMap((row): RaisedTask[] => {
    const standing = standingOf(row, today)
    if (!standing?.nextDueOn || standing.lateReports === 0) return []
    return [
      {
        householdId: row.household_id,
        assigneeId: row.created_by,
        kind: 'mandate-report',
        title: `Rapport en retard : ${row.partner}`,
        dueOn: standing.nextDueOn,
        originKey: `mandate-awaited/${row.id}/${row.reports_received}`,
        link: `accompagnements/envois/${row.id}`,
      },
    ]
  })
  await raiseTasks(context, tasks)
}

/** Only where whoever accepted said that it would be told. */
const tellProgress = async (context: Receiver): Promise<void> => {
  const { tx, actor, today } = context
  const rows = await tx
    .selectFrom('referral as r')
    .innerJoin('measure_standing as s', (join) =>
      join.onRef('s.organisation_id', '=', 'r.organisation_id').onRef('s.measure_id', '=', 'r.measure_id'),
    )
    .where('r.organisation_id', '=', actor.organisationId)
    .where('r.tells_progress', '=', true)
    .where(sql<boolean>`r.last_told is distinct from 'measure-ended'`)
    .select(['r.id', 'r.last_told', 's.started_on', 's.ended_on'])
    .limit(5000)
    .execute()
  for (const { id, started_on, ended_on } of rows) {
    const news = newsDue(today, started_on, ended_on)
    const referral = news && (await lockReferral(context, id))
    if (!news || !referral || (await wasTold(context, id, news))) continue
    await tellSender(context, referral, news)
    await record(context, {
      act: 'referral-news-given',
      subject: { kind: 'referral', id },
      ...(referral.household_id && { householdId: referral.household_id }),
      after: { news },
    })
  }
}

const newsDue = (today: PlainDate, startedOn: PlainDate | null, endedOn: PlainDate | null) => {
  if (endedOn && endedOn <= today) return 'measure-ended' as const
  return startedOn && startedOn <= today ? ('measure-started' as const) : undefined
}

const wasTold = async ({ tx, actor }: Receiver, referralId: string, news: string): Promise<boolean> => {
  const found = await tx
    .selectFrom('referral_event')
    .where('organisation_id', '=', actor.organisationId)
    .where('referral_id', '=', referralId)
    .where('kind', '=', news)
    .select('id')
    .executeTakeFirst()
  return found !== undefined
}

/** What waited too long to leave never leaves. */
const stopExpired = async (context: Receiver): Promise<void> => {
  const { tx, actor, today } = context
  const rows = await tx
    .selectFrom('parcel_sent')
    .where('organisation_id', '=', actor.organisationId)
    .where('state', '=', 'waiting')
    .where('expires_on', '<=', today)
    .select('id')
    .limit(5000)
    .execute()
  for (const { id } of rows) {
    const parcel = await lockParcel(context, id)
    if (parcel?.state === 'waiting') await stopParcel(context, parcel, 'expired')
  }
}

/** Both sides forget what the copy held; that it went, when and why, stays in the journal and in the list. */
const erase = async (context: Receiver): Promise<void> => {
  const { tx, actor, today } = context
  const sent = await tx
    .updateTable('parcel_sent')
    .where('organisation_id', '=', actor.organisationId)
    .where('payload', 'is not', null)
    .where('expires_on', '<=', today)
    .set({ payload: null })
    .returning('id')
    .execute()
  const received = await tx
    .updateTable('parcel_received')
    .where('organisation_id', '=', actor.organisationId)
    .where('payload', 'is not', null)
    .where('expires_on', '<=', today)
    .set({ payload: null })
    .returning('id')
    .execute()
  const copies = await tx
    .selectFrom('referral as r')
    .innerJoin('parcel_received as p', (join) =>
      join.onRef('p.organisation_id', '=', 'r.organisation_id').onRef('p.id', '=', 'r.parcel_id'),
    )
    .where('r.organisation_id', '=', actor.organisationId)
    .where('r.erased_on', 'is', null)
    .where('p.expires_on', '<=', today)
    .select('r.id')
    .execute()
  for (const { id } of copies) await eraseReferral(context, id)
  await recordAll(
    context,
    [...sent, ...received].map(({ id }) => ({ act: 'parcel-erased', subject: { kind: 'parcel', id } })),
  )
}
