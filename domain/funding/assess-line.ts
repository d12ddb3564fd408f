import { type FundingField, fundingFieldLabels } from '#domain/funding/kinds.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import {
  amountLimitLabels,
  type FundingPurpose,
  fundingPurposeLabels,
} from '#domain/funding/product-kinds.ts'
import { type AidRun, checkLine, countConsecutive, type RequestedLine } from '#domain/funding/request.ts'
import { type Cents, formatEuros } from '#domain/money.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { decideEligibility, type PersonAnswers, type TestOutcome } from '#domain/programmes/eligibility.ts'
import type { EligibilityFacts } from '#domain/programmes/eligibility-facts.ts'

export type LineTest = TestOutcome & {
  /** Someone who decides may let it pass, and says why. */
  mayDerogate: boolean
  isDerogation: boolean
}

export type LineAssessment = {
  outcome: 'eligible' | 'refused' | 'to-check'
  tests: LineTest[]
}

export type LineGround = {
  field: FundingField
  purpose: FundingPurpose
  line: RequestedLine & { firstMonth: PlainDate | null }
  /** Months of the same aid granted to the household, in whatever file. */
  grantedRuns: readonly AidRun[]
  /** What the plan of financing says; null while there is none. */
  plan: { subsidiesCents: Cents; remainingCostCents: Cents } | null
  facts: EligibilityFacts
  answers: PersonAnswers
  derogations: PersonAnswers
  on: PlainDate
}

/**
 * Everything that is asked of one line before it may be filed, each with its answer and why. What the product itself sets
 * (amounts, lengths, consecutive months) is never passed; a condition may be, by who decides, with a reason.
 */
export const assessLine = (product: ProductDefinition, ground: LineGround): LineAssessment => {
  const house = [
    ...destinationTests(product, ground),
    ...lineTests(product, ground),
    ...consecutiveTests(product, ground),
    ...planTests(product, ground),
  ]
  const { from, to, eligibility, source } = product
  const conditions = decideEligibility(
    { from, to, eligibility, source, territory: [], publics: [] },
    ground.facts,
    ground.answers,
    ground.on,
  ).tests.map((test) =>
    derogated({ ...test, mayDerogate: test.key !== 'period', isDerogation: false }, ground),
  )
  const tests = [...house, ...conditions]
  return { outcome: outcomeOf(tests), tests }
}

const outcomeOf = (tests: readonly LineTest[]): LineAssessment['outcome'] => {
  if (tests.some(({ answer }) => answer === 'no')) return 'refused'
  return tests.some(({ answer }) => answer === 'to-check') ? 'to-check' : 'eligible'
}

const derogated = (test: LineTest, { derogations }: LineGround): LineTest => {
  const given = Object.hasOwn(derogations, test.key) ? derogations[test.key] : undefined
  return given && test.mayDerogate && test.answer === 'no'
    ? {
        ...test,
        answer: 'yes',
        reason: `Dérogation : ${given.reason}`,
        settledBy: 'person',
        isDerogation: true,
      }
    : test
}

const set = (
  key: string,
  label: string,
  answer: TestOutcome['answer'],
  reason: string,
  source: string,
): LineTest => ({
  key,
  label,
  answer,
  reason,
  source,
  settledBy: 'fact',
  mayDerogate: false,
  isDerogation: false,
})

const destinationTests = (
  { fields, purposes, source }: ProductDefinition,
  { field, purpose }: LineGround,
) => [
  set(
    'house-field',
    'Domaine',
    fields.includes(field) ? 'yes' : 'no',
    `${fundingFieldLabels[field]}. Le produit sert : ${fields.map((one) => fundingFieldLabels[one]).join(', ')}.`,
    source,
  ),
  set(
    'house-purpose',
    'Usage',
    purposes.includes(purpose) ? 'yes' : 'no',
    `${fundingPurposeLabels[purpose]}. Le produit sert : ${purposes.map((one) => fundingPurposeLabels[one]).join(', ')}.`,
    source,
  ),
]

const lineTests = (product: ProductDefinition, { line }: LineGround): LineTest[] => {
  const problems = checkLine(product, line)
  return problems.length === 0
    ? [set('house-amount', 'Montant et durée', 'yes', 'Dans les limites du produit.', product.source)]
    : problems.map(({ problem, message }) =>
        set(`house-${problem}`, 'Montant et durée', 'no', message, product.source),
      )
}

const consecutiveTests = (
  { recurring, source }: ProductDefinition,
  { line, grantedRuns }: LineGround,
): LineTest[] => {
  if (!recurring || line.months === null) return []
  const label = `Au plus ${recurring.maxMonths} mois de suite`
  if (line.firstMonth === null)
    return [set('house-consecutive', label, 'no', 'Donnez le premier mois de l’aide.', source)]
  const { isTooLong, message } = countConsecutive(
    { firstMonth: line.firstMonth, months: line.months },
    grantedRuns,
    recurring.maxMonths,
  )
  return [set('house-consecutive', label, isTooLong ? 'no' : 'yes', message, source)]
}

const planTests = ({ amount, source }: ProductDefinition, ground: LineGround): LineTest[] => {
  if (amount.limit === 'none') return []
  const label = amountLimitLabels[amount.limit]
  const { plan, line } = ground
  const test = (answer: TestOutcome['answer'], reason: string): LineTest[] => [
    derogated({ ...set('house-plan', label, answer, reason, source), mayDerogate: true }, ground),
  ]
  if (!plan) return test('no', 'Le dossier n’a pas encore de plan de financement.')
  const most = amount.limit === 'subsidies' ? plan.subsidiesCents : plan.remainingCostCents
  const what = amount.limit === 'subsidies' ? 'Subventions du plan' : 'Reste à charge du plan'
  return test(
    line.cents <= most ? 'yes' : 'no',
    `${what} : ${formatEuros(most)} ; demandé : ${formatEuros(line.cents)}.`,
  )
}
