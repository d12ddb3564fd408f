import { sql } from 'kysely'
import { contract } from '#contract/index.ts'
import type { RegimeChange } from '#domain/arrears/regime-change.ts'
import { readArrearsRules } from '#domain/arrears/threshold.ts'
import type { ArrearsStage } from '#domain/arrears/transitions.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { conditionOf, type Reader } from '#server/arrears/worklist-store.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { useCase } from '#server/use-case.ts'

type Tally = { count: number; debtCents: number }

export const countWorklist = useCase(contract.arrears.countWorklist, async (context, filters) => {
  const { tx, actor, today } = context
  const tally = async <K>(column: string) =>
    (
      await sql<Tally & { key: K }>`select ${sql.ref(column)} as key, count(*)::int as count,
          sum(s.debt_cents)::bigint as "debtCents"
        from arrears_state s where ${conditionOf(context, filters)} group by 1 order by 1`.execute(tx)
    ).rows
  const stages = await tally<ArrearsStage>('s.stage')
  const changes = await tally<RegimeChange>('s.regime_change')
  const params = await readOrganisationParameters({ tx, actor }, today)
  const { switchOn } = readArrearsRules(params)
  return {
    stages: stages.map(({ key, ...rest }) => ({ stage: key, ...rest })),
    changes: changes.map(({ key, ...rest }) => ({ change: key, ...rest })),
    agencies: await listAgencies(context),
    ...(await lastScreening(context)),
    switchOn,
    lacksDueDelay: await lacksDueDelay(context, params),
  }
})

const sampled = 200

/** A delay of one's own, even 0, is an answer; else the defaults of a few tenancies tell on which day calls are dated. */
const lacksDueDelay = async ({ tx, actor }: Reader, params: ParameterReader): Promise<boolean> => {
  const delay = params.used().find(({ key }) => key === 'arrears.due-delay-days')
  if (delay?.confidence === 'own-decision' || delay?.value !== 0) return false
  const { rows } = await sql<{ mostly: boolean | null }>`select
      count(*) filter (where extract(day from s.first_default_on) = 1) * 2 > count(*) as mostly
    from (select first_default_on from arrears_state
      where organisation_id = ${actor.organisationId} and first_default_on is not null limit ${sampled}) s`.execute(
    tx,
  )
  return rows[0]?.mostly ?? false
}

/** One step of the index per agency, however many tenancies each has. */
const listAgencies = async ({ tx, actor }: Reader): Promise<string[]> => {
  const next = (after: ReturnType<typeof sql>) => sql`(select s.agency from arrears_state s
    where s.organisation_id = ${actor.organisationId} and s.agency is not null ${after}
    order by s.agency limit 1)`
  const { rows } = await sql<{ agency: string }>`with recursive agencies as (
      select ${next(sql``)} as agency
      union all
      select ${next(sql`and s.agency > a.agency`)} from agencies a where a.agency is not null
    ) select agency from agencies where agency is not null`.execute(tx)
  return rows.map((row) => row.agency)
}

const lastScreening = async ({ tx, actor }: Reader) => {
  const recent = () =>
    tx
      .selectFrom('work')
      .where('organisation_id', '=', actor.organisationId)
      .where('kind', '=', 'screening')
      .orderBy('queued_at', 'desc')
  const done = await recent().where('state', '=', 'done').select(['ended_at', 'result']).executeTakeFirst()
  const running = await recent().where('state', 'in', ['queued', 'running']).select('id').executeTakeFirst()
  const result = done?.result as { tenancies?: number } | null | undefined
  return {
    screenedAt: done?.ended_at?.toISOString() ?? null,
    runningWorkId: running?.id ?? null,
    tenancies: result?.tenancies ?? 0,
  }
}
