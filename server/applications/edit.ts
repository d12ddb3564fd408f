import type { ApplicationContent } from '#contract/application-shapes.ts'
import { contract } from '#contract/index.ts'
import type { StoredApplication } from '#server/applications/application-store.ts'
import {
  bumpVersion,
  listLines,
  replaceLines,
  updateContent,
} from '#server/applications/application-store.ts'
import { checkLinks } from '#server/applications/check-links.ts'
import { hold } from '#server/applications/hold.ts'
import { viewApplication } from '#server/applications/view-application.ts'
import { refreshApplications } from '#server/funding/refresh-applications.ts'
import { record } from '#server/journal.ts'
import { latestProduct } from '#server/products/find-product.ts'
import { type Acting, useCase } from '#server/use-case.ts'

/** Once filed, what was asked for stays what it was. */
const changesRequest = (
  former: StoredApplication,
  { field, purpose, communeCode, project }: ApplicationContent,
) =>
  former.field !== field ||
  former.purpose !== purpose ||
  former.communeCode !== communeCode ||
  Object.entries(project).some(([key, value]) => former.project[key as keyof typeof project] !== value)

export const edit = useCase(
  contract.applications.edit,
  async (context, { applicationId, version, content }) => {
    const application = await hold(context, applicationId)
    if (!application) return context.refuse('unknown-record')
    if (application.version !== version)
      return context.refuse('stale-version', await viewApplication(context, application))
    if (application.filedOn !== null && changesRequest(application, content))
      return context.refuse('already-filed')
    const problem = await checkLinks(context, application.householdId, content)
    if (problem) return context.refuse(problem)
    await updateContent(context, applicationId, content)
    await record(context, {
      act: 'application-changed',
      subject: { kind: 'application', id: applicationId },
      householdId: application.householdId,
      after: { number: application.number, field: content.field, purpose: content.purpose },
    })
    return { version: version + 1 }
  },
)

export const setLines = useCase(
  contract.applications.setLines,
  async (context, { applicationId, version, lines }) => {
    const application = await hold(context, applicationId)
    if (!application) return context.refuse('unknown-record')
    if (application.version !== version)
      return context.refuse('stale-version', await viewApplication(context, application))
    if (application.filedOn !== null) return context.refuse('already-filed')
    if (new Set(lines.map(({ productId }) => productId)).size < lines.length)
      return context.refuse('same-product-twice')
    const numbers = await listNumbers(
      context,
      applicationId,
      lines.map(({ productId }) => productId),
    )
    if (typeof numbers === 'string') return context.refuse(numbers)
    await replaceLines(
      context,
      applicationId,
      lines.map((line) => ({ ...line, productNumber: numbers.get(line.productId) ?? 0 })),
    )
    await bumpVersion(context, applicationId)
    await refreshApplications(context, [applicationId])
    await record(context, {
      act: 'application-lines-set',
      subject: { kind: 'application', id: applicationId },
      householdId: application.householdId,
      after: {
        lines: lines.map(({ productId, requestedCents, months }) => ({ productId, requestedCents, months })),
      },
    })
    return { version: version + 1 }
  },
)

/** The version in force of each product; one already asked for may have been closed since. */
const listNumbers = async (
  context: Acting,
  applicationId: string,
  productIds: readonly string[],
): Promise<Map<string, number> | 'unknown-product' | 'closed-product'> => {
  const { tx, actor } = context
  const former = await listLines(context, applicationId)
  const numbers = new Map<string, number>()
  for (const productId of productIds) {
    const product = await latestProduct(tx, actor.organisationId, productId)
    if (!product) return 'unknown-product'
    const isKept = former.some((line) => line.productId === productId)
    if (product.closedOn !== null && !isKept) return 'closed-product'
    numbers.set(productId, product.number)
  }
  return numbers
}
