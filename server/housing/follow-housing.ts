import { approvalKindLabels, deriveApproval } from '#domain/housing/approvals.ts'
import { deriveGlidingLease, type GlidingStanding, isGlidingEnded } from '#domain/housing/gliding-lease.ts'
import { addDays, formatDate, type PlainDate } from '#domain/plain-date.ts'
import { type RaisedTask, raiseTasks } from '#server/casework/raise-task.ts'
import { inOrganisation, type Tx } from '#server/db.ts'
import type { House } from '#server/house.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import { holidaysAround } from '#server/parameters/holidays.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { factsOf as approvalFactsOf, listApprovals } from './approval-store.ts'
import { drawStanding, factsOf, listEvents, listOpenLeases } from './gliding-store.ts'

const batchSize = 500
/** A date is announced this many days ahead. */
const announcedDays = 30
const firstId = '00000000-0000-0000-0000-000000000000'

type Following = { tx: Tx; actor: { organisationId: string }; today: PlainDate; now: Date }

/**
 * Draws again where each bail glissant stands, and tells of the dates that come: examinations, notices to the préfet,
 * agréments. All is derived from facts: cut short or run twice, it ends the same.
 */
export const followHousing = job('housing.follow', async (house, { organisationId }, signal) => {
  let after: string | undefined = firstId
  while (after !== undefined) {
    signal.throwIfAborted()
    after = await followBatch(house, organisationId, after)
  }
  await inFollowing(house, organisationId, followApprovals)
})

export const nightlyHousing: Nightly = {
  name: 'follow-housing',
  at: '50 3 * * *',
  enqueueFor: (tx, organisationId) =>
    enqueue(tx, followHousing, { organisationId }, { key: `housing.follow/${organisationId}` }),
}

const inFollowing = <T>(house: House, organisationId: string, work: (context: Following) => Promise<T>) =>
  inOrganisation(house.database, organisationId, (tx) =>
    work({ tx, actor: { organisationId }, today: house.clock.today(), now: house.clock.now() }),
  )

const followBatch = (house: House, organisationId: string, after: string): Promise<string | undefined> =>
  inFollowing(house, organisationId, async (context) => {
    const { today } = context
    const leases = await listOpenLeases(context, after, batchSize)
    const events = await listEvents(
      context,
      leases.map(({ id }) => id),
    )
    const params = await readOrganisationParameters(context, today)
    const tasks: RaisedTask[] = []
    for (const lease of leases) {
      const standing = deriveGlidingLease(factsOf(events, lease.id), today, holidaysAround(today), params)
      await drawStanding(context, lease.id, standing, !standing || !isGlidingEnded(standing.status))
      if (standing) tasks.push(...tasksOf(lease, standing, today))
    }
    await raiseTasks(context, tasks)
    return leases.at(-1)?.id
  })

const tasksOf = (
  lease: { id: string; householdId: string },
  { nextDue, status }: GlidingStanding,
  today: PlainDate,
): RaisedTask[] => {
  if (!nextDue || isGlidingEnded(status) || nextDue.on > addDays(today, announcedDays)) return []
  const isReview = nextDue.what === 'review'
  return [
    {
      householdId: lease.householdId,
      assigneeId: null,
      kind: isReview ? 'gliding-review' : 'gliding-notice',
      title: isReview
        ? `Tenir l’examen périodique n° ${nextDue.number} du bail glissant (bailleur, association, occupant)`
        : `Dire au préfet si le bailleur propose un bail, avant l’examen n° ${nextDue.number}`,
      dueOn: nextDue.on,
      originKey: `gliding-${nextDue.what}/${lease.id}/${nextDue.number}`,
      link: `menages/${lease.householdId}/parcours`,
    },
  ]
}

const followApprovals = async (context: Following): Promise<void> => {
  const { today } = context
  const params = await readOrganisationParameters(context, today)
  const soon = addDays(today, announcedDays)
  const tasks = (await listApprovals(context)).flatMap((approval): RaisedTask[] =>
    deriveApproval(approval.kind, approvalFactsOf(approval), today, params)
      .deadlines.filter(({ what, on }) => on <= soon && (on >= today || what === 'report'))
      .map(({ what, on, label }) => ({
        householdId: null,
        assigneeId: approval.responsibleId,
        kind: 'approval-date',
        title: `${label} (${approvalKindLabels[approval.kind]}), ${formatDate(on)}`,
        dueOn: on,
        originKey: `approval/${approval.id}/${what}/${on}`,
        link: 'reglages/agrements',
      })),
  )
  await raiseTasks(context, tasks)
}
