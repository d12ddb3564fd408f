import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contract } from '#contract/index.ts'
import { markIssued, markRejected } from '#server/disbursements/payment-orders.ts'
import {
  balanceOf,
  coordinator,
  euros,
  iban,
  makeHouseholdPayee,
  makeInvoice,
  makeProject,
  makeSupplier,
  movementsOf,
  officer,
  passed,
  payInvoice,
  pdf,
  signFinancialMandate,
} from '#server/disbursements/world-for-tests.ts'
import { releaseFunds } from '#server/envelopes/commit-funds.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
let supplier: string
beforeAll(async () => {
  t = await openTestHouse()
  supplier = await makeSupplier(t)
})
afterAll(() => t.close())

const { disbursements, payees } = contract
const prepare = (
  financingId: string,
  invoiceId: string,
  amount: number,
  more = {},
  options: object = officer,
) =>
  t.call(
    disbursements.prepareDisbursement,
    { financingId, invoiceId, cents: euros(amount), dueOn: '2026-11-23', execution: 'cheque', ...more },
    options,
  )
const stateOf = async (orderId: string) =>
  (await t.owner.query('select state from payment_order where id = $1', [orderId])).rows[0].state

describe('an invoice', () => {
  test('is read again before it is kept: VAT, date, number, file', async () => {
    const project = await makeProject(t)
    const financingId = await project.grant('loan', 6_870, { months: 84 })
    const good = {
      financingId,
      payeeId: supplier,
      number: 'fac 118',
      invoicedOn: '2026-11-02',
      rows: [{ rateBasisPoints: 550, netCents: 3_400_000, vatCents: 187_000 }],
    } as const
    const record = async (changed: object, upload = pdf()) => {
      const response = await t.send(
        disbursements.recordInvoice,
        { ...good, ...changed },
        { ...officer, upload },
      )
      return (await response.json()) as object
    }
    expect(await record({ invoicedOn: '2026-11-23' })).toMatchObject({ reason: 'invoice-in-future' })
    expect(await record({ rows: [{ rateBasisPoints: 1000, netCents: 100, vatCents: 90 }] })).toMatchObject({
      reason: 'vat-does-not-match',
    })
    expect(await record({ payeeId: t.here.id })).toMatchObject({ reason: 'unknown-payee' })
    expect(await record({ financingId: t.here.id })).toMatchObject({ reason: 'unknown-record' })
    expect(await record({}, { ...pdf(), content: 'ceci n’est pas un PDF' })).toMatchObject({
      reason: 'not-a-document',
    })
    expect(await record({})).toHaveProperty('invoiceId')
    expect(await record({ number: ' FAC  118 ' })).toMatchObject({ reason: 'invoice-known' })
    const { body } = await t.call(disbursements.openFinancing, { financingId }, officer)
    expect(body.invoices).toMatchObject([{ number: 'FAC 118', netCents: 3_400_000, grossCents: 3_587_000 }])
    const task = await t.owner.query(
      "select title, link from task where kind = 'invoice-to-approve' and household_id = $1",
      [project.householdId],
    )
    expect(task.rows).toEqual([
      {
        title: 'Facture FAC 118 de Toitures du Val : accord attendu (opérateur et du ménage)',
        link: `financements/prets/${financingId}`,
      },
    ])
  })

  test('is approved by both, each once, with a proof; only then is it paid', async () => {
    const project = await makeProject(t)
    const financingId = await project.grant('loan', 6_870, { months: 84 })
    const invoiceId = await makeInvoice(
      t,
      { financingId, payeeId: supplier, amount: 5_000 },
      { approvedBy: [] },
    )
    expect((await prepare(financingId, invoiceId, 1)).body).toMatchObject({
      reason: 'not-approved-by-operator',
    })
    const approval = {
      invoiceId,
      givenBy: 'operator',
      on: '2026-11-05',
      person: 'Mme Petit, Soliha',
    } as const
    expect(
      (await t.call(disbursements.approveInvoice, { ...approval, on: '2026-11-01' }, officer)).body,
    ).toMatchObject({
      reason: 'before-invoice',
    })
    passed(await t.call(disbursements.approveInvoice, approval, officer))
    expect((await t.call(disbursements.approveInvoice, approval, officer)).body).toMatchObject({
      reason: 'already-approved',
    })
    expect((await prepare(financingId, invoiceId, 1)).body).toMatchObject({
      reason: 'not-approved-by-household',
    })
    const proof = await t.send(
      disbursements.approveInvoiceWithProof,
      { ...approval, givenBy: 'household', person: 'Martine Durand', how: 'mail' },
      { ...officer, upload: pdf('bon pour accord') },
    )
    expect(proof.status).toBe(200)
    const file = await t.send(disbursements.openInvoice, { invoiceId, approvalOf: 'household' }, officer)
    expect(await file.text()).toContain('bon pour accord')
    expect((await prepare(financingId, invoiceId, 5_000.01)).body).toMatchObject({
      reason: 'more-than-invoiced',
    })
    const { orderId } = passed(await prepare(financingId, invoiceId, 5_000))
    expect((await prepare(financingId, invoiceId, 1)).body).toMatchObject({ reason: 'more-than-invoiced' })
    expect(
      (await t.call(disbursements.withdrawInvoice, { invoiceId, reason: 'erreur', version: 1 }, officer))
        .body,
    ).toMatchObject({ reason: 'has-orders' })
    passed(await t.call(disbursements.cancel, { orderId, reason: 'Devis repris' }, officer))
    expect(
      (await t.call(disbursements.withdrawInvoice, { invoiceId, reason: 'erreur', version: 2 }, officer))
        .body,
    ).toMatchObject({ reason: 'stale-version' })
    passed(await t.call(disbursements.withdrawInvoice, { invoiceId, reason: 'erreur', version: 1 }, officer))
    expect((await prepare(financingId, invoiceId, 1)).body).toMatchObject({ reason: 'invoice-withdrawn' })
  })
})

