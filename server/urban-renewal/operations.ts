import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import type { Operation, OperationFacts } from '#contract/urban-renewal.ts'
import type { LegalParameter } from '#domain/legal-parameter.ts'
import { readParameters } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { computeRenewalAid, type RenewalAid } from '#domain/urban-renewal/aid.ts'
import type { RenewalArea } from '#domain/urban-renewal/kinds.ts'
import { decideRenewalFact, followRenewal, type RenewalFact } from '#domain/urban-renewal/progress.ts'
import { record } from '#server/journal.ts'
import { listLegalParameters } from '#server/parameters/read-parameters.ts'
import { useCase } from '#server/use-case.ts'
import {
  cancelEvent,
  insertEvent,
  insertOperation,
  lockOperation,
  type StoredOperation,
  updateOperation,
} from './operation-store.ts'
import { areaOfProject } from './project-store.ts'

type Grid = readonly LegalParameter[]

const aidOf = (grid: Grid, area: RenewalArea, committedOn: PlainDate, facts: OperationFacts): RenewalAid =>
  computeRenewalAid(
    facts.kind === 'reconstitution' ? { ...facts, area } : facts,
    readParameters(grid, committedOn),
  )

/** What was really built, or spent, in place of what was planned. */
const builtFacts = (facts: OperationFacts, events: readonly RenewalFact[]): OperationFacts | null => {
  const completed = events.findLast((event) => event.step === 'completed')
  if (completed?.step !== 'completed') return null
  if (facts.kind === 'reconstitution') return completed.units && { ...facts, units: completed.units }
  return completed.investmentCents === null ? null : { ...facts, investmentCents: completed.investmentCents }
}

export const describeOperation = (grid: Grid, stored: StoredOperation): Operation => {
  const { area, committedOn, facts, events } = stored
  const built = builtFacts(facts, events)
  return {
    id: stored.id,
    version: stored.version,
    name: stored.name,
    committedOn,
    facts,
    aid: aidOf(grid, area, committedOn, facts),
    finalAid: built && aidOf(grid, area, committedOn, built),
    events,
    progress: followRenewal(events),
  }
}

export const simulateRenewal = useCase(
  contract.urbanRenewal.simulate,
  async (context, { area, committedOn, facts }) =>
    aidOf(await listLegalParameters(context), area, committedOn, facts),
)

export const addRenewalOperation = useCase(contract.urbanRenewal.addOperation, async (context, written) => {
  const { tx, actor, now, refuse } = context
  if (!(await areaOfProject(tx, actor.organisationId, written.projectId))) return refuse('unknown-record')
  const operationId = randomUUIDv7()
  await insertOperation(tx, actor.organisationId, { id: operationId, now, ...written })
  await record(context, {
    act: 'renewal-operation-added',
    subject: { kind: 'renewal-operation', id: operationId },
    after: written,
  })
  return { operationId }
})

export const changeRenewalOperation = useCase(
  contract.urbanRenewal.changeOperation,
  async (context, { operationId, version, ...written }) => {
    const { tx, actor, refuse } = context
    const before = await lockOperation(tx, actor.organisationId, operationId)
    if (!before) return refuse('unknown-record')
    if (before.events.some(({ step }) => step === 'decided')) return refuse('already-decided')
    const { name, committedOn, facts } = before
    if (!(await updateOperation(tx, actor.organisationId, { id: operationId, version, ...written })))
      return refuse('stale-version', { name, committedOn, facts, version: before.version })
    await record(context, {
      act: 'renewal-operation-changed',
      subject: { kind: 'renewal-operation', id: operationId },
      before: { name, committedOn, facts },
      after: written,
    })
    return { version: version + 1 }
  },
)

export const recordRenewalStep = useCase(
  contract.urbanRenewal.recordStep,
  async (context, { operationId, fact }) => {
    const { tx, actor, today, now, refuse } = context
    const stored = await lockOperation(tx, actor.organisationId, operationId)
    if (!stored) return refuse('unknown-record')
    const { aid, finalAid } = describeOperation(await listLegalParameters(context), stored)
    const eventId = randomUUIDv7()
    const refused = decideRenewalFact(stored.events, { ...fact, id: eventId }, finalAid ?? aid, today)
    if (refused) return refuse(refused)
    await insertEvent(tx, actor.organisationId, {
      id: eventId,
      operationId,
      fact,
      recordedBy: actor.membershipId,
      now,
    })
    await record(context, {
      act: `renewal-operation-${fact.step}`,
      subject: { kind: 'renewal-operation', id: operationId },
      after: fact,
    })
    return { eventId }
  },
)

export const cancelRenewalStep = useCase(
  contract.urbanRenewal.cancelStep,
  async (context, { operationId, eventId, reason }) => {
    const { tx, actor, now, refuse } = context
    const stored = await lockOperation(tx, actor.organisationId, operationId)
    const event = stored?.events.find(({ id }) => id === eventId)
    if (!stored || !event) return refuse('unknown-record')
    if (stored.events.at(-1)?.id !== eventId) return refuse('not-last')
    await cancelEvent(tx, actor.organisationId, { id: eventId, reason, by: actor.membershipId, now })
    await record(context, {
      act: 'renewal-step-withdrawn',
      subject: { kind: 'renewal-operation', id: operationId },
      before: event,
      after: { reason },
    })
    return {}
  },
)
