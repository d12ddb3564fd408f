import type { Recognition } from '#contract/household-facts.ts'
import { contract } from '#contract/index.ts'
import { checkRecognition } from '#domain/budget/household-facts.ts'
import { insertFact, readRecognitions, updateFact, withdrawFact } from '#server/budget/fact-store.ts'
import { lockHousehold } from '#server/households/lock-household.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'

type Content = Pick<Recognition, 'kind' | 'fromOn' | 'untilOn' | 'source'>

const columnsOf = ({ kind, fromOn, untilOn, source }: Content) => ({
  kind,
  from_on: fromOn,
  until_on: untilOn,
  source,
})
const told = ({ kind, fromOn, untilOn, source }: Content) => ({ kind, fromOn, untilOn, source })
const subjectOf = (id: string) => ({ kind: 'recognition', id })

export const listRecognitions = useCase(
  contract.budget.listRecognitions,
  async (context, { householdId }) => ({ rows: await readRecognitions(context, householdId) }),
)

export const addRecognition = useCase(
  contract.budget.addRecognition,
  async (context, { householdId, ...content }) => {
    await lockHousehold(context, householdId)
    const others = await readRecognitions(context, householdId)
    const problem = checkRecognition(content, others, context.today)
    if (problem) return context.refuse(problem)
    const id = await insertFact(context, 'recognition', householdId, columnsOf(content))
    await record(context, {
      act: 'recognition-noted',
      subject: subjectOf(id),
      householdId,
      after: told(content),
    })
    return { id }
  },
)

export const editRecognition = useCase(
  contract.budget.editRecognition,
  async (context, { householdId, recognitionId: id, version, ...content }) => {
    await lockHousehold(context, householdId)
    const known = await readRecognitions(context, householdId)
    const before = known.find((one) => one.id === id)
    if (!before) return context.refuse('unknown-record')
    if (before.version !== version) return context.refuse('stale-version', before)
    const problem = checkRecognition(
      content,
      known.filter((one) => one.id !== id),
      context.today,
    )
    if (problem) return context.refuse(problem)
    await updateFact(context, 'recognition', { householdId, id, version }, columnsOf(content))
    await record(context, {
      act: 'recognition-corrected',
      subject: subjectOf(id),
      householdId,
      before: told(before),
      after: told(content),
    })
    return { version: version + 1 }
  },
)

export const withdrawRecognition = useCase(
  contract.budget.withdrawRecognition,
  async (context, { householdId, recognitionId: id, version, reason }) => {
    const before = (await readRecognitions(context, householdId)).find((one) => one.id === id)
    if (!before) return context.refuse('unknown-record')
    if (!(await withdrawFact(context, 'recognition', { householdId, id, version }, reason)))
      return context.refuse('stale-version', before)
    await record(context, {
      act: 'recognition-withdrawn',
      subject: subjectOf(id),
      householdId,
      before: told(before),
    })
    return {}
  },
)
