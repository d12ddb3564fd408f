import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { ledgerOf, lend, makeLoan, openLoanOf } from '#server/loans/loan-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

const { loans } = contract
const officer = { as: 'finance-officer' } as const
let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse('2026-04-20T09:00:00Z')
})
afterAll(() => t.close())

const versionOf = async (financingId: string) => (await openLoanOf(t, financingId)).version
const pay = async (financingId: string, cents: number, rest: object = {}) =>
  t.call(
    loans.recordPayment,
    {
      financingId,
      version: await versionOf(financingId),
      on: '2026-04-10',
      cents,
      means: 'cheque',
      ...rest,
    } as never,
    officer,
  )
const standing = async (financingId: string) => {
  const { rows } = await t.owner.query('select * from financing_standing where financing_id = $1', [
    financingId,
  ])
  return rows[0]
}

describe('a loan lent at once', () => {
  test('has the schedule of its offer, and its figures', async () => {
    const { financingId } = await makeLoan(t)
    const loan = await openLoanOf(t, financingId)
    expect(loan).toMatchObject({
      status: 'in-arrears',
      grantedCents: 120_000,
      disbursedCents: 120_000,
      repaidCents: 0,
      outstandingCents: 120_000,
      lateCents: 40_000,
      bucket: 'over-90',
      timeBarOn: '2028-01-05',
      suggestedLevel: 'doubtful',
      suggestedDepreciationCents: 60_000,
    })
    expect(loan.rows).toHaveLength(12)
    expect(loan.versions.map(({ reason }) => reason)).toEqual(['offer'])
    expect(loan.explanations.late.result).toEqual({ kind: 'cents', value: 40_000 })
  })
})

test('lent in tranches: a version for each, always what is lent', async () => {
  const { financingId } = await makeLoan(t, {
    firstDueOn: '2026-06-05',
    lentCents: 50_000,
    lentOn: '2026-03-01',
  })
  expect((await openLoanOf(t, financingId)).status).toBe('disbursing')
  await lend(t, financingId, 70_000, '2026-04-01')
  const loan = await openLoanOf(t, financingId)
  expect(loan.versions.map(({ reason }) => reason)).toEqual(['disbursement', 'disbursement', 'offer'])
  expect(loan.rows.reduce((sum, { cents }) => sum + cents, 0)).toBe(120_000)
  expect(loan).toMatchObject({ status: 'repaying', nextDueOn: '2026-06-05', nextDueCents: 10_000 })
})

test('lent after the first due date of the offer: dates move on', async () => {
  const { financingId } = await makeLoan(t, { firstDueOn: '2026-02-05', lentOn: '2026-03-10' })
  const loan = await openLoanOf(t, financingId)
  expect(loan.rows[0]?.dueOn).toBe('2026-04-05')
  expect(loan.versions).toHaveLength(2)
})

