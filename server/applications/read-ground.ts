import { ageOn } from '#domain/budget/snapshot.ts'
import { assessLine, type LineAssessment } from '#domain/funding/assess-line.ts'
import { type Bearing, bearing, instalmentOf } from '#domain/funding/bearing.ts'
import { sumPlan } from '#domain/funding/financing-plan.ts'
import { isRepaidByInstalments } from '#domain/funding/kinds.ts'
import {
  type ApplicantGround,
  assessResources,
  projectFacts,
  type ResourcesAnswer,
} from '#domain/funding/project-facts.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import type { PersonAnswers } from '#domain/programmes/eligibility.ts'
import type { EligibilityFacts } from '#domain/programmes/eligibility-facts.ts'
import { listAidRuns } from '#server/applications/aid-runs.ts'
import type { StoredApplication, StoredLine } from '#server/applications/application-store.ts'
import { assessLatest } from '#server/budget/assess.ts'
import { findTaxIncome } from '#server/budget/find-tax-income.ts'
import { findCurrentPlan } from '#server/financing-plans/find-plan.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { readEligibilityFacts } from '#server/programmes/read-eligibility-facts.ts'
import { findCommuneByCode } from '#server/territories/find-commune.ts'
import type { Acting } from '#server/use-case.ts'

export type Ground = {
  on: PlainDate
  applicant: ApplicantGround
  resources: ResourcesAnswer
  facts: EligibilityFacts
  params: ParameterReader
}

/** What the rules of a day read of a file. Resources are read for the file itself, which the household gave them for. */
export const readGround = async (
  context: Acting,
  application: StoredApplication,
  on: PlainDate,
): Promise<Ground> => {
  const { tx, actor } = context
  const { householdId, communeCode, project } = application
  const [params, taxIncome, commune, budget] = [
    await readOrganisationParameters(context, on),
    await findTaxIncome(tx, actor.organisationId, householdId, on),
    communeCode === null ? undefined : await findCommuneByCode(tx, communeCode),
    await assessLatest(context, householdId),
  ]
  const applicant: ApplicantGround = {
    project,
    taxIncome,
    commune: commune ? { communeCode: commune.communeCode, regionCode: commune.regionCode } : null,
    oldestAge: await findOldestAge(context, householdId, on),
    residualPerDay: budget
      ? { cents: budget.assessment.residual.perUnitPerDayCents, onDate: budget.snapshot.onDate }
      : null,
  }
  const resources = assessResources(applicant, params)
  const household = await readEligibilityFacts(
    { tx, today: on, actor: { ...actor, role: 'social-worker' } },
    householdId,
  )
  // The class of the dwelling's own region, on the filing date, is the file's.
  const { 'income-class': _, ...others } = household
  return { on, applicant, resources, facts: { ...others, ...projectFacts(applicant, resources, on) }, params }
}

const findOldestAge = async (
  { tx, actor }: Acting,
  householdId: string,
  on: PlainDate,
): Promise<number | null> => {
  const row = await tx
    .selectFrom('household_member as m')
    .innerJoin('person as p', (join) =>
      join.onRef('p.organisation_id', '=', 'm.organisation_id').onRef('p.id', '=', 'm.person_id'),
    )
    .where('m.organisation_id', '=', actor.organisationId)
    .where('m.household_id', '=', householdId)
    .where('m.left_on', 'is', null)
    .where('p.birth_on', 'is not', null)
    .select('p.birth_on')
    .orderBy('p.birth_on')
    .limit(1)
    .executeTakeFirst()
  return row?.birth_on ? ageOn({ bornOn: row.birth_on }, on) : null
}

type GivenAnswers = Map<string, { answers: PersonAnswers; derogations: PersonAnswers }>

/** By product: what a person answered, and what somebody let pass. */
const listAnswers = async ({ tx, actor }: Acting, applicationId: string): Promise<GivenAnswers> => {
  const rows = await tx
    .selectFrom('application_answer')
    .where('organisation_id', '=', actor.organisationId)
    .where('application_id', '=', applicationId)
    .where('withdrawn_at', 'is', null)
    .select(['product_id', 'test_key', 'answer', 'is_derogation', 'reason'])
    .execute()
  const given: GivenAnswers = new Map()
  for (const { product_id, test_key, answer, is_derogation, reason } of rows) {
    const former = given.get(product_id) ?? { answers: {}, derogations: {} }
    const part = is_derogation ? 'derogations' : 'answers'
    const told = { answer: answer as 'yes' | 'no', reason }
    given.set(product_id, { ...former, [part]: { ...former[part], [test_key]: told } })
  }
  return given
}

/** Each line with its answers, under the rules that the ground is of. */
export const assessLines = async (
  context: Acting,
  application: StoredApplication,
  lines: readonly StoredLine[],
  ground: Ground,
): Promise<Map<string, LineAssessment>> => {
  const { tx, actor } = context
  const { id, householdId, field, purpose } = application
  const given = await listAnswers(context, id)
  const current = await findCurrentPlan(context, id)
  const plan = current && sumPlan(current.plan)
  const assessed = new Map<string, LineAssessment>()
  for (const line of lines) {
    const { productId, product, requestedCents: cents, months, deferralMonths, firstMonth } = line
    const grantedRuns = product.recurring
      ? await listAidRuns(tx, actor.organisationId, { householdId, productId, exceptApplicationId: id })
      : []
    assessed.set(
      line.id,
      assessLine(product, {
        field,
        purpose,
        line: { cents, months, deferralMonths, firstMonth },
        grantedRuns,
        plan: plan ?? null,
        facts: ground.facts,
        answers: given.get(productId)?.answers ?? {},
        derogations: given.get(productId)?.derogations ?? {},
        on: ground.on,
      }),
    )
  }
  return assessed
}

/** What the household would bear with all that is repaid by instalments; null while no budget was noted. */
export const readBearing = async (
  context: Acting,
  householdId: string,
  lines: readonly StoredLine[],
  params: ParameterReader,
): Promise<Bearing | null> => {
  const budget = await assessLatest(context, householdId)
  if (!budget) return null
  const instalments = lines
    .filter(({ kind, months }) => isRepaidByInstalments(kind) && months !== null)
    .reduce((sum, { requestedCents, months }) => sum + instalmentOf(requestedCents, months ?? 1), 0)
  return bearing(budget.snapshot, instalments, params)
}
