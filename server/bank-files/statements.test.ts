import { afterAll, beforeAll, expect, it, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { statementFile } from '#server/bank-files/statement-for-tests.ts'
import {
  accountBalance,
  addAccount,
  finance,
  importFile,
  openLines,
  otherIban,
  ownIban,
} from '#server/bank-files/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
  await addAccount(t)
})
afterAll(() => t.close())

const read = (content: string | Uint8Array, options: object = finance) =>
  t.call(
    contract.bankFiles.rehearseStatement,
    {},
    {
      ...options,
      upload: { fileName: 'releve.xml', content, contentType: 'application/xml' },
    },
  )
const good = statementFile({
  iban: ownIban,
  openingCents: 0,
  entries: [{ cents: 100 }, { cents: 100 }, { cents: -250, label: 'FRAIS REJET DURAND' }],
})

test.each([
  ['forbidden-xml', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'],
  ['not-xml', good.slice(0, 700)],
  ['not-xml', 'date;libellé\n'],
  ['unknown-iban', statementFile({ iban: otherIban, entries: [] })],
  ['unbalanced-statement', good.replace(/<Ntry>[\s\S]*?<\/Ntry>/, '')],
  ['bad-date', good.replace('2026-12-07</Dt></BookgDt>', '2026-02-30</Dt></BookgDt>')],
])('a bad file is refused (%s) and leaves nothing', async (reason, content) => {
  const { status, body } = await read(content)
  expect(status).toBe(409)
  expect(body).toMatchObject({ reason })
  const { rows } = await t.owner.query('select 1 from bank_statement union all select 1 from stored_file')
  expect(rows).toEqual([])
})

it('is read first, without a line in the accounts, then imported; again, it changes nothing', async () => {
  const first = await read(good)
  const [statementId = ''] = first.body.statementIds
  expect(await openLines(t)).toEqual([])
  const { body } = await t.call(contract.bankFiles.listStatements, {}, finance)
  expect(body.rows).toMatchObject([
    { entryCount: 3, creditCents: 200, debitCents: -250, knownCount: 0, importedAt: null, closingCents: -50 },
  ])
  const elsewhere = { ...finance, in: t.elsewhere }
  expect((await t.call(contract.bankFiles.importStatement, { statementId }, elsewhere)).body).toMatchObject({
    reason: 'unknown-record',
  })
  const both = await Promise.all(
    [1, 2].map(() => t.call(contract.bankFiles.importStatement, { statementId }, finance)),
  )
  expect(both.map((answer) => answer.body)).toEqual([
    { added: 3, known: 0 },
    { added: 3, known: 0 },
  ])
  expect((await openLines(t)).map(({ cents }) => cents)).toEqual([100, 100, -250])
  expect(await importFile(t, good)).toMatchObject({ added: 0, known: 3 })
  expect(await importFile(t, good.replace('RELEVE-1', 'RELEVE-2'))).toMatchObject({ added: 0, known: 3 })
  expect(await openLines(t)).toHaveLength(3)
})

it('is put aside, taken back, decided once', async () => {
  const fee = (await openLines(t)).find(({ cents }) => cents < 0)
  const credit = (await openLines(t)).find(({ cents }) => cents > 0)
  const decide = (line: typeof fee, version: number, decision: object, options: object = finance) =>
    t.call(
      contract.bankFiles.decideStatementLine,
      { lineId: line?.id ?? '', version, decision: decision as never },
      options,
    )
  expect((await decide(credit, 1, { kind: 'fee' })).body).toMatchObject({ reason: 'not-a-fee' })
  expect((await decide(credit, 1, { kind: 'line', fileLineId: t.here.id })).body).toMatchObject({
    reason: 'unknown-target',
  })
  expect(
    (await decide(fee, 1, { kind: 'set-aside', reason: 'À voir' }, { ...finance, in: t.elsewhere })).body,
  ).toMatchObject({
    reason: 'unknown-record',
  })
  expect((await decide(fee, 1, { kind: 'reopened' })).body).toMatchObject({ reason: 'already-decided' })
  expect((await decide(fee, 1, { kind: 'set-aside', reason: 'À voir' })).body).toEqual({ version: 2 })
  const aside = await t.call(contract.bankFiles.listStatementLines, { state: 'set-aside' }, finance)
  expect(aside.body.rows).toMatchObject([{ id: fee?.id, decision: { words: 'Mis de côté : À voir' } }])
  expect((await decide(fee, 1, { kind: 'reopened' })).body).toMatchObject({ reason: 'stale-version' })
  expect((await decide(fee, 2, { kind: 'reopened' })).body).toEqual({ version: 3 })
  expect((await decide(fee, 3, { kind: 'fee' })).body).toEqual({ version: 4 })
  expect((await decide(fee, 4, { kind: 'fee' })).body).toMatchObject({ reason: 'already-decided' })
  const { rows: booked } = await t.owner.query('select label from ledger_transaction where key = $1', [
    `statement-line:${fee?.id}`,
  ])
  expect(booked).toEqual([{ label: 'Frais de banque' }])
  expect(await accountBalance(t, '627000')).toBe(250)
  expect(await accountBalance(t, '512000')).toBe(-250)
})
