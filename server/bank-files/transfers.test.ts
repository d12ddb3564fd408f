import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { contract } from '#contract/index.ts'
import { checkPain } from '#domain/sepa/pain-schema.ts'
import { at, childrenOf, textAt } from '#domain/sepa/xml.ts'
import { readXml } from '#server/bank-files/read-xml.ts'
import { statementFile } from '#server/bank-files/statement-for-tests.ts'
import {
  accountBalance,
  addAccount,
  addOrders,
  coordinator,
  finance,
  importFile,
  issueNext,
  openLines,
  otherIban,
  ownIban,
} from '#server/bank-files/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
let account: string
beforeAll(async () => {
  t = await openTestHouse()
  account = await addAccount(t)
})
afterAll(() => t.close())

const executeOn = '2026-11-24'
const next = () => ({ kind: 'transfer' as const, bankAccountId: account, executeOn })
const bytesOf = async (fileId: string) =>
  new Uint8Array(await (await t.send(contract.bankFiles.downloadFile, { fileId }, finance)).arrayBuffer())
const orderState = async (id: string) =>
  (await t.owner.query('select state from payment_order where id = $1', [id])).rows[0].state

it('refuses a file when nothing is to be sent, on a day that banks do not work, or from an unknown account', async () => {
  const call = (changed: object) => t.call(contract.bankFiles.prepareFile, { ...next(), ...changed }, finance)
  expect((await call({})).body).toMatchObject({ reason: 'nothing-to-send' })
  expect((await call({ executeOn: '2026-12-25' })).body).toMatchObject({ reason: 'not-a-bank-day' })
  expect((await call({ executeOn: '2026-11-20' })).body).toMatchObject({ reason: 'too-soon' })
  expect((await call({ executeOn: '2028-01-04' })).body).toMatchObject({ reason: 'too-far' })
  expect((await call({ bankAccountId: t.here.id })).body).toMatchObject({ reason: 'unknown-account' })
})

it('goes from released orders to the bank and back: one file, the same bytes for ever, the books follow', async () => {
  const orders = await addOrders(t, [300_000, 125_050])
  const preview = await t.call(contract.bankFiles.previewFile, next(), finance)
  expect(preview.body).toMatchObject({ lineCount: 2, totalCents: 425_050, excludedCount: 0 })

  const prepared = await t.call(contract.bankFiles.prepareFile, next(), finance)
  const { fileId } = prepared.body
  expect((await t.call(contract.bankFiles.issueFile, { fileId }, finance)).body).toMatchObject({
    reason: 'not-in-this-state',
  })
  expect((await t.call(contract.bankFiles.checkFile, { fileId, version: 1 }, finance)).body).toMatchObject({
    reason: 'four-eyes',
  })
  expect(
    (await t.call(contract.bankFiles.checkFile, { fileId, version: 2 }, coordinator)).body,
  ).toMatchObject({
    reason: 'stale-version',
  })
  expect((await t.send(contract.bankFiles.downloadFile, { fileId }, finance)).status).toBe(409)
  expect((await t.call(contract.bankFiles.checkFile, { fileId, version: 1 }, coordinator)).status).toBe(200)

  const issued = await Promise.all(
    [1, 2, 3, 4].map(() => t.call(contract.bankFiles.issueFile, { fileId }, finance)),
  )
  expect(issued.map(({ status }) => status)).toEqual([200, 200, 200, 200])
  expect(issued.filter(({ body }) => !body.alreadyIssued)).toHaveLength(1)
  expect(await Promise.all(orders.map(orderState))).toEqual(['issued', 'issued'])
  expect(await accountBalance(t, '511000')).toBe(-425_050)

  const first = await bytesOf(fileId)
  expect(await bytesOf(fileId)).toEqual(first)
  const { rows } = await t.owner.query('select sha256, content from bank_file where id = $1', [fileId])
  expect(createHash('sha256').update(first).digest()).toEqual(rows[0].sha256)
  const message = readXml(first)
  expect(checkPain(message)).toEqual([])
  expect(textAt(message, 'CstmrCdtTrfInitn', 'PmtInf', 'ReqdExctnDt', 'Dt')).toBe(executeOn)
  expect(textAt(message, 'CstmrCdtTrfInitn', 'GrpHdr', 'CtrlSum')).toBe('4250.50')
  const sent = childrenOf(at(message, 'CstmrCdtTrfInitn', 'PmtInf'), 'CdtTrfTxInf')
  expect(sent.map((line) => textAt(line, 'CdtrAcct', 'Id', 'IBAN'))).toEqual([otherIban, otherIban])

  await expect(t.owner.query("update bank_file set content = 'x' where id = $1", [fileId])).rejects.toThrow(
    'does not change',
  )

  const lines = (await t.call(contract.bankFiles.listFileLines, { fileId }, finance)).body.rows
  const [one, two] = lines
  const checked = (await t.call(contract.bankFiles.listFileLines, { fileId }, coordinator)).body.rows
  expect([one?.iban, checked[0]?.iban]).toEqual([otherIban, 'DE89 •••• 3000'])
  const imported = await importFile(
    t,
    statementFile({
      iban: ownIban,
      openingCents: 1_000_000,
      entries: [
        {
          cents: -300_000,
          bookedOn: executeOn,
          bankReference: 'B1',
          details: [{ endToEndId: one?.endToEndId ?? '', name: 'TOITURES' }],
        },
        {
          cents: -125_050,
          bookedOn: executeOn,
          bankReference: 'B2',
          details: [{ name: 'Toitures du Pays no1' }],
        },
        { cents: -450, bookedOn: executeOn, bankReference: 'B3', label: 'FRAIS TENUE DE COMPTE' },
      ],
    }),
  )
  expect(imported).toMatchObject({ added: 3, known: 0 })
  const open = await openLines(t)
  expect(open.map(({ proposal }) => [proposal?.certainty, proposal?.decision.kind])).toEqual([
    ['exact', 'line'],
    ['probable', 'line'],
    ['probable', 'fee'],
  ])
  for (const { id, version, proposal } of open) {
    const decision = proposal?.decision ?? { kind: 'fee' as const }
    const decided = await t.call(
      contract.bankFiles.decideStatementLine,
      { lineId: id, version, decision },
      finance,
    )
    expect(decided.body).toEqual({ version: 2 })
  }
  expect(await Promise.all(orders.map(orderState))).toEqual(['executed', 'executed'])
  expect(await accountBalance(t, '511000')).toBe(0)
  expect(await accountBalance(t, '512000')).toBe(-425_500)
  expect(await accountBalance(t, '627000')).toBe(450)
  expect(await openLines(t)).toEqual([])
  expect((await t.call(contract.bankFiles.openFile, { fileId }, finance)).body.settledCents).toBe(425_050)

  // The bank gives one back.
  await importFile(
    t,
    statementFile({
      kind: 'camt.054',
      version: '08',
      iban: ownIban,
      reference: 'AVIS-1',
      entries: [
        {
          cents: 125_050,
          bookedOn: '2026-11-26',
          bankReference: 'B4',
          operation: 'PMNT/ICDT/RRTN',
          details: [{ endToEndId: two?.endToEndId.toUpperCase() ?? '', reason: 'AC04' }],
        },
      ],
    }),
  )
  const [back] = await openLines(t)
  expect(back?.proposal).toMatchObject({ certainty: 'exact', decision: { kind: 'returns' } })
  await t.call(
    contract.bankFiles.decideStatementLine,
    { lineId: back?.id ?? '', version: 1, decision: back?.proposal?.decision ?? { kind: 'fee' } },
    finance,
  )
  expect(await orderState(orders[1] ?? '')).toBe('rejected')
  expect(await accountBalance(t, '512000')).toBe(-300_450)
  expect(await accountBalance(t, '511000')).toBe(0)
})

