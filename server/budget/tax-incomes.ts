import type { TaxIncome } from '#contract/household-facts.ts'
import { contract } from '#contract/index.ts'
import { checkTaxIncome } from '#domain/budget/household-facts.ts'
import { insertFact, readTaxIncomes, updateFact, withdrawFact } from '#server/budget/fact-store.ts'
import { lockHousehold } from '#server/households/lock-household.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

type Content = Pick<TaxIncome, 'noticeYear' | 'incomeYear' | 'rfrCents' | 'occupants' | 'source'>

const columnsOf = ({ noticeYear, incomeYear, rfrCents, occupants, source }: Content) => ({
  notice_year: noticeYear,
  income_year: incomeYear,
  rfr_cents: rfrCents,
  occupants,
  source,
})
const told = ({ noticeYear, incomeYear, rfrCents, occupants, source }: Content) => ({
  ...{ noticeYear, incomeYear, rfrCents, occupants, source },
})
const subjectOf = (id: string) => ({ kind: 'tax-income', id })

export const listTaxIncomes = useCase(contract.budget.listTaxIncomes, async (context, { householdId }) => ({
  rows: await readTaxIncomes(context, householdId),
}))

export const addTaxIncome = useCase(
  contract.budget.addTaxIncome,
  async (context, { householdId, ...content }) => {
    await lockHousehold(context, householdId)
    const others = await readTaxIncomes(context, householdId)
    const problem = checkTaxIncome(content, others, context.today)
    if (problem) return context.refuse(problem)
    const id = await insertFact(context, 'tax_income', householdId, columnsOf(content))
    await record(context, {
      act: 'tax-income-noted',
      subject: subjectOf(id),
      householdId,
      after: told(content),
    })
    return { id }
  },
)

export const editTaxIncome = useCase(
  contract.budget.editTaxIncome,
  async (context, { householdId, taxIncomeId: id, version, ...content }) => {
    await lockHousehold(context, householdId)
    const known = await readTaxIncomes(context, householdId)
    const before = known.find((one) => one.id === id)
    if (!before) return context.refuse('unknown-record')
    if (before.version !== version) return context.refuse('stale-version', before)
    const others = known.filter((one) => one.id !== id)
    const problem = checkTaxIncome(content, others, context.today)
    if (problem) return context.refuse(problem)
    await updateFact(context, 'tax_income', { householdId, id, version }, columnsOf(content))
    await record(context, {
      act: 'tax-income-corrected',
      subject: subjectOf(id),
      householdId,
      before: told(before),
      after: told(content),
    })
    return { version: version + 1 }
  },
)

export const withdrawTaxIncome = useCase(
  contract.budget.withdrawTaxIncome,
  async (context, { householdId, taxIncomeId: id, version, reason }) => {
    const before = (await readTaxIncomes(context, householdId)).find((one) => one.id === id)
    if (!before) return context.refuse('unknown-record')
    if (!(await withdrawFact(context, 'tax_income', { householdId, id, version }, reason)))
      return context.refuse('stale-version', before)
    await record(context, {
      act: 'tax-income-withdrawn',
      subject: subjectOf(id),
      householdId,
      before: told(before),
    })
    return {}
  },
)