describe('payments', () => {
  test('settle the oldest, in the ledger and in the picture', async () => {
    const { financingId } = await makeLoan(t)
    const { status } = await pay(financingId, 35_000)
    expect(status).toBe(200)
    const ledger = await ledgerOf(t, financingId)
    expect(ledger.movement('repayment')).toBe(-35_000)
    expect(ledger.account('loan-principal')).toBe(85_000)
    expect(ledger.account('bank-in-transit')).toBe(35_000)
    expect(await standing(financingId)).toMatchObject({
      repaid_cents: '35000',
      outstanding_cents: '85000',
      late_cents: '5000',
      oldest_row: 4,
    })
  })

  test('entered in the wrong order give the state of the right one', async () => {
    const [one, other] = [await makeLoan(t), await makeLoan(t)]
    const asked = [
      [10_000, { on: '2026-01-05' }],
      [10_000, { on: '2026-03-06', towards: '2026-03-05' }],
      [15_000, { on: '2026-02-20' }],
    ] as const
    for (const [cents, rest] of asked) await pay(one.financingId, cents, rest)
    for (const [cents, rest] of [asked[1], asked[2], asked[0]]) await pay(other.financingId, cents, rest)
    const [a, b] = [await openLoanOf(t, one.financingId), await openLoanOf(t, other.financingId)]
    expect(b.rows).toEqual(a.rows)
    expect(b.lateCents).toBe(a.lateCents)
  })

  test('above the debt are refused, unless the surplus is accepted: it is then owed to the household', async () => {
    const { financingId } = await makeLoan(t)
    const refused = await pay(financingId, 150_000)
    expect(refused).toMatchObject({ status: 409, body: { reason: 'more-than-debt' } })
    expect((await ledgerOf(t, financingId)).movement('repayment')).toBe(0)
    await pay(financingId, 150_000, { acceptsSurplus: true })
    const ledger = await ledgerOf(t, financingId)
    expect(ledger.account('owed-to-household')).toBe(-30_000)
    expect(ledger.account('loan-principal')).toBe(0)
    expect(await openLoanOf(t, financingId)).toMatchObject({ status: 'repaid', owedCents: 30_000 })
  })

  test('rejected: the entry is reversed, the payment stays, the loan is late again', async () => {
    const { financingId } = await makeLoan(t)
    const { body } = await pay(financingId, 40_000)
    const { paymentId, version } = body as { paymentId: string; version: number }
    const ask = { financingId, version, paymentId, on: '2026-04-15', reason: 'insufficient-funds' } as const
    expect((await t.call(loans.rejectPayment, { ...ask, on: '2026-04-09' }, officer)).body).toMatchObject({
      reason: 'before-payment',
    })
    expect((await t.call(loans.rejectPayment, ask, officer)).status).toBe(200)
    expect((await ledgerOf(t, financingId)).account('loan-principal')).toBe(120_000)
    const loan = await openLoanOf(t, financingId)
    expect(loan).toMatchObject({ lateCents: 40_000 })
    expect(loan.payments[0]).toMatchObject({ rejectedOn: '2026-04-15', cents: 40_000 })
    const again = await t.call(loans.rejectPayment, { ...ask, version: loan.version }, officer)
    expect(again.body).toMatchObject({ reason: 'already-rejected' })
    await expect(
      t.owner.query('update loan_payment set cents = 1 where id = $1', [paymentId]),
    ).rejects.toThrow('does not change')
  })

  test.each([
    [{ cents: 0 }, 400],
    [{ cents: -100 }, 400],
    [{ cents: 10 ** 17 }, 400],
    [{ on: '2026-04-21' }, 409],
    [{ on: '2020-01-01' }, 409],
    [{ towards: '2026-01-06' }, 409],
    [{ means: 'gold' }, 400],
  ])('refuses %j', async (rest, status) => {
    const { financingId } = await makeLoan(t)
    expect((await pay(financingId, 10_000, rest)).status).toBe(status)
    expect((await ledgerOf(t, financingId)).movement('repayment')).toBe(0)
  })

  test('nothing can be paid on what was not lent, nor on a grant', async () => {
    const notLent = await makeLoan(t, { lentCents: null })
    expect((await pay(notLent.financingId, 100)).body).toMatchObject({ reason: 'nothing-lent' })
    const grant = await makeLoan(t, { kind: 'grant' })
    expect((await pay(grant.financingId, 100)).body).toMatchObject({ reason: 'not-a-loan' })
  })
})

test('two people on one loan: the second is told that it changed', async () => {
  const { financingId } = await makeLoan(t)
  const version = await versionOf(financingId)
  const ask = { financingId, version, on: '2026-04-10', cents: 100, means: 'cash' } as const
  const answers = await Promise.all([
    t.call(loans.recordPayment, ask, officer),
    t.call(loans.recordPayment, ask, officer),
  ])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect((await ledgerOf(t, financingId)).movement('repayment')).toBe(-100)
})

