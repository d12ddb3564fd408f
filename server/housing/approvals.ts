import { randomUUIDv7 } from 'node:crypto'
import type { Approval } from '#contract/approvals.ts'
import { contract } from '#contract/index.ts'
import { deriveApproval, permittedApprovalEvents } from '#domain/housing/approvals.ts'
import type { ParameterReader } from '#domain/parameters.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { findColleague } from '#server/casework/find-colleague.ts'
import { record } from '#server/journal.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { useCase } from '#server/use-case.ts'
import {
  type ApprovalRow,
  cancelFactRow,
  factsOf,
  insertApproval,
  insertFact,
  listApprovals,
  lockApproval,
  updateApproval,
} from './approval-store.ts'

const view = (row: ApprovalRow, today: PlainDate, params: ParameterReader): Approval => {
  const standing = deriveApproval(row.kind, factsOf(row), today, params)
  return { ...row, ...standing, permitted: [...permittedApprovalEvents(standing.status)] }
}

export const listApprovalViews = useCase(contract.approvals.list, async (context) => {
  const params = await readOrganisationParameters(context, context.today)
  return { rows: (await listApprovals(context)).map((row) => view(row, context.today, params)) }
})

export const addApproval = useCase(contract.approvals.add, async (context, description) => {
  if (!(await findColleague(context, description.responsibleId))) return context.refuse('unknown-responsible')
  const approvalId = randomUUIDv7()
  await insertApproval(context, approvalId, description)
  await record(context, {
    act: 'approval-added',
    subject: { kind: 'approval', id: approvalId },
    after: { kind: description.kind },
  })
  return { approvalId }
})

export const changeApproval = useCase(
  contract.approvals.change,
  async (context, { approvalId, version, ...description }) => {
    const row = await lockApproval(context, approvalId)
    if (!row) return context.refuse('unknown-record')
    if (row.version !== version) {
      const params = await readOrganisationParameters(context, context.today)
      return context.refuse('stale-version', view(row, context.today, params))
    }
    if (!(await findColleague(context, description.responsibleId)))
      return context.refuse('unknown-responsible')
    await updateApproval(context, approvalId, version, description)
    await record(context, {
      act: 'approval-changed',
      subject: { kind: 'approval', id: approvalId },
      before: { kind: row.kind, responsibleId: row.responsibleId },
      after: { kind: description.kind, responsibleId: description.responsibleId },
    })
    return { version: version + 1 }
  },
)

export const recordApprovalFact = useCase(
  contract.approvals.recordFact,
  async (context, { approvalId, version, ...fact }) => {
    const { today, refuse } = context
    const row = await lockApproval(context, approvalId)
    if (!row) return refuse('unknown-record')
    const params = await readOrganisationParameters(context, today)
    if (row.version !== version) return refuse('stale-version', view(row, today, params))
    if (fact.on > today) return refuse('in-the-future')
    if (fact.kind === 'report-sent' && fact.year === null) return refuse('year-needed')
    if (fact.until !== null && fact.until < fact.on) return refuse('ends-before-start')
    // What was true on the day of the fact decides, not today: facts may be caught up in any order.
    const then = deriveApproval(row.kind, factsOf(row), fact.on, params)
    if (!permittedApprovalEvents(then.status).includes(fact.kind)) return refuse('not-now')
    await insertFact(context, approvalId, {
      ...fact,
      year: fact.kind === 'report-sent' ? fact.year : null,
      until: fact.kind === 'granted' || fact.kind === 'renewed' ? fact.until : null,
    })
    await updateApproval(context, approvalId, version, undefined)
    await record(context, {
      act: `approval-${fact.kind}`,
      subject: { kind: 'approval', id: approvalId },
      after: { on: fact.on, year: fact.year, until: fact.until },
    })
    return { version: version + 1 }
  },
)

export const cancelApprovalFact = useCase(
  contract.approvals.cancelFact,
  async (context, { approvalId, version, eventId, reason }) => {
    const row = await lockApproval(context, approvalId)
    const event = row?.events.find(({ id, cancelled }) => id === eventId && cancelled === null)
    if (!row || !event) return context.refuse('unknown-record')
    if (row.version !== version) {
      const params = await readOrganisationParameters(context, context.today)
      return context.refuse('stale-version', view(row, context.today, params))
    }
    await cancelFactRow(context, eventId, reason)
    await updateApproval(context, approvalId, version, undefined)
    await record(context, {
      act: 'approval-fact-cancelled',
      subject: { kind: 'approval', id: approvalId },
      before: { kind: event.kind, on: event.on },
    })
    return { version: version + 1 }
  },
)
