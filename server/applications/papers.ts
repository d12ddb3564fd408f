import { contract } from '#contract/index.ts'
import { fundingPaperLabels } from '#domain/funding/product-kinds.ts'
import { hold } from '#server/applications/hold.ts'
import { refreshApplications } from '#server/funding/refresh-applications.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const notePaper = useCase(
  contract.applications.notePaper,
  async (context, { applicationId, kind, receivedOn, documentId }) => {
    const { tx, actor, today } = context
    const application = await hold(context, applicationId)
    if (!application) return context.refuse('unknown-record')
    if (receivedOn > today) return context.refuse('future-day')
    if (documentId !== null && !(await isOfHousehold(context, application.householdId, documentId)))
      return context.refuse('unknown-document')
    const noted = { document_id: documentId, received_on: receivedOn, noted_by: actor.membershipId }
    await tx
      .insertInto('application_paper')
      .values({ organisation_id: actor.organisationId, application_id: applicationId, kind, ...noted })
      .onConflict((conflict) =>
        conflict.columns(['organisation_id', 'application_id', 'kind']).doUpdateSet(noted),
      )
      .execute()
    await refreshApplications(context, [applicationId])
    await record(context, {
      act: 'application-document-received',
      subject: { kind: 'application', id: applicationId },
      householdId: application.householdId,
      after: { on: receivedOn, document: fundingPaperLabels[kind] },
    })
    return {}
  },
)

export const removePaper = useCase(
  contract.applications.removePaper,
  async (context, { applicationId, kind }) => {
    const { tx, actor } = context
    const application = await hold(context, applicationId)
    const removed =
      application &&
      (await tx
        .deleteFrom('application_paper')
        .where('organisation_id', '=', actor.organisationId)
        .where('application_id', '=', applicationId)
        .where('kind', '=', kind)
        .returning('received_on')
        .executeTakeFirst())
    if (!removed) return context.refuse('unknown-record')
    await refreshApplications(context, [applicationId])
    await record(context, {
      act: 'application-paper-removed',
      subject: { kind: 'application', id: applicationId },
      householdId: application.householdId,
      before: { on: removed.received_on, document: fundingPaperLabels[kind] },
    })
    return {}
  },
)

const isOfHousehold = async (
  { tx, actor }: Acting,
  householdId: string,
  documentId: string,
): Promise<boolean> => {
  const row = await tx
    .selectFrom('document')
    .where('organisation_id', '=', actor.organisationId)
    .where('household_id', '=', householdId)
    .where('id', '=', documentId)
    .where('removed_at', 'is', null)
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}