describe('schedules', () => {
  test('suspended by an amendment: previewed, then kept beside the first', async () => {
    const { financingId } = await makeLoan(t)
    await pay(financingId, 40_000)
    const change = { kind: 'suspension', fromOn: '2026-05-01', months: 3 } as const
    const { body: preview } = await t.call(loans.previewChange, { financingId, change }, officer)
    expect(preview).toMatchObject({
      problem: null,
      before: { instalments: 8, endsOn: '2026-12-05' },
      after: { instalments: 8, endsOn: '2027-03-05', instalmentCents: 10_000 },
    })
    const ask = {
      financingId,
      version: await versionOf(financingId),
      change,
      signedOn: '2026-04-18',
    } as const
    expect(
      (await t.call(loans.changeSchedule, { ...ask, signedOn: '2026-04-30' }, officer)).body,
    ).toMatchObject({ reason: 'signed-in-the-future' })
    expect((await t.call(loans.changeSchedule, ask, officer)).body).toMatchObject({ number: 2 })
    const loan = await openLoanOf(t, financingId)
    expect(loan).toMatchObject({ endsOn: '2027-03-05', nextDueOn: '2026-08-05' })
    expect(loan.versions[0]).toMatchObject({ number: 2, reason: 'suspension', signedOn: '2026-04-18' })
    expect(loan.rows.slice(0, 4).every(({ state }) => state === 'paid')).toBe(true)
  })

  test('repaid ahead, same instalment: the payment and the version together', async () => {
    const { financingId } = await makeLoan(t)
    const early = async (cents: number) =>
      t.call(
        loans.repayEarly,
        {
          financingId,
          version: await versionOf(financingId),
          cents,
          keep: 'instalment',
          means: 'transfer',
        },
        officer,
      )
    expect((await early(30_000)).body).toMatchObject({ reason: 'late-first' })
    await pay(financingId, 40_000)
    expect((await early(90_000)).body).toMatchObject({ reason: 'more-than-outstanding' })
    expect((await early(25_000)).body).toMatchObject({ number: 2 })
    const loan = await openLoanOf(t, financingId)
    expect(loan.rows.slice(4).map(({ cents }) => cents)).toEqual([
      25_000, 10_000, 10_000, 10_000, 10_000, 10_000, 5_000,
    ])
    expect(loan).toMatchObject({ outstandingCents: 55_000, lateCents: 0, status: 'repaying' })
    expect((await early(55_000)).status).toBe(200)
    expect(await openLoanOf(t, financingId)).toMatchObject({ status: 'early-repaid', outstandingCents: 0 })
  })

  test.each([
    [{ kind: 'deferral', months: 2 }, 'already-begun'],
    [{ kind: 'suspension', fromOn: '2027-05-01', months: 2 }, 'nothing-to-suspend'],
    [{ kind: 'new-instalments', firstDueOn: '2026-04-01', instalments: 12 }, 'starts-in-the-past'],
    [{ kind: 'new-instalment-amount', firstDueOn: '2026-05-05', instalmentCents: 1 }, 'too-many-instalments'],
  ] as const)('refuses %j', async (change, reason) => {
    const { financingId } = await makeLoan(t)
    const version = await versionOf(financingId)
    const ask = { financingId, version, change, signedOn: '2026-04-18' } as const
    expect((await t.call(loans.changeSchedule, ask, officer)).body).toMatchObject({ reason })
    expect((await openLoanOf(t, financingId)).versions).toHaveLength(1)
  })

  test.each([{ instalments: 0 }, { instalments: 1_000 }])(
    '%j instalments is not a number of instalments',
    async (rest) => {
      const { financingId } = await makeLoan(t)
      const change = { kind: 'new-instalments', firstDueOn: '2026-05-05', ...rest } as const
      const { status } = await t.call(loans.previewChange, { financingId, change }, officer)
      expect(status).toBe(400)
    },
  )
})

describe('facts', () => {
  const tell = async (financingId: string, fact: object) =>
    t.call(loans.recordFact, { financingId, version: await versionOf(financingId), fact } as never, officer)

  test('frozen: nothing more is late, nothing is collected; then asked for', async () => {
    const { financingId } = await makeLoan(t)
    expect((await tell(financingId, { kind: 'loan-unfrozen', on: '2026-04-01' })).body).toMatchObject({
      reason: 'not-frozen',
    })
    await tell(financingId, { kind: 'loan-frozen', on: '2026-03-01', reason: 'Recevabilité' })
    expect(await openLoanOf(t, financingId)).toMatchObject({ status: 'frozen', lateCents: 20_000 })
    await tell(financingId, { kind: 'loan-unfrozen', on: '2026-04-10' })
    expect(await openLoanOf(t, financingId)).toMatchObject({ status: 'in-arrears', lateCents: 40_000 })
  })

  test('doubtful: the claim moves to its account; depreciated, then partly paid', async () => {
    const { financingId } = await makeLoan(t)
    await tell(financingId, { kind: 'loan-doubtful', on: '2026-04-10' })
    await tell(financingId, { kind: 'loan-depreciated', on: '2026-04-11', cents: 60_000 })
    let ledger = await ledgerOf(t, financingId)
    expect(ledger.account('doubtful-loan')).toBe(120_000)
    expect(ledger.account('loan-principal')).toBe(0)
    expect(ledger.account('depreciation')).toBe(-60_000)
    await pay(financingId, 80_000, { on: '2026-04-12' })
    ledger = await ledgerOf(t, financingId)
    expect(ledger.account('doubtful-loan')).toBe(40_000)
    expect(ledger.account('depreciation')).toBe(-40_000)
    expect(ledger.account('depreciation-reversal')).toBe(-20_000)
    expect(ledger.movement('reclassification')).toBe(0)
  })

  test('a fact typed by mistake is taken back, and its entry with it', async () => {
    const { financingId } = await makeLoan(t)
    const { body } = await tell(financingId, { kind: 'loan-depreciated', on: '2026-04-11', cents: 5_000 })
    const { factId, version } = body as { factId: string; version: number }
    const ask = { financingId, version, factId, reason: 'Mauvais prêt' }
    expect((await t.call(loans.cancelFact, ask, officer)).status).toBe(200)
    expect((await ledgerOf(t, financingId)).account('depreciation')).toBe(0)
    expect((await openLoanOf(t, financingId)).facts).toEqual([])
  })

  test('accelerated: everything is due', async () => {
    const { financingId } = await makeLoan(t)
    await tell(financingId, {
      kind: 'loan-accelerated',
      on: '2026-04-10',
      reason: 'Mise en demeure sans réponse',
    })
    expect(await openLoanOf(t, financingId)).toMatchObject({ status: 'accelerated', lateCents: 120_000 })
  })
})

