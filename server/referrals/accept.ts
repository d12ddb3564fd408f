import { contract } from '#contract/index.ts'
import type { ParcelContent } from '#domain/parcels/content.ts'
import type { MeasureMotive, PrescriberKind } from '#domain/programmes/kinds.ts'
import { raiseTasks } from '#server/casework/raise-task.ts'
import {
  type Details,
  insertHousehold,
  insertMember,
  insertPerson,
  lockHousehold,
  refreshSearch,
} from '#server/households/household-store.ts'
import { record } from '#server/journal.ts'
import { createMeasure } from '#server/measures/create-measure.ts'
import { journalReferral } from '#server/referrals/journal-referral.ts'
import { checkReferral, type ReferralRecord, updateReferral } from '#server/referrals/referral-rows.ts'
import { tellSender } from '#server/referrals/tell-sender.ts'
import { settleWaiting } from '#server/referrals/triage.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const acceptReferral = useCase(contract.referrals.accept, async (context, input) => {
  const { referralId, version, person, programmeId, motive, tellsProgress, message } = input
  const checked = await checkReferral(context, { referralId, version }, 'accept')
  if (checked.reason) return context.refuse(checked.reason, checked.details)
  const { referral } = checked
  const known = input.householdId ?? referral.household_id
  if (referral.kind === 'transfer' && !programmeId) return context.refuse('programme-needed')
  if (!known && !person) return context.refuse('person-missing')
  if (known && !(await isOpenHousehold(context, known))) return context.refuse('unknown-household')

  const householdId = known ?? (await openHousehold(context, person as Details))
  const measureId = programmeId
    ? await createMeasure(context, measureOf(referral, { householdId, programmeId, motive }, context))
    : null
  if (measureId === undefined) return context.refuse('measure-refused')

  await updateReferral(context, referralId, {
    state: 'accepted',
    state_on: context.today,
    household_id: householdId,
    measure_id: measureId,
    tells_progress: tellsProgress,
  })
  await tellSender(context, { ...referral, household_id: householdId }, 'accepted', message)
  await settleWaiting(context, referralId, 'La demande a été acceptée.')
  if (measureId) await takeUpDates(context, referral, { householdId, measureId })
  await journalReferral(
    context,
    'referral-accepted',
    { id: referralId, household_id: householdId },
    { isNewHousehold: known === null, measureId },
  )
  return { householdId, measureId }
})

const isOpenHousehold = async (context: Acting, householdId: string): Promise<boolean> => {
  const household = await lockHousehold(context, householdId)
  return household !== undefined && household.merged_into_id === null
}

const openHousehold = async (context: Acting, person: Details): Promise<string> => {
  const label = [person.lastName.toUpperCase(), person.firstName].filter(Boolean).join(' ')
  const householdId = await insertHousehold(context, label)
  const personId = await insertPerson(context, person)
  await insertMember(context, householdId, personId, { memberRole: 'leaseholder', joinedOn: context.today })
  await refreshSearch(context, [householdId])
  await record(context, {
    act: 'household-created',
    subject: { kind: 'household', id: householdId },
    householdId,
    after: { label },
  })
  return householdId
}

type Asked = { householdId: string; programmeId: string; motive: MeasureMotive }

/** A private person is never written as the one who asked: only services are named. */
const measureOf = (referral: ReferralRecord, asked: Asked, { today }: Acting) => ({
  ...asked,
  triggeringEvent: null,
  prescriber: referral.sender_kind as PrescriberKind,
  prescriberName: referral.sender_kind === 'household' ? null : referral.sender_name,
  requestedOn: today,
})

/** What is coming, told by the service that hands over: as many tasks for whoever follows the household now. */
const takeUpDates = async (
  context: Acting,
  referral: ReferralRecord,
  { householdId, measureId }: { householdId: string; measureId: string },
): Promise<void> => {
  const { handover } = referral.content as ParcelContent
  await raiseTasks(
    context,
    (handover?.dates ?? []).map(({ on, what }, rank) => ({
      householdId,
      assigneeId: referral.assignee_id,
      kind: 'handover-date' as const,
      title: what,
      dueOn: on,
      compartment: 'social' as const,
      originKey: `handover-date/${referral.id}/${rank}`,
      link: `accompagnements/${measureId}`,
    })),
  )
}
