import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { latestDefinition } from '#server/programmes/find-definition.ts'
import { countMeasures, programmeStore } from '#server/programmes/programme-store.ts'
import { useCase } from '#server/use-case.ts'

export const close = useCase(contract.programmes.close, async (context, { programmeId, version }) => {
  const { tx, actor, today, refuse } = context
  const programme = await programmeStore.lock(context, programmeId)
  if (!programme) return refuse('unknown-record')
  if (programme.version !== version)
    return refuse('stale-version', { version: programme.version, draft: programme.draft })
  const latest = await latestDefinition(tx, actor.organisationId, programmeId)
  if (!latest) return refuse('not-published')
  if (programme.closedOn) return refuse('already-closed')
  await programmeStore.close(context, programmeId, today)
  const { running } = await countMeasures(context, programmeId)
  await record(context, {
    act: 'programme-closed',
    subject: { kind: 'programme', id: programmeId },
    after: { name: latest.definition.name, running },
  })
  return { version: version + 1, closedOn: today, running }
})

export const reopen = useCase(contract.programmes.reopen, async (context, { programmeId, version }) => {
  const { tx, actor, refuse } = context
  const programme = await programmeStore.lock(context, programmeId)
  const latest = await latestDefinition(tx, actor.organisationId, programmeId)
  if (!programme) return refuse('unknown-record')
  if (programme.version !== version)
    return refuse('stale-version', { version: programme.version, draft: programme.draft })
  if (!programme.closedOn || !latest) return refuse('not-closed')
  await programmeStore.lockNames(context)
  if (await programmeStore.isNameTaken(context, programmeId, latest.definition.name))
    return refuse('name-taken')
  await programmeStore.close(context, programmeId, null)
  await record(context, {
    act: 'programme-reopened',
    subject: { kind: 'programme', id: programmeId },
    after: { name: latest.definition.name },
  })
  return { version: version + 1 }
})
