import { sql } from 'kysely'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { type DerivedAdvance, deriveAdvance } from '#domain/subsidies/advance.ts'
import { isRejectedBySilence, silentRejectionOn, worksDeadlineOn } from '#domain/subsidies/deadlines.ts'
import type { ReceiptKind, SettlementWay } from '#domain/subsidies/kinds.ts'
import { heldFor, type Paying, standingsOf } from '#server/disbursements/paying.ts'
import { listFinancingFacts } from '#server/funding/application-store.ts'
import { readRates, type SubsidyRates } from '#server/subsidies/rates.ts'

export type SubsidyStanding = {
  id: string
  funder: string
  requestedCents: Cents
  requestedOn: PlainDate
  completeOn: PlainDate | null
  notifiedCents: Cents | null
  notifiedOn: PlainDate | null
  worksDeadlineOn: PlainDate | null
  /** Without an answer by this day, the request is rejected. */
  silentRejectionOn: PlainDate | null
  receivedCents: Cents
  /** Why nothing more will come; null while something may. */
  over: 'paid' | 'rejected' | 'rejected-by-silence' | 'withdrawn' | 'expired' | 'clawed-back' | null
}

export type AdvanceReading = { derived: DerivedAdvance; subsidies: SubsidyStanding[]; heldCents: Cents }

type Advance = { id: string; applicationId: string }

/** Where an advance stands today: its books, its subsidies, what was settled. */
export const readAdvance = async (acting: Paying, financing: Advance): Promise<AdvanceReading> => {
  const { tx, actor } = acting
  const standing = (await standingsOf(acting, [financing.id])).get(financing.id)
  const facts = (await listFinancingFacts(tx, actor.organisationId, [financing.id])).get(financing.id) ?? []
  const subsidies = await listSubsidies(acting, financing.applicationId)
  const heldCents = await heldFor(acting, financing.id)
  const derived = deriveAdvance({
    committedCents: standing?.committedNet ?? 0,
    disbursedCents: standing?.disbursed ?? 0,
    repaidCents: standing?.repaid ?? 0,
    lostCents: standing?.lost ?? 0,
    heldCents,
    disbursementsClosed: facts.some(({ kind }) => kind === 'disbursements-closed'),
    isCancelled: facts.some(({ kind }) => kind === 'financing-cancelled'),
    subsidies: subsidies.map(({ notifiedCents, requestedCents, receivedCents, over }) => ({
      notifiedCents,
      expectedCents: requestedCents,
      receivedCents,
      isOver: over !== null,
    })),
    settlements: await listSettledWays(acting, financing.id),
  })
  return { derived, subsidies, heldCents }
}

type SubsidyRow = Omit<SubsidyStanding, 'over' | 'worksDeadlineOn' | 'silentRejectionOn'> & {
  notifiedDeadline: PlainDate | null
  endedAs: string | null
  hasBalance: boolean
}

export const listSubsidies = async (acting: Paying, applicationId: string): Promise<SubsidyStanding[]> => {
  const { rows } = await sql<SubsidyRow>`
    select s.id, s.funder_name as funder, s.requested_cents as "requestedCents", s.requested_on as "requestedOn",
      s.complete_on as "completeOn", s.notified_cents as "notifiedCents", s.notified_on as "notifiedOn",
      s.notified_deadline as "notifiedDeadline", s.ended_as as "endedAs",
      coalesce((select sum(r.cents) from subsidy_receipt r where (r.organisation_id, r.subsidy_id) = (s.organisation_id, s.id)
        and r.reversed_on is null), 0)::bigint as "receivedCents",
      exists (select from subsidy_receipt r where (r.organisation_id, r.subsidy_id) = (s.organisation_id, s.id)
        and r.kind = 'balance' and r.reversed_on is null) as "hasBalance"
    from subsidy s
    where s.organisation_id = ${acting.actor.organisationId} and s.application_id = ${applicationId}
    order by s.requested_on, s.id limit 100`.execute(acting.tx)
  const rates = await readRates(acting)
  return rows.map((row) => standingOfSubsidy(row, rates, acting.today))
}

const standingOfSubsidy = (
  { notifiedDeadline, endedAs, hasBalance, ...row }: SubsidyRow,
  rates: SubsidyRates,
  today: PlainDate,
): SubsidyStanding => {
  const awaitsAnswer = row.notifiedOn === null && row.completeOn !== null && endedAs === null
  return {
    ...row,
    worksDeadlineOn: row.notifiedOn && worksDeadlineOn(row.notifiedOn, notifiedDeadline, rates.worksMonths),
    silentRejectionOn:
      awaitsAnswer && row.completeOn ? silentRejectionOn(row.completeOn, rates.silenceMonths) : null,
    over: overOf(row, { endedAs, hasBalance, awaitsAnswer, silenceMonths: rates.silenceMonths, today }),
  }
}

const overOf = (
  { completeOn }: Pick<SubsidyRow, 'completeOn'>,
  facts: {
    endedAs: string | null
    hasBalance: boolean
    awaitsAnswer: boolean
    silenceMonths: number
    today: PlainDate
  },
): SubsidyStanding['over'] => {
  if (facts.endedAs !== null) return facts.endedAs as SubsidyStanding['over']
  if (facts.hasBalance) return 'paid'
  if (facts.awaitsAnswer && completeOn && isRejectedBySilence(completeOn, facts.silenceMonths, facts.today))
    return 'rejected-by-silence'
  return null
}

/** The money of a loan asked for this very advance converts it into that loan. */
const listSettledWays = async ({ tx, actor }: Paying, financingId: string): Promise<SettlementWay[]> => {
  const { rows } = await sql<{ way: SettlementWay }>`
    select case when l.shortfall_of = s.financing_id then 'converted' else s.way end as way
    from shortfall_settlement s
    left join financing f on (f.organisation_id, f.id) = (s.organisation_id, s.loan_id)
    left join application_line l on (l.organisation_id, l.id) = (f.organisation_id, f.line_id)
    where s.organisation_id = ${actor.organisationId} and s.financing_id = ${financingId}
      and s.decided_on is not null
    order by s.decided_on, s.id`.execute(tx)
  return rows.map(({ way }) => way)
}

export type StoredReceipt = {
  id: string
  subsidyId: string
  funder: string
  kind: ReceiptKind
  cents: Cents
  receivedOn: PlainDate
  reference: string
  reversedOn: PlainDate | null
  reversedReason: string | null
  isMatched: boolean
}

export const listReceipts = async (
  { tx, actor }: Pick<Paying, 'tx' | 'actor'>,
  financingId: string,
): Promise<StoredReceipt[]> => {
  const { rows } = await sql<StoredReceipt>`
    select r.id, r.subsidy_id as "subsidyId", s.funder_name as funder, r.kind, r.cents, r.received_on as "receivedOn",
      r.reference, r.reversed_on as "reversedOn", r.reversed_reason as "reversedReason",
      r.statement_line_id is not null as "isMatched"
    from subsidy_receipt r join subsidy s on (s.organisation_id, s.id) = (r.organisation_id, r.subsidy_id)
    where r.organisation_id = ${actor.organisationId} and r.financing_id = ${financingId}
    order by r.received_on, r.id limit 500`.execute(tx)
  return rows
}
