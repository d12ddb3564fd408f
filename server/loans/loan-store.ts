import { sql } from 'kysely'
import type { FinancingFact } from '#domain/funding/financing-facts.ts'
import type { FinancingKind } from '#domain/funding/kinds.ts'
import {
  type LoanFact,
  type LoanHistory,
  type LoanPayment,
  loanEventKinds,
  type ScheduleReason,
  type ScheduleVersion,
} from '#domain/loans/facts.ts'
import type { Convention, ScheduleRow } from '#domain/loans/schedule.ts'
import type { OfferStage } from '#domain/offers/transitions.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

export type LoanRecord = {
  financingId: string
  number: string
  kind: FinancingKind
  householdId: string
  field: string
  envelopeId: string | null
  conventionId: string | null
  version: number
  /** The rounding of the schedule in force. */
  convention: Convention | null
  isMandated: boolean
  history: LoanHistory
}

type Base = Omit<LoanRecord, 'history' | 'convention'> & { grantedCents: number; offer: OfferStage | null }

/** What these financings are derived from, in six reads. Only the schedule in force, unless all are asked. */
export const readLoans = async (
  tx: Tx,
  organisationId: string,
  financingIds: readonly string[],
  versions: 'in-force' | 'all' = 'in-force',
): Promise<LoanRecord[]> => {
  const loans = await gatherLoans(tx, organisationId, financingIds, versions)
  return [...loans()]
}

/** The same, put together one after another as they are asked for: schedules stay as their text until then. */
export const gatherLoans = async (
  tx: Tx,
  organisationId: string,
  financingIds: readonly string[],
  versions: 'in-force' | 'all' = 'in-force',
): Promise<() => Generator<LoanRecord>> => {
  if (financingIds.length === 0) return function* () {}
  const bases = await readBases(tx, organisationId, financingIds)
  const moved = await readMovements(tx, organisationId, financingIds)
  const schedules = await readSchedules(tx, organisationId, financingIds, versions)
  const payments = await readPayments(tx, organisationId, financingIds)
  const facts = await readFacts(tx, organisationId, financingIds)
  const refunds = await readRefunds(tx, organisationId, financingIds)
  return function* () {
    for (const { grantedCents, offer, ...base } of bases) {
      const own = (schedules.get(base.financingId) ?? []).map(versionOf)
      const { lent = [], committedCents } = moved.get(base.financingId) ?? {}
      yield {
        ...base,
        convention: own.at(-1)?.convention ?? null,
        history: {
          grantedCents: committedCents ?? grantedCents,
          offer: offer ?? 'granted',
          disbursements: lent,
          versions: own,
          payments: payments.get(base.financingId) ?? [],
          facts: facts.get(base.financingId) ?? [],
          refunds: refunds.get(base.financingId) ?? [],
        },
      }
    }
  }
}

const readBases = async (tx: Tx, organisationId: string, ids: readonly string[]): Promise<Base[]> =>
  (
    await sql<Base>`
      select f.id as "financingId", f.number, f.kind, f.household_id as "householdId", f.field,
        f.envelope_id as "envelopeId", f.convention_id as "conventionId", f.version,
        f.granted_cents as "grantedCents", o.stage as offer,
        exists (
          select from sepa_mandate m
          cross join lateral (
            select e.kind from sepa_mandate_event e
            where e.organisation_id = m.organisation_id and e.mandate_id = m.id
              and e.kind in ('signed', 'suspended', 'resumed', 'revoked')
            order by e.id desc limit 1
          ) last
          where m.organisation_id = f.organisation_id and m.household_id = f.household_id
            and (m.financing_id is null or m.financing_id = f.id) and last.kind in ('signed', 'resumed')
        ) as "isMandated"
      from financing f
      left join offer_standing o on o.organisation_id = f.organisation_id and o.financing_id = f.id
      where f.organisation_id = ${organisationId} and f.id = any (${[...ids]}::uuid[])`.execute(tx)
  ).rows

type Moved = {
  lent: { on: PlainDate; cents: number }[]
  committedCents?: number
}

/** The ledger is what was lent: tranches, what came back of them, what was taken over from another financing. */
const readMovements = async (
  tx: Tx,
  organisationId: string,
  ids: readonly string[],
): Promise<Map<string, Moved>> => {
  const { rows } = await sql<{
    id: string
    on: PlainDate
    lent: number | null
    committed: number | null
  }>`
    select financing_id as id, on_date as on,
      sum(cents) filter (where movement in ('disbursement', 'disbursement-return', 'reclassification')) as lent,
      sum(cents) filter (where movement in ('commitment', 'commitment-release')) as committed
    from ledger_entry
    where organisation_id = ${organisationId} and financing_id = any (${[...ids]}::uuid[])
      and movement in ('disbursement', 'disbursement-return', 'reclassification', 'commitment', 'commitment-release')
    group by 1, 2`.execute(tx)
  const moved = new Map<string, Moved>()
  for (const { id, on, lent, committed } of rows) {
    const own = moved.get(id) ?? { lent: [] }
    if (lent) own.lent.push({ on, cents: lent })
    if (committed !== null) own.committedCents = (own.committedCents ?? 0) + committed
    moved.set(id, own)
  }
  return moved
}

