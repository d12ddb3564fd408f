import { randomUUIDv7 } from 'node:crypto'
import { contract } from '#contract/index.ts'
import {
  type AloneRefusal,
  checkAlone,
  checkGrant,
  delegationLimit,
  type GrantRefusal,
} from '#domain/committees/decide-line.ts'
import { checkSitting } from '#domain/committees/sittings.ts'
import type { CommitmentRefusal } from '#domain/envelopes/refusals.ts'
import type { FundingRefusalReason } from '#domain/funding/application-facts.ts'
import { countConsecutive } from '#domain/funding/request.ts'
import { earlierOf, type PlainDate } from '#domain/plain-date.ts'
import { listAidRuns } from '#server/applications/aid-runs.ts'
import { commitFunds } from '#server/envelopes/commit-funds.ts'
import { type FoundLine, findLine } from '#server/funding/find-application.ts'
import {
  type ApplicationFactRefusal,
  recordApplicationFact,
} from '#server/funding/record-application-fact.ts'
import { refreshPictures } from '#server/funding/record-financing-fact.ts'
import { lockHousehold } from '#server/households/lock-household.ts'
import { record } from '#server/journal.ts'
import { isInstructedBy } from '#server/reviews/review-store.ts'
import { type Acting, useCase } from '#server/use-case.ts'
import { countItems, listItemIds, listPresentIds, lockSitting, seatedMembers } from './committee-store.ts'
import { listOwnDelegations } from './delegation-store.ts'
import { factsOf } from './read-sittings.ts'

export type Decision =
  | {
      outcome: 'granted'
      cents: number
      months: number | null
      conditions: string | null
      envelopeId: string | null
    }
  | { outcome: 'refused'; reasons: FundingRefusalReason[]; text: string }
  | { outcome: 'adjourned'; reason: string }

type Refused = { refused: ApplicationFactRefusal | GrantRefusal | CommitmentRefusal; details?: unknown }
type Decided = { financingId: string | null; refused?: undefined } | Refused

const { committees } = contract

export const openLine = useCase(committees.openLine, async (context, { lineId, on }) => {
  const { today, refuse } = context
  const line = await findLine(context, 'decide-funding', lineId)
  if (!line) return refuse('unknown-record')
  const { product, application } = line
  const { amount, length, recurring } = product
  return {
    applicationId: application.id,
    productName: line.productName,
    kind: line.kind,
    requestedCents: line.requestedCents,
    requestedMonths: line.months,
    minCents: amount.minCents,
    maxCents: amount.maxCents,
    minMonths: recurring ? 1 : (length?.minMonths ?? null),
    maxMonths: recurring?.maxMonths ?? length?.maxMonths ?? null,
    isInstructedByMe: await isOwnWork(context, line),
    delegationCents: await limitOf(context, line, on ?? today),
    field: application.field,
    communeCode: application.communeCode,
  }
})

/** Instructed by the caller, or asked for by them after the filing. */
const isOwnWork = async (context: Acting, { application, askedBy }: FoundLine): Promise<boolean> =>
  askedBy === context.actor.membershipId ||
  (await isInstructedBy(context, application.id, context.actor.membershipId))

const limitOf = async (context: Acting, line: FoundLine, on: PlainDate): Promise<number | null> =>
  delegationLimit(
    await listOwnDelegations(context),
    { id: line.productId, delegationUpToCents: line.product.delegationUpToCents },
    on,
  )

export const decideAlone = useCase(committees.decideAlone, async (context, { lineId, on, decision }) => {
  const { refuse } = context
  const line = await findLine(context, 'decide-funding', lineId)
  if (!line) return refuse('unknown-record')
  const cents = decision.outcome === 'granted' ? decision.cents : line.requestedCents
  const hasInstructed = await isOwnWork(context, line)
  const problem: AloneRefusal | null = checkAlone(await limitOf(context, line, on), cents, hasInstructed)
  if (problem) return refuse(problem)
  const decided = await applyDecision(context, { line, decision, sittingId: null, on })
  return decided.refused ? refuse(decided.refused, decided.details) : decided
})

export const decideInSitting = useCase(
  committees.decide,
  async (context, { sittingId, lineId, decision }) => {
    const { today, refuse } = context
    const sitting = await lockSitting(context, sittingId)
    const line = sitting && (await findLine(context, 'decide-funding', lineId))
    if (!line || !(await listItemIds(context, sittingId)).includes(lineId)) return refuse('unknown-record')
    const counts = (await countItems(context, [sittingId])).get(sittingId)
    const problem = checkSitting(
      {
        ...factsOf(sitting, counts),
        quorum: sitting.quorum,
        members: await seatedMembers(context, sitting),
        presentIds: await listPresentIds(context, sittingId),
      },
      today,
    )
    if (problem === 'items-pending' || problem === 'nobody-presides')
      throw new Error('not a condition of a decision')
    if (problem) return refuse(problem)
    // Whoever instructed may tell the refusals of the committee; what commits funds is written by somebody else.
    if (decision.outcome === 'granted' && (await isOwnWork(context, line)))
      return refuse('instructed-it-yourself')
    const decided = await applyDecision(context, {
      line,
      decision,
      sittingId,
      on: earlierOf(sitting.heldOn, today),
    })
    return decided.refused ? refuse(decided.refused, decided.details) : decided
  },
)

