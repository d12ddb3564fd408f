import { contract } from '#contract/index.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import {
  keepFiling,
  listLines,
  replaceLines,
  type StoredLine,
} from '#server/applications/application-store.ts'
import { hold } from '#server/applications/hold.ts'
import { assessNow, missingOf, viewApplication } from '#server/applications/view-application.ts'
import { recordApplicationFact } from '#server/funding/record-application-fact.ts'
import { lockHousehold } from '#server/households/lock-household.ts'
import { record } from '#server/journal.ts'
import { productOn } from '#server/products/find-product.ts'
import { type Acting, useCase } from '#server/use-case.ts'

/** The day of the filing fixes the ceilings, the versions of the products and every answer; nothing of it moves afterwards. */
export const file = useCase(contract.applications.file, async (context, { applicationId, version, on }) => {
  const application = await hold(context, applicationId)
  if (!application) return context.refuse('unknown-record')
  if (application.version !== version)
    return context.refuse('stale-version', await viewApplication(context, application))
  if (application.filedOn !== null) return context.refuse('already-filed')
  if (on > context.today) return context.refuse('future-day')
  if (on < application.createdOn) return context.refuse('before-opening')
  // Two files of one household do not both take its sixth month.
  await lockHousehold(context, application.householdId)
  await takeVersionsOf(context, applicationId, on)
  const lines = await listLines(context, applicationId)
  const filing = await assessNow(context, application, lines, on)
  const missing = missingOf(application, lines, filing)
  if (missing.length > 0) return context.refuse('incomplete', { missing })
  await keepFiling(context, applicationId, filing)
  const recorded = await recordApplicationFact(context, { applicationId, fact: { kind: 'filed', on } })
  if (recorded.refused) throw new Error(`a draft refuses its filing: ${recorded.refused}`)
  return { version: version + 1, filedOn: on }
})

const takeVersionsOf = async (context: Acting, applicationId: string, on: PlainDate): Promise<void> => {
  const { tx, actor } = context
  const lines = await listLines(context, applicationId)
  const inForce = await Promise.all(
    lines.map(async (line): Promise<StoredLine> => {
      const product = await productOn(tx, actor.organisationId, line.productId, on)
      return { ...line, productNumber: product?.number ?? line.productNumber }
    }),
  )
  if (inForce.some((line, index) => line.productNumber !== lines[index]?.productNumber))
    await replaceLines(context, applicationId, inForce)
}

export const remove = useCase(contract.applications.remove, async (context, { applicationId, version }) => {
  const application = await hold(context, applicationId)
  if (!application) return context.refuse('unknown-record')
  if (application.version !== version)
    return context.refuse('stale-version', await viewApplication(context, application))
  if (application.filedOn !== null) return context.refuse('already-filed')
  if (await hasTraces(context, applicationId)) return context.refuse('has-traces')
  await deleteDraft(context, applicationId)
  await record(context, {
    act: 'application-removed',
    subject: { kind: 'application', id: applicationId },
    householdId: application.householdId,
    before: { number: application.number },
  })
  return {}
})

/** Something of it is known outside, or kept for good. */
const hasTraces = async ({ tx, actor }: Acting, applicationId: string): Promise<boolean> => {
  const of = { organisation_id: actor.organisationId, application_id: applicationId }
  for (const table of [
    'subsidy',
    'application_event',
    'funding_document',
    'financing_plan_version',
    'invoice',
  ] as const) {
    const found = await tx
      .selectFrom(table)
      .where('organisation_id', '=', of.organisation_id)
      .where('application_id', '=', of.application_id)
      .select('organisation_id')
      .limit(1)
      .executeTakeFirst()
    if (found) return true
  }
  return false
}

const deleteDraft = async ({ tx, actor }: Acting, applicationId: string): Promise<void> => {
  for (const table of [
    'application_paper',
    'application_answer',
    'application_line',
    'application_standing',
  ] as const)
    await tx
      .deleteFrom(table)
      .where('organisation_id', '=', actor.organisationId)
      .where('application_id', '=', applicationId)
      .execute()
  await tx
    .deleteFrom('application')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', applicationId)
    .execute()
}
