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
})

it('told by another statement, is known by its text; with no mark at all, a person says whether it is the same', async () => {
  expect(await importFile(t, good.replaceAll('RELEVE-1', 'RELEVE-2'))).toMatchObject({ added: 2, known: 1 })
  const twins = (await openLines(t)).filter(({ twin }) => twin !== null)
  expect(twins).toMatchObject(
    [1, 2].map(() => ({
      cents: 100,
      twin: { statement: 'RELEVE-1', state: 'open' },
      proposal: { certainty: 'probable', decision: { kind: 'duplicate' } },
    })),
  )
  const decide = (line: (typeof twins)[number] | undefined, decision: object) =>
    t.call(
      contract.bankFiles.decideStatementLine,
      { lineId: line?.id ?? '', version: line?.version ?? 0, decision: decision as never },
      finance,
    )
  const [first] = (await openLines(t)).filter(({ twin }) => twin === null)
  expect((await decide(first, { kind: 'duplicate' })).body).toMatchObject({ reason: 'no-twin' })
  expect((await decide(first, { kind: 'distinct' })).body).toMatchObject({ reason: 'no-twin' })
  expect((await decide(twins[0], { kind: 'duplicate' })).body).toEqual({ version: 2 })
  expect((await decide(twins[1], { kind: 'distinct' })).body).toEqual({ version: 2 })
  const { rows } = await t.owner.query(
    'select state, twin_id is null as alone from statement_line where id = any ($1) order by state',
    [twins.map(({ id }) => id)],
  )
  expect(rows).toEqual([
    { state: 'open', alone: true },
    { state: 'set-aside', alone: false },
  ])
  // Read again, the very same file brings nothing more.
  expect(await importFile(t, good.replaceAll('RELEVE-1', 'RELEVE-2'))).toMatchObject({ added: 0, known: 3 })
  const { rows: posted } = await t.owner.query('select 1 from ledger_transaction')
  expect(posted).toEqual([])
})

it('announced by a camt.054 without a reference, then told by the camt.053 with one, stands once', async () => {
  const movement = { cents: 4200, bookedOn: '2026-12-08', details: [{ name: 'PETIT PAUL', label: 'Prêt' }] }
  const notice = statementFile({ kind: 'camt.054', iban: ownIban, reference: 'AVIS-1', entries: [movement] })
  expect(await importFile(t, notice)).toMatchObject({ added: 1, known: 0 })
  const told = { ...movement, bankReference: 'R42' }
  const other = { ...told, bankReference: 'R43', details: [{ name: 'DURAND' }] }
  const statement = statementFile({ iban: ownIban, reference: 'RELEVE-3', entries: [told, other] })
  expect(await importFile(t, statement)).toMatchObject({ added: 1, known: 1 })
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
  expect(aside.body.rows.find(({ id }) => id === fee?.id)).toMatchObject({
    decision: { words: 'Mis de côté : À voir' },
  })
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
