import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { lockHousehold } from '#server/households/lock-household.ts'
import { record } from '#server/journal.ts'
import { useCase } from '#server/use-case.ts'
import { findFile, headOf, insertFile, listFiles, updateFile } from './store.ts'

const shownFiles = 100

export const listHousingFiles = useCase(contract.housingFiles.list, async (context, { householdId }) => {
  const files = await listFiles(context, householdId, shownFiles)
  return {
    files: files.map((file) => ({
      ...headOf(file),
      changedAt: file.changed_at.toISOString(),
      changedBy: file.changer,
    })),
  }
})

export const startHousingFile = useCase(
  contract.housingFiles.start,
  async (context, { householdId, kind }) => {
    await lockHousehold(context, householdId)
    const files = await listFiles(context, householdId, shownFiles)
    if (files.some((file) => file.kind === kind && file.closed_on === null))
      return context.refuse('already-open')
    const id = randomUUIDv7()
    await insertFile(context, { id, householdId, kind })
    await record(context, {
      act: 'housing-file-started',
      subject: { kind: 'housing-file', id },
      householdId,
      after: { kind },
    })
    return { fileId: id, version: 1 }
  },
)

export const closeHousingFile = useCase(
  contract.housingFiles.close,
  async (context, { householdId, fileId, version, reason }) => {
    const { actor, today, refuse } = context
    const file = await findFile(context, { householdId, fileId })
    if (!file) return refuse('unknown-record')
    if (file.closed_on !== null) return refuse('is-closed')
    const change = { closed_on: today, closed_by: actor.membershipId, closed_reason: reason }
    if (!(await updateFile(context, { id: fileId, version }, change)))
      return refuse('stale-version', { version: file.version })
    await record(context, {
      act: 'housing-file-closed',
      subject: { kind: 'housing-file', id: fileId },
      householdId,
      after: { reason },
    })
    return { version: version + 1 }
  },
)
