import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { record } from '#server/journal.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import { useCase } from '#server/use-case.ts'
import {
  countLeases,
  findDwellings,
  findLease,
  insertLease,
  isLetMeanwhile,
  listLeases,
  lockDwelling,
  updateLease,
} from './lease-store.ts'

export const listAssociationLeases = useCase(
  contract.associationLeases.list,
  async ({ tx, actor }, { after, limit, ...filters }) => {
    const [startedOn, id] = decodeKey(after, 2) ?? []
    const start =
      startedOn !== undefined && id !== undefined
        ? { startedOn: String(startedOn), id: String(id) }
        : undefined
    const found = await listLeases(tx, actor.organisationId, filters, start, limit + 1)
    const page = cutPage(found, limit, (row) => encodeKey(row.startedOn, row.id))
    return { ...page, total: await countLeases(tx, actor.organisationId, filters) }
  },
)

export const findDwellingsToLet = useCase(
  contract.associationLeases.findDwellings,
  async ({ tx, actor }, { text }) => ({ rows: await findDwellings(tx, actor.organisationId, text) }),
)

export const addAssociationLease = useCase(contract.associationLeases.add, async (context, lease) => {
  const { tx, actor, refuse } = context
  const { dwellingId, startedOn, endedOn } = lease
  if (endedOn !== null && endedOn < startedOn) return refuse('ends-before-start')
  if (!(await lockDwelling(tx, actor.organisationId, dwellingId))) return refuse('unknown-record')
  if (await isLetMeanwhile(tx, actor.organisationId, lease)) return refuse('already-let')
  const leaseId = randomUUIDv7()
  await insertLease(tx, actor.organisationId, { id: leaseId, ...lease })
  await record(context, {
    act: 'association-lease-added',
    subject: { kind: 'association-lease', id: leaseId },
    after: { dwellingId, scheme: lease.scheme, startedOn, endedOn },
  })
  return { leaseId }
})

export const changeAssociationLease = useCase(
  contract.associationLeases.change,
  async (context, { leaseId, version, ...facts }) => {
    const { tx, actor, refuse } = context
    if (facts.endedOn !== null && facts.endedOn < facts.startedOn) return refuse('ends-before-start')
    const before = await findLease(tx, actor.organisationId, leaseId)
    if (!before) return refuse('unknown-record')
    const lease = { ...facts, dwellingId: before.dwelling.id }
    await lockDwelling(tx, actor.organisationId, lease.dwellingId)
    if (await isLetMeanwhile(tx, actor.organisationId, lease, leaseId)) return refuse('already-let')
    if (!(await updateLease(tx, actor.organisationId, leaseId, version, facts)))
      return refuse('stale-version', before)
    await record(context, {
      act: 'association-lease-changed',
      subject: { kind: 'association-lease', id: leaseId },
      before: { scheme: before.scheme, startedOn: before.startedOn, endedOn: before.endedOn },
      after: { scheme: facts.scheme, startedOn: facts.startedOn, endedOn: facts.endedOn },
    })
    return { version: version + 1 }
  },
)
