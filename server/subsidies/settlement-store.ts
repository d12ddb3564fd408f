import { sql } from 'kysely'
import type { Cents } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { SettlementWay } from '#domain/subsidies/kinds.ts'
import type { Paying } from '#server/disbursements/paying.ts'

type Here = Pick<Paying, 'tx' | 'actor'>

export type StoredSettlement = {
  id: string
  financingId: string
  way: SettlementWay
  cents: Cents
  loanId: string | null
  loanNumber: string | null
  instalments: number | null
  agreedOn: PlainDate | null
  reason: string | null
  proposedBy: string
  proposedByName: string
  decidedOn: PlainDate | null
  decidedByName: string | null
  withdrawnOn: PlainDate | null
  withdrawnReason: string | null
  version: number
}

const selected = sql`select s.id, s.financing_id as "financingId", s.way, s.cents, s.loan_id as "loanId",
    l.number as "loanNumber", s.instalments, s.agreed_on as "agreedOn", s.reason, s.proposed_by as "proposedBy",
    p.name as "proposedByName", s.decided_on as "decidedOn", d.name as "decidedByName",
    s.withdrawn_on as "withdrawnOn", s.withdrawn_reason as "withdrawnReason", s.version
  from shortfall_settlement s
  join membership p on (p.organisation_id, p.id) = (s.organisation_id, s.proposed_by)
  left join membership d on (d.organisation_id, d.id) = (s.organisation_id, s.decided_by)
  left join financing l on (l.organisation_id, l.id) = (s.organisation_id, s.loan_id)`

export const listSettlements = async (
  { tx, actor }: Here,
  financingId: string,
): Promise<StoredSettlement[]> => {
  const { rows } = await sql<StoredSettlement>`${selected}
    where s.organisation_id = ${actor.organisationId} and s.financing_id = ${financingId}
    order by s.proposed_at, s.id limit 100`.execute(tx)
  return rows
}

export const findSettlementForUpdate = async (
  { tx, actor }: Here,
  settlementId: string,
): Promise<StoredSettlement | undefined> => {
  const { rows } = await sql<StoredSettlement>`${selected}
    where s.organisation_id = ${actor.organisationId} and s.id = ${settlementId} for update of s`.execute(tx)
  return rows[0]
}

/** Proposed, neither decided nor withdrawn. */
export const sumProposed = async ({ tx, actor }: Here, financingId: string): Promise<Cents> => {
  const { rows } = await sql<{ cents: Cents }>`
    select coalesce(sum(cents), 0)::bigint as cents from shortfall_settlement
    where organisation_id = ${actor.organisationId} and financing_id = ${financingId}
      and decided_on is null and withdrawn_on is null`.execute(tx)
  return rows[0]?.cents ?? 0
}
