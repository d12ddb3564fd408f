import { randomUUIDv7 } from 'node:crypto'
import type { Output } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import type { FinancingKind } from '#domain/funding/kinds.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'
import { post } from '#server/ledger/post.ts'
import { followDisbursement } from '#server/loans/follow-disbursement.ts'
import type { TestHouse } from '#tests/house.ts'
import { makeFinancing } from '#tests/make-financing.ts'

type Asked = {
  cents?: number
  months?: number
  firstDueOn?: PlainDate
  lentOn?: PlainDate
  kind?: FinancingKind
  /** Lent at once; null: nothing yet. */
  lentCents?: number | null
  /** What its product says besides. */
  product?: Partial<ProductDefinition>
}

/** A loan granted, its offer accepted, and what was lent of it: as the capabilities before this one leave it. */
export const makeLoan = async (
  t: TestHouse,
  { cents = 120_000, months = 12, firstDueOn = '2026-01-05', lentOn = '2025-12-10', ...rest }: Asked = {},
): Promise<{ financingId: string; householdId: string }> => {
  const { kind = 'loan', lentCents = cents, product = {} } = rest
  const made = await makeFinancing(t.owner, t.here, {
    ...{ label: 'DUBOIS', kind, cents, months, field: 'energy-precarity', purpose: 'Isolation' },
    decidedOn: addDays(lentOn, -20),
    number: `T-${randomUUIDv7().slice(-8)}`,
    definition: { convention: 'A', ...product },
  })
  const { financingId, householdId } = made
  await t.owner.query(
    `insert into financing_event (organisation_id, id, financing_id, kind, on_date, detail, recorded_at)
     values ($1, $2, $3, 'offer-sent', $4, $5, now())`,
    [t.here.id, randomUUIDv7(), financingId, addDays(lentOn, -18), JSON.stringify({ months, firstDueOn })],
  )
  await t.owner.query(
    `insert into offer_standing (organisation_id, financing_id, stage, as_of) values ($1, $2, 'open', $3)
     on conflict (organisation_id, financing_id) do update set stage = 'open'`,
    [t.here.id, financingId, lentOn],
  )
  await commit(t, financingId, cents, lentOn)
  if (lentCents !== null) await lend(t, financingId, lentCents, lentOn)
  return { financingId, householdId }
}

const commit = (t: TestHouse, financingId: string, cents: number, on: PlainDate) =>
  t.asMember('finance-officer', (context) =>
    post(context, {
      key: `commitment:${financingId}`,
      journal: 'commitments',
      on,
      label: 'Engagement',
      lines: [
        { use: 'commitment', cents, movement: 'commitment', financingId },
        { use: 'commitment-counterpart', cents: -cents },
      ],
    }),
  )

/** A tranche paid on its day, entered the same day. */
export const lend = (t: TestHouse, financingId: string, cents: number, on: PlainDate): Promise<void> =>
  t.asMember('finance-officer', async (context) => {
    const acting = { ...context, today: on }
    await post(acting, {
      key: `disbursement:${randomUUIDv7()}`,
      journal: 'loans',
      on,
      label: 'Décaissement',
      lines: [
        { use: 'loan-principal', cents, movement: 'disbursement', financingId },
        { use: 'bank-in-transit', cents: -cents },
      ],
    })
    await followDisbursement(acting, [financingId])
  })

export const openLoanOf = async (
  t: TestHouse,
  financingId: string,
): Promise<Output<typeof contract.loans.open>> => {
  const { body, status } = await t.call(contract.loans.open, { financingId }, { as: 'finance-officer' })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}

/** Sums of the ledger for a financing, by account and by movement. */
export const ledgerOf = async (t: TestHouse, financingId: string) => {
  const { rows } = await t.owner.query<{ use: string; movement: string | null; cents: string }>(
    `select u.use, e.movement, sum(e.cents) as cents from ledger_entry e
     join ledger_account_use u on u.organisation_id = e.organisation_id and u.account_code = e.account_code
     where e.financing_id = $1 group by 1, 2`,
    [financingId],
  )
  const sum = (matches: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(matches).reduce((total, { cents }) => total + Number(cents), 0)
  return {
    account: (use: string) => sum((row) => row.use === use),
    movement: (movement: string) => sum((row) => row.movement === movement),
  }
}

/** A mandate signed by the household: what it owes is debited. */
export const signMandate = async (t: TestHouse, householdId: string): Promise<void> => {
  await t.owner.query(
    `with mandate as (
       insert into sepa_mandate (organisation_id, id, household_id, reference, debtor, iban, created_by, created_at)
       values ($1, gen_random_uuid(), $2::uuid, left($2::uuid::text, 30), 'M. Dubois', 'FR7630006000011234567890189', $3, now())
       returning id
     )
     insert into sepa_mandate_event (organisation_id, id, mandate_id, kind, on_date, recorded_at)
     select $1, gen_random_uuid(), id, 'signed', '2025-12-01', now() from mandate`,
    [t.here.id, householdId, t.here.members['finance-officer'].membershipId],
  )
}
