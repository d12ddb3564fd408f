import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Endpoint } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import {
  coordinator,
  euros,
  makeInvoice,
  makeProject,
  makeSubsidy,
  makeSupplier,
  officer,
  signFinancialMandate,
} from '#server/disbursements/world-for-tests.ts'
import { fingerprintOf } from '#tests/factories.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const query = pg.Client.prototype.query
afterEach(() => {
  pg.Client.prototype.query = query
})

const tables = [
  'payment_order',
  'ledger_transaction',
  'ledger_entry',
  'financing_event',
  'schedule_version',
  'subsidy_receipt',
  'shortfall_settlement',
  'journal',
  'command_receipt',
  'task',
]
const fingerprint = () => fingerprintOf(t.owner, tables, t.here.id)

/** The server dies at its n-th statement, or just after it committed what the command did. */
const dieAt = (statement: number | 'after-commit'): void => {
  let count = 0
  const commanding = new Set<pg.Client>()
  const patched = function (this: pg.Client, ...args: Parameters<typeof query>) {
    const [asked] = args as unknown as [string | { text?: string }]
    const text = typeof asked === 'string' ? asked : (asked?.text ?? '')
    if (this === t.owner) return query.apply(this, args)
    if (text.includes('insert into command_receipt')) commanding.add(this)
    if (
      commanding.has(this) &&
      statement !== 'after-commit' &&
      ++count >= statement &&
      !/^rollback/i.test(text)
    )
      return Promise.reject(new Error('the server stops here'))
    const answer = query.apply(this, args) as unknown as Promise<unknown>
    return statement === 'after-commit' && commanding.has(this) && /^commit/i.test(text)
      ? answer.then(() => Promise.reject(new Error('the server stops here')))
      : answer
  }
  pg.Client.prototype.query = patched as unknown as typeof query
}

type Step = { endpoint: Endpoint; input: () => object; as: { as: 'finance-officer' | 'coordinator' } }

/** Interrupted at each of its statements, then asked again: as if it had been done once. */
const interrupt = async ({ endpoint, input, as }: Step): Promise<unknown> => {
  const key = randomUUID()
  const asked = input()
  const before = await fingerprint()
  let statements = 0
  for (let at = 1; at < 400; at++) {
    dieAt(at)
    const { status } = await t.send(endpoint, asked, { ...as, key })
    pg.Client.prototype.query = query
    if (status === 200) break
    statements = at
    expect({ at, status }).toEqual({ at, status: 500 })
    expect({ at, tables: await fingerprint() }).toEqual({ at, tables: before })
  }
  expect(statements).toBeGreaterThan(5)
  const done = await fingerprint()
  const again = await t.send(endpoint, asked, { ...as, key })
  expect(await fingerprint()).toEqual(done)
  return again.json()
}

/** The answer is lost after the commit: asked again with the same key, it is told and nothing is done twice. */
const loseAnswer = async ({ endpoint, input, as }: Step): Promise<Record<string, string>> => {
  const key = randomUUID()
  const asked = input()
  dieAt('after-commit')
  expect((await t.send(endpoint, asked, { ...as, key })).status).toBe(500)
  pg.Client.prototype.query = query
  const done = await fingerprint()
  const again = await t.send(endpoint, asked, { ...as, key })
  expect(again.status).toBe(200)
  expect(await fingerprint()).toEqual(done)
  return (await again.json()) as Record<string, string>
}

test('every step of an advance, killed at each of its statements, pays nobody twice and loses no entry', async () => {
  const supplier = await makeSupplier(t)
  const project = await makeProject(t)
  const advance = await project.grant('subsidy-advance', 5_000)
  const loan = await project.grant('loan', 6_870, { months: 84 })
  await signFinancialMandate(t, advance)
  const subsidyId = await makeSubsidy(t, project, { funder: 'Anah', notified: 5_000 })
  const invoiceId = await makeInvoice(t, { financingId: advance, payeeId: supplier, amount: 5_000 })
  const loanInvoice = await makeInvoice(t, { financingId: loan, payeeId: supplier, amount: 6_870 })
  const { disbursements, subsidies } = contract
  const order = { dueOn: '2026-11-23', execution: 'cheque' } as const

  const { orderId } = (await interrupt({
    endpoint: disbursements.prepareDisbursement,
    input: () => ({ financingId: advance, invoiceId, cents: euros(5_000), ...order }),
    as: officer,
  })) as { orderId: string }
  const { orderId: other = '' } = await loseAnswer({
    endpoint: disbursements.prepareDisbursement,
    input: () => ({ financingId: loan, invoiceId: loanInvoice, cents: euros(6_870), ...order }),
    as: officer,
  })
  const orderIds = [orderId, other]
  await interrupt({ endpoint: disbursements.release, input: () => ({ orderIds }), as: coordinator })
  await interrupt({ endpoint: disbursements.issue, input: () => ({ orderIds: [orderId] }), as: coordinator })
  await loseAnswer({ endpoint: disbursements.issue, input: () => ({ orderIds: [other] }), as: coordinator })
  await interrupt({
    endpoint: disbursements.confirm,
    input: () => ({ orderIds, on: '2026-11-22' }),
    as: officer,
  })
  await interrupt({
    endpoint: subsidies.recordReceipt,
    input: () => ({
      financingId: advance,
      subsidyId,
      kind: 'balance',
      cents: euros(3_400),
      receivedOn: '2026-11-20',
      reference: 'VIR 1',
    }),
    as: officer,
  })
  const { settlementId = '' } = await loseAnswer({
    endpoint: subsidies.proposeSettlement,
    input: () => ({
      financingId: advance,
      way: 'converted',
      cents: euros(1_600),
      loanId: loan,
      agreedOn: '2026-11-21',
    }),
    as: officer,
  })
  await interrupt({
    endpoint: subsidies.decideSettlement,
    input: () => ({ settlementId, version: 1 }),
    as: coordinator,
  })
  await interrupt({ endpoint: disbursements.close, input: () => ({ financingId: advance }), as: officer })

  const { rows } = await t.owner.query<{ id: string; movement: string; cents: number }>(
    `select financing_id as id, movement, sum(cents)::int as cents from ledger_entry
     where financing_id in ($1, $2) and movement is not null group by 1, 2`,
    [advance, loan],
  )
  const sumOf = (id: string, movement: string) =>
    rows.find((row) => row.id === id && row.movement === movement)?.cents
  expect([sumOf(advance, 'disbursement'), sumOf(advance, 'repayment')]).toEqual([euros(5_000), -euros(5_000)])
  expect([sumOf(loan, 'commitment'), sumOf(loan, 'disbursement')]).toEqual([euros(8_470), euros(8_470)])
  expect(await bankBalance()).toBe(euros(3_400) - euros(11_870))
}, 240_000)

const bankBalance = async (): Promise<number> => {
  const { rows } = await t.owner.query(
    `select coalesce(sum(e.cents), 0)::int as cents from ledger_entry e
     join ledger_account_use u on (u.organisation_id, u.account_code) = (e.organisation_id, e.account_code)
     where e.organisation_id = $1 and u.use in ('bank', 'bank-in-transit')`,
    [t.here.id],
  )
  return rows[0].cents
}
