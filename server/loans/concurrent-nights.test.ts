import { afterAll, beforeAll, expect, test } from 'vitest'
import type { NewFinancingFact } from '#domain/funding/financing-facts.ts'
import { fixedClock } from '#server/clock.ts'
import { recordFinancingFact } from '#server/funding/record-financing-fact.ts'
import type { House } from '#server/house.ts'
import { recordLoanPayment } from '#server/loans/collected-payments.ts'
import { lend, makeLoan, signMandate } from '#server/loans/loan-for-tests.ts'
import { followLoans } from '#server/loans/nightly.ts'
import { followOffers } from '#server/offers/follow-offers.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
const ids: string[] = []
beforeAll(async () => {
  t = await openTestHouse('2026-04-20T09:00:00Z')
  for (let rank = 0; rank < 24; rank += 1) {
    const { financingId, householdId } = await makeLoan(t, { lentCents: null })
    await signMandate(t, householdId)
    const isAccepted = rank % 3 > 0
    await replaceOffer(financingId, isAccepted)
    if (isAccepted) await lend(t, financingId, 120_000, '2025-12-20')
    ids.push(financingId)
  }
})
afterAll(() => t.close())

/** An offer sent on 22 November 2025, accepted a week later, or never: then it expires, and the funds go back. */
const replaceOffer = async (financingId: string, isAccepted: boolean) => {
  await t.owner.query(`delete from financing_event where financing_id = $1`, [financingId])
  const terms = {
    ...{ regime: 'consumer' as const, cents: 120_000, months: 12, firstDueOn: '2026-01-05' as const },
    ...{ feeCents: 0, insuranceCents: 0, insuranceIsCompulsory: false, taeg: 0 },
  }
  const acting = { today: '2025-12-01' as const }
  await t.asMember('finance-officer', async (context) => {
    const record = (fact: NewFinancingFact) =>
      recordFinancingFact({ ...context, ...acting }, { financingId, fact })
    await record({ kind: 'offer-sent', on: '2025-11-22', ...terms })
    await record({ kind: 'offer-received', on: '2025-11-23' })
    if (isAccepted) await record({ kind: 'offer-accepted', on: '2025-11-29' })
  })
}

const nobodyStops = new AbortController().signal
const payload = () => ({ organisationId: t.here.id })

/** Both nights have all the loans to draw again, each in an order of its own. */
const makeDue = async (round: number) => {
  const shuffled = ids.toSorted((a, b) => (a + round < b + round ? 1 : -1))
  for (const [rank, id] of shuffled.entries()) {
    const [one, other] = [rank, ids.length - rank].map(
      (days) => `2026-04-${String(1 + (days % 19)).padStart(2, '0')}`,
    )
    const isPlain = (rank + round) % 2 === 0
    await t.owner.query(
      'update financing_standing set changes_on = $2, is_plain = is_plain and $3 where financing_id = $1',
      [id, one, isPlain],
    )
    await t.owner.query('update offer_standing set changes_on = $2 where financing_id = $1', [id, other])
  }
}

test('the nights of offers and of due dates, and people who pay meanwhile, never wait for one another', async () => {
  const house: House = { ...t.house, clock: fixedClock('2026-04-20T04:00:00Z') }
  for (let round = 0; round < 12; round += 1) {
    await makeDue(round)
    const paying = ids.filter((_, rank) => rank % 3 > 0 && rank % 4 === round % 4)
    const pay = (financingId: string) =>
      t.asMember('finance-officer', (context) =>
        recordLoanPayment(context, { financingId, on: '2026-04-18', cents: 100, means: 'cash' }),
      )
    const done = await Promise.allSettled([
      followOffers.run(house, payload(), nobodyStops),
      followLoans.run(house, payload(), nobodyStops),
      followOffers.run(house, payload(), nobodyStops),
      followLoans.run(house, payload(), nobodyStops),
      ...paying.map(pay),
    ])
    expect(done.filter(({ status }) => status === 'rejected')).toEqual([])
  }
  const { rows } = await t.owner.query(
    `select count(*) filter (where s.changes_on <= '2026-04-20')::int as left,
      count(*) filter (where e.id is not null)::int as expired
     from financing_standing s
     left join financing_event e on e.financing_id = s.financing_id and e.kind = 'offer-expired'`,
  )
  expect(rows[0]).toEqual({ left: 0, expired: 8 })
}, 120_000)
