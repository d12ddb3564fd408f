import { sql } from 'kysely'
import type { Tx } from '#server/db.ts'

type Here = { tx: Tx; actor: { organisationId: string } }

/** Imports nobody has touched since, with lines still waiting: never applied, stopped half-way, or badly cleaned up. */
const abandoned = (organisationId: string, before: Date) => sql`
  from portfolio_import i
  left join work r on r.organisation_id = i.organisation_id and r.id = i.rehearsal_work_id
  left join work a on a.organisation_id = i.organisation_id and a.id = i.application_work_id
  where i.organisation_id = ${organisationId}
    and greatest(i.started_at, i.columns_chosen_at, r.queued_at, r.ended_at, a.queued_at, a.ended_at) < ${before}
    and coalesce(r.state, 'done') not in ('queued', 'running')
    and coalesce(a.state, 'done') not in ('queued', 'running')
    and (exists (select from import_ledger_line l where l.organisation_id = i.organisation_id and l.import_id = i.id)
      or exists (select from import_stock_line l where l.organisation_id = i.organisation_id and l.import_id = i.id))`

export const countAbandonedImports = async ({ tx, actor }: Here, before: Date): Promise<number> => {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count ${abandoned(actor.organisationId, before)}`.execute(tx)
  return rows[0]?.count ?? 0
}

/**
 * Puts abandoned imports back to before their rehearsal: what it told is too old to be applied, and its findings quote
 * the file. Their file and columns stay. Returns their identifiers; the caller takes their lines away.
 */
export const forgetRehearsals = async ({ tx, actor }: Here, before: Date): Promise<string[]> => {
  const { organisationId } = actor
  const { rows } = await sql<{
    id: string
    applied: boolean
  }>`select i.id, i.outcome is not null as applied
    ${abandoned(organisationId, before)} for update of i skip locked`.execute(tx)
  const unapplied = rows.filter(({ applied }) => !applied).map(({ id }) => id)
  if (unapplied.length > 0) {
    await tx
      .updateTable('portfolio_import')
      .where('organisation_id', '=', organisationId)
      .where('id', 'in', unapplied)
      .set({ rehearsal: null, rehearsal_work_id: null, application_work_id: null })
      .execute()
    await tx
      .deleteFrom('import_finding')
      .where('organisation_id', '=', organisationId)
      .where('import_id', 'in', unapplied)
      .execute()
  }
  return rows.map(({ id }) => id)
}
