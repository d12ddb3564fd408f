import { randomUUIDv7 } from 'node:crypto'
import type { Input } from '#contract/endpoint.ts'
import { contract } from '#contract/index.ts'
import { decideTerms } from '#domain/conventions/decide.ts'
import { findColleague } from '#server/casework/find-colleague.ts'
import {
  drawConvention,
  isFramework,
  isReferenceTaken,
  lockConvention,
  type StoredConvention,
  updateConvention,
} from '#server/conventions/convention-rows.ts'
import { record } from '#server/journal.ts'
import { type Acting, useCase } from '#server/use-case.ts'

type Words = Input<typeof contract.conventions.create>

/** What is wrong with what was written, whether it makes a convention or corrects one. */
const checkWords = async (context: Acting, words: Words, conventionId?: string) => {
  if (await isReferenceTaken(context, words.reference, conventionId)) return 'reference-taken'
  if (words.frameworkId === conventionId && conventionId) return 'unknown-framework'
  if (words.frameworkId && !(await isFramework(context, words.frameworkId))) return 'unknown-framework'
  if (words.responsibleId && !(await findColleague(context, words.responsibleId)))
    return 'unknown-responsible'
  return decideTerms(words.terms, words.signedOn)
}

const columnsOf = ({
  reference,
  title,
  kind,
  frameworkId,
  object,
  signedOn,
  responsibleId,
  terms,
}: Words) => ({
  reference,
  title,
  kind,
  framework_id: frameworkId,
  object,
  signed_on: signedOn,
  responsible_id: responsibleId,
  terms: JSON.stringify(terms),
})

export const createConvention = useCase(contract.conventions.create, async (context, words) => {
  const refusal = await checkWords(context, words)
  if (refusal) return context.refuse(refusal)
  const conventionId = await insertConvention(context, words)
  await drawConvention(context, conventionId)
  await record(context, {
    act: 'convention-added',
    subject: { kind: 'convention', id: conventionId },
    after: { reference: words.reference, title: words.title, signedOn: words.signedOn },
  })
  return { conventionId }
})

/** Not drawn yet: whoever writes its parties draws it once they are there. */
export const insertConvention = async (
  { tx, actor, now }: Acting,
  words: Words,
  importId: string | null = null,
): Promise<string> => {
  const id = randomUUIDv7()
  await tx
    .insertInto('convention')
    .values({
      organisation_id: actor.organisationId,
      id,
      ...columnsOf(words),
      import_id: importId,
      created_by: actor.membershipId,
      created_at: now,
    })
    .execute()
  return id
}

export const correctConvention = useCase(contract.conventions.correct, async (context, input) => {
  const { conventionId, version, reason, ...words } = input
  const convention = await lockConvention(context, conventionId)
  if (!convention) return context.refuse('unknown-record')
  if (convention.version !== version) return context.refuse('stale-version', currentOf(convention))
  if (convention.signed_on !== null && !reason) return context.refuse('reason-missing')
  const refusal = await checkWords(context, words, conventionId)
  if (refusal) return context.refuse(refusal)
  await updateConvention(context, conventionId, columnsOf(words))
  await record(context, {
    act: 'convention-corrected',
    subject: { kind: 'convention', id: conventionId },
    before: { ...currentOf(convention), terms: convention.terms },
    after: { ...words, reason },
  })
  return { version: version + 1 }
})

const currentOf = ({ reference, title, signed_on }: StoredConvention) => ({
  reference,
  title,
  signedOn: signed_on,
})

export const endConventionEarly = useCase(
  contract.conventions.endEarly,
  async (context, { conventionId, version, end }) => {
    const convention = await lockConvention(context, conventionId)
    if (!convention) return context.refuse('unknown-record')
    if (convention.version !== version) return context.refuse('stale-version', currentOf(convention))
    if (end && convention.starts_on && end.on < convention.starts_on) return context.refuse('before-start')
    await updateConvention(context, conventionId, {
      ended_early_on: end?.on ?? null,
      ended_early_reason: end?.reason ?? null,
    })
    await record(context, {
      act: end ? 'convention-ended' : 'convention-end-withdrawn',
      subject: { kind: 'convention', id: conventionId },
      before: { endedEarlyOn: convention.ended_early_on },
      after: end,
    })
    return { version: version + 1 }
  },
)
