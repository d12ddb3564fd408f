import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import type { LineTest } from '#domain/funding/assess-line.ts'
import { listLines, type StoredApplication } from '#server/applications/application-store.ts'
import { hold } from '#server/applications/hold.ts'
import { assessNow } from '#server/applications/view-application.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'

type Asked = { productId: string; testKey: string }
type Given = Asked & { answer: 'yes' | 'no'; reason: string; isDerogation: boolean }

const findTest = async (
  context: Acting,
  application: StoredApplication,
  { productId, testKey }: Asked,
): Promise<LineTest | undefined> => {
  const lines = await listLines(context, application.id)
  const line = lines.find((one) => one.productId === productId)
  const filing = await assessNow(context, application, lines, context.today)
  return line && filing.lines[line.id]?.tests.find(({ key }) => key === testKey)
}

export const answer = useCase(
  contract.applications.answer,
  async (context, { applicationId, productId, testKey, answer: given, reason }) => {
    const application = await hold(context, applicationId)
    if (!application) return context.refuse('unknown-record')
    if (application.filedOn !== null) return context.refuse('already-filed')
    const test = await findTest(context, application, { productId, testKey })
    if (!test || test.isDerogation || (test.settledBy !== 'nobody' && test.settledBy !== 'person'))
      return context.refuse('unknown-test')
    await withdraw(context, applicationId, { productId, testKey })
    if (given !== null)
      await insertAnswer(context, application, {
        productId,
        testKey,
        answer: given,
        reason,
        isDerogation: false,
      })
    await record(context, {
      act: 'application-condition-answered',
      subject: { kind: 'application', id: applicationId },
      householdId: application.householdId,
      after: { test: test.label, answer: given },
    })
    return {}
  },
)

export const derogate = useCase(
  contract.applications.derogate,
  async (context, { applicationId, productId, testKey, reason }) => {
    const application = await hold(context, applicationId, 'decide-funding')
    if (!application) return context.refuse('unknown-record')
    if (application.filedOn !== null) return context.refuse('already-filed')
    if (application.createdBy === context.actor.membershipId) return context.refuse('own-application')
    const test = await findTest(context, application, { productId, testKey })
    if (!test?.mayDerogate || test.answer !== 'no') return context.refuse('not-derogable')
    await withdraw(context, applicationId, { productId, testKey })
    await insertAnswer(context, application, {
      productId,
      testKey,
      answer: 'yes',
      reason,
      isDerogation: true,
    })
    await record(context, {
      act: 'application-condition-derogated',
      subject: { kind: 'application', id: applicationId },
      householdId: application.householdId,
      after: { test: test.label },
    })
    return {}
  },
)

/** The former answer stays readable, no longer in force. */
const withdraw = async (
  { tx, actor, now }: Acting,
  applicationId: string,
  { productId, testKey }: Asked,
): Promise<void> => {
  await tx
    .updateTable('application_answer')
    .where('organisation_id', '=', actor.organisationId)
    .where('application_id', '=', applicationId)
    .where('product_id', '=', productId)
    .where('test_key', '=', testKey)
    .where('withdrawn_at', 'is', null)
    .set({ withdrawn_at: now })
    .execute()
}

const insertAnswer = async (
  { tx, actor, now }: Acting,
  application: StoredApplication,
  { productId, testKey, answer: given, reason, isDerogation }: Given,
): Promise<void> => {
  await tx
    .insertInto('application_answer')
    .values({
      organisation_id: actor.organisationId,
      id: randomUUIDv7(),
      application_id: application.id,
      product_id: productId,
      test_key: testKey,
      answer: given,
      is_derogation: isDerogation,
      reason,
      given_by: actor.membershipId,
      given_at: now,
    })
    .execute()
}
