import { randomUUIDv7 } from 'node:crypto'
import type { LineAssessment } from '#domain/funding/assess-line.ts'
import { lineOf, walkApplication } from '#domain/funding/walk-application.ts'
import {
  bumpVersion,
  lockStored,
  type NewLine,
  type StoredApplication,
  type StoredLine,
} from '#server/applications/application-store.ts'
import { assessLines, readGround } from '#server/applications/read-ground.ts'
import type { Filing } from '#server/applications/view-application.ts'
import type { Tx } from '#server/db.ts'
import { listApplicationFacts } from '#server/funding/application-store.ts'
import { refreshApplications } from '#server/funding/refresh-applications.ts'
import type { FoundProduct } from '#server/products/find-product.ts'
import type { Acting } from '#server/use-case.ts'

type Added =
  | { lineId: string; refused?: undefined }
  | { refused: 'product-refuses'; missing: string[] }
  | { refused: 'file-closed' }

/**
 * Adds to a file already filed a line that takes the shortfall of one of its advances over. What the product itself sets
 * holds for it as for any line, under the rules of today; its answers join those of the filing, which do not move.
 */
export const addShortfallLine = async (
  context: Acting,
  {
    applicationId,
    shortfallOf,
    product,
  }: { applicationId: string; shortfallOf: string; product: FoundProduct },
  asked: Pick<NewLine, 'requestedCents' | 'months'>,
): Promise<Added> => {
  const { actor, today } = context
  const application = await lockStored(context, applicationId)
  if (!application || !(await isBeingReviewed(context, applicationId))) return { refused: 'file-closed' }
  const line: StoredLine = {
    id: randomUUIDv7(),
    productId: product.productId,
    productNumber: product.number,
    product: product.definition,
    kind: product.definition.kind,
    ...asked,
    deferralMonths: 0,
    firstMonth: null,
    financing: null,
  }
  const ground = await readGround(context, application, today)
  const assessed = (await assessLines(context, application, [line], ground)).get(line.id)
  const missing = setByProduct(assessed)
  if (missing.length > 0) return { refused: 'product-refuses', missing }
  await insertLine(context, applicationId, line, {
    shortfall_of: shortfallOf,
    asked_by: actor.membershipId,
    asked_on: today,
  })
  if (assessed) await keepAnswers(context, application, line.id, assessed)
  await bumpVersion(context, applicationId)
  await refreshApplications(context, [applicationId])
  return { lineId: line.id }
}

const isBeingReviewed = async ({ tx, actor }: Acting, applicationId: string): Promise<boolean> => {
  const facts = (await listApplicationFacts(tx, actor.organisationId, [applicationId])).get(applicationId)
  const { stage } = walkApplication(facts ?? []).course
  return stage !== 'draft' && stage !== 'abandoned'
}

const setByProduct = (assessed: LineAssessment | undefined): string[] =>
  (assessed?.tests ?? [])
    .filter(({ answer, mayDerogate }) => answer === 'no' && !mayDerogate)
    .map(({ label, reason }) => `${label} : ${reason}`)

type Asking = { shortfall_of: string; asked_by: string; asked_on: Acting['today'] }

const insertLine = async ({ tx, actor }: Acting, applicationId: string, line: StoredLine, asking: Asking) => {
  const { last } = await tx
    .selectFrom('application_line')
    .where('organisation_id', '=', actor.organisationId)
    .where('application_id', '=', applicationId)
    .select((eb) => eb.fn.max('position').as('last'))
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('application_line')
    .values({
      organisation_id: actor.organisationId,
      id: line.id,
      application_id: applicationId,
      product_id: line.productId,
      product_number: line.productNumber,
      requested_cents: line.requestedCents,
      months: line.months,
      position: (last ?? 0) + 1,
      ...asking,
    })
    .execute()
}

const keepAnswers = async (
  { tx, actor }: Acting,
  { id, filing }: StoredApplication,
  lineId: string,
  assessed: LineAssessment,
): Promise<void> => {
  const kept = filing as Filing | null
  if (!kept) return
  await tx
    .updateTable('application')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', id)
    .set({ filing: JSON.stringify({ ...kept, lines: { ...kept.lines, [lineId]: assessed } }) })
    .execute()
}

/** Takes back a line asked for after the filing, unless something was already said of it. */
export const dropShortfallLine = async (
  context: Acting,
  { applicationId, lineId }: { applicationId: string; lineId: string },
): Promise<'dropped' | 'on-its-way'> => {
  const { tx, actor } = context
  await lockStored(context, applicationId)
  const facts = (await listApplicationFacts(tx, actor.organisationId, [applicationId])).get(applicationId)
  if ((facts ?? []).some((fact) => 'lineId' in fact && fact.lineId === lineId)) return 'on-its-way'
  await tx
    .deleteFrom('application_line')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', lineId)
    .where('shortfall_of', 'is not', null)
    .execute()
  await bumpVersion(context, applicationId)
  await refreshApplications(context, [applicationId])
  return 'dropped'
}

/** What became of some lines of a file, in the walk of its facts. */
export const coursesOfLines = async (
  { tx, actor }: { tx: Tx; actor: { organisationId: string } },
  applicationId: string,
) => {
  const facts =
    (await listApplicationFacts(tx, actor.organisationId, [applicationId])).get(applicationId) ?? []
  const { course } = walkApplication(facts)
  return (lineId: string) => ({
    state: lineOf(course, lineId).state,
    isFresh: !facts.some((fact) => 'lineId' in fact && fact.lineId === lineId),
  })
}
