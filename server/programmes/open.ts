import { contract } from '#contract/index.ts'
import { findDefinition, latestDefinition } from '#server/programmes/find-definition.ts'
import { countMeasures, listVersions, programmeStore } from '#server/programmes/programme-store.ts'
import { useCase } from '#server/use-case.ts'

export const open = useCase(contract.programmes.open, async (context, { programmeId }) => {
  const { tx, actor, refuse } = context
  const programme = await programmeStore.find(context, programmeId)
  if (!programme) return refuse('unknown-record')
  const latest = await latestDefinition(tx, actor.organisationId, programmeId)
  return {
    programmeId,
    version: programme.version,
    closedOn: programme.closedOn,
    draft: programme.draft,
    published: latest ? { number: latest.number, definition: latest.definition } : null,
    versions: await listVersions(context, programmeId),
    ...(await countMeasures(context, programmeId)),
  }
})

export const openVersion = useCase(
  contract.programmes.openVersion,
  async (context, { programmeId, number }) => {
    const { tx, actor, refuse } = context
    const definition = await findDefinition(tx, actor.organisationId, programmeId, number)
    const version = (await listVersions(context, programmeId)).find((one) => one.number === number)
    return definition && version ? { ...version, definition } : refuse('unknown-record')
  },
)
