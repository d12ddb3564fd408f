import { afterAll, beforeAll, expect, it } from 'vitest'
import { contract } from '#contract/index.ts'
import { statementFile, type TestEntry } from '#server/bank-files/statement-for-tests.ts'
import {
  accountBalance,
  addAccount,
  addOrders,
  addRunningLoan,
  decideLine,
  finance,
  importFile,
  issueNext,
  openLines,
  ownIban,
  undoLine,
} from '#server/bank-files/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
let account: string
beforeAll(async () => {
  t = await openTestHouse()
  account = await addAccount(t)
})
afterAll(() => t.close())

let statements = 0
const arrives = async (entry: TestEntry) => {
  const bankReference = `R${++statements}`
  await importFile(
    t,
    statementFile({
      iban: ownIban,
      reference: `RELEVE-${statements}`,
      entries: [{ bookedOn: '2026-11-20', bankReference, ...entry }],
    }),
  )
  const line = (await openLines(t)).at(-1)
  if (!line) throw new Error('no movement')
  return line
}
const again = <L extends { version: number }>(line: L, more: number): L => ({
  ...line,
  version: line.version + more,
})
const passed = async (asked: Promise<{ status: number; body: object }>) => {
  const { status, body } = await asked
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}
const reversals = async (key: string) => {
  const { rows } = await t.owner.query(
    `select r.key from ledger_transaction r join ledger_transaction o on o.id = r.reverses_id
     where o.key like $1 order by r.id`,
    [`${key}%`],
  )
  return rows.map((row) => row.key)
}

it('fees taken, undone, taken again: three entries, one cost', async () => {
  const fee = await arrives({ cents: -450, label: 'FRAIS DE TENUE' })
  await passed(decideLine(t, fee))
  await passed(undoLine(t, again(fee, 1)))
  expect(await accountBalance(t, '627000')).toBe(0)
  expect(await accountBalance(t, '512000')).toBe(0)
  const [open] = await openLines(t)
  expect(open).toMatchObject({ id: fee.id, state: 'open', version: 3 })
  await passed(decideLine(t, open))
  expect(await accountBalance(t, '627000')).toBe(450)
  await passed(undoLine(t, again(fee, 3)))
  await passed(decideLine(t, again(fee, 4)))
  expect(await accountBalance(t, '627000')).toBe(450)
  const key = `statement-line:${fee.id}`
  expect(await reversals(key)).toEqual([`reversal:${key}`, `reversal:${key}/2`])
})

it('asked twice at once, it is undone once', async () => {
  const fee = await arrives({ cents: -100, label: 'FRAIS' })
  await passed(decideLine(t, fee))
  const cost = await accountBalance(t, '627000')
  const both = await Promise.all([undoLine(t, again(fee, 1)), undoLine(t, again(fee, 1))])
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(await accountBalance(t, '627000')).toBe(cost - 100)
  await passed(decideLine(t, again(fee, 2), { kind: 'set-aside', reason: 'À voir' }))
  expect((await undoLine(t, again(fee, 3))).body).toMatchObject({ reason: 'not-matched' })
})

it('a payment written on the wrong loan never was: it goes to the right one', async () => {
  const [wrong, right] = [await addRunningLoan(t), await addRunningLoan(t)]
  const bank = await accountBalance(t, '512000')
  const line = await arrives({ cents: 6_417, label: 'VIREMENT' })
  await passed(decideLine(t, line, { kind: 'payment', financingId: wrong.financingId }))
  await passed(undoLine(t, again(line, 1)))
  const outstanding = async (financingId: string) =>
    (
      await t.owner.query('select outstanding_cents::int from financing_standing where financing_id = $1', [
        financingId,
      ])
    ).rows[0].outstanding_cents
  expect(await outstanding(wrong.financingId)).toBe(616_000)
  expect(await accountBalance(t, '512000')).toBe(bank)
  await passed(decideLine(t, again(line, 2), { kind: 'payment', financingId: right.financingId }))
  expect(await outstanding(right.financingId)).toBe(616_000 - 6_417)
  const { rows } = await t.owner.query(
    `select financing_id, rejected_on::text, rejection_reason from loan_payment where reference = $1 order by id`,
    [`releve:${line.id}`],
  )
  expect(rows).toEqual([
    { financing_id: wrong.financingId, rejected_on: '2026-11-20', rejection_reason: 'entry-error' },
    { financing_id: right.financingId, rejected_on: null, rejection_reason: null },
  ])
  await t.owner.query(
    `update loan_payment set rejected_on = on_date, rejection_reason = 'technical' where reference = $1 and rejected_on is null`,
    [`releve:${line.id}`],
  )
  expect((await undoLine(t, again(line, 3))).body).toMatchObject({ reason: 'changed-since' })
})

