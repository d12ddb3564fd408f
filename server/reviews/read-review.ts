import { contract } from '#contract/index.ts'
import { type Role, reachOf, roles } from '#domain/access.ts'
import {
  type ApplicationFact,
  applicationEventLabels,
  askingChannelLabels,
  opinionLabels,
} from '#domain/funding/application-facts.ts'
import { deriveApplication } from '#domain/funding/derive-application.ts'
import { formatEuros } from '#domain/money.ts'
import { addDays, formatDate } from '#domain/plain-date.ts'
import { listApplicationFacts, listLineIds } from '#server/funding/application-store.ts'
import { findApplication } from '#server/funding/find-application.ts'
import { listFundingDocuments } from '#server/funding/funding-documents.ts'
import { readOrganisationParameters } from '#server/parameters/read-parameters.ts'
import { paperLabel } from '#server/reviews/paper-label.ts'
import { listReviewLines } from '#server/reviews/review-lines.ts'
import {
  isInstructedBy,
  keptBecause,
  listFactAuthors,
  listRequiredPapers,
} from '#server/reviews/review-store.ts'
import { type Acting, useCase } from '#server/use-case.ts'

export const getReview = useCase(contract.reviews.get, async (context, { applicationId }) => {
  const { tx, actor, today } = context
  const application = await findApplication(context, 'read-funding', applicationId)
  if (!application) return context.refuse('unknown-record')
  const { organisationId } = actor
  const facts = (await listApplicationFacts(tx, organisationId, [applicationId])).get(applicationId) ?? []
  const lineIds = (await listLineIds(tx, organisationId, [applicationId])).get(applicationId) ?? []
  const params = await readOrganisationParameters(context, today)
  const derived = deriveApplication(lineIds, facts, params, today)
  const authors = await listFactAuthors(context, applicationId)
  const reviewers = await listReviewers(context)
  const required = await listRequiredPapers(context, applicationId)
  const { course } = derived
  const known = new Set([...required, ...course.awaited.keys(), ...course.received.keys()])
  const unplaced = new Set(derived.unplaced.map(({ id }) => id))
  const opinion = facts.filter((fact) => fact.kind === 'opinion-given').at(-1)
  return {
    status: derived.status,
    isOpen: derived.isOpen,
    reviewer:
      course.reviewerId === null
        ? null
        : { id: course.reviewerId, name: authors.names.get(course.reviewerId) ?? 'Ancien membre' },
    lines: await listReviewLines(context, applicationId, course, facts),
    isInstructedByMe: await isInstructedBy(context, applicationId, actor.membershipId),
    papers: [...known].map((document) => ({
      document,
      label: paperLabel(document),
      isRequired: required.includes(document),
      receivedOn: course.received.get(document) ?? null,
      awaitedFor: course.awaited.get(document) ?? null,
    })),
    deadlines: derived.deadlines.map(({ dueOn, label, why }) => ({ dueOn, label, why })),
    lastOpinion: opinion
      ? {
          opinion: opinion.opinion,
          text: opinion.text,
          on: opinion.on,
          by: authors.by.get(opinion.id) ?? null,
        }
      : null,
    facts: facts
      .filter(({ id }) => !id.startsWith('paper:'))
      .toSorted((a, b) => (a.on === b.on ? (a.id < b.id ? 1 : -1) : a.on < b.on ? 1 : -1))
      .map((fact) => ({
        id: fact.id,
        kind: fact.kind,
        label: applicationEventLabels[fact.kind],
        on: fact.on,
        told: tellFact(fact, authors.names),
        by: authors.by.get(fact.id) ?? null,
        isUnplaced: unplaced.has(fact.id),
        kept: keptBecause(fact),
      })),
    documents: await listFundingDocuments(context, { applicationId, financingId: null }),
    reviewers,
    answerBy: addDays(today, params.readNearest('application.answer-days')),
  }
})

/** Who may review: the roles that the access table names. */
const reviewing = roles.filter((role: Role) => reachOf(role, 'review-applications') !== 'never')

const listReviewers = ({ tx, actor, today }: Acting) =>
  tx
    .selectFrom('membership')
    .where('organisation_id', '=', actor.organisationId)
    .where('role', 'in', reviewing)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>=', today)]))
    .select(['id', 'name'])
    .orderBy('name')
    .limit(200)
    .execute()

const tellFact = (fact: ApplicationFact, names: ReadonlyMap<string, string>): string | null => {
  switch (fact.kind) {
    case 'reviewer-assigned':
      return names.get(fact.membershipId) ?? null
    case 'documents-asked':
      return `${fact.documents.map(paperLabel).join(', ')} · ${askingChannelLabels[fact.channel]} · réponse pour le ${formatDate(fact.answerBy)}`
    case 'document-received':
      return paperLabel(fact.document)
    case 'opinion-given':
      return opinionLabels[fact.opinion]
    case 'placed-on-agenda':
      return `Séance du ${formatDate(fact.heldOn)}`
    case 'line-granted':
      return `${formatEuros(fact.cents)}${fact.months === null ? '' : ` sur ${fact.months} mois`}${fact.sittingId === null ? ' · par délégation' : ''}`
    case 'line-refused':
      return fact.text
    case 'line-adjourned':
    case 'abandoned':
    case 'reopened':
      return fact.reason
    default:
      return null
  }
}
