import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Endpoint, Output, Sent } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import type { Role } from '#domain/access.ts'
import { addAccount, addOrders, signMandate } from '#server/bank-files/world-for-tests.ts'
import { makeLoan } from '#server/loans/loan-for-tests.ts'
import { requestLoanFollowing } from '#server/loans/nightly.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { type MortalServer, openMortalServers } from '#tests/killed/mortal-server.ts'

const { bankFiles, disbursements } = contract

let t: TestHouse
let servers: Awaited<ReturnType<typeof openMortalServers>>
beforeAll(async () => {
  t = await openTestHouse()
  servers = await openMortalServers(t.databaseUrl)
})
afterAll(async () => {
  await servers.close()
  await t.close()
})

/** An act that its author sends again, with the same key, until it is answered. */
type Act = (server: MortalServer) => Promise<unknown>

const act = <E extends Endpoint>(endpoint: E, input: Sent<E>, role: Role): Act => {
  const key = randomUUID()
  return (server) => send(server, endpoint, input, role, key)
}

const send = async <E extends Endpoint>(
  server: MortalServer,
  endpoint: E,
  input: Sent<E>,
  role: Role,
  key = randomUUID(),
): Promise<Output<E>> => {
  const response = await fetch(`${server.url}/api/${endpoint.name}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${t.here.members[role].token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    body: JSON.stringify(input),
  })
  const body = await response.json()
  if (!response.ok) throw new Error(`${endpoint.name}: ${JSON.stringify(body)}`)
  return body as Output<E>
}

/** Milliseconds between the acts and the kill: from before they are read to after they are answered. */
const delays = [2, 8, 15, 25, 40, 70, 120]

/** Sends all the acts at once to a server that is killed soon after, many times; then to one that is left alone. */
const throughKills = async (acts: readonly Act[]): Promise<unknown[]> => {
  for (const delay of delays) {
    const server = await servers.start()
    const sent = Promise.allSettled(acts.map((one) => one(server)))
    await setTimeout(delay)
    await server.kill()
    await sent
  }
  const server = await servers.start()
  const answers = await Promise.all(acts.map((one) => one(server)))
  await jobsDone()
  await server.kill()
  return answers
}

const jobsDone = async () => {
  for (let wait = 0; wait < 300; wait++) {
    const { rows } = await t.owner.query(
      `select from graphile_worker.jobs where task_identifier = 'loans.follow' and run_at <= now() and attempts < max_attempts`,
    )
    if (rows.length === 0) return
    await setTimeout(100)
  }
  throw new Error('the night is not over')
}

const one = async <Row>(query: string): Promise<Row> => (await t.owner.query(query, [t.here.id])).rows[0]

/** Loans lent in May, whose due dates nobody has followed since. */
const addForgottenLoans = async (count: number): Promise<string[]> => {
  const loans: string[] = []
  for (let rank = 0; rank < count; rank++) {
    const loan = await makeLoan(t, { firstDueOn: '2026-06-05', lentOn: '2026-05-10' })
    await signMandate(t, loan.householdId, '2026-05-12')
    loans.push(loan.financingId)
  }
  await t.owner.query(
    `update financing_standing set as_of = '2026-05-10', changes_on = '2026-06-05' where financing_id = any($1)`,
    [loans],
  )
  return loans
}

const night: Act = () => t.inHere((tx) => requestLoanFollowing(tx, t.here.id))

test('payments, files for the bank and the night, killed at any point: nothing twice, nothing lost', {
  timeout: 400_000,
}, async () => {
  const bankAccountId = await addAccount(t)
  const cheques = await addOrders(t, [11_100, 22_200, 33_300, 44_400], 'cheque')
  const transfers = await addOrders(t, [10_100, 20_200, 30_300])
  for (let rank = 0; rank < 3; rank++) {
    const { householdId } = await makeLoan(t, { firstDueOn: '2026-12-05', lentOn: '2026-11-02' })
    await signMandate(t, householdId)
  }
  const prepare = (kind: 'transfer' | 'direct-debit', executeOn: '2026-11-24' | '2026-12-07') =>
    act(bankFiles.prepareFile, { kind, bankAccountId, executeOn }, 'finance-officer')

  const [transferFile, debitFile] = (await throughKills([
    prepare('transfer', '2026-11-24'),
    prepare('direct-debit', '2026-12-07'),
    ...cheques.map((orderId) => act(disbursements.issue, { orderIds: [orderId] }, 'coordinator')),
  ])) as { fileId: string }[]
  const fileIds = [transferFile?.fileId ?? '', debitFile?.fileId ?? '']
  for (const fileId of fileIds)
    await t.call(bankFiles.checkFile, { fileId, version: 1 }, { as: 'coordinator' })
  const forgotten = await addForgottenLoans(25)
  await throughKills([
    ...fileIds.map((fileId) => act(bankFiles.issueFile, { fileId }, 'finance-officer')),
    night,
  ])

  const { rows: paid } = await t.owner.query(
    `select o.state, count(e.*)::int as entries, sum(e.cents)::int - o.cents::int as difference,
       (select count(*)::int from bank_file_line l where l.payment_order_id = o.id) as lines
     from payment_order o
     left join ledger_transaction t on t.organisation_id = o.organisation_id and t.key = 'disbursement:' || o.id
     left join ledger_entry e on e.transaction_id = t.id and e.movement = 'disbursement'
     where o.id = any($1) group by o.id, o.state, o.cents order by lines`,
    [[...cheques, ...transfers]],
  )
  const once = { state: 'issued', entries: 1, difference: 0 }
  expect(paid).toEqual([
    ...cheques.map(() => ({ ...once, lines: 0 })),
    ...transfers.map(() => ({ ...once, lines: 1 })),
  ])
  expect(
    await one(`select count(*)::int as files, count(*) filter (where state = 'issued')::int as issued
      from bank_file where organisation_id = $1`),
  ).toEqual({ files: 2, issued: 2 })
  expect(
    await one(`select count(*)::int as payments, count(distinct collection_id)::int as collections,
        (select count(*)::int from bank_file_line l
         where l.organisation_id = $1 and l.collection_id is not null) as lines,
        (select count(*)::int from ledger_transaction t
         where t.organisation_id = $1 and t.key like 'payment:%') as posted
      from loan_payment where organisation_id = $1`),
  ).toEqual({ payments: 3, collections: 3, lines: 3, posted: 3 })
  const { rows: collected } = await t.owner.query(
    `select count(*)::int as rows, count(distinct due_on)::int as days from collection
     where financing_id = any($1) group by financing_id`,
    [forgotten],
  )
  expect(collected).toHaveLength(forgotten.length)
  expect(collected.every(({ rows, days }) => rows === days)).toBe(true)
  expect(
    await one(`select count(*)::int as count from financing_standing
      where organisation_id = $1 and changes_on <= '2026-11-22'`),
  ).toEqual({ count: 0 })
  expect(
    await one(`select count(*)::int as count from (
      select from ledger_transaction t left join ledger_entry e on e.transaction_id = t.id
      where t.organisation_id = $1 group by t.id having coalesce(sum(e.cents), 1) <> 0) wrong`),
  ).toEqual({ count: 0 })
})
