import { plans } from '#contract/plans.ts'
import { addDays, addMonths, firstOfMonth } from '#domain/plain-date.ts'
import { tellOf } from '#server/demo/household-teller.ts'
import { openStoryFile } from '#server/demo/story-file.ts'
import { daysSince, recordArrears } from '#server/demo/tell-arrears-stories.ts'
import type { Teller } from '#server/demo/teller.ts'

type Agreement = {
  member: string
  /** The plan is proposed on the 15th of a month, its first instalment due on the 10th of the next. */
  monthsAgo: number
  count: number
}

export const tellPlanStories = async (teller: Teller): Promise<void> => {
  await tellPlanKept(teller)
  await tellPlanMissed(teller)
  await propose(teller, 'slipping', { member: 'claire.fontaine', daysAgo: 6, count: 36 })
}

const propose = async (
  teller: Teller,
  key: string,
  { member, daysAgo, count }: { member: string; daysAgo: number; count: number },
) => {
  const { householdId, tenancyId } = openStoryFile(teller, key)
  const on = teller.daysAgo(daysAgo)
  const which = { householdId, tenancyId, debtOn: on }
  const { debtCents } = await teller.did(member, daysAgo, plans.openDraft, which)
  const { planId } = await teller.did(member, daysAgo, plans.proposePlan, {
    ...which,
    debtCents,
    offer: {
      amountCents: debtCents,
      firstDueOn: addDays(addMonths(firstOfMonth(on), 1), 9),
      by: { kind: 'count', count, rounding: 'half-up' },
      paymentPriority: 'current-rent-first',
    },
  })
  return { householdId, planId }
}

/** Reported, proposed, signed, approved: the whole way, on the days that follow one another. */
const agree = async (teller: Teller, key: string, { member, monthsAgo, count }: Agreement) => {
  const file = openStoryFile(teller, key)
  const proposed = daysSince(teller, monthsAgo, 15)
  await recordArrears(teller, file, proposed + 12, 'reported-to-payer')
  await recordArrears(teller, file, proposed + 8, 'file-returned-to-landlord')
  const { householdId, planId } = await propose(teller, key, { member, daysAgo: proposed, count })
  const steps = ['signed-by-tenant', 'signed-by-landlord', 'submitted-to-payer', 'approved'] as const
  for (const [order, kind] of steps.entries()) {
    const daysAgo = proposed - 1 - order * 2
    await teller.did(member, daysAgo, plans.recordEvent, {
      householdId,
      planId,
      kind,
      on: teller.daysAgo(daysAgo),
      note: null,
    })
  }
}

const tellPlanKept = async (teller: Teller) => {
  const tell = tellOf(teller, openStoryFile(teller, 'plan-kept').householdId)
  await tell.follow('claire.fontaine', daysSince(teller, 9, 5))
  await tell.contact('claire.fontaine', daysSince(teller, 9, 6), {
    channel: 'visit',
    place: 'home',
    body: 'Dette née d’un arrêt maladie. Le salaire est revenu, le loyer courant aussi. Elle propose elle-même une mensualité.',
  })
  await agree(teller, 'plan-kept', { member: 'claire.fontaine', monthsAgo: 8, count: 18 })
  await tell.contact('claire.fontaine', 25, {
    body: 'Point du plan : tout est réglé à l’heure, le budget tient.',
  })
}

const tellPlanMissed = async (teller: Teller) => {
  const tell = tellOf(teller, openStoryFile(teller, 'plan-missed').householdId)
  await tell.follow('hugo.marchand', daysSince(teller, 7, 5))
  await tell.contact('hugo.marchand', daysSince(teller, 7, 6), {
    channel: 'appointment',
    place: 'agency',
    body: 'Premier emploi stable. Il veut régler sa dette en un an.',
  })
  await agree(teller, 'plan-missed', { member: 'hugo.marchand', monthsAgo: 6, count: 12 })
}