type Deciding = { line: FoundLine; decision: Decision; sittingId: string | null; on: PlainDate }

const applyDecision = async (
  context: Acting,
  { line, decision, sittingId, on }: Deciding,
): Promise<Decided> => {
  if (decision.outcome === 'granted') return grantLine(context, { line, grant: decision, sittingId, on })
  const { outcome, ...detail } = decision
  const fact =
    outcome === 'refused'
      ? {
          kind: 'line-refused' as const,
          on,
          lineId: line.id,
          sittingId,
          ...(detail as { reasons: FundingRefusalReason[]; text: string }),
        }
      : {
          kind: 'line-adjourned' as const,
          on,
          lineId: line.id,
          sittingId: sittingId ?? '',
          ...(detail as { reason: string }),
        }
  const recorded = await recordApplicationFact(context, { applicationId: line.application.id, fact })
  return recorded.refused ? recorded : { financingId: null }
}

type Granting = {
  line: FoundLine
  grant: Extract<Decision, { outcome: 'granted' }>
  sittingId: string | null
  on: PlainDate
}

/**
 * The grant, whole or not at all: the financing, the funds committed on its envelope, the fact of the file. What is
 * refused undoes the transaction of the command.
 */
const grantLine = async (context: Acting, { line, grant, sittingId, on }: Granting): Promise<Decided> => {
  const problem = checkGrant({ requestedCents: line.requestedCents, product: line.product }, grant)
  if (problem) return { refused: problem }
  const financingId = randomUUIDv7()
  const { cents, months, conditions, envelopeId } = grant
  const recorded = await recordApplicationFact(context, {
    applicationId: line.application.id,
    fact: { kind: 'line-granted', on, lineId: line.id, sittingId, financingId, cents, months, conditions },
  })
  if (recorded.refused) return recorded
  const tooLong = await findTooManyMonths(context, line, months)
  if (tooLong) return tooLong
  const envelope = envelopeId === null ? null : await findEnvelopeConvention(context, envelopeId)
  if (envelope === undefined) return { refused: 'unknown-envelope' }
  await insertFinancing(context, {
    id: financingId,
    line,
    grant,
    on,
    conventionId: envelope?.conventionId ?? null,
  })
  // The bank lends a microcredit: nothing of ours is committed.
  if (line.kind !== 'microcredit') {
    const committed = await commitFunds(context, { financingId, envelopeId, cents, on })
    if (committed.outcome === 'refused') return { refused: committed.reason, details: committed.details }
  }
  await record(context, {
    act: 'financing-granted',
    subject: { kind: 'financing', id: financingId },
    householdId: line.application.householdId,
    after: { on, cents, months, product: line.productName },
  })
  await refreshPictures(context, [financingId])
  return { financingId }
}

/**
 * Months of the same aid that follow one another, whatever the files they were granted in: counted at the filing, and again
 * here, since another file may have been granted meanwhile. The household is held, so that two files do not both take the
 * sixth month.
 */
const findTooManyMonths = async (
  context: Acting,
  { product, productId, application, firstMonth }: FoundLine,
  months: number | null,
): Promise<Refused | null> => {
  const { recurring } = product
  if (!recurring || firstMonth === null || months === null) return null
  const { id: exceptApplicationId, householdId } = application
  await lockHousehold(context, householdId)
  const granted = await listAidRuns(context.tx, context.actor.organisationId, {
    ...{ householdId, productId, exceptApplicationId },
    onlyGranted: true,
  })
  const counted = countConsecutive({ firstMonth, months }, granted, recurring.maxMonths)
  return counted.isTooLong ? { refused: 'too-many-in-a-row', details: { told: counted.message } } : null
}

const findEnvelopeConvention = ({ tx, actor }: Acting, envelopeId: string) =>
  tx
    .selectFrom('envelope')
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', envelopeId)
    .select('convention_id as conventionId')
    .executeTakeFirst()

type NewFinancing = {
  id: string
  line: FoundLine
  grant: Granting['grant']
  on: PlainDate
  conventionId: string | null
}

/** Its number is that of the file and its rank in it: the file is held, so that no two take the same. */
const insertFinancing = async (
  { tx, actor, now }: Acting,
  { id, line, grant, on, conventionId }: NewFinancing,
) => {
  const { application } = line
  const { count } = await tx
    .selectFrom('financing')
    .where('organisation_id', '=', actor.organisationId)
    .where('application_id', '=', application.id)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('financing')
    .values({
      organisation_id: actor.organisationId,
      id,
      number: `${application.number}-${Number(count) + 1}`,
      kind: line.kind,
      application_id: application.id,
      line_id: line.id,
      household_id: application.householdId,
      product_id: line.productId,
      product_number: line.productNumber,
      convention_id: conventionId,
      envelope_id: line.kind === 'microcredit' ? null : grant.envelopeId,
      field: application.field,
      commune_code: application.communeCode,
      granted_cents: grant.cents,
      months: grant.months,
      decided_on: on,
      created_at: now,
    })
    .execute()
}
