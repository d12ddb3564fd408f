import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import type { OverindebtednessEffect, OverindebtednessEffectKind } from '#domain/overindebtedness/effects.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { ProcedureKind } from '#domain/procedures/kinds.ts'
import type { Redrawing } from '#server/procedures/refresh.ts'

type Here = Pick<Redrawing, 'tx' | 'actor'>

export type AppliedEffect = {
  id: string
  procedureId: string
  factKey: string
  kind: OverindebtednessEffectKind
  targetId: string
}

/** What was done and still stands, the first done first. */
export const listApplied = ({ tx, actor }: Here, procedureIds: readonly string[]): Promise<AppliedEffect[]> =>
  tx
    .selectFrom('procedure_effect')
    .where('organisation_id', '=', actor.organisationId)
    .where('procedure_id', '=', sql<string>`any (${procedureIds}::uuid[])`)
    .where('undone_at', 'is', null)
    .select(['id', 'procedure_id as procedureId', 'fact_key as factKey', 'kind', 'target_id as targetId'])
    .orderBy('id')
    .$castTo<AppliedEffect>()
    .execute()

export const insertApplied = async (
  { tx, actor, now }: Here & Pick<Redrawing, 'now'>,
  procedureId: string,
  { factKey, kind, on }: OverindebtednessEffect,
  targetIds: readonly string[],
): Promise<void> => {
  if (targetIds.length === 0) return
  await tx
    .insertInto('procedure_effect')
    .values(
      targetIds.map((targetId) => ({
        organisation_id: actor.organisationId,
        id: randomUUIDv7(),
        procedure_id: procedureId,
        fact_key: factKey,
        kind,
        target_id: targetId,
        on_date: on,
        applied_at: now,
      })),
    )
    .execute()
}

export const markUndone = async (
  { tx, actor, now }: Here & Pick<Redrawing, 'now'>,
  effectIds: readonly string[],
): Promise<void> => {
  await tx
    .updateTable('procedure_effect')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', sql<string>`any (${effectIds}::uuid[])`)
    .set({ undone_at: now })
    .execute()
}

/** The procedures of another kind that run for the household. */
export const findRunning = async (
  { tx, actor }: Here,
  householdId: string,
  kind: ProcedureKind,
): Promise<string[]> => {
  const rows = await tx
    .selectFrom('procedure_standing')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('kind', '=', kind)
    .where('has_ended', '=', false)
    .select('procedure_id')
    .orderBy('procedure_id')
    .execute()
  return rows.map(({ procedure_id }) => procedure_id)
}

/** The tenancies of the household known to the arrears procedure. */
export const findTenanciesInArrears = async (
  { tx, actor }: Here,
  householdId: string,
  today: PlainDate,
): Promise<string[]> => {
  const rows = await tx
    .selectFrom('arrears_state as s')
    .innerJoin('tenancy as t', (join) =>
      join.onRef('t.organisation_id', '=', 's.organisation_id').onRef('t.id', '=', 's.tenancy_id'),
    )
    .where('s.organisation_id', '=', actor.organisationId)
    .where('s.household_id', '=', householdId)
    .where((eb) => eb.or([eb('t.started_on', 'is', null), eb('t.started_on', '<=', today)]))
    .select('s.tenancy_id')
    .orderBy('s.tenancy_id')
    .execute()
  return rows.map(({ tenancy_id }) => tenancy_id)
}
