import { randomUUIDv7 } from 'node:crypto'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { contract } from '#contract/index.ts'
import { checkPain } from '#domain/sepa/pain-schema.ts'
import { at, childrenOf, textAt } from '#domain/sepa/xml.ts'
import { readXml } from '#server/bank-files/read-xml.ts'
import { statementFile } from '#server/bank-files/statement-for-tests.ts'
import {
  accountBalance,
  addAccount,
  addRunningLoan,
  coordinator,
  finance,
  importFile,
  issueNext,
  openLines,
  otherIban,
  ownIban,
} from '#server/bank-files/world-for-tests.ts'
import { refreshFinancings } from '#server/loans/refresh-financings.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
let account: string
const opened: TestHouse[] = []
beforeEach(async () => {
  t = await openTestHouse()
  opened.push(t)
  account = await addAccount(t)
})
afterAll(() => Promise.all(opened.map((house) => house.close())))

const collectOn = '2026-12-07'
const next = () => ({ kind: 'direct-debit' as const, bankAccountId: account, executeOn: collectOn })

const paymentsOf = async (financingId: string) =>
  (
    await t.owner.query(
      'select cents::int, on_date::text, rejected_on::text, attempt from loan_payment where financing_id = $1 order by attempt',
      [financingId],
    )
  ).rows
const decide = (line: { id: string; version: number; proposal: { decision: object } | null } | undefined) =>
  t.call(
    contract.bankFiles.decideStatementLine,
    {
      lineId: line?.id ?? '',
      version: line?.version ?? 0,
      decision: (line?.proposal?.decision ?? {}) as never,
    },
    finance,
  )
const preview = async (executeOn = collectOn) =>
  (await t.call(contract.bankFiles.previewFile, { ...next(), executeOn: executeOn as never }, finance)).body

it('collects what falls due: from the schedule to the file, to the statement, to the books', async () => {
  const loans = [await addRunningLoan(t), await addRunningLoan(t)]
  expect(await preview()).toMatchObject({ lineCount: 2, totalCents: 12_834, excludedCount: 0 })
  const fileId = await issueNext(t, 'direct-debit', account, collectOn)
  const bytes = new Uint8Array(
    await (await t.send(contract.bankFiles.downloadFile, { fileId }, finance)).arrayBuffer(),
  )
  const message = readXml(bytes)
  expect(checkPain(message)).toEqual([])
  const batch = at(message, 'CstmrDrctDbtInitn', 'PmtInf')
  expect(textAt(batch, 'PmtTpInf', 'SeqTp')).toBe('FRST')
  expect(textAt(batch, 'ReqdColltnDt')).toBe(collectOn)
  expect(childrenOf(batch, 'DrctDbtTxInf').map((line) => textAt(line, 'Dbtr', 'PstlAdr', 'TwnNm'))).toEqual([
    'Marseille',
    'Marseille',
  ])

  for (const { financingId } of loans)
    expect(await paymentsOf(financingId)).toEqual([
      { cents: 6_417, on_date: collectOn, rejected_on: null, attempt: 1 },
    ])
  expect(await accountBalance(t, '511000')).toBe(12_834)
  expect((await preview('2026-12-08')).lineCount).toBe(0)

  const entry = { cents: 12_834, bookedOn: collectOn, bankReference: 'B1' }
  const batchId = textAt(batch, 'PmtInfId') ?? ''
  await importFile(t, statementFile({ iban: ownIban, entries: [{ ...entry, batchId }] }))
  const [line] = await openLines(t)
  expect(line?.proposal).toMatchObject({ certainty: 'exact', words: 'Remise de 2 opérations' })
  expect((await decide(line)).status).toBe(200)
  expect(await accountBalance(t, '511000')).toBe(0)
  expect(await accountBalance(t, '512000')).toBe(12_834 - 2 * 616_000)

  const again = await importFile(
    t,
    statementFile({ iban: ownIban, reference: 'AUTRE', entries: [{ ...entry, batchId }] }),
  )
  expect(again).toMatchObject({ added: 0, known: 1 })
  expect(await openLines(t)).toEqual([])
})

const settleAll = async () => {
  const { rows } = await t.owner.query(
    `select batch_id, sum(cents)::int as cents from bank_file_line where settled_on is null group by batch_id`,
  )
  for (const { batch_id: batchId, cents } of rows)
    await importFile(
      t,
      statementFile({
        iban: ownIban,
        reference: batchId,
        entries: [{ cents, batchId, bookedOn: collectOn }],
      }),
    )
  for (const line of await openLines(t)) expect((await decide(line)).status).toBe(200)
}