describe('money leaves', () => {
  test.each([
    ['the offer is not accepted', { acceptedOn: null }, 'offer-not-accepted'],
    [
      'the days of withdrawal run',
      { decidedOn: '2026-11-10', acceptedOn: '2026-11-21' },
      'before-release-of-funds',
    ],
  ] as const)('not while %s', async (_, options, reason) => {
    const project = await makeProject(t)
    const financingId = await project.grant('loan', 6_870, { months: 84, ...options })
    const invoiceId = await makeInvoice(t, { financingId, payeeId: supplier, amount: 100 })
    expect((await prepare(financingId, invoiceId, 100)).body).toMatchObject({ reason })
  })

  test('an advance waits for a financial mandate', async () => {
    const project = await makeProject(t)
    const financingId = await project.grant('subsidy-advance', 10_000)
    const invoiceId = await makeInvoice(t, { financingId, payeeId: supplier, amount: 100 })
    expect((await prepare(financingId, invoiceId, 100)).body).toMatchObject({
      reason: 'no-financial-mandate',
    })
    await signFinancialMandate(t, financingId)
    passed(await prepare(financingId, invoiceId, 100))
  })

  test('prepared by one, released by another, then issued: the ledger follows', async () => {
    const project = await makeProject(t)
    const financingId = await project.grant('loan', 6_870, { months: 84 })
    const invoiceId = await makeInvoice(t, { financingId, payeeId: supplier, amount: 6_000 })
    const { orderId } = passed(await prepare(financingId, invoiceId, 6_000))
    const orderIds = [orderId]
    expect((await t.call(disbursements.issue, { orderIds }, coordinator)).body).toMatchObject({
      reason: 'not-in-that-state',
    })
    expect((await t.call(disbursements.release, { orderIds }, officer)).body).toMatchObject({
      reason: 'own-order',
    })
    await expect(
      t.owner.query('update payment_order set released_by = prepared_by, released_at = now() where id = $1', [
        orderId,
      ]),
    ).rejects.toThrow(/payment_order_four_eyes/)
    passed(await t.call(disbursements.release, { orderIds }, coordinator))
    expect(await movementsOf(t, financingId)).toEqual({ commitment: euros(6_870) })
    passed(await t.call(disbursements.issue, { orderIds }, coordinator))
    expect((await t.call(disbursements.issue, { orderIds }, coordinator)).body).toMatchObject({ issued: 0 })
    expect(await movementsOf(t, financingId)).toEqual({
      commitment: euros(6_870),
      disbursement: euros(6_000),
    })
    const before = await balanceOf(t, 'bank')
    passed(await t.call(disbursements.confirm, { orderIds, on: '2026-11-22' }, officer))
    expect(await balanceOf(t, 'bank')).toBe(before - euros(6_000))
    expect(await stateOf(orderId)).toBe('executed')
    passed(await t.call(disbursements.reject, { orderId, on: '2026-11-22', reasonCode: 'AC04' }, officer))
    expect(await balanceOf(t, 'bank')).toBe(before)
    expect(await movementsOf(t, financingId)).toMatchObject({
      disbursement: euros(6_000),
      'disbursement-return': -euros(6_000),
    })
    expect(await stateOf(orderId)).toBe('rejected')
    passed(await prepare(financingId, invoiceId, 6_000))
  })

  test('a transfer needs a checked account, kept as it was seen', async () => {
    const project = await makeProject(t)
    const financingId = await project.grant('loan', 1_000, { months: 10 })
    const { payeeId } = passed(await t.call(payees.add, { kind: 'company', name: 'Sans compte' }, officer))
    const invoiceId = await makeInvoice(t, { financingId, payeeId, amount: 1_000 })
    const { orderId } = passed(await prepare(financingId, invoiceId, 1_000, { execution: 'bank-file' }))
    const release = () => t.call(disbursements.release, { orderIds: [orderId] }, coordinator)
    expect((await release()).body).toMatchObject({ reason: 'no-checked-account' })
    const { accountId } = passed(
      await t.call(payees.addAccount, { payeeId, iban, holder: 'S', source: 'RIB' }, officer),
    )
    expect((await release()).body).toMatchObject({ reason: 'no-checked-account' })
    passed(await t.call(payees.checkAccount, { accountId, how: 'Appel' }, coordinator))
    passed(await release())
    await expect(
      t.owner.query('update payment_order set account_id = null where id = $1', [orderId]),
    ).rejects.toThrow(/does not change/)
    await expect(
      t.owner.query('update payment_order set cents = 1 where id = $1', [orderId]),
    ).rejects.toThrow(/does not change/)
  })

  test('twenty people at the same instant never pass what was granted', async () => {
    const project = await makeProject(t)
    const financingId = await project.grant('loan', 1_000, { months: 10 })
    const invoicesToPay = await Promise.all(
      Array.from({ length: 20 }, () => makeInvoice(t, { financingId, payeeId: supplier, amount: 300 })),
    )
    const answers = await Promise.all(invoicesToPay.map((invoiceId) => prepare(financingId, invoiceId, 300)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3)
    const { rows } = await t.owner.query(
      'select sum(cents)::int as cents from payment_order where financing_id = $1',
      [financingId],
    )
    expect(rows[0].cents).toBe(euros(900))
  })

  test('the same invoice is never ordered twice by a financing, whoever asks at the same instant', async () => {
    const project = await makeProject(t)
    const financingId = await project.grant('loan', 1_000, { months: 10 })
    const invoiceId = await makeInvoice(t, { financingId, payeeId: supplier, amount: 1_000 })
    const answers = await Promise.all(Array.from({ length: 8 }, () => prepare(financingId, invoiceId, 100)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body)).toEqual(
      Array.from({ length: 7 }, () => expect.objectContaining({ reason: 'already-ordered' })),
    )
  })

  test('funds given back meanwhile do not leave', async () => {
    const project = await makeProject(t)
    const financingId = await project.grant('loan', 1_000, { months: 10 })
    const invoiceId = await makeInvoice(t, { financingId, payeeId: supplier, amount: 1_000 })
    const { orderId } = passed(await prepare(financingId, invoiceId, 1_000))
    passed(await t.call(disbursements.release, { orderIds: [orderId] }, coordinator))
    await t.asMember('coordinator', async (context) => {
      await releaseFunds(context, { financingId, cents: 1, on: '2026-11-22', reason: 'essai' })
    })
    const { body } = await t.call(disbursements.issue, { orderIds: [orderId] }, coordinator)
    expect(body).toMatchObject({ reason: 'beyond-grant', details: { orderIds: [orderId] } })
    const { details } = body as unknown as { details: { told: string } }
    expect(details.told.replaceAll(/\s/g, ' ')).toMatch(/il reste 999,99 €, ces ordres font 1 000,00 €\.$/)
    expect(await stateOf(orderId)).toBe('released')
  })

  test('all orders of a batch leave, or none', async () => {
    const project = await makeProject(t)
    const financingId = await project.grant('loan', 1_000, { months: 10 })
    const invoiceId = await makeInvoice(t, { financingId, payeeId: supplier, amount: 1_000 })
    const { orderId } = passed(await prepare(financingId, invoiceId, 500))
    const orderIds = [orderId, t.here.id]
    expect((await t.call(disbursements.release, { orderIds }, coordinator)).body).toMatchObject({
      reason: 'not-in-that-state',
    })
    expect(await stateOf(orderId)).toBe('prepared')
  })
})

describe('the end of disbursements', () => {
  test('what was not spent goes back to the envelope and the loan is that of what was paid', async () => {
    const project = await makeProject(t)
    const financingId = await project.grant('loan', 6_870, { months: 84 })
    const close = () => t.call(disbursements.close, { financingId }, officer)
    expect((await close()).body).toMatchObject({ reason: 'nothing-paid' })
    const invoiceId = await makeInvoice(t, { financingId, payeeId: supplier, amount: 6_000 })
    const { orderId } = passed(await prepare(financingId, invoiceId, 1))
    await payInvoice(t, {
      financingId,
      invoiceId: await makeInvoice(t, { financingId, payeeId: supplier, amount: 5_270 }),
      amount: 5_270,
    })
    expect((await close()).body).toMatchObject({ reason: 'orders-waiting' })
    passed(await t.call(disbursements.cancel, { orderId, reason: 'essai' }, officer))
    expect(passed(await close())).toEqual({ unspentCents: euros(1_600) })
    expect((await close()).body).toMatchObject({ reason: 'already-closed' })
    expect(await movementsOf(t, financingId)).toEqual({
      commitment: euros(6_870),
      'commitment-release': -euros(1_600),
      disbursement: euros(5_270),
    })
    const { rows } = await t.owner.query(
      'select cents from schedule_version where financing_id = $1 order by number desc limit 1',
      [financingId],
    )
    const cents: number[] = rows[0].cents.map(Number)
    expect(cents).toHaveLength(84)
    expect(cents.reduce((sum, one) => sum + one, 0)).toBe(euros(5_270))
    expect((await prepare(financingId, invoiceId, 1)).body).toMatchObject({ reason: 'disbursements-closed' })
  })
})

describe('aids', () => {
  test('a grant is paid once, whole, to the landlord or the household, never to another household', async () => {
    const project = await makeProject(t)
    const other = await makeProject(t, 'Autre MÉNAGE')
    const financingId = await project.grant('grant', 866.67)
    const grant = (payeeId: string) =>
      t.call(
        disbursements.prepareGrant,
        { financingId, payeeId, dueOn: '2026-11-23', execution: 'bank-file' },
        officer,
      )
    const stranger = await makeHouseholdPayee(t, other.householdId)
    expect((await grant(stranger)).body).toMatchObject({ reason: 'unknown-payee' })
    const { payeeId: landlord } = passed(
      await t.call(payees.add, { kind: 'landlord', name: 'Habitat 63' }, officer),
    )
    const { orderId } = passed(await grant(landlord))
    expect((await grant(landlord)).body).toMatchObject({ reason: 'already-ordered' })
    const { rows } = await t.owner.query('select cents, kind from payment_order where id = $1', [orderId])
    expect(rows).toEqual([{ cents: String(86_667), kind: 'grant' }])
  })

  test('a rejected payment can be ordered again, and the first leaves nothing behind', async () => {
    const project = await makeProject(t)
    const financingId = await project.grant('grant', 500)
    const payeeId = await makeHouseholdPayee(t, project.householdId)
    const grant = () =>
      t.call(
        disbursements.prepareGrant,
        { financingId, payeeId, dueOn: '2026-11-23', execution: 'bank-file' },
        officer,
      )
    const { orderId } = passed(await grant())
    passed(await t.call(disbursements.release, { orderIds: [orderId] }, coordinator))
    const fileId = t.here.id
    await t.asMember('finance-officer', async (context) => {
      expect(await markIssued(context, [orderId], fileId)).toEqual({ marked: [orderId] })
      expect(await markIssued(context, [orderId], fileId)).toEqual({ marked: [] })
      expect(await markIssued(context, [orderId], t.elsewhere.id)).toMatchObject({
        refused: 'not-in-that-state',
      })
      expect(await markRejected(context, orderId, 'AC01')).toEqual({ marked: [orderId] })
      expect(await markRejected(context, orderId, 'AC01')).toEqual({ marked: [] })
    })
    expect(await balanceOf(t, 'grant-paid', financingId)).toBe(0)
    passed(await grant())
  })
})
