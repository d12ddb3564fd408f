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
  tenancyIds?: readonly string[] | undefined
  /** Only those that some step was done for. */
  begun?: boolean
  after?: string | undefined
  limit?: number
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

const concerned = (
  organisationId: string,
  { defaultBefore, minDebtCents, agency, tenancyIds }: CandidateQuery,
) => sql`s.organisation_id = ${organisationId} and s.first_default_on <= ${defaultBefore}
  and s.debt_cents >= ${minDebtCents} and s.stage <> 'plan-active'
  ${agency === undefined ? sql`` : sql`and s.agency = ${agency}`}
  ${tenancyIds === undefined ? sql`` : sql`and s.tenancy_id = any (${tenancyIds}::uuid[])`}`

const isBegun = sql`exists (select from ladder_step_done d
  where d.organisation_id = s.organisation_id and d.tenancy_id = s.tenancy_id)`

/** Those whom the ladder concerns: a debt that lasts, and no plan that runs. */
export const listCandidates = async (
  tx: Tx,
  organisationId: string,
  query: CandidateQuery,
): Promise<LadderCandidate[]> => {
  const { begun, after, limit } = query
  const { rows } = await sql<LadderCandidate>`
    select s.tenancy_id as "tenancyId", s.household_id as "householdId", s.tenancy_number as "tenancyNumber",
      s.household_label as "householdLabel", s.agency, s.debt_cents as "debtCents",
      s.first_default_on as "firstDefaultOn", s.stage,
      coalesce((select json_agg(json_build_object('key', d.step_key, 'on', d.done_on)) from ladder_step_done d
        where d.organisation_id = s.organisation_id and d.tenancy_id = s.tenancy_id), '[]') as done
    from arrears_state s
    where ${concerned(organisationId, query)}
      ${begun ? sql`and ${isBegun}` : sql``}
      ${after === undefined ? sql`` : sql`and s.tenancy_id > ${after}::uuid`}
    order by s.tenancy_id ${limit === undefined ? sql`` : sql`limit ${limit}`}`.execute(tx)
  return rows
}

type CandidateTally = Pick<LadderCandidate, 'debtCents' | 'firstDefaultOn' | 'stage'> & { count: number }

/** Those that no step was done for, counted by day of default, stage and how many of the thresholds their debt reaches. */
export const tallyCandidates = async (
  tx: Tx,
  organisationId: string,
  query: CandidateQuery,
  thresholds: readonly number[],
): Promise<CandidateTally[]> => {
  const reached = sql.join(
    thresholds.map((cents) => sql`(s.debt_cents >= ${sql.lit(cents)})::int`),
    sql` + `,
  )
  const { rows } = await sql<CandidateTally>`
    select min(s.debt_cents) as "debtCents", s.first_default_on as "firstDefaultOn", s.stage, count(*)::int as count
    from arrears_state s where ${concerned(organisationId, query)} and not ${isBegun}
    group by s.first_default_on, s.stage, ${reached}`.execute(tx)
  return rows
}
