import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { fecChecker } from '#domain/ledger/fec.ts'
import { type LedgerTransaction, post, postAll } from '#server/ledger/post.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeFinancing } from '#tests/make-financing.ts'

const { ledger } = contract
let t: TestHouse
let financingId: string
beforeAll(async () => {
  t = await openTestHouse()
  financingId = (await makeFinancing(t.owner, t.here)).financingId
})
afterAll(() => t.close())

const as = 'finance-officer' as const
const disbursement = (
  key: string,
  on: `${number}-${number}-${number}` = '2026-03-10',
): LedgerTransaction => ({
  key,
  journal: 'loans',
  on,
  label: 'Décaissement à l’artisan',
  lines: [
    { use: 'loan-principal', cents: 300_000, movement: 'disbursement', financingId },
    { use: 'bank', cents: -300_000 },
  ],
})
const posted = (...transactions: LedgerTransaction[]) =>
  t.asMember(as, (context) => postAll(context, transactions))

describe('posting', () => {
  test('a transaction is written whole, once', async () => {
    const [first] = await posted(disbursement('disbursement:1'))
    expect(first).toMatchObject({ alreadyPosted: false, on: '2026-03-10' })
    const [again] = await posted(disbursement('disbursement:1'))
    expect(again).toEqual({ ...first, alreadyPosted: true })
    const { rows } = await t.owner.query(
      'select line, account_code, cents, movement from ledger_entry where transaction_id = $1 order by line',
      [first?.transactionId],
    )
    expect(rows).toEqual([
      { line: 1, account_code: '274100', cents: '300000', movement: 'disbursement' },
      { line: 2, account_code: '512000', cents: '-300000', movement: null },
    ])
  })

  test('some new and some known: each answers for itself, in order', async () => {
    const answers = await posted(
      disbursement('disbursement:2'),
      disbursement('disbursement:1'),
      disbursement('disbursement:3'),
    )
    expect(answers.map(({ alreadyPosted }) => alreadyPosted)).toEqual([false, true, false])
  })

  test('two who post the same thing at the same instant write it once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        t.asMember(as, (context) => post(context, disbursement('disbursement:race'))),
      ),
    )
    expect(answers.filter(({ alreadyPosted }) => !alreadyPosted)).toHaveLength(1)
    expect(new Set(answers.map(({ transactionId }) => transactionId)).size).toBe(1)
  })

  test('lines that do not sum to zero are refused by the database, and leave nothing', async () => {
    const lame: LedgerTransaction = {
      ...disbursement('lame'),
      lines: [
        { use: 'loan-principal', cents: 300_000 },
        { use: 'bank', cents: -299_999 },
      ],
    }
    await expect(posted(disbursement('beside-lame'), lame)).rejects.toThrow('does not balance')
    const { rows } = await t.owner.query(
      "select from ledger_transaction where key in ('lame', 'beside-lame')",
    )
    expect(rows).toHaveLength(0)
  })

  test('no line joins a transaction afterwards, even balanced; none changes or goes, even for the owner', async () => {
    const [{ transactionId } = { transactionId: '' }] = await posted(disbursement('disbursement:kept'))
    const joined = t.owner.query(
      `insert into ledger_entry (organisation_id, transaction_id, line, account_code, cents, on_date)
       values ($1, $2, 3, '512000', 5, '2026-03-10'), ($1, $2, 4, '627000', -5, '2026-03-10')`,
      [t.here.id, transactionId],
    )
    await expect(joined).rejects.toThrow('does not balance')
    await expect(
      t.owner.query('update ledger_entry set cents = -cents where transaction_id = $1', [transactionId]),
    ).rejects.toThrow('append-only')
    await expect(
      t.owner.query('delete from ledger_transaction where id = $1', [transactionId]),
    ).rejects.toThrow('append-only')
    await expect(
      t.inHere((tx) => tx.deleteFrom('ledger_entry').where('transaction_id', '=', transactionId).execute()),
    ).rejects.toThrow('permission denied')
  })
})

