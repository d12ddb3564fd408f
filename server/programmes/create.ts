import { randomUUIDv7 } from 'node:crypto'
import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { blankDefinition } from '#domain/programmes/blank-definition.ts'
import type { ProgrammeDefinition } from '#domain/programmes/definition.ts'
import { shippedProgrammes } from '#domain/programmes/shipped-programmes.ts'
import { record } from '#server/journal.ts'
import { latestDefinition } from '#server/programmes/find-definition.ts'
import { programmeStore } from '#server/programmes/programme-store.ts'
import { type Acting, useCase } from '#server/use-case.ts'

type Start = Input<typeof contract.programmes.create>['start']

const findStart = async (context: Acting, start: Start): Promise<ProgrammeDefinition | undefined> => {
  if (start.from === 'blank') return blankDefinition(start.name)
  if (start.from === 'shipped') return shippedProgrammes.find(({ key }) => key === start.key)?.definition
  const { tx, actor } = context
  const copied =
    (await latestDefinition(tx, actor.organisationId, start.programmeId))?.definition ??
    (await programmeStore.find(context, start.programmeId))?.draft
  return copied ? { ...copied, name: start.name } : undefined
}

export const create = useCase(contract.programmes.create, async (context, { start }) => {
  const draft = await findStart(context, start)
  if (!draft) return context.refuse('unknown-record')
  const programmeId = randomUUIDv7()
  await programmeStore.insert(context, programmeId, draft)
  await record(context, {
    act: 'programme-prepared',
    subject: { kind: 'programme', id: programmeId },
    after: { name: draft.name, from: start.from },
  })
  return { programmeId }
})