it('transfers seen by mistake are on their way again, and are seen in another movement', async () => {
  const [orderId] = await addOrders(t, [300_000])
  const fileId = await issueNext(t, 'transfer', account, '2026-11-24')
  const [sent] = (await t.call(contract.bankFiles.listFileLines, { fileId }, finance)).body.rows
  const stateOf = async () =>
    (await t.owner.query('select state from payment_order where id = $1', [orderId])).rows[0].state
  const [bank, transit] = [await accountBalance(t, '512000'), await accountBalance(t, '511000')]
  const details = [{ endToEndId: sent?.endToEndId ?? '' }]
  const line = await arrives({ cents: -300_000, bookedOn: '2026-11-24', details })
  await passed(decideLine(t, line))
  expect(await stateOf()).toBe('executed')
  await passed(undoLine(t, again(line, 1)))
  expect(await stateOf()).toBe('issued')
  expect([await accountBalance(t, '512000'), await accountBalance(t, '511000')]).toEqual([bank, transit])
  expect(await reversals(`execution:${orderId}`)).toHaveLength(1)

  const other = await arrives({ cents: -300_000, bookedOn: '2026-11-25', details })
  await passed(decideLine(t, other))
  expect(await stateOf()).toBe('executed')
  expect([await accountBalance(t, '512000'), await accountBalance(t, '511000')]).toEqual([
    bank - 300_000,
    transit + 300_000,
  ])

  const returned = await arrives({
    cents: 300_000,
    bookedOn: '2026-11-26',
    details: details.map((detail) => ({ ...detail, reason: 'AC04' })),
  })
  await passed(decideLine(t, returned))
  expect((await undoLine(t, again(other, 1))).body).toMatchObject({ reason: 'returned-since' })
  expect((await undoLine(t, again(returned, 1))).body).toMatchObject({ reason: 'return-stays' })
  const matched = await t.call(contract.bankFiles.listStatementLines, { state: 'matched' }, finance)
  const stays = matched.body.rows.filter(({ decision }) => decision?.staysBecause)
  expect(stays.map(({ id }) => id)).toEqual([returned.id])
})

it('a batch of debits settled by mistake waits for its movement again', async () => {
  await addRunningLoan(t)
  await issueNext(t, 'direct-debit', account, '2026-12-07')
  const transit = await accountBalance(t, '511000')
  const { rows } = await t.owner.query(
    `select l.batch_id, sum(l.cents)::int as cents from bank_file_line l join bank_file b on b.id = l.bank_file_id
     where b.kind = 'direct-debit' group by 1`,
  )
  const [{ batch_id: batchId, cents }] = rows
  const line = await arrives({ cents, bookedOn: '2026-12-07', batchId })
  expect(line.proposal?.decision).toEqual({ kind: 'batch', batchId })
  await passed(decideLine(t, line))
  expect(await accountBalance(t, '511000')).toBe(transit - cents)
  await passed(undoLine(t, again(line, 1)))
  expect(await accountBalance(t, '511000')).toBe(transit)
  const [open] = (await openLines(t)).filter(({ id }) => id === line.id)
  expect(open?.proposal?.decision).toEqual({ kind: 'batch', batchId })
  await passed(decideLine(t, open))
  expect(await accountBalance(t, '511000')).toBe(transit - cents)
})