it('presents again, once, for want of money; the mandate of a closed account is suspended', async () => {
  const [poor, closed] = [await addRunningLoan(t), await addRunningLoan(t)]
  const fileId = await issueNext(t, 'direct-debit', account, collectOn)
  const lines = (await t.call(contract.bankFiles.listFileLines, { fileId }, finance)).body
  const referenceOf = (financingId: string) =>
    lines.rows.find((line) => line.financingId === financingId)?.endToEndId ?? ''
  const back = (financingId: string, reason: string) => ({
    cents: -6_417,
    bookedOn: '2026-12-09',
    operation: 'PMNT/RDDT/UPDD',
    details: [{ endToEndId: referenceOf(financingId), reason }],
  })
  const entries = [back(poor.financingId, 'AM04'), back(closed.financingId, 'AC04')]
  await importFile(t, statementFile({ iban: ownIban, reference: 'RETOURS', entries }))
  const [early] = await openLines(t)
  expect(early?.proposal).toBeNull()
  const lineId = lines.rows[0]?.id ?? ''
  const tooEarly = await t.call(
    contract.bankFiles.decideStatementLine,
    {
      lineId: early?.id ?? '',
      version: 1,
      decision: { kind: 'returns', returns: [{ fileLineId: lineId, reason: 'AM04' }] },
    },
    finance,
  )
  expect(tooEarly.body).toMatchObject({ reason: 'settle-first' })

  await importFile(
    t,
    statementFile({
      iban: ownIban,
      reference: 'REMISE',
      entries: [{ cents: 12_834, bookedOn: collectOn, bankReference: 'B1' }],
    }),
  )
  const [batch] = await openLines(t)
  expect(batch?.proposal).toMatchObject({ certainty: 'probable' })
  await decide(batch)
  for (const line of await openLines(t)) expect((await decide(line)).status).toBe(200)

  expect(await accountBalance(t, '511000')).toBe(0)
  expect(await accountBalance(t, '512000')).toBe(-2 * 616_000)
  expect(await accountBalance(t, '274100')).toBe(2 * 616_000)
  expect(await paymentsOf(poor.financingId)).toMatchObject([{ rejected_on: '2026-12-09' }])
  const { rows } = await t.owner.query('select id, state from sepa_mandate')
  expect(new Map(rows.map(({ id, state }) => [id, state]))).toEqual(
    new Map([
      [poor.mandateId, 'active'],
      [closed.mandateId, 'suspended'],
    ]),
  )

  // The day after the return, what came back is late.
  await t.asMember('finance-officer', ({ tx }) =>
    refreshFinancings(tx, t.here.id, [poor.financingId, closed.financingId], '2026-12-10'),
  )
  const second = await preview('2026-12-14')
  expect(second.lines).toMatchObject([{ attempt: 2, sequenceType: 'FRST', cents: 6_417 }])
  expect(second.excluded.map(({ why }) => why)).toEqual(['waits-for-decision'])

  const retry = (line: string) => t.call(contract.bankFiles.allowRetry, { fileLineId: line }, finance)
  const closedLine = lines.rows.find((line) => line.financingId === closed.financingId)?.id ?? ''
  expect((await retry(closedLine)).body).toMatchObject({ reason: 'never-again' })
})

it('takes a return told otherwise than by a statement, and decides with the household to try again', async () => {
  const loan = await addRunningLoan(t)
  const fileId = await issueNext(t, 'direct-debit', account, collectOn)
  const [line] = (await t.call(contract.bankFiles.listFileLines, { fileId }, finance)).body.rows
  const fileLineId = line?.id ?? ''
  const report = (changed: object = {}) =>
    t.call(
      contract.bankFiles.reportReturn,
      { fileLineId, on: '2026-11-22', code: 'MS02', ...changed },
      finance,
    )
  expect((await report({ on: '2026-12-25' })).body).toMatchObject({ reason: 'future-fact' })
  expect((await report({ code: 'x' })).status).toBe(400)
  expect((await report()).body).toEqual({ willBePresentedAgain: false })
  expect((await report()).body).toMatchObject({ reason: 'not-in-this-state' })
  expect(await paymentsOf(loan.financingId)).toMatchObject([{ rejected_on: collectOn }])
  expect(await accountBalance(t, '511000')).toBe(0)
  await t.asMember('finance-officer', ({ tx }) =>
    refreshFinancings(tx, t.here.id, [loan.financingId], '2026-12-10'),
  )
  expect((await preview('2026-12-14')).excluded).toMatchObject([{ why: 'waits-for-decision' }])
  expect((await t.call(contract.bankFiles.allowRetry, { fileLineId }, finance)).body).toEqual({ ok: true })
  expect((await preview('2026-12-14')).lines).toMatchObject([{ attempt: 2 }])
})

