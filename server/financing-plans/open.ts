import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { blankPlan, type FinancingPlan, type PlanResource } from '#domain/funding/financing-plan.ts'
import { isRepaidByInstalments, isRepaidBySubsidy } from '#domain/funding/kinds.ts'
import type { IncomeClass } from '#domain/income-ceilings/kinds.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import { findStored, listLines, type StoredLine } from '#server/applications/application-store.ts'
import { readGround } from '#server/applications/read-ground.ts'
import { simulateAids } from '#server/financing-plans/simulate.ts'
import { listSubsidiesOf, listSubsidyFacts, viewSubsidy } from '#server/financing-plans/subsidy-store.ts'
import { mayReach } from '#server/reach.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const open = useCase(contract.financingPlans.open, async (context, { applicationId }) => {
  const application = await findStored(context, applicationId)
  if (!application || !(await mayReach(context, 'read-funding', application.householdId)))
    return context.refuse('unknown-record')
  const { applicant, resources, params } = await readGround(
    context,
    application,
    application.filedOn ?? context.today,
  )
  const versions = await listPlanVersions(context, applicationId)
  const current = versions.at(0)
  const plan = current?.plan ?? proposePlan(await listLines(context, applicationId))
  const subsidies = await listSubsidiesOf(context, applicationId)
  const facts = await listSubsidyFacts(
    context,
    subsidies.map(({ id }) => id),
  )
  const incomeClass = resources.income?.incomeClass ?? null
  return {
    applicationId,
    number: application.number,
    householdLabel: await findLabel(context, application.householdId),
    currentNumber: current?.number ?? 0,
    plan,
    versions,
    subsidies: subsidies.map((subsidy) => viewSubsidy(subsidy, facts.get(subsidy.id) ?? [])),
    partners: await listPartners(context),
    simulations: simulateAids({ plan, project: applicant.project, incomeClass, params }),
    caps: listCaps(incomeClass, params),
  }
})

const findLabel = async ({ tx, actor }: Acting, householdId: string): Promise<string> => {
  const { label } = await tx
    .selectFrom('household')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', householdId)
    .select('label')
    .executeTakeFirstOrThrow()
  return label
}

/** What the file asks of the house: its loans and its aids. An advance is no resource: it comes before the subsidies. */
const proposePlan = (lines: readonly StoredLine[]): FinancingPlan => ({
  ...blankPlan,
  resources: lines
    .filter(({ kind }) => !isRepaidBySubsidy(kind))
    .map(
      ({ id, kind, product, requestedCents }): PlanResource => ({
        id: randomUUIDv7(),
        kind: isRepaidByInstalments(kind) ? 'loan' : 'subsidy',
        label: product.name,
        funderKind: isRepaidByInstalments(kind) ? null : 'ours',
        partnerId: null,
        cents: requestedCents,
        countsInCap: false,
        reduction: 'manual',
        rank: 0,
        lineId: id,
      }),
    ),
})

const listPlanVersions = async ({ tx, actor }: Acting, applicationId: string) => {
  const rows = await tx
    .selectFrom('financing_plan_version as v')
    .innerJoin('membership as m', (join) =>
      join.onRef('m.organisation_id', '=', 'v.organisation_id').onRef('m.id', '=', 'v.made_by'),
    )
    .where('v.organisation_id', '=', actor.organisationId)
    .where('v.application_id', '=', applicationId)
    .select(['v.number', 'v.reason', 'v.plan', 'v.made_at', 'm.name'])
    .orderBy('v.number', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ number, reason, plan, made_at, name }) => ({
    number,
    reason,
    madeBy: name,
    madeAt: made_at.toISOString(),
    plan: plan as unknown as FinancingPlan,
  }))
}

const listPartners = async ({ tx, actor }: Acting) => {
  const rows = await tx
    .selectFrom('partner')
    .where('organisation_id', '=', actor.organisationId)
    .where('archived_on', 'is', null)
    .select(['id', 'name'])
    .orderBy('name')
    .limit(2_000)
    .execute()
  return rows.map(({ id, name }) => ({ partnerId: id, name }))
}

/** Shares of the cost with VAT that public aids may not pass, each with its text. */
const listCaps = (incomeClass: IncomeClass | null, params: ParameterReader) => {
  const keys = [
    ...(incomeClass ? [`public-aid-cap.ampleur.${incomeClass}`] : []),
    'public-aid-cap.default',
    'public-aid-cap.modest',
    'public-aid-cap.exceptional',
  ].filter((key) => params.has(key))
  for (const key of keys) params.read(key)
  return params
    .used()
    .filter(({ key }) => keys.includes(key))
    .map(({ value, label, legalRef }) => ({ basisPoints: value, label, source: legalRef }))
}
