import { applications } from '#contract/applications.ts'
import { budget } from '#contract/budget.ts'
import { financingPlans } from '#contract/financing-plans.ts'
import { contract } from '#contract/index.ts'
import type { FinancingPlan, PlanResource } from '#domain/funding/financing-plan.ts'
import { blankProject } from '#domain/funding/project.ts'
import { addMonths, firstOfMonth, yearOf } from '#domain/plain-date.ts'
import {
  type ApplicationStory,
  applicationStories,
  type StorySubsidy,
} from '#server/demo/application-stories.ts'
import { monthlyBudget } from '#server/demo/budgets.ts'
import { demoId } from '#server/demo/demo-id.ts'
import type { LenderHousehold } from '#server/demo/load-lender.ts'
import type { AdoptedProducts } from '#server/demo/products.ts'
import { type Teller, versionOf } from '#server/demo/teller.ts'

const socialWorker = 'anne.petitjean'
const officer = 'bruno.leroy'

/** Requests in every state, one household each, through the same use cases as the screens. */
export const tellApplications = async (
  teller: Teller,
  products: AdoptedProducts,
  households: readonly LenderHousehold[],
): Promise<void> => {
  for (const [rank, story] of applicationStories.entries()) {
    const household = households[rank]
    if (household) await tellApplication(teller, products, { household, story, rank })
  }
}

type Told = { household: LenderHousehold; story: ApplicationStory; rank: number }

const tellApplication = async (teller: Teller, products: AdoptedProducts, told: Told): Promise<void> => {
  const { household, story } = told
  await noteResources(teller, told)
  const { applicationId } = await teller.did(socialWorker, story.opened, applications.create, {
    householdId: household.householdId,
    field: story.field,
    purpose: story.purpose,
    communeCode: story.commune,
    measureId: null,
    officerId: teller.memberId(officer),
    summary: story.summary ?? null,
    project: { ...blankProject, ...story.project },
  })
  await setLines(teller, products, applicationId, story)
  if (story.costs) await makePlan(teller, applicationId, told)
  await tickPapers(teller, applicationId, story)
  if (story.filed === undefined) return
  await answerAll(teller, applicationId, story.filed)
  await teller.did(socialWorker, story.filed, applications.file, {
    applicationId,
    version: await versionOf(teller, 'application', applicationId),
    on: teller.daysAgo(story.filed),
  })
  await askSubsidies(teller, applicationId, told)
}

/** A notice of the year, and a budget that leaves room for an instalment. */
const noteResources = async (teller: Teller, { household, story }: Told) => {
  const { householdId, personId, size } = household
  const noticeYear = yearOf(teller.daysAgo(story.opened))
  await teller.did(socialWorker, story.opened, contract.budget.addTaxIncome, {
    householdId,
    noticeYear,
    incomeYear: noticeYear - 1,
    rfrCents: (story.taxIncomeEuros ?? 12_000 + 4_500 * size) * 100,
    occupants: size,
    source: 'document-seen',
  })
  const content = monthlyBudget(
    teller.daysAgo(story.opened),
    [{ personId, bornOn: null }],
    { wages: 142_000 + 21_000 * size, 'family-allowances': size > 3 ? 14_800 : 0 },
    { 'recoverable-charges': 9_500, electricity: 12_400, 'home-insurance': 2_600, 'consumer-loan': 8_800 },
  )
  const resources = content.resources.filter(({ amountCents }) => amountCents > 0)
  await teller.did(socialWorker, story.opened, budget.addSnapshot, {
    householdId,
    content: { ...content, resources },
  })
}

const setLines = async (
  teller: Teller,
  products: AdoptedProducts,
  applicationId: string,
  { lines, opened, filed }: ApplicationStory,
) => {
  if (lines.length === 0) return
  const firstMonth = firstOfMonth(addMonths(teller.daysAgo(filed ?? opened), 1))
  await teller.did(socialWorker, opened, applications.setLines, {
    applicationId,
    version: 1,
    lines: lines.map(({ product, euros, months, isMonthly }) => ({
      productId: products.get(product) ?? '',
      requestedCents: euros * 100,
      months: months ?? null,
      firstMonth: isMonthly ? firstMonth : null,
    })),
  })
}