const readRefunds = async (
  tx: Tx,
  organisationId: string,
  ids: readonly string[],
): Promise<Map<string, { on: PlainDate; cents: number }[]>> => {
  const { rows } = await sql<{ owner: string; on: PlainDate; cents: number }>`
    select financing_id as owner, issued_on as on, cents from payment_order
    where organisation_id = ${organisationId} and financing_id = any (${[...ids]}::uuid[])
      and kind = 'refund-to-household' and state in ('issued', 'executed')`.execute(tx)
  return groupBy(rows, ({ owner, ...refund }) => [owner, refund])
}

type KeptVersion = ScheduleVersion & { convention: Convention }

type VersionRow = {
  id: string
  number: number
  on: PlainDate
  reason: ScheduleReason
  convention: Convention
  anchorOn: PlainDate
  dueOn: string
  collectOn: string
  cents: string
  early: number[]
  pausedFrom: PlainDate | null
  pausedUntil: PlainDate | null
  remittedCents: number
}

/** Arrays come as one text each: a million schedules are read in the time it takes to split them. */
const readSchedules = async (
  tx: Tx,
  organisationId: string,
  ids: readonly string[],
  which: 'in-force' | 'all',
): Promise<Map<string, VersionRow[]>> => {
  const distinct = sql.raw(which === 'in-force' ? 'distinct on (financing_id)' : '')
  const order = sql.raw(which === 'in-force' ? 'desc' : 'asc')
  const { rows } = await sql<VersionRow>`
    select ${distinct} financing_id as id, number, on_date as on, reason, convention, anchor_on as "anchorOn",
      array_to_string(due_on, ',') as "dueOn", array_to_string(collect_on, ',') as "collectOn",
      array_to_string(cents, ',') as cents, early, paused_from as "pausedFrom", paused_until as "pausedUntil",
      remitted_cents as "remittedCents"
    from schedule_version
    where organisation_id = ${organisationId} and financing_id = any (${[...ids]}::uuid[])
    order by financing_id, number ${order}`.execute(tx)
  return groupBy(rows, (row) => [row.id, row])
}

const versionOf = ({ id: _, dueOn, collectOn, cents, early, ...version }: VersionRow): KeptVersion => ({
  ...version,
  rows: rowsOf({ dueOn, collectOn, cents, early }),
})

const rowsOf = ({
  dueOn,
  collectOn,
  cents,
  early,
}: Pick<VersionRow, 'dueOn' | 'collectOn' | 'cents' | 'early'>): ScheduleRow[] => {
  if (dueOn === '') return []
  const collected = collectOn.split(',')
  const amounts = cents.split(',')
  const ahead = new Set(early)
  return dueOn.split(',').map((day, at) => {
    const row = { dueOn: day as PlainDate, collectOn: collected[at] as PlainDate, cents: Number(amounts[at]) }
    return ahead.has(at + 1) ? { ...row, early: true as const } : row
  })
}

const readPayments = async (
  tx: Tx,
  organisationId: string,
  ids: readonly string[],
): Promise<Map<string, LoanPayment[]>> => {
  const { rows } = await sql<LoanPayment & { owner: string }>`
    select financing_id as owner, id, on_date as on, cents, towards_on as towards, rejected_on as "rejectedOn"
    from loan_payment
    where organisation_id = ${organisationId} and financing_id = any (${[...ids]}::uuid[])`.execute(tx)
  return groupBy(rows, ({ owner, ...payment }) => [owner, payment])
}

const readFacts = async (
  tx: Tx,
  organisationId: string,
  ids: readonly string[],
): Promise<Map<string, LoanFact[]>> => {
  const { rows } = await sql<{
    owner: string
    id: string
    kind: LoanFact['kind']
    on: PlainDate
    detail: object
  }>`
    select financing_id as owner, id, kind, on_date as on, detail from financing_event
    where organisation_id = ${organisationId} and financing_id = any (${[...ids]}::uuid[])
      and cancelled_at is null and kind = any (${loanEventKinds}::text[])`.execute(tx)
  return groupBy(rows, ({ owner, detail, ...fact }) => [
    owner,
    { ...detail, ...fact } as FinancingFact & LoanFact,
  ])
}

const groupBy = <Row, Item>(
  rows: readonly Row[],
  entryOf: (row: Row) => [string, Item],
): Map<string, Item[]> => {
  const groups = new Map<string, Item[]>()
  for (const row of rows) {
    const [key, item] = entryOf(row)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