describe('looking', () => {
  test('the list, its total and its sum are of the same lines', async () => {
    const filters = { financingId, movements: ['disbursement' as const] }
    const { body: list } = await t.call(ledger.listEntries, { ...filters, limit: 2 }, { as })
    const { body: rest } = await t.call(
      ledger.listEntries,
      { ...filters, after: list.next ?? '', limit: 200 },
      { as },
    )
    const { body: sum } = await t.call(ledger.sumEntries, filters, { as })
    const rows = [...list.rows, ...rest.rows]
    expect(new Set(rows.map(({ transactionId }) => transactionId)).size).toBe(rows.length)
    expect(list.total).toEqual({ count: rows.length, exact: true })
    const cents = rows.reduce((total, row) => total + row.cents, 0)
    expect(sum).toEqual({
      debitCents: cents,
      creditCents: 0,
      byMovement: [{ movement: 'disbursement', cents }],
    })
    expect(rows[0]).toMatchObject({ account: { code: '274100' }, financing: { id: financingId } })
  })

  test.each([
    [{ account: '512000' }, true],
    [{ journal: 'commitments' as const }, false],
    [{ from: '2026-03-10' as const, to: '2026-03-10' as const }, true],
    [{ from: '2026-03-11' as const, to: '2026-03-12' as const }, false],
    [{ territory: 'departement:13' }, false],
    [{ territory: 'none' }, true],
    [{ conventionId: 'none' as const }, true],
    [{ kind: 'grant' as const }, false],
    [{ claims: true }, true],
    [{ envelopeId: '019aa000-0000-7000-8000-000000000000' }, false],
  ])('%o', async (filters, isFound) => {
    const { body } = await t.call(ledger.listEntries, filters, { as })
    expect(body.rows.length > 0).toBe(isFound)
  })

  test('another organisation sees none of it', async () => {
    const { body } = await t.call(ledger.listEntries, {}, { as, in: t.elsewhere })
    expect(body.rows).toEqual([])
    const { body: mine } = await t.call(ledger.listEntries, {}, { as })
    const answer = await t.call(
      ledger.getTransaction,
      { transactionId: mine.rows[0]?.transactionId ?? '' },
      { as, in: t.elsewhere },
    )
    expect(answer).toMatchObject({ status: 409, body: { reason: 'unknown-record' } })
  })

  test('an auditor reads the books, a social worker does not', async () => {
    expect((await t.call(ledger.listEntries, {}, { as: 'auditor' })).status).toBe(200)
    expect((await t.call(ledger.listEntries, {}, { as: 'social-worker' })).status).toBe(403)
    expect((await t.call(ledger.validate, { until: '2026-01-31' }, { as: 'auditor' })).status).toBe(403)
  })
})

const fee = (cents: number, over: object = {}) => ({
  on: '2026-04-02' as const,
  label: 'Frais de tenue de compte',
  piece: 'RELEVÉ-04',
  lines: [
    { account: '627000', debitCents: cents, creditCents: 0 },
    { account: '512000', debitCents: 0, creditCents: cents },
  ],
  ...over,
})

