import { contract } from '#contract/index.ts'
import { type Role, reachOf } from '#domain/access.ts'
import type { ApplicationFact } from '#domain/funding/application-facts.ts'
import { lineOf, walkApplication } from '#domain/funding/walk-application.ts'
import { isEndedOffer, type OfferStage } from '#domain/offers/transitions.ts'
import { formatDate, formatLongDate } from '#domain/plain-date.ts'
import { listApplicationFacts, listLineIds } from '#server/funding/application-store.ts'
import { findApplication } from '#server/funding/find-application.ts'
import { keepMadeDocument, readFundingDocument } from '#server/funding/funding-documents.ts'
import { recordApplicationFact } from '#server/funding/record-application-fact.ts'
import { refreshApplications } from '#server/funding/refresh-applications.ts'
import { record } from '#server/journal.ts'
import { renderLetter } from '#server/letters/render-letter.ts'
import { isFundingPaper, paperLabel } from '#server/reviews/paper-label.ts'
import { keptBecause, listRequiredPapers } from '#server/reviews/review-store.ts'
import { type Acting, useCase } from '#server/use-case.ts'

const { reviews } = contract

export const assignReviewer = useCase(
  reviews.assign,
  async (context, { applicationId, on, membershipId }) => {
    if (!(await findApplication(context, 'review-applications', applicationId)))
      return context.refuse('unknown-record')
    if (!(await mayReview(context, membershipId))) return context.refuse('unknown-member')
    const recorded = await recordApplicationFact(context, {
      applicationId,
      fact: { kind: 'reviewer-assigned', on, membershipId },
    })
    return recorded.refused ? context.refuse(recorded.refused) : recorded
  },
)

const mayReview = async ({ tx, actor, today }: Acting, membershipId: string): Promise<boolean> => {
  const row = await tx
    .selectFrom('membership')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', membershipId)
    .where((eb) => eb.or([eb('ended_on', 'is', null), eb('ended_on', '>=', today)]))
    .select('role')
    .executeTakeFirst()
  return row !== undefined && reachOf(row.role as Role, 'review-applications') !== 'never'
}

export const askDocuments = useCase(reviews.askDocuments, async (context, input) => {
  const { applicationId, on, channel, answerBy } = input
  const application = await findApplication(context, 'review-applications', applicationId)
  if (!application) return context.refuse('unknown-record')
  if (answerBy < on) return context.refuse('answer-before-asking')
  const documents = [...new Set(input.documents)]
  await forgetPapers(context, applicationId, documents)
  const recorded = await recordApplicationFact(context, {
    applicationId,
    fact: { kind: 'documents-asked', on, documents, channel, answerBy },
  })
  if (recorded.refused) return context.refuse(recorded.refused)
  const letter = await renderLetter(context, {
    templateKey: 'missing-papers',
    householdId: application.householdId,
    values: { 'numéro de dossier': application.number, 'réponse attendue': formatLongDate(answerBy) },
    tables: {
      'documents demandés': {
        columns: [{ label: 'Document', numeric: false }],
        rows: documents.map((one) => [paperLabel(one)]),
      },
    },
  })
  const documentId = await keepMadeDocument(context, {
    applicationId,
    financingId: null,
    householdId: application.householdId,
    kind: 'missing-papers',
    fileName: `Demande de documents ${application.number} ${formatDate(on).replaceAll('/', '-')}.pdf`,
    content: letter.pdf,
  })
  return { factId: recorded.factId, documentId }
})

/** A paper asked for again is no longer one that came. */
const forgetPapers = async ({ tx, actor }: Acting, applicationId: string, documents: readonly string[]) => {
  await tx
    .deleteFrom('application_paper')
    .where('organisation_id', '=', actor.organisationId)
    .where('application_id', '=', applicationId)
    .where('kind', 'in', documents)
    .execute()
}

export const receiveDocument = useCase(
  reviews.receiveDocument,
  async (context, { applicationId, on, document }) => {
    const application = await findApplication(context, 'review-applications', applicationId)
    if (!application) return context.refuse('unknown-record')
    if (!isFundingPaper(document)) {
      const fact = { kind: 'document-received' as const, on, document }
      const recorded = await recordApplicationFact(context, { applicationId, fact })
      return recorded.refused ? context.refuse(recorded.refused) : {}
    }
    if (on > context.today) return context.refuse('future-fact')
    await notePaper(context, applicationId, document, on)
    await record(context, {
      act: 'application-document-received',
      subject: { kind: 'application', id: applicationId },
      householdId: application.householdId,
      after: { on, document: paperLabel(document) },
    })
    await refreshApplications(context, [applicationId])
    return {}
  },
)

const notePaper = async (
  { tx, actor }: Acting,
  applicationId: string,
  kind: string,
  receivedOn: ApplicationFact['on'],
) => {
  const noted = { received_on: receivedOn, noted_by: actor.membershipId }
  await tx
    .insertInto('application_paper')
    .values({ organisation_id: actor.organisationId, application_id: applicationId, kind, ...noted })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'application_id', 'kind']).doUpdateSet(noted),
    )
    .execute()
}

export const declareComplete = useCase(reviews.declareComplete, async (context, { applicationId, on }) => {
  if (!(await findApplication(context, 'review-applications', applicationId)))
    return context.refuse('unknown-record')
  const course = await readCourse(context, applicationId)
  const required = await listRequiredPapers(context, applicationId)
  const missing = required.filter((document) => !course.received.has(document))
  if (missing.length > 0) return context.refuse('papers-missing', { missing: missing.map(paperLabel) })
  const recorded = await recordApplicationFact(context, {
    applicationId,
    fact: { kind: 'declared-complete', on },
  })
  return recorded.refused ? context.refuse(recorded.refused) : recorded
})

