import { sql } from 'kysely'
import type { ChargeKind, ResourceKind } from '#domain/budget/kinds.ts'
import type { BudgetSnapshot, Period } from '#domain/budget/snapshot.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Acting } from '#server/use-case.ts'

type Member = [bornOn: PlainDate | null, isPartner: boolean, isSharedCustody: boolean]
type Line = [side: 'resource' | 'charge', kind: string, amountCents: number, every: Period]
type Row = { householdId: string; onDate: PlainDate; members: Member[] | null; lines: Line[] | null }

/** The situation that stood on a day, of many households at once: those for which one was written down by then. */
export const findSituations = async (
  { tx, actor }: Pick<Acting, 'tx'> & { actor: { organisationId: string } },
  householdIds: readonly string[],
  on: PlainDate,
): Promise<Map<string, BudgetSnapshot>> => {
  const { organisationId } = actor
  const { rows } = await sql<Row>`
    with latest as (
      select distinct on (household_id) household_id, id, on_date from budget_snapshot
      where organisation_id = ${organisationId} and household_id = any(${householdIds}::uuid[]) and on_date <= ${on}
      order by household_id, on_date desc, id desc)
    select l.household_id as "householdId", l.on_date as "onDate",
      (select json_agg(json_build_array(born_on, is_partner, is_shared_custody) order by position) from budget_member
        where organisation_id = ${organisationId} and snapshot_id = l.id) as members,
      (select json_agg(json_build_array(side, kind, amount_cents, every) order by side, position) from budget_line
        where organisation_id = ${organisationId} and snapshot_id = l.id) as lines
    from latest l`.execute(tx)
  return new Map(rows.map((row) => [row.householdId, situationOf(row)]))
}

const situationOf = ({ onDate, members, lines }: Row): BudgetSnapshot => {
  const all = (lines ?? []).map(([side, kind, amountCents, every]) => ({ side, kind, amountCents, every }))
  return {
    onDate,
    members: (members ?? []).map(([bornOn, isPartner, isSharedCustody]) => ({
      bornOn,
      isPartner,
      isSharedCustody,
    })),
    resources: all.flatMap((line) =>
      line.side === 'resource' ? [{ ...line, kind: line.kind as ResourceKind }] : [],
    ),
    charges: all.flatMap((line) =>
      line.side === 'charge' ? [{ ...line, kind: line.kind as ChargeKind }] : [],
    ),
  }
}