describe('by hand', () => {
  test('an entry is posted, then reversed, once', async () => {
    const { body } = await t.call(ledger.postEntry, fee(1_250), { as })
    const { transactionId } = body
    const seen = (await t.call(ledger.getTransaction, { transactionId }, { as })).body
    expect(seen).toMatchObject({
      isManual: true,
      piece: 'RELEVÉ-04',
      lines: [{ cents: 1_250 }, { cents: -1_250 }],
    })
    const reversed = await t.call(ledger.reverseEntry, { transactionId, reason: 'Saisie en double' }, { as })
    expect(reversed.status).toBe(200)
    const again = await t.call(ledger.reverseEntry, { transactionId, reason: 'Encore' }, { as })
    expect(again.body).toMatchObject({ reason: 'already-reversed' })
    const after = (await t.call(ledger.getTransaction, { transactionId }, { as })).body
    expect(after.reversedById).toBe(reversed.body.transactionId)
  })

  test.each([
    [
      'not-balanced',
      fee(100, { lines: [fee(100).lines[0], { account: '512000', debitCents: 0, creditCents: 99 }] }),
    ],
    [
      'unknown-account',
      fee(100, { lines: [{ account: '999999', debitCents: 100, creditCents: 0 }, fee(100).lines[1]] }),
    ],
    [
      'kept-account',
      fee(100, { lines: [{ account: '274100', debitCents: 100, creditCents: 0 }, fee(100).lines[1]] }),
    ],
    ['in-the-future', fee(100, { on: '2026-11-23' })],
  ])('%s', async (reason, written) => {
    const before = (await t.owner.query('select count(*) from ledger_transaction')).rows
    const answer = await t.call(ledger.postEntry, written, { as })
    expect(answer).toMatchObject({ status: 409, body: { reason } })
    expect((await t.owner.query('select count(*) from ledger_transaction')).rows).toEqual(before)
  })

  test.each([-5, 10 ** 15, 0.5])('an amount of %d is told with its path', async (cents) => {
    const answer = await t.call(ledger.postEntry, fee(cents), { as })
    expect(answer.status).toBe(400)
  })

  test('what an act wrote is reversed by that act only', async () => {
    const [{ transactionId } = { transactionId: '' }] = await posted(disbursement('disbursement:act'))
    const answer = await t.call(ledger.reverseEntry, { transactionId, reason: 'Erreur' }, { as })
    expect(answer.body).toMatchObject({ reason: 'not-manual' })
  })
})

describe('accounts', () => {
  test('one is opened, renamed, and given to a use', async () => {
    const account = { code: '512100', label: 'Banque des prêts', isOffBalance: false }
    expect((await t.call(ledger.saveAccount, account, { as })).status).toBe(200)
    expect((await t.call(ledger.saveAccount, account, { as })).body).toMatchObject({ reason: 'code-taken' })
    const renamed = { ...account, label: 'Banque A', version: 1 }
    expect((await t.call(ledger.saveAccount, renamed, { as })).status).toBe(200)
    expect((await t.call(ledger.saveAccount, renamed, { as })).body).toMatchObject({
      reason: 'stale-version',
    })
    expect((await t.call(ledger.useAccount, { use: 'bank', code: '512100' }, { as })).status).toBe(200)
    await posted(disbursement('disbursement:elsewhere'))
    const { body } = await t.call(ledger.listAccounts, {}, { as })
    expect(body.rows.find(({ code }) => code === '512100')).toMatchObject({
      label: 'Banque A',
      uses: ['bank'],
      creditCents: 300_000,
    })
  })

  test('a claim does not change account while it stands, nor cross to the other side', async () => {
    await t.call(ledger.saveAccount, { code: '274200', label: 'Autres prêts', isOffBalance: false }, { as })
    const claim = await t.call(ledger.useAccount, { use: 'loan-principal', code: '274200' }, { as })
    expect(claim.body).toMatchObject({ reason: 'has-balance' })
    const side = await t.call(ledger.useAccount, { use: 'commitment', code: '274200' }, { as })
    expect(side.body).toMatchObject({ reason: 'wrong-side' })
  })
})