const resourceId = (rank: number, label: string) => demoId(`application/${rank}/${label}`)

const subsidyOf = (rank: number, { label, funder, euros, countsInCap }: StorySubsidy): PlanResource => ({
  id: resourceId(rank, label),
  kind: 'subsidy',
  label,
  funderKind: funder,
  partnerId: null,
  cents: euros * 100,
  countsInCap: countsInCap ?? true,
  reduction: funder === 'anah' ? 'self' : 'manual',
  rank: 0,
  lineId: null,
})

const planOf = (proposed: FinancingPlan, { story, rank }: Told): FinancingPlan => ({
  ...proposed,
  costs: (story.costs ?? []).map(({ label, kind, netEuros, vat }) => ({
    id: resourceId(rank, `cost/${label}`),
    kind,
    label,
    netCents: netEuros * 100,
    vatBasisPoints: vat,
  })),
  resources: [
    ...(story.subsidies ?? []).map((subsidy) => subsidyOf(rank, subsidy)),
    ...proposed.resources,
    ...(story.ownEuros
      ? [
          {
            ...subsidyOf(rank, { label: 'Apport du ménage', funder: 'other', euros: story.ownEuros }),
            kind: 'own-contribution' as const,
            funderKind: null,
            countsInCap: false,
          },
        ]
      : []),
  ],
  capBasisPoints: story.capBasisPoints ?? null,
  capSource: story.capBasisPoints ? 'Convention locale' : '',
})

/** The first plan was a little high; the one that follows is that of the quotes. */
const makePlan = async (teller: Teller, applicationId: string, told: Told) => {
  const { opened } = told.story
  const { plan: proposed } = await teller.did(socialWorker, opened, financingPlans.open, { applicationId })
  const plan = planOf(proposed, told)
  const first = {
    ...plan,
    costs: plan.costs.map((cost) => ({ ...cost, netCents: Math.round(cost.netCents * 1.08) })),
  }
  await teller.did(socialWorker, opened, financingPlans.save, {
    applicationId,
    number: 0,
    plan: first,
    reason: 'Premières estimations.',
  })
  await teller.did(officer, Math.max(opened - 2, 0), financingPlans.save, {
    applicationId,
    number: 1,
    plan,
    reason: 'Devis reçus.',
  })
}

/** All of them for the older files; the latest still wait for a few. */
const tickPapers = async (teller: Teller, applicationId: string, { filed, opened }: ApplicationStory) => {
  const at = filed ?? opened
  const { papers } = await teller.did(socialWorker, at, applications.open, { applicationId })
  const kept = at > 40 ? papers : papers.slice(0, Math.ceil(papers.length / 2))
  for (const { kind } of kept)
    await teller.did(socialWorker, at, applications.notePaper, {
      applicationId,
      kind,
      receivedOn: teller.daysAgo(at),
    })
}

const answerAll = async (teller: Teller, applicationId: string, filed: number) => {
  const { lines } = await teller.did(socialWorker, filed, applications.open, { applicationId })
  for (const { productId, tests } of lines)
    for (const { key } of tests.filter(({ answer }) => answer === 'to-check'))
      await teller.did(socialWorker, filed, applications.answer, {
        applicationId,
        productId,
        testKey: key,
        answer: 'yes',
        reason: 'Vu avec le ménage, pièces à l’appui.',
      })
}

const askSubsidies = async (teller: Teller, applicationId: string, { story, rank }: Told) => {
  for (const { label, euros, requested, notified } of story.subsidies ?? []) {
    if (requested === undefined) continue
    const { subsidyId } = await teller.did(socialWorker, requested, financingPlans.requestSubsidy, {
      applicationId,
      resourceId: resourceId(rank, label),
      cents: euros * 100,
      on: teller.daysAgo(requested),
    })
    await teller.did(officer, requested, financingPlans.recordSubsidyFact, {
      subsidyId,
      version: 1,
      fact: { kind: 'declared-complete', on: teller.daysAgo(requested) },
    })
    if (!notified) continue
    const on = teller.daysAgo(notified[0])
    await teller.did(officer, notified[0], financingPlans.recordSubsidyFact, {
      subsidyId,
      version: 2,
      fact: { kind: 'notified', on, cents: notified[1] * 100, deadline: addMonths(on, 36) },
    })
  }
}
