import { contract } from '#contract/index.ts'
import { listOrganisationParameters, readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { readDebt } from '#server/plans/read-debt.ts'
import { readMeans, readsSocialSide } from '#server/plans/read-means.ts'
import { useCase } from '#server/use-case.ts'
import { findTenancy } from './account-store.ts'

const shownLines = 200

export const openDraft = useCase(
  contract.plans.openDraft,
  async (context, { householdId, tenancyId, debtOn }) => {
    const { tx, actor, today, refuse } = context
    const tenancy = await findTenancy(tx, actor.organisationId, householdId, tenancyId)
    if (!tenancy) return refuse('unknown-record')
    const params = await readOrganisationParameters(context, today)
    const debt = await readDebt(context, tenancy, debtOn, params)
    const means = await readMeans(context, householdId)
    const isShown = readsSocialSide(context)
    const figures = (await listOrganisationParameters(context)).filter(({ key }) =>
      /^(plan|residual-income)\./.test(key),
    )
    return {
      tenancyNumber: tenancy.number,
      debtCents: debt.debtCents,
      lines: debt.lines.slice(-shownLines),
      linesLeftOut: Math.max(0, debt.lines.length - shownLines),
      runningPlanId: debt.running?.plan.id ?? null,
      isFrozenByOverindebtedness: debt.isFrozen,
      currentRentResumed: debt.currentRentResumed,
      benefitInPayment: tenancy.benefitInPayment,
      payer: tenancy.payer,
      means: (isShown && means) || null,
      meansKnown: means ? (isShown ? 'shown' : 'hidden') : 'none',
      figures,
    } as const
  },
)
