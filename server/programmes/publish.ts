import { contract } from '#contract/index.ts'
import { checkDefinition } from '#domain/programmes/check-definition.ts'
import { compareDefinitions } from '#domain/programmes/compare-definitions.ts'
import { record } from '#server/journal.ts'
import { latestDefinition } from '#server/programmes/find-definition.ts'
import { countMeasures, programmeStore } from '#server/programmes/programme-store.ts'
import { useCase } from '#server/use-case.ts'

export const publish = useCase(contract.programmes.publish, async (context, { programmeId, version }) => {
  const { tx, actor, refuse } = context
  const programme = await programmeStore.lock(context, programmeId)
  if (!programme) return refuse('unknown-record')
  const { draft, closedOn } = programme
  if (programme.version !== version) return refuse('stale-version', { version: programme.version, draft })
  if (!draft) return refuse('no-draft')
  const problems = checkDefinition(draft)
  if (problems.length > 0) return refuse('unsound', { problems })
  const former = await latestDefinition(tx, actor.organisationId, programmeId)
  const changes = former && compareDefinitions(former.definition, draft)
  if (changes?.length === 0) return refuse('unchanged')
  await programmeStore.lockNames(context)
  if (closedOn === null && (await programmeStore.isNameTaken(context, programmeId, draft.name)))
    return refuse('name-taken')

  const number = (former?.number ?? 0) + 1
  await programmeStore.insertVersion(context, programmeId, number, draft)
  await programmeStore.keepDraft(context, programmeId, null)
  const { running } = await countMeasures(context, programmeId)
  await record(context, {
    act: 'programme-published',
    subject: { kind: 'programme', id: programmeId },
    after: { name: draft.name, number, changes: changes?.map(({ label }) => label), keptByRunning: running },
  })
  return { version: version + 1, number, keptByRunning: running }
})