it('leaves nothing to the bank when the mandate is revoked between the check and the issue', async () => {
  const loan = await addRunningLoan(t)
  const { fileId } = (await t.call(contract.bankFiles.prepareFile, next(), finance)).body
  await t.call(contract.bankFiles.checkFile, { fileId, version: 1 }, coordinator)
  await t.call(
    contract.bankFiles.recordMandateFact,
    {
      mandateId: loan.mandateId,
      version: 2,
      fact: { kind: 'revoked', on: '2026-11-22', reason: 'Sa demande' },
    },
    finance,
  )
  expect((await t.call(contract.bankFiles.issueFile, { fileId }, finance)).body).toMatchObject({
    reason: 'lines-changed',
  })
  expect(await paymentsOf(loan.financingId)).toEqual([])
  const { rows } = await t.owner.query('select content from bank_file where id = $1', [fileId])
  expect(rows).toEqual([{ content: null }])
})

it('tells the bank that the account changed, with the next debit and only once', async () => {
  const loan = await addRunningLoan(t)
  await issueNext(t, 'direct-debit', account, collectOn)
  await settleAll()
  const { rows } = await t.owner.query('select version from sepa_mandate where id = $1', [loan.mandateId])
  await t.call(
    contract.bankFiles.recordMandateFact,
    {
      mandateId: loan.mandateId,
      version: rows[0].version,
      fact: { kind: 'amended', on: '2026-11-22', debtor: 'Martine Durand', iban: otherIban },
    },
    finance,
  )
  await t.asMember('finance-officer', ({ tx }) =>
    refreshFinancings(tx, t.here.id, [loan.financingId], '2026-12-10'),
  )
  const fileId = await issueNext(t, 'direct-debit', account, '2027-01-05')
  const response = await t.send(contract.bankFiles.downloadFile, { fileId }, finance)
  const message = readXml(new Uint8Array(await response.arrayBuffer()))
  const debit = at(message, 'CstmrDrctDbtInitn', 'PmtInf', 'DrctDbtTxInf')
  expect(textAt(at(message, 'CstmrDrctDbtInitn', 'PmtInf', 'PmtTpInf'), 'SeqTp')).toBe('RCUR')
  expect(textAt(debit, 'DrctDbtTx', 'MndtRltdInf', 'AmdmntInd')).toBe('true')
  expect(textAt(debit, 'DbtrAcct', 'Id', 'IBAN')).toBe(otherIban)
  const after = await t.owner.query('select state from sepa_mandate where id = $1', [loan.mandateId])
  expect(after.rows).toEqual([{ state: 'active' }])
})

it('leaves to cheque or cash a household without a mandate; its transfer is found on the statement', async () => {
  const loan = await addRunningLoan(t, { mandate: false })
  expect((await preview()).lineCount).toBe(0)
  await importFile(
    t,
    statementFile({
      iban: ownIban,
      entries: [{ cents: 6_417, bookedOn: '2026-11-20', label: 'VIREMENT DURAND' }],
    }),
  )
  const [line] = await openLines(t)
  expect(line?.proposal).toBeNull()
  const pay = (financingId: string) =>
    t.call(
      contract.bankFiles.decideStatementLine,
      { lineId: line?.id ?? '', version: 1, decision: { kind: 'payment', financingId } },
      finance,
    )
  expect((await pay(randomUUIDv7())).body).toMatchObject({ reason: 'unknown-target' })
  expect((await pay(loan.financingId)).status).toBe(200)
  expect(await paymentsOf(loan.financingId)).toMatchObject([{ cents: 6_417, on_date: '2026-11-20' }])
  expect(await accountBalance(t, '274100')).toBe(616_000 - 6_417)
  expect(await accountBalance(t, '511000')).toBe(0)
})
