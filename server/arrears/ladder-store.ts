import { sql } from 'kysely'
import { defaultLadder, type LadderStep } from '#domain/arrears/ladder.ts'
import type { ArrearsStage } from '#domain/arrears/transitions.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { Tx } from '#server/db.ts'

export type OwnLadder = { steps: LadderStep[]; version: number; isOwn: boolean }

export const readLadder = async (tx: Tx, organisationId: string): Promise<OwnLadder> => {
  const row = await tx
    .selectFrom('arrears_ladder')
    .where('organisation_id', '=', organisationId)
    .select(['steps', 'version'])
    .executeTakeFirst()
  return row
    ? { steps: row.steps as unknown as LadderStep[], version: row.version, isOwn: true }
    : { steps: [...defaultLadder], version: 0, isOwn: false }
}

export type DoneLadderStep = {
  tenancy_id: string
  step_key: string
  label: string
  done_on: PlainDate
  file_id: string | null
}

export const listDoneSteps = (
  tx: Tx,
  organisationId: string,
  tenancyIds: readonly string[],
): Promise<DoneLadderStep[]> =>
  tx
    .selectFrom('ladder_step_done')
    .where('organisation_id', '=', organisationId)
    .where(sql<boolean>`tenancy_id = any (${tenancyIds}::uuid[])`)
    .select(['tenancy_id', 'step_key', 'label', 'done_on', 'file_id'])
    .orderBy('done_on')
    .execute()

export type LadderCandidate = {
  tenancyId: string
  householdId: string
  tenancyNumber: string
  householdLabel: string
  agency: string | null
  debtCents: number
  firstDefaultOn: PlainDate
  stage: ArrearsStage
  done: { key: string; on: PlainDate }[]
}

export type CandidateQuery = {
  /** The least a step asks for: below it nobody is a candidate. */
  defaultBefore: PlainDate
  minDebtCents: number
  agency?: string | undefined
  tenancyIds?: readonly string[]
}

/**
 * Makes two releases of the same tenancies follow one another. A statement of its own: the second one's reading of what is
 * done must begin after the first one's end.
 */
export const holdTenancies = async (
  tx: Tx,
  organisationId: string,
  tenancyIds: readonly string[],
): Promise<void> => {
  await sql`select from arrears_state s
    where s.organisation_id = ${organisationId} and s.tenancy_id = any (${tenancyIds}::uuid[])
    order by s.tenancy_id for update`.execute(tx)
}

/** Those whom the ladder concerns: a debt that lasts, and no plan that runs. */
export const listCandidates = async (
  tx: Tx,
  organisationId: string,
  { defaultBefore, minDebtCents, agency, tenancyIds }: CandidateQuery,
): Promise<LadderCandidate[]> => {
  const { rows } = await sql<LadderCandidate>`
    select s.tenancy_id as "tenancyId", s.household_id as "householdId", s.tenancy_number as "tenancyNumber",
      s.household_label as "householdLabel", s.agency, s.debt_cents as "debtCents",
      s.first_default_on as "firstDefaultOn", s.stage,
      coalesce((select json_agg(json_build_object('key', d.step_key, 'on', d.done_on)) from ladder_step_done d
        where d.organisation_id = s.organisation_id and d.tenancy_id = s.tenancy_id), '[]') as done
    from arrears_state s
    where s.organisation_id = ${organisationId} and s.first_default_on <= ${defaultBefore}
      and s.debt_cents >= ${minDebtCents} and s.stage <> 'plan-active'
      ${agency === undefined ? sql`` : sql`and s.agency = ${agency}`}
      ${tenancyIds === undefined ? sql`` : sql`and s.tenancy_id = any (${tenancyIds}::uuid[])`}
    order by s.tenancy_id`.execute(tx)
  return rows
}