it('prepares one file when two people click at the same instant', async () => {
  await addOrders(t, [5_000, 6_000])
  const both = await Promise.all([
    t.call(contract.bankFiles.prepareFile, next(), finance),
    t.call(contract.bankFiles.prepareFile, next(), finance),
  ])
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  const fileId = both.find(({ status }) => status === 200)?.body.fileId ?? ''
  const { rows } = await t.owner.query(
    'select count(*)::int as count from bank_file_line where bank_file_id = $1 and withdrawn_at is null',
    [fileId],
  )
  expect(rows[0].count).toBe(2)

  const cancelled = await t.call(
    contract.bankFiles.cancelFile,
    { fileId, version: 1, reason: 'Mauvaise date' },
    finance,
  )
  expect(cancelled.status).toBe(200)
  expect((await t.call(contract.bankFiles.issueFile, { fileId }, finance)).body).toMatchObject({
    reason: 'not-in-this-state',
  })
  expect((await t.call(contract.bankFiles.previewFile, next(), finance)).body.lineCount).toBe(2)
})

it('does not leave when an order of it may leave no more', async () => {
  const prepared = await t.call(contract.bankFiles.prepareFile, next(), finance)
  const { fileId } = prepared.body
  await t.call(contract.bankFiles.checkFile, { fileId, version: 1 }, coordinator)
  const { rows } = await t.owner.query(
    'select payment_order_id as id from bank_file_line where bank_file_id = $1 order by position',
    [fileId],
  )
  const member = t.here.members.coordinator.membershipId
  await t.owner.query(
    `update payment_order set cancelled_on = '2026-11-22', cancelled_by = $2, cancelled_reason = 'Erreur' where id = $1`,
    [rows[0].id, member],
  )
  const before = await accountBalance(t, '511000')
  expect((await t.call(contract.bankFiles.issueFile, { fileId }, finance)).body).toMatchObject({
    reason: 'lines-changed',
  })
  expect(await orderState(rows[1].id)).toBe('released')
  expect(await accountBalance(t, '511000')).toBe(before)
  const cancelled = { fileId, version: 2, reason: 'Un ordre est annulé' }
  expect((await t.call(contract.bankFiles.cancelFile, cancelled, finance)).status).toBe(200)
})

it('is nobody else’s: another organisation finds nothing', async () => {
  const fileId = await issueNext(t, 'transfer', account, executeOn)
  const there = { ...finance, in: t.elsewhere }
  expect((await t.call(contract.bankFiles.openFile, { fileId }, there)).body).toMatchObject({
    reason: 'unknown-record',
  })
  expect((await t.call(contract.bankFiles.issueFile, { fileId }, there)).body).toMatchObject({
    reason: 'unknown-record',
  })
  expect((await t.send(contract.bankFiles.downloadFile, { fileId }, there)).status).toBe(409)
  expect((await t.call(contract.bankFiles.listFiles, {}, there)).body.rows).toEqual([])
  expect((await t.call(contract.bankFiles.listFiles, {}, { as: 'social-worker' })).status).toBe(403)
})
