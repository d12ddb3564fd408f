import { monthsToPrepare } from '#domain/disbursements/monthly-aid.ts'
import { laterOf } from '#domain/plain-date.ts'
import { inOrganisation } from '#server/db.ts'
import { lockHousehold } from '#server/households/lock-household.ts'
import { enqueue, job, type Nightly } from '#server/jobs.ts'
import { readRates } from '#server/subsidies/rates.ts'
import { findPlannedAid, listAidOrders, listAidsToFollow } from './aid-store.ts'
import { insertOrders } from './insert-order.ts'
import { findPaidFinancing, type Paying, readPayingFacts } from './paying.ts'
import { tellReleasers } from './tell-payments.ts'

const monthLabel = (month: string) => `${month.slice(5, 7)}/${month.slice(0, 4)}`

/** Prepares the months that have begun; each has its own key, so that a night run twice prepares nothing twice. */
export const prepareMonthsOf = async (acting: Paying, financingId: string): Promise<string[]> => {
  const financing = await findPaidFinancing(acting, financingId, true)
  const aid = financing && (await findPlannedAid(acting, financingId))
  if (!financing || !aid) return []
  // Two aids of one household never prepare the same month in a row at the same instant.
  await lockHousehold(acting, financing.householdId)
  const facts = await readPayingFacts(acting, financing)
  if (facts.disbursementsClosed || facts.releaseFrom === null || facts.releaseFrom > acting.today) return []
  const standing = await listAidOrders(acting, financing.householdId)
  const { maxAidMonths } = await readRates(acting)
  const { due } = monthsToPrepare(aid, {
    ordered: new Set(standing.filter((order) => order.financingId === financingId).map(({ month }) => month)),
    paidMonths: new Set(standing.map(({ month }) => month)),
    maxInARow: maxAidMonths,
    today: acting.today,
  })
  const affordable = Math.floor((facts.committedCents - facts.orderedCents) / aid.cents)
  return insertOrders(
    acting,
    due.slice(0, Math.max(0, affordable)).map((month) => ({
      key: `monthly-aid:${financingId}:${month.slice(0, 7)}`,
      kind: 'monthly-aid',
      financingId,
      householdId: financing.householdId,
      payeeId: aid.payeeId,
      cents: aid.cents,
      dueOn: laterOf(month, acting.today),
      label: `Aide ${financing.number} ${monthLabel(month)}`,
      execution: aid.execution,
      forMonth: month,
    })),
  )
}

const batch = 100

/** Each aid in a transaction of its own: stopped anywhere and run again, the night prepares what it had not. */
export const prepareMonthlyAids = job(
  'disbursements.prepare-monthly-aids',
  async (house, { organisationId }, signal) => {
    const acting = { today: house.clock.today(), now: house.clock.now(), actor: { organisationId } }
    let after = '00000000-0000-0000-0000-000000000000'
    for (;;) {
      const ids = await inOrganisation(house.database, organisationId, (tx) =>
        listAidsToFollow({ ...acting, tx }, after, batch),
      )
      for (const id of ids) {
        signal.throwIfAborted()
        await inOrganisation(house.database, organisationId, (tx) => prepareMonthsOf({ ...acting, tx }, id))
      }
      const last = ids.at(-1)
      if (!last || ids.length < batch) break
      after = last
    }
    await inOrganisation(house.database, organisationId, (tx) => tellReleasers({ ...acting, tx }))
  },
)

export const nightlyMonthlyAids: Nightly = {
  name: 'prepare-monthly-aids',
  at: '10 4 * * *',
  enqueueFor: (tx, organisationId) =>
    enqueue(
      tx,
      prepareMonthlyAids,
      { organisationId },
      { key: `disbursements.prepare-monthly-aids/${organisationId}` },
    ),
}