describe('closing', () => {
  test('without SIREN, or with a false one, there is no FEC', async () => {
    const none = await t.call(ledger.checkFec, { yearStartsOn: '2026-01-01' }, { as })
    expect(none.body).toMatchObject({ reason: 'no-siren' })
    const wrong = await t.call(ledger.saveSettings, { siren: '123456789', firstMonth: 1, version: 1 }, { as })
    expect(wrong.body).toMatchObject({ reason: 'wrong-siren' })
    const right = await t.call(ledger.saveSettings, { siren: '732829320', firstMonth: 1, version: 1 }, { as })
    expect(right.status).toBe(200)
    const stale = await t.call(ledger.saveSettings, { siren: '732829320', firstMonth: 4, version: 1 }, { as })
    expect(stale.body).toMatchObject({ reason: 'stale-version' })
  })

  test('validated entries are numbered without a gap; what comes later takes an open day', async () => {
    await posted(disbursement('disbursement:2025', '2025-12-15'), {
      ...disbursement('commitment:x', '2026-01-05'),
      journal: 'commitments',
      lines: [
        { use: 'commitment', cents: 500, movement: 'commitment', financingId },
        { use: 'commitment-counterpart', cents: -500 },
      ],
    })
    expect((await t.call(ledger.validate, { until: '2026-11-22' }, { as })).body).toMatchObject({
      reason: 'in-the-future',
    })
    const { body } = await t.call(ledger.validate, { until: '2026-06-30' }, { as })
    expect(body.validated).toBeGreaterThan(5)
    const { rows } = await t.owner.query<{ year: string; count: string; max: number }>(
      `select year_starts_on::text as year, count(*), max(number) from ledger_number
       where organisation_id = $1 group by 1 order by 1`,
      [t.here.id],
    )
    expect(rows.map(({ year }) => year)).toEqual(['2025-01-01', '2026-01-01'])
    expect(rows.every(({ count, max }) => Number(count) === max)).toBe(true)
    const [late] = await posted(disbursement('disbursement:late', '2026-05-05'))
    expect(late?.on).toBe('2026-07-01')
    const { rows: kept } = await t.owner.query(
      'select piece_on::text from ledger_transaction where id = $1',
      [late?.transactionId],
    )
    expect(kept).toEqual([{ piece_on: '2026-05-05' }])
    expect((await t.call(ledger.validate, { until: '2026-06-30' }, { as })).body).toMatchObject({
      reason: 'already-closed',
    })
    const { body: books } = await t.call(ledger.getBooks, {}, { as })
    expect(books.closedUntil).toBe('2026-06-30')
    expect(books.controls[0]).toEqual({ key: 'balance', ledgerCents: 0, filesCents: 0 })
  })

  test('the file of the year opens with its balances, passes its check, and leaves commitments out', async () => {
    const sent = await t.send(ledger.downloadFec, { yearStartsOn: '2026-01-01' }, { as })
    expect(sent.headers.get('content-disposition')).toContain('732829320FEC20261231.txt')
    const lines = (await sent.text()).split('\r\n').slice(0, -1)
    const checker = fecChecker()
    expect([...lines.flatMap((line) => checker.read(line)), ...checker.end()]).toEqual([])
    expect(lines[1]).toContain('AN\tÀ-nouveaux\t0\t20260101\t274100')
    expect(lines.some((line) => line.includes('\t801100\t'))).toBe(false)
    const checked = await t.call(ledger.checkFec, { yearStartsOn: '2026-01-01' }, { as: 'auditor' })
    expect(checked.body).toEqual({ lines: lines.length - 1, problems: [] })
    // Books opened before an account was proposed are read all the same.
    await t.owner.query(
      "delete from ledger_account_use where organisation_id = $1 and use = 'carried-forward'",
      [t.here.id],
    )
    const again = await t.call(ledger.checkFec, { yearStartsOn: '2026-01-01' }, { as: 'auditor' })
    expect(again.body).toEqual(checked.body)
    expect((await t.call(ledger.checkFec, { yearStartsOn: '2026-02-01' }, { as })).body).toMatchObject({
      reason: 'not-a-year',
    })
    expect((await t.send(ledger.downloadFec, { yearStartsOn: '2026-01-01' }, { as: 'auditor' })).status).toBe(
      403,
    )
  })

  test('who writes and who closes at the same instant do not cross', async () => {
    const [, ...written] = await Promise.all([
      t.call(ledger.validate, { until: '2026-09-30' }, { as }),
      ...Array.from({ length: 6 }, (_, index) => posted(disbursement(`crossing:${index}`, '2026-08-15'))),
    ])
    expect(written).toHaveLength(6)
    const { rows } = await t.owner.query(
      `select from ledger_transaction t where t.organisation_id = $1 and t.on_date <= '2026-09-30'
         and t.journal <> 'commitments' and not exists (select from ledger_number n where n.transaction_id = t.id)`,
      [t.here.id],
    )
    expect(rows).toHaveLength(0)
  })
})
