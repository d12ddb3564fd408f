import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { blankProduct } from '#domain/funding/blank-product.ts'
import type { FinancingKind } from '#domain/funding/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { commitFunds } from '#server/envelopes/commit-funds.ts'
import { recordFinancingFact } from '#server/funding/record-financing-fact.ts'
import type { TestHouse } from '#tests/house.ts'
import { grantFinancing, makeProject as insertProject } from '#tests/make-financing.ts'

export const officer = { as: 'finance-officer' } as const
/** The second pair of eyes. */
export const coordinator = { as: 'coordinator' } as const

export const euros = (amount: number): Cents => Math.round(amount * 100)
export const iban = 'FR1420041010050500013M02606'

export type Project = {
  householdId: string
  applicationId: string
  /** Grants a financing of the project, its funds committed and its offer accepted. */
  grant(kind: FinancingKind, amount: number, options?: GrantOptions): Promise<string>
}
type GrantOptions = {
  months?: number
  decidedOn?: PlainDate
  acceptedOn?: PlainDate | null
  envelopeId?: string
}

/** A file of works by hand: only what payments read of it. */
export const makeProject = async (t: TestHouse, label = 'Martine DURAND'): Promise<Project> => {
  const { owner, here } = t
  const made = await insertProject(owner, here, {
    label,
    field,
    number: `2026-${randomUUIDv7().slice(-6)}`,
    purpose: 'Isolation et chauffage',
    definition: blankProduct('Travaux'),
  })
  return {
    ...made,
    grant: (kind, amount, options) => grantOne(t, made, kind, euros(amount), options ?? {}),
  }
}

const field = 'energy-precarity' as const

const grantOne = async (
  t: TestHouse,
  ids: { householdId: string; applicationId: string; productId: string },
  kind: FinancingKind,
  cents: Cents,
  { months, decidedOn = '2026-09-01', acceptedOn = '2026-09-10', envelopeId }: GrantOptions,
): Promise<string> => {
  const financingId = await grantFinancing(t.owner, t.here, ids, {
    ...{ kind, cents, field, decidedOn, months: months ?? null, envelopeId: envelopeId ?? null },
    number: `F-${randomUUIDv7().slice(-8)}`,
  })
  await t.asMember('coordinator', async (context) => {
    await commitFunds(context, { financingId, envelopeId: envelopeId ?? null, cents, on: decidedOn })
    if (kind === 'grant' || kind === 'recurring-aid' || acceptedOn === null) return
    const terms = {
      regime: 'consumer' as const,
      cents,
      months: months ?? null,
      firstDueOn: months ? ('2027-01-05' as const) : null,
      feeCents: 0,
      insuranceCents: 0,
      insuranceIsCompulsory: false,
      taeg: 0,
    }
    await recordFinancingFact(context, { financingId, fact: { kind: 'offer-sent', on: decidedOn, ...terms } })
    await recordFinancingFact(context, { financingId, fact: { kind: 'offer-received', on: decidedOn } })
    await recordFinancingFact(context, { financingId, fact: { kind: 'offer-accepted', on: acceptedOn } })
  })
  return financingId
}

export const pdf = (words = 'document') => ({
  fileName: 'piece.pdf',
  content: `%PDF-1.7 ${words}`,
  contentType: 'application/pdf',
})

/** What is posted over HTTP must pass: the body, or the refusal as an error. */
export const passed = <B>({ status, body }: { status: number; body: B }): B => {
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}

/** A company with a bank account that two people have seen. */
export const makeSupplier = async (t: TestHouse, name = 'Toitures du Val'): Promise<string> => {
  const { payeeId } = passed(
    await t.call(contract.payees.add, { kind: 'company', name, town: 'Clermont-Ferrand' }, officer),
  )
  await makeAccount(t, payeeId)
  return payeeId
}

export const makeAccount = async (t: TestHouse, payeeId: string): Promise<string> => {
  const { accountId } = passed(
    await t.call(contract.payees.addAccount, { payeeId, iban, holder: 'Titulaire', source: 'RIB' }, officer),
  )
  passed(await t.call(contract.payees.checkAccount, { accountId, how: 'Appel' }, coordinator))
  return accountId
}

export const makeHouseholdPayee = async (t: TestHouse, householdId: string): Promise<string> => {
  const { payeeId } = passed(
    await t.call(contract.payees.addHousehold, { householdId, name: 'Martine Durand' }, officer),
  )
  await makeAccount(t, payeeId)
  return payeeId
}