const readCourse = async ({ tx, actor }: Acting, applicationId: string) =>
  walkApplication(
    (await listApplicationFacts(tx, actor.organisationId, [applicationId])).get(applicationId) ?? [],
  ).course

export const giveOpinion = useCase(reviews.giveOpinion, async (context, { applicationId, ...given }) => {
  if (!(await findApplication(context, 'review-applications', applicationId)))
    return context.refuse('unknown-record')
  const recorded = await recordApplicationFact(context, {
    applicationId,
    fact: { kind: 'opinion-given', ...given },
  })
  return recorded.refused ? context.refuse(recorded.refused) : recorded
})

export const abandonApplication = useCase(reviews.abandon, async (context, { applicationId, on, reason }) => {
  if (!(await findApplication(context, 'review-applications', applicationId)))
    return context.refuse('unknown-record')
  const { lines } = await readCourse(context, applicationId)
  if ([...lines.values()].some(({ state }) => state === 'granted' || state === 'on-agenda'))
    return context.refuse('lines-decided')
  const recorded = await recordApplicationFact(context, {
    applicationId,
    fact: { kind: 'abandoned', on, reason },
  })
  return recorded.refused ? context.refuse(recorded.refused) : recorded
})

export const reopenApplication = useCase(
  reviews.reopen,
  async (context, { applicationId, on, reason, lineIds }) => {
    const { tx, actor } = context
    if (!(await findApplication(context, 'review-applications', applicationId)))
      return context.refuse('unknown-record')
    const own = (await listLineIds(tx, actor.organisationId, [applicationId])).get(applicationId) ?? []
    if (lineIds.some((id) => !own.includes(id))) return context.refuse('unknown-record')
    const course = await readCourse(context, applicationId)
    const alive = await listAlive(context, applicationId)
    const isAlive = (id: string) => {
      const line = lineOf(course, id)
      return line.state === 'granted' && alive.has(line.grant.financingId)
    }
    if (lineIds.some(isAlive)) return context.refuse('financing-alive')
    const recorded = await recordApplicationFact(context, {
      applicationId,
      fact: { kind: 'reopened', on, reason, lineIds },
    })
    return recorded.refused ? context.refuse(recorded.refused) : recorded
  },
)

/** Financings of the file whose funds are still committed. */
const listAlive = async ({ tx, actor }: Acting, applicationId: string): Promise<Set<string>> => {
  const rows = await tx
    .selectFrom('financing as f')
    .leftJoin('offer_standing as o', (join) =>
      join.onRef('o.organisation_id', '=', 'f.organisation_id').onRef('o.financing_id', '=', 'f.id'),
    )
    .where('f.organisation_id', '=', actor.organisationId)
    .where('f.application_id', '=', applicationId)
    .select(['f.id', 'o.stage'])
    .execute()
  return new Set(
    rows.filter(({ stage }) => !isEndedOffer((stage ?? 'granted') as OfferStage)).map(({ id }) => id),
  )
}

export const cancelApplicationFact = useCase(
  reviews.cancelFact,
  async (context, { applicationId, factId, reason }) => {
    const { tx, actor, now, refuse } = context
    const application = await findApplication(context, 'review-applications', applicationId)
    const row =
      application &&
      (await tx
        .selectFrom('application_event')
        .where('organisation_id', '=', actor.organisationId)
        .where('application_id', '=', applicationId)
        .where('id', '=', factId)
        .select(['kind', 'on_date', 'cancelled_at'])
        .forUpdate()
        .executeTakeFirst())
    if (!row) return refuse('unknown-record')
    if (row.cancelled_at) return refuse('already-cancelled')
    if (keptBecause({ kind: row.kind as ApplicationFact['kind'] }) !== null) return refuse('kept-fact')
    const facts =
      (await listApplicationFacts(tx, actor.organisationId, [applicationId])).get(applicationId) ?? []
    if (breaksOthers(facts, factId)) return refuse('contradicts-later-fact')
    await tx
      .updateTable('application_event')
      .where('organisation_id', '=', actor.organisationId)
      .where('id', '=', factId)
      .set({ cancelled_at: now, cancelled_by: actor.membershipId, cancelled_reason: reason })
      .execute()
    await record(context, {
      act: 'application-fact-cancelled',
      subject: { kind: 'application', id: applicationId },
      householdId: application.householdId,
      before: { kind: row.kind, on: row.on_date },
    })
    await refreshApplications(context, [applicationId])
    return {}
  },
)

const breaksOthers = (facts: readonly ApplicationFact[], factId: string): boolean => {
  const placed = new Set(
    walkApplication(facts)
      .taken.filter(({ isPlaced }) => isPlaced)
      .map(({ fact }) => fact.id),
  )
  const { taken } = walkApplication(facts.filter(({ id }) => id !== factId))
  return taken.some(({ fact, isPlaced }) => !isPlaced && placed.has(fact.id))
}

export const openFundingDocument = useCase(
  reviews.openDocument,
  async (context, { applicationId, documentId }) => {
    const application = await findApplication(context, 'read-funding', applicationId)
    const file = application && (await readFundingDocument(context, applicationId, documentId))
    return file ?? context.refuse('unknown-record')
  },
)