describe('written off', () => {
  const propose = async (financingId: string, rest: object = {}) =>
    t.call(
      loans.proposeWriteOff,
      {
        financingId,
        version: await versionOf(financingId),
        on: '2026-04-18',
        cents: null,
        reason: 'discharge',
        comment: 'Effacement total décidé le 2 avril.',
        ...rest,
      } as never,
      officer,
    )

  test('by another person than the one who proposed it; what comes later is recovered', async () => {
    const { financingId } = await makeLoan(t)
    const { body } = await propose(financingId)
    const { proposalId } = body as { proposalId: string }
    const decide = async (as: 'finance-officer' | 'coordinator') =>
      t.call(
        loans.decideWriteOff,
        { financingId, version: await versionOf(financingId), proposalId, accepted: true },
        { as },
      )
    expect((await decide('finance-officer')).body).toMatchObject({ reason: 'own-proposal' })
    expect((await propose(financingId)).body).toMatchObject({ reason: 'already-proposed' })
    expect((await decide('coordinator')).status).toBe(200)
    expect(await openLoanOf(t, financingId)).toMatchObject({ status: 'written-off', lostCents: 120_000 })
    await pay(financingId, 5_000, { on: '2026-04-19' })
    const ledger = await ledgerOf(t, financingId)
    expect(ledger.account('write-off')).toBe(120_000)
    expect(ledger.account('loan-principal')).toBe(0)
    expect(ledger.movement('recovery')).toBe(-5_000)
    expect((await decide('coordinator')).body).toMatchObject({ reason: 'already-decided' })
  })

  test('never without a second person, in the database either', async () => {
    const { financingId } = await makeLoan(t)
    await propose(financingId)
    await expect(
      t.owner.query(
        `update write_off_proposal set decided_by = proposed_by, decided_at = now(), is_accepted = true
         where financing_id = $1`,
        [financingId],
      ),
    ).rejects.toThrow('write_off_four_eyes')
  })

  test('not more than what is outstanding', async () => {
    const { financingId } = await makeLoan(t)
    expect((await propose(financingId, { cents: 120_001 })).body).toMatchObject({
      reason: 'more-than-outstanding',
    })
  })
})

test('every picture is the sum of its entries', async () => {
  const { rows } = await t.owner.query(
    `select s.financing_id from financing_standing s
     left join lateral (
       select coalesce(sum(cents) filter (where movement in ('disbursement', 'disbursement-return')), 0) as lent,
         -coalesce(sum(cents) filter (where movement = 'repayment'), 0) as repaid,
         -coalesce(sum(cents) filter (where movement = 'write-off'), 0) as lost
       from ledger_entry e where e.organisation_id = s.organisation_id and e.financing_id = s.financing_id
     ) e on true
     where (s.principal_cents, s.repaid_cents, s.lost_cents) is distinct from (e.lent, e.repaid, e.lost)
       or (s.kind = 'loan' and s.outstanding_cents <> e.lent - e.repaid - e.lost)`,
  )
  expect(rows).toEqual([])
})
