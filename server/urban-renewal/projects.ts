import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import type { Operation } from '#contract/urban-renewal.ts'
import { renewalAreaOf } from '#domain/urban-renewal/aid.ts'
import { operationKindLabels, renewalAreaLabels } from '#domain/urban-renewal/kinds.ts'
import { renewalStepLabels } from '#domain/urban-renewal/progress.ts'
import type { Tx } from '#server/db.ts'
import type { Column } from '#server/exports/csv.ts'
import { exportFile } from '#server/exports/export-file.ts'
import { record } from '#server/journal.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import { listLegalParameters } from '#server/parameters/read-parameters.ts'
import { findCommuneByCode } from '#server/territories/find-commune.ts'
import { useCase } from '#server/use-case.ts'
import { readOperations, type StoredOperation } from './operation-store.ts'
import { describeOperation } from './operations.ts'
import {
  countProjects,
  findProject,
  hasConvention,
  insertProject,
  listProjects,
  type ProjectFacts,
  updateProject,
} from './project-store.ts'

export const listRenewalProjects = useCase(
  contract.urbanRenewal.listProjects,
  async ({ tx, actor }, { after, limit, ...filters }) => {
    const [name, id] = decodeKey(after, 2) ?? []
    const start = name === undefined ? undefined : { name: String(name), id: String(id) }
    const found = await listProjects(tx, actor.organisationId, filters, start, limit + 1)
    const page = cutPage(found, limit, (row) => encodeKey(row.name, row.id))
    return { ...page, total: await countProjects(tx, actor.organisationId, filters) }
  },
)

export const getRenewalProject = useCase(contract.urbanRenewal.getProject, async (context, { projectId }) => {
  const { tx, actor, refuse } = context
  const project = await findProject(tx, actor.organisationId, projectId)
  if (!project) return refuse('unknown-record')
  const grid = await listLegalParameters(context)
  const operations = await readOperations(tx, actor.organisationId, { projectId })
  return { ...project, operations: operations.map((stored) => describeOperation(grid, stored)) }
})

export const findRenewalArea = useCase(
  contract.urbanRenewal.findArea,
  async ({ tx, refuse }, { communeCode }) => {
    const commune = await findCommuneByCode(tx, communeCode)
    return commune ? { area: renewalAreaOf(commune) } : refuse('unknown-commune')
  },
)

/** The name of the commune, or why the facts cannot stand. */
const checkProject = async (tx: Tx, organisationId: string, facts: ProjectFacts) => {
  const commune = await findCommuneByCode(tx, facts.communeCode)
  if (!commune) return { refused: 'unknown-commune' } as const
  if (renewalAreaOf(commune) !== facts.area && facts.areaReason === null)
    return { refused: 'area-reason' } as const
  if (facts.conventionId && !(await hasConvention(tx, organisationId, facts.conventionId)))
    return { refused: 'unknown-convention' } as const
  return { communeName: commune.name }
}

export const addRenewalProject = useCase(contract.urbanRenewal.addProject, async (context, facts) => {
  const { tx, actor, now, refuse } = context
  const checked = await checkProject(tx, actor.organisationId, facts)
  if (checked.refused) return refuse(checked.refused)
  const projectId = randomUUIDv7()
  await insertProject(tx, actor.organisationId, projectId, { facts, communeName: checked.communeName, now })
  await record(context, {
    act: 'renewal-project-opened',
    subject: { kind: 'renewal-project', id: projectId },
    after: facts,
  })
  return { projectId }
})

export const changeRenewalProject = useCase(
  contract.urbanRenewal.changeProject,
  async (context, { projectId, version, ...facts }) => {
    const { tx, actor, refuse } = context
    const before = await findProject(tx, actor.organisationId, projectId)
    if (!before) return refuse('unknown-record')
    const checked = await checkProject(tx, actor.organisationId, facts)
    if (checked.refused) return refuse(checked.refused)
    if (facts.area !== before.area && (await isDecided(tx, actor.organisationId, projectId)))
      return refuse('area-decided')
    const written = { facts, communeName: checked.communeName }
    if (!(await updateProject(tx, actor.organisationId, { id: projectId, version }, written)))
      return refuse('stale-version', before)
    await record(context, {
      act: 'renewal-project-changed',
      subject: { kind: 'renewal-project', id: projectId },
      before,
      after: facts,
    })
    return { version: version + 1 }
  },
)

const isDecided = async (tx: Tx, organisationId: string, projectId: string): Promise<boolean> =>
  (await readOperations(tx, organisationId, { projectId })).some(({ events }) =>
    events.some(({ step }) => step === 'decided'),
  )

type Exported = { stored: StoredOperation; operation: Operation }

const columns: Column<Exported>[] = [
  { header: 'Projet', kind: 'text', value: ({ stored }) => stored.projectName },
  { header: 'Opération', kind: 'text', value: ({ stored }) => stored.name },
  { header: 'Genre', kind: 'text', value: ({ stored }) => operationKindLabels[stored.facts.kind] },
  { header: 'Territoire', kind: 'text', value: ({ stored }) => renewalAreaLabels[stored.area] },
  { header: 'Engagée le', kind: 'date', value: ({ stored }) => stored.committedOn },
  {
    header: 'Logements PLUS',
    kind: 'text',
    value: ({ stored: { facts } }) => (facts.kind === 'reconstitution' ? String(facts.units.plus) : null),
  },
  {
    header: 'Logements PLAI',
    kind: 'text',
    value: ({ stored: { facts } }) => (facts.kind === 'reconstitution' ? String(facts.units.plai) : null),
  },
  {
    header: 'Aide complémentaire',
    kind: 'boolean',
    value: ({ stored: { facts } }) => (facts.kind === 'reconstitution' ? facts.isComplementaryAsked : null),
  },
  {
    header: 'Investissement',
    kind: 'cents',
    value: ({ stored: { facts } }) => (facts.kind === 'requalification' ? facts.investmentCents : null),
  },
  {
    header: 'Subvention ANRU',
    kind: 'cents',
    value: ({ stored: { facts } }) => (facts.kind === 'requalification' ? facts.anruSubsidyCents : null),
  },
  { header: 'Prêt maximal', kind: 'cents', value: ({ operation }) => operation.aid.loanCents },
  { header: 'Subvention maximale', kind: 'cents', value: ({ operation }) => operation.aid.subsidyCents },
  { header: 'Autre lecture', kind: 'cents', value: ({ operation }) => operation.aid.otherReadingCents },
  { header: 'Prêt décidé', kind: 'cents', value: ({ operation }) => operation.progress.loanCents },
  { header: 'Subvention décidée', kind: 'cents', value: ({ operation }) => operation.progress.subsidyCents },
  { header: 'Versé', kind: 'cents', value: ({ operation }) => operation.progress.drawnCents },
  {
    header: 'État',
    kind: 'text',
    value: ({ operation: { progress } }) => (progress.step ? renewalStepLabels[progress.step] : 'À l’étude'),
  },
]

export const exportRenewalProjects = useCase(
  contract.urbanRenewal.exportProjects,
  async (context, { projectId, format }) => {
    const grid = await listLegalParameters(context)
    const stored = await readOperations(context.tx, context.actor.organisationId, { projectId })
    async function* rows() {
      for (const one of stored) yield { stored: one, operation: describeOperation(grid, one) }
    }
    return exportFile(format, `renouvellement-urbain-${context.today}`, 'Opérations', columns, rows())
  },
)
