import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { decideStage } from '#domain/housing-projects/stand.ts'
import { findColleague } from '#server/casework/find-colleague.ts'
import { isMeasureOf } from '#server/housing/measure-of.ts'
import { lockProject, type ProjectRow } from '#server/housing-projects/project-store.ts'
import {
  bumpProject,
  type Described,
  deleteLink,
  insertLink,
  insertProject,
  upsertFamily,
  writeStage,
} from '#server/housing-projects/write-store.ts'
import { record } from '#server/journal.ts'
import { findPartner } from '#server/partners/partner-rows.ts'
import { findCommuneByCode, findTerritoryName } from '#server/territories/find-commune.ts'
import { type Acting, useCase } from '#server/use-case.ts'

type Asked = Omit<Described, 'commune'> & { communeCode: string }
type DescribedVerdict =
  | { described: Described; refused?: undefined }
  | { refused: 'unknown-commune' | 'unknown-responsible'; described?: undefined }

const describe = async (context: Acting, { communeCode, ...asked }: Asked): Promise<DescribedVerdict> => {
  const commune = await findCommuneByCode(context.tx, communeCode)
  if (!commune) return { refused: 'unknown-commune' }
  if (asked.responsibleId && !(await findColleague(context, asked.responsibleId)))
    return { refused: 'unknown-responsible' }
  const { epciCode } = commune
  const epciName = epciCode && (await findTerritoryName(context.tx, { kind: 'epci', code: epciCode }))
  return { described: { ...asked, commune: { ...commune, epciName: epciName ?? null } } }
}

const journal = (context: Acting, act: string, id: string, after: object, householdId?: string) =>
  record(context, {
    act,
    subject: { kind: 'housing-project', id },
    ...(householdId && { householdId }),
    after,
  })

type Held =
  | { project: ProjectRow; refused?: undefined }
  | { refused: 'unknown-record' | 'stale-version'; current?: { version: number } }

const hold = async (
  context: Acting,
  { projectId, version }: { projectId: string; version: number },
): Promise<Held> => {
  const project = await lockProject(context, projectId)
  if (!project) return { refused: 'unknown-record' }
  return project.version === version
    ? { project }
    : { refused: 'stale-version', current: { version: project.version } }
}

export const add = useCase(contract.housingProjects.add, async (context, asked) => {
  const { described, refused } = await describe(context, asked)
  if (refused) return context.refuse(refused)
  const projectId = randomUUIDv7()
  await insertProject(context, projectId, described)
  await journal(context, 'housing-project-added', projectId, {
    kind: described.kind,
    commune: described.commune.communeCode,
  })
  return { projectId }
})

export const change = useCase(
  contract.housingProjects.change,
  async (context, { projectId, version, ...asked }) => {
    const held = await hold(context, { projectId, version })
    if (held.refused) return context.refuse(held.refused, held.current)
    const { described, refused } = await describe(context, asked)
    if (refused) return context.refuse(refused)
    const { plannedDwellings, plannedPlots, deliveredDwellings, deliveredPlots } = described
    await journal(context, 'housing-project-changed', projectId, {
      ...{ plannedDwellings, plannedPlots, deliveredDwellings, deliveredPlots },
    })
    return { version: await bumpProject(context, held.project, described) }
  },
)

export const noteStage = useCase(
  contract.housingProjects.noteStage,
  async (context, { projectId, version, ...stage }) => {
    const held = await hold(context, { projectId, version })
    if (held.refused) return context.refuse(held.refused, held.current)
    const others = held.project.stages.filter(({ kind }) => kind !== stage.kind)
    const decision = decideStage(others, stage, context.today)
    if (decision.outcome === 'refused') return context.refuse(decision.reason)
    await writeStage(context, projectId, stage)
    await journal(context, 'housing-project-stage', projectId, stage)
    return { version: await bumpProject(context, held.project) }
  },
)

export const linkPartner = useCase(
  contract.housingProjects.linkPartner,
  async (context, { projectId, version, ...link }) => {
    const held = await hold(context, { projectId, version })
    if (held.refused) return context.refuse(held.refused, held.current)
    const partner = await findPartner(context, link.partnerId)
    if (!partner || partner.archived_on !== null) return context.refuse('unknown-partner')
    await insertLink(context, projectId, link)
    await journal(context, 'housing-project-partner-linked', projectId, {
      partner: partner.name,
      part: link.part,
    })
    return { version: await bumpProject(context, held.project) }
  },
)

export const unlinkPartner = useCase(
  contract.housingProjects.unlinkPartner,
  async (context, { projectId, version, ...link }) => {
    const held = await hold(context, { projectId, version })
    if (held.refused) return context.refuse(held.refused, held.current)
    if (!(await deleteLink(context, projectId, link))) return context.refuse('unknown-record')
    await journal(context, 'housing-project-partner-unlinked', projectId, link)
    return { version: await bumpProject(context, held.project) }
  },
)

export const putHousehold = useCase(
  contract.housingProjects.putHousehold,
  async (context, { projectId, version, householdId, ...days }) => {
    const { refuse, today } = context
    const held = await hold(context, { projectId, version })
    if (held.refused) return refuse(held.refused, held.current)
    const { joinedOn, leftOn, settledOn, measureId } = days
    if ([joinedOn, leftOn, settledOn].some((day) => day !== null && day > today))
      return refuse('in-the-future')
    if ([leftOn, settledOn].some((day) => day !== null && day < joinedOn)) return refuse('ends-before-start')
    if (!(await isMeasureOf(context, measureId, householdId))) return refuse('unknown-measure')
    await upsertFamily(context, projectId, householdId, days)
    await journal(context, 'housing-project-family', projectId, days, householdId)
    return { version: await bumpProject(context, held.project) }
  },
)