let invoices = 0
export type InvoiceOptions = { approvedBy?: readonly ('operator' | 'household')[]; number?: string }

/** An invoice of so many euros TTC without VAT, approved by both unless said. */
export const makeInvoice = async (
  t: TestHouse,
  { financingId, payeeId, amount }: { financingId: string; payeeId: string; amount: number },
  { approvedBy = ['operator', 'household'], number = `F-${++invoices}` }: InvoiceOptions = {},
): Promise<string> => {
  const rows = [{ rateBasisPoints: 0, netCents: euros(amount), vatCents: 0 }]
  const sent = { financingId, payeeId, number, invoicedOn: '2026-11-02' as const, rows }
  const response = await t.send(contract.disbursements.recordInvoice, sent, {
    ...officer,
    upload: pdf(number),
  })
  const { invoiceId } = passed({
    status: response.status,
    body: (await response.json()) as { invoiceId: string },
  })
  for (const givenBy of approvedBy)
    passed(
      await t.call(
        contract.disbursements.approveInvoice,
        { invoiceId, givenBy, on: '2026-11-05', person: 'Nom' },
        officer,
      ),
    )
  return invoiceId
}

export const signFinancialMandate = async (t: TestHouse, financingId: string): Promise<string> => {
  const response = await t.send(
    contract.subsidies.recordMandate,
    { financingId, kind: 'financial', mandatary: 'Coopérative', signedOn: '2025-06-30' },
    { ...officer, as: 'social-worker', upload: pdf('mandat') },
  )
  const { mandateId } = passed({
    status: response.status,
    body: (await response.json()) as { mandateId: string },
  })
  return mandateId
}

export const makeSubsidy = async (
  t: TestHouse,
  { householdId, applicationId }: Project,
  { funder, notified, requested = notified ?? 0 }: { funder: string; notified?: number; requested?: number },
): Promise<string> => {
  const id = randomUUIDv7()
  await t.owner.query(
    `insert into subsidy (organisation_id, id, application_id, household_id, resource_id, funder_name, funder_kind,
       counts_in_cap, requested_cents, requested_on, complete_on, notified_cents, notified_on, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, 'anah', true, $7, '2026-03-01', '2026-09-15', $8, $9, $10, now())`,
    [
      t.here.id,
      id,
      applicationId,
      householdId,
      randomUUIDv7(),
      funder,
      euros(requested),
      notified === undefined ? null : euros(notified),
      notified === undefined ? null : '2026-06-15',
      t.here.members['finance-officer'].membershipId,
    ],
  )
  return id
}

/** Prepared by the officer, released and issued by cheque by the coordinator. */
export const payInvoice = async (
  t: TestHouse,
  { financingId, invoiceId, amount }: { financingId: string; invoiceId: string; amount: number },
): Promise<string> => {
  const { orderId } = passed(
    await t.call(
      contract.disbursements.prepareDisbursement,
      { financingId, invoiceId, cents: euros(amount), dueOn: '2026-11-23', execution: 'cheque' },
      officer,
    ),
  )
  passed(await t.call(contract.disbursements.release, { orderIds: [orderId] }, coordinator))
  passed(await t.call(contract.disbursements.issue, { orderIds: [orderId] }, coordinator))
  return orderId
}

/** Sums of the ledger for a financing, by movement. */
export const movementsOf = async (t: TestHouse, financingId: string): Promise<Record<string, number>> => {
  const { rows } = await t.owner.query<{ movement: string; cents: number }>(
    `select movement, sum(cents)::int as cents from ledger_entry
     where financing_id = $1 and movement is not null group by 1 order by 1`,
    [financingId],
  )
  return Object.fromEntries(rows.map(({ movement, cents }) => [movement, cents]))
}

/** The balance of an account in the proposed plan. */
export const balanceOf = async (t: TestHouse, use: string, financingId?: string): Promise<number> => {
  const { rows } = await t.owner.query(
    `select coalesce(sum(e.cents), 0)::int as cents from ledger_entry e
     join ledger_account_use u on (u.organisation_id, u.account_code) = (e.organisation_id, e.account_code)
     where e.organisation_id = $1 and u.use = $2 and ($3::uuid is null or e.financing_id = $3)`,
    [t.here.id, use, financingId ?? null],
  )
  return rows[0].cents
}
