import { contract } from '#contract/index.ts'
import { decideRelease } from '#domain/disbursements/invoices.ts'
import { monthsOfAid, runAround } from '#domain/disbursements/monthly-aid.ts'
import { type Cents, sumCents } from '#domain/money.ts'
import { addMonths, firstOfMonth, type PlainDate } from '#domain/plain-date.ts'
import { releaseFunds } from '#server/envelopes/commit-funds.ts'
import { recordFinancingFact } from '#server/funding/record-financing-fact.ts'
import { lockHousehold } from '#server/households/lock-household.ts'
import { record } from '#server/journal.ts'
import { findOpenPayee } from '#server/payees/find-open-payee.ts'
import { mayReach } from '#server/reach.ts'
import { readRates } from '#server/subsidies/rates.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { type AidOrder, findPlannedAid, listAidOrders } from './aid-store.ts'
import { markOrders } from './order-store.ts'
import { findPaidFinancing, readPayingFacts } from './paying.ts'
import { prepareMonthsOf } from './prepare-monthly-aids.ts'
import { settleOrderTasks } from './tell-payments.ts'

/** An aid may go back three months before its decision, as that of 2020 did (handbook people §8). */
const monthsBack = 3

export const planMonthlyAid = useCase(
  contract.disbursements.planMonthlyAid,
  async (context, { financingId, payeeId, firstMonth: asked, execution }) => {
    const financing = await findPaidFinancing(context, financingId, true)
    if (!financing || !(await mayReach(context, 'prepare-payments', financing.householdId)))
      return context.refuse('unknown-record')
    if (financing.kind !== 'recurring-aid' || financing.months === null)
      return context.refuse('not-for-this-kind')
    const payee = await findOpenPayee(context, payeeId)
    if (!payee || (payee.householdId !== null && payee.householdId !== financing.householdId))
      return context.refuse('unknown-payee')
    if (await findPlannedAid(context, financingId)) return context.refuse('already-planned')
    const release = decideRelease(await readPayingFacts(context, financing), context.today)
    if (release.outcome === 'refused' && release.reason !== 'before-release-of-funds')
      return context.refuse(release.reason, release)
    const firstMonth = firstOfMonth(asked)
    if (firstMonth < addMonths(firstOfMonth(financing.decidedOn), -monthsBack))
      return context.refuse('too-early')
    const monthlyCents = Math.floor(financing.grantedCents / financing.months)
    const aid = { firstMonth, months: financing.months, cents: monthlyCents, stoppedOn: null }
    await lockHousehold(context, financing.householdId)
    const { maxAidMonths } = await readRates(context)
    const standing = await listAidOrders(context, financing.householdId)
    if (longestRun(monthsOfAid(aid), standing) > maxAidMonths)
      return context.refuse('too-many-months', { atMost: maxAidMonths })
    const { factId } = await recordFinancingFact(context, {
      financingId,
      fact: {
        kind: 'monthly-aid-planned',
        on: context.today,
        payeeId,
        execution,
        firstMonth,
        months: financing.months,
        monthlyCents,
      },
    })
    await prepareMonthsOf(
      { ...context, actor: { organisationId: context.actor.organisationId } },
      financingId,
    )
    return { factId }
  },
)

const longestRun = (months: readonly PlainDate[], standing: readonly AidOrder[]): number => {
  const all = new Set([...months, ...standing.map(({ month }) => month)])
  return Math.max(0, ...months.map((month) => runAround(month, all)))
}

export const stopMonthlyAid = useCase(
  contract.disbursements.stopMonthlyAid,
  async (context, { financingId, on, reason }) => {
    const financing = await findPaidFinancing(context, financingId, true)
    if (!financing || !(await mayReach(context, 'prepare-payments', financing.householdId)))
      return context.refuse('unknown-record')
    if (on > context.today) return context.refuse('in-the-future')
    const aid = await findPlannedAid(context, financingId)
    if (financing.kind !== 'recurring-aid') return context.refuse('not-for-this-kind')
    if (!aid) return context.refuse('not-planned')
    if (aid.stoppedOn !== null) return context.refuse('already-stopped')
    const own = (await listAidOrders(context, financing.householdId)).filter(
      (order) => order.financingId === financingId,
    )
    const later = own.filter(({ month }) => month > on)
    if (later.some(({ state }) => state === 'issued' || state === 'executed'))
      return context.refuse('already-left')
    await cancelMonths(context, financing.householdId, later)
    await recordFinancingFact(context, { financingId, fact: { kind: 'monthly-aid-stopped', on, reason } })
    return { releasedCents: await giveBack(context, financing.id, { ...aid, stoppedOn: on }, own, later) }
  },
)

const cancelMonths = async (
  context: Acting,
  householdId: string,
  orders: readonly AidOrder[],
): Promise<void> => {
  if (orders.length === 0) return
  await markOrders(context, orders, {
    cancelled_on: context.today,
    cancelled_by: context.actor.membershipId,
    cancelled_reason: 'Aide arrêtée',
  })
  for (const { id, cents } of orders)
    await record(context, {
      act: 'payment-order-cancelled',
      subject: { kind: 'payment-order', id },
      householdId,
      after: { kind: 'monthly-aid', cents },
    })
  await settleOrderTasks(
    context,
    orders.map(({ id }) => id),
  )
}

/** The months that will not be paid go back to the envelope; those begun before the event remain to pay. */
const giveBack = async (
  context: Acting,
  financingId: string,
  aid: Parameters<typeof monthsOfAid>[0],
  own: readonly AidOrder[],
  later: readonly AidOrder[],
): Promise<Cents> => {
  const kept = own.filter((order) => !later.includes(order))
  const ordered = new Set(kept.map(({ month }) => month))
  const toCome = monthsOfAid(aid).filter((month) => !ordered.has(month)).length * aid.cents
  const financing = await findPaidFinancing(context, financingId)
  if (!financing) return 0
  const { committedCents } = await readPayingFacts(context, financing)
  const cents = committedCents - sumCents(kept.map((order) => order.cents)) - toCome
  if (cents <= 0) return 0
  await releaseFunds(context, {
    financingId,
    cents,
    on: context.today,
    reason: 'aide mensuelle arrêtée',
    releaseId: `aid-stopped:${financingId}`,
  })
  return cents
}
