import type { SnapshotContent } from '#contract/budget.ts'
import { contract } from '#contract/index.ts'
import { monthlyChargesCents, monthlyResourcesCents } from '#domain/budget/snapshot.ts'
import {
  countKnownFiles,
  insertSnapshot,
  listHouseholdPersons,
  lockSnapshot,
  readSnapshots,
  replaceContent,
} from '#server/budget/snapshot-store.ts'
import { record } from '#server/journal.ts'
import { type Context, useCase } from '#server/use-case.ts'

type Problem = 'in-the-future' | 'unknown-person' | 'unknown-file'

const findProblem = async (
  context: Pick<Context, 'tx' | 'actor' | 'today'>,
  householdId: string,
  content: SnapshotContent,
): Promise<Problem | undefined> => {
  if (content.onDate > context.today) return 'in-the-future'
  const persons = new Set((await listHouseholdPersons(context, householdId)).map(({ personId }) => personId))
  if (content.members.some(({ personId }) => personId !== null && !persons.has(personId)))
    return 'unknown-person'
  const lines = [...content.resources, ...content.charges]
  const files = [...new Set(lines.flatMap(({ proofFileId }) => proofFileId ?? []))]
  return (await countKnownFiles(context, files)) === files.length ? undefined : 'unknown-file'
}

const tell = (content: SnapshotContent) => ({
  onDate: content.onDate,
  persons: content.members.length,
  resourcesCents: monthlyResourcesCents(content),
  chargesCents: monthlyChargesCents(content),
})

export const addSnapshot = useCase(contract.budget.addSnapshot, async (context, { householdId, content }) => {
  const problem = await findProblem(context, householdId, content)
  if (problem) return context.refuse(problem)
  const id = await insertSnapshot(context, householdId, content)
  await record(context, {
    act: 'budget-added',
    subject: { kind: 'budget-snapshot', id },
    householdId,
    after: tell(content),
  })
  return { id }
})

export const editSnapshot = useCase(
  contract.budget.editSnapshot,
  async (context, { householdId, snapshotId, version, content }) => {
    const locked = await lockSnapshot(context, householdId, snapshotId)
    const [current] = await readSnapshots(context, householdId, snapshotId)
    if (!locked || !current) return context.refuse('unknown-record')
    if (locked.version !== version) return context.refuse('stale-version', current)
    const problem = await findProblem(context, householdId, content)
    if (problem) return context.refuse(problem)

    await replaceContent(context, snapshotId, content)
    await record(context, {
      act: 'budget-changed',
      subject: { kind: 'budget-snapshot', id: snapshotId },
      householdId,
      before: tell(current),
      after: tell(content),
    })
    return { version: version + 1 }
  },
)
