import { sql } from 'kysely'
import type { LoanStanding } from '#domain/loans/replay.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'
import type { Standing } from '#server/loans/standing.ts'

type Drawn = { standing: Standing; state: LoanStanding }
export type WantedCollection = {
  financing_id: string
  due_on: PlainDate
  collect_on: PlainDate
  cents: number
  next: boolean
}

/**
 * What waits to be presented follows the schedule: the next row of a loan with a mandate, those that already waited for
 * what is left of them, nothing of a loan that is frozen or over. What was presented is left alone.
 */
export const keepCollections = async (
  tx: Tx,
  organisationId: string,
  financingIds: readonly string[],
  collections: readonly WantedCollection[],
): Promise<void> => {
  if (financingIds.length === 0) return
  const ids = [...financingIds]
  const wanted = JSON.stringify(collections)
  await sql`
    with wanted as materialized (
      select * from json_to_recordset(${wanted}::json)
        as r (financing_id uuid, due_on date, collect_on date, cents bigint, next boolean)
    ), changed as (
      update collection c set state = coalesce(w.state, 'withdrawn'), cents = coalesce(w.cents, c.cents),
        collect_on = coalesce(w.collect_on, c.collect_on), version = c.version + 1
      from (
        select k.id, w.cents, w.collect_on, case when w.cents is not null then 'to-present' end as state
        from collection k
        left join wanted w on w.financing_id = k.financing_id and w.due_on = k.due_on
        where k.organisation_id = ${organisationId} and k.financing_id = any (${ids}::uuid[])
          and (k.state = 'to-present' or (k.state = 'withdrawn' and w.next))
      ) w
      where c.organisation_id = ${organisationId} and c.id = w.id
        and (c.state, c.cents, c.collect_on)
          is distinct from (coalesce(w.state, 'withdrawn'), coalesce(w.cents, c.cents), coalesce(w.collect_on, c.collect_on))
    )
    insert into collection (organisation_id, id, financing_id, due_on, collect_on, cents)
    select ${organisationId}, gen_random_uuid(), financing_id, due_on, collect_on, cents
    from wanted where next
    on conflict (organisation_id, financing_id, due_on) do nothing`.execute(tx)
}

export const wantedOf = ({ standing, state }: Drawn, today: PlainDate): WantedCollection[] => {
  if (!standing.isMandated || standing.isFrozen || standing.status === 'accelerated') return []
  const next = state.rows.findIndex(
    (row) => row.dueOn > today && row.cents > row.paidCents + row.remittedCents,
  )
  return state.rows.flatMap((row, at) => {
    const cents = row.cents - row.paidCents - row.remittedCents
    if (cents === 0 || row.early || at > next) return []
    return [
      {
        financing_id: standing.financingId,
        due_on: row.dueOn,
        collect_on: row.collectOn,
        cents,
        next: at === next,
      },
    ]
  })
}
