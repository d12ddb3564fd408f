import { sql } from 'kysely'
import type { PayingFinancing } from '#domain/disbursements/invoices.ts'
import { type FundStanding, type MovementSums, standingOf } from '#domain/envelopes/standing.ts'
import { type FinancingKind, isRepaidBySubsidy } from '#domain/funding/kinds.ts'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import { drawOffers } from '#server/funding/refresh-offers.ts'
import { hasUsableMandate } from '#server/subsidies/usable-mandate.ts'

/** Who pays: a person, or a rule at night. */
export type Paying = {
  tx: Tx
  today: PlainDate
  now: Date
  actor: { organisationId: string; membershipId?: string }
}

export type PaidFinancing = {
  id: string
  number: string
  kind: FinancingKind
  applicationId: string
  householdId: string
  householdName: string
  envelopeId: string | null
  grantedCents: Cents
  months: number | null
  decidedOn: PlainDate
}

/** Held until the transaction ends when `lock`: whoever pays, closes or gives funds back waits for its turn. */
export const findPaidFinancing = async (
  { tx, actor }: Pick<Paying, 'tx' | 'actor'>,
  financingId: string,
  lock = false,
): Promise<PaidFinancing | undefined> => {
  const { rows } = await sql<PaidFinancing>`
    select f.id, f.number, f.kind, f.application_id as "applicationId", f.household_id as "householdId",
      h.label as "householdName", f.envelope_id as "envelopeId", f.granted_cents as "grantedCents", f.months,
      f.decided_on as "decidedOn"
    from financing f join household h on (h.organisation_id, h.id) = (f.organisation_id, f.household_id)
    where f.organisation_id = ${actor.organisationId} and f.id = ${financingId}
    ${lock ? sql`for no key update of f` : sql``}`.execute(tx)
  return rows[0]
}

export type PayingFacts = PayingFinancing & {
  standing: FundStanding
  /** Orders prepared or released that have not left. */
  waitingCents: Cents
  closedOn: PlainDate | null
  releaseWhy: string | null
}

/** What decides whether money may leave this financing, and how much. */
export const readPayingFacts = async (acting: Paying, financing: PaidFinancing): Promise<PayingFacts> => {
  const { tx, actor, today } = acting
  const standing = (await standingsOf(acting, [financing.id])).get(financing.id) ?? standingOf({})
  const waitingCents = await sumWaiting(acting, financing.id)
  const [offer] = await drawOffers(acting, [financing.id])
  const release = offer?.derived.releaseFrom ?? null
  const closedOn = await findClosingDay(acting, financing.id)
  const needsMandate = isRepaidBySubsidy(financing.kind)
  return {
    standing,
    waitingCents,
    closedOn,
    committedCents: standing.committedNet,
    orderedCents: standing.disbursed + waitingCents,
    releaseFrom: release?.dueOn ?? null,
    releaseWhy: release?.why ?? null,
    disbursementsClosed: closedOn !== null,
    needsMandate,
    hasMandate:
      needsMandate && (await hasUsableMandate(tx, actor.organisationId, financing.applicationId, today)),
  }
}

/** Where financings stand in the books, by identifier. */
export const standingsOf = async (
  { tx, actor }: Pick<Paying, 'tx' | 'actor'>,
  financingIds: readonly string[],
): Promise<Map<string, FundStanding>> => {
  if (financingIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; movement: keyof MovementSums; cents: Cents }>`
    select financing_id as id, movement, sum(cents)::bigint as cents from ledger_entry
    where organisation_id = ${actor.organisationId} and financing_id in (${sql.join(financingIds)})
      and movement is not null
    group by financing_id, movement`.execute(tx)
  const byId = Map.groupBy(rows, ({ id }) => id)
  return new Map(
    financingIds.map((id) => [
      id,
      standingOf(Object.fromEntries((byId.get(id) ?? []).map(({ movement, cents }) => [movement, cents]))),
    ]),
  )
}

const sumWaiting = async ({ tx, actor }: Paying, financingId: string): Promise<Cents> => {
  const { rows } = await sql<{ cents: Cents }>`
    select coalesce(sum(cents), 0)::bigint as cents from payment_order
    where organisation_id = ${actor.organisationId} and financing_id = ${financingId}
      and state in ('prepared', 'released') and kind <> 'refund-to-household'`.execute(tx)
  return rows[0]?.cents ?? 0
}

const findClosingDay = async ({ tx, actor }: Paying, financingId: string): Promise<PlainDate | null> => {
  const found = await tx
    .selectFrom('financing_event')
    .where('organisation_id', '=', actor.organisationId)
    .where('financing_id', '=', financingId)
    .where('kind', '=', 'disbursements-closed')
    .where('cancelled_at', 'is', null)
    .select('on_date')
    .executeTakeFirst()
  return found?.on_date ?? null
}

/** What is held for the household in the name of a financing: received or paid beyond what was due. */
export const heldFor = async (
  { tx, actor }: Pick<Paying, 'tx' | 'actor'>,
  financingId: string,
): Promise<Cents> => {
  const { rows } = await sql<{ cents: Cents }>`
    select coalesce(-sum(e.cents), 0)::bigint as cents
    from ledger_entry e join ledger_account_use u
      on (u.organisation_id, u.account_code) = (e.organisation_id, e.account_code)
    where e.organisation_id = ${actor.organisationId} and e.financing_id = ${financingId}
      and u.use = 'owed-to-household' and e.movement is null`.execute(tx)
  return rows[0]?.cents ?? 0
}
