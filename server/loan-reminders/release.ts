import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import type { ReminderKind } from '#domain/loans/reminders.ts'
import { keepMadeDocument } from '#server/funding/funding-documents.ts'
import { record } from '#server/journal.ts'
import { lockLoans } from '#server/loans/hold-loan.ts'
import { mayReach } from '#server/reach.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { type DecidedLoan, decideLoans } from './decide.ts'
import { templateOf, writeReminder } from './write-letter.ts'

const { loanReminders } = contract

export const previewReminder = useCase(loanReminders.preview, async (context, { financingId, kind }) => {
  const found = (await decideLoans(context, [financingId])).get(financingId)
  if (!found || !(await mayReach(context, 'manage-loans', found.record.householdId)))
    return context.refuse('unknown-record')
  if (!isProposed(found, kind)) return context.refuse('not-proposed')
  const { pdf, fileName } = await writeReminder(context, found, kind)
  return { fileName, contentType: 'application/pdf', inline: true, body: pdf }
})

const isProposed = ({ record: loan, decision }: DecidedLoan, kind: ReminderKind): boolean =>
  loan.kind === 'loan' && decision.kind === kind

/**
 * What a person releases is decided again on the spot, the loans held: a household that paid since the list was read gets
 * no letter, and of two people who release the same loans only the first one's letters are kept.
 */
export const releaseReminders = useCase(loanReminders.release, async (context, { kind, financingIds }) => {
  const { tx, actor } = context
  const asked = [...new Set(financingIds)]
  await lockLoans(tx, actor.organisationId, asked)
  let released = 0
  for (const [, found] of await decideLoans(context, asked)) {
    if (!isProposed(found, kind) || !(await mayReach(context, 'manage-loans', found.record.householdId)))
      continue
    await release(context, found, kind)
    released += 1
  }
  return { released, skipped: asked.length - released }
})

const release = async (context: Acting, found: DecidedLoan, kind: ReminderKind): Promise<void> => {
  const { tx, actor, today, now } = context
  const { financingId, householdId, number } = found.record
  const { lateCents, oldestUnpaidOn } = found.state
  if (oldestUnpaidOn === null) throw new Error('a reminder of nothing late')
  const letter = await writeReminder(context, found, kind)
  const documentId = await keepMadeDocument(context, {
    applicationId: await findApplicationId(context, financingId),
    financingId,
    householdId,
    kind: templateOf(kind),
    fileName: letter.fileName,
    content: letter.pdf,
  })
  await tx
    .insertInto('loan_reminder')
    .values({
      organisation_id: actor.organisationId,
      id: randomUUIDv7(),
      financing_id: financingId,
      household_id: householdId,
      kind,
      unpaid_since: oldestUnpaidOn,
      late_cents: lateCents,
      released_on: today,
      document_id: documentId,
      released_by: actor.membershipId,
      released_at: now,
    })
    .execute()
  await record(context, {
    act: 'loan-reminder-released',
    subject: { kind: 'financing', id: financingId },
    householdId,
    after: { number, kind, lateCents },
  })
}

const findApplicationId = async ({ tx, actor }: Acting, financingId: string): Promise<string> => {
  const found = await tx
    .selectFrom('financing')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', financingId)
    .select('application_id')
    .executeTakeFirstOrThrow()
  return found.application_id
}
