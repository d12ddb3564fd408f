import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import { isOverdue } from '#domain/procedures/deadline-answers.ts'
import { wholeAct } from '#domain/procedures/journal-words.ts'
import { record } from '#server/journal.ts'
import { findProcedure, mayWriteKind } from '#server/procedures/hold.ts'
import { useCase } from '#server/use-case.ts'
import { findAnswer, findDeadline, insertAnswer, withdraw } from './store.ts'

export const answerDeadline = useCase(contract.deadlines.answer, async (context, input) => {
  const { tx, actor, today, now, refuse } = context
  const { householdId, procedureId, key, dueOn, answer, reason } = input
  const found = await findProcedure(context, input)
  if (!found || found.procedure.cancelledAt || !mayWriteKind(actor, found.procedure.kind))
    return refuse('unknown-record')
  const deadline = await findDeadline(tx, actor.organisationId, input)
  if (!deadline) return refuse('unknown-record')
  if (deadline.dueOn !== dueOn) return refuse('date-moved', { dueOn: deadline.dueOn })
  if (!isOverdue(deadline, today)) return refuse('not-overdue')
  const answerId = randomUUIDv7()
  const by = actor.membershipId
  const told = { id: answerId, procedureId, key, dueOn, answer, reason, by, at: now }
  if (!(await insertAnswer(tx, actor.organisationId, told))) return refuse('already-answered')
  await record(context, {
    act: wholeAct(deadline.kind, 'deadline-answered'),
    subject: { kind: 'procedure', id: procedureId },
    householdId,
    after: { rule: deadline.rule, dueOn, answer },
  })
  return { answerId }
})

export const withdrawAnswer = useCase(contract.deadlines.withdrawAnswer, async (context, input) => {
  const { tx, actor, now, refuse } = context
  const { householdId, procedureId, answerId } = input
  const found = await findAnswer(tx, actor.organisationId, procedureId, answerId)
  if (!found || found.householdId !== householdId || !mayWriteKind(actor, found.kind))
    return refuse('unknown-record')
  if (!(await withdraw(tx, actor.organisationId, answerId, now))) return refuse('already-withdrawn')
  await record(context, {
    act: wholeAct(found.kind, 'answer-withdrawn'),
    subject: { kind: 'procedure', id: procedureId },
    householdId,
    before: { key: found.key, dueOn: found.dueOn, answer: found.answer },
  })
  return { withdrawn: true as const }
})
