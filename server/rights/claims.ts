import { contract } from '#contract/index.ts'
import type { Claim } from '#contract/rights-shapes.ts'
import { laterOf } from '#domain/plain-date.ts'
import { checkClaimFact, claimFactLabels, claimStatus, isSettled } from '#domain/rights/claims.ts'
import { type RightKind, rightLabels } from '#domain/rights/kinds.ts'
import { raiseTask, settleRaisedTasks } from '#server/casework/raise-task.ts'
import { findProofs } from '#server/documents/find-proofs.ts'
import { lockHousehold } from '#server/households/lock-household.ts'
import { record } from '#server/journal.ts'
import {
  insertClaim,
  insertClaimFact,
  moveClaimVersion,
  type NewFact,
  readClaims,
  withdrawClaimFact,
} from '#server/rights/claim-store.ts'
import { type Acting, useCase } from '#server/use-case.ts'

type Named = { right: RightKind; name: string | null }

export const recordFact = useCase(
  contract.rights.recordFact,
  async (context, { householdId, claimId, right, name, version, ...fact }) => {
    await lockHousehold(context, householdId)
    const claims = await readClaims(context, householdId)
    const known = claimId
      ? claims.find(({ id }) => id === claimId)
      : claims.find((one) => right !== 'other' && one.right === right)
    if (claimId && known?.right !== right) return context.refuse('unknown-record')
    if (!known && right === 'other' && name === null) return context.refuse('name-needed')
    if ((known?.version ?? 0) !== version) return context.refuse('stale-version', known)
    const problem = checkClaimFact(fact, known?.facts ?? [], context.today)
    if (problem) return context.refuse(problem)
    const proofs = fact.proofFileId ? [fact.proofFileId] : []
    if ((await findProofs(context, householdId, proofs)).length < proofs.length)
      return context.refuse('unknown-file')

    const named: Named = known ?? { right, name: right === 'other' ? name : null }
    const id = known?.id ?? (await insertClaim(context, householdId, named))
    const factId = await insertClaimFact(context, id, fact)
    await record(context, {
      act: `right-${fact.kind}`,
      subject: { kind: 'right-claim', id },
      householdId,
      after: { right, ...(named.name === null ? {} : { name: named.name }), on: fact.on },
    })
    await followUp(context, householdId, { id, ...named, facts: known?.facts ?? [] }, { ...fact, id: factId })
    return { claimId: id, version: known ? await moveClaimVersion(context, id) : 1 }
  },
)

const taskKey = (claimId: string, factId: string) => `right-claim/${claimId}/${factId}`
const nameOf = ({ right, name }: Named) => name ?? rightLabels[right]

/** What was to be done for the former step is over; the next date becomes a task of whoever follows the household. */
const followUp = async (
  context: Acting,
  householdId: string,
  claim: Named & Pick<Claim, 'id' | 'facts'>,
  fact: NewFact & { id: string },
): Promise<void> => {
  const isLatest = claimStatus([...claim.facts, fact]) === fact.kind
  if (!isLatest) return
  const former = claim.facts.map(({ id }) => taskKey(claim.id, id))
  await settleRaisedTasks(
    context,
    former,
    `Étape suivante notée : ${claimFactLabels[fact.kind].toLowerCase()}`,
  )
  if (fact.nextOn === null) return
  await raiseTask(context, {
    householdId,
    assigneeId: null,
    kind: fact.awaited ? 'document-awaited' : isSettled(fact.kind) ? 'check' : 'file',
    title: `${nameOf(claim)} : ${fact.awaited ? `obtenir « ${fact.awaited} »` : nextStepWords[fact.kind]}`,
    dueOn: laterOf(fact.nextOn, context.today),
    compartment: 'social',
    originKey: taskKey(claim.id, fact.id),
    link: `menages/${householdId}/droits`,
  })
}

const nextStepWords: Readonly<Record<NewFact['kind'], string>> = {
  spotted: 'faire la demande',
  asked: 'vérifier la réponse',
  refused: 'décider d’un recours',
  appealed: 'vérifier la réponse au recours',
  opened: 'vérifier le renouvellement',
  waived: 'en reparler',
  ended: 'revoir le droit',
}

export const withdrawFact = useCase(
  contract.rights.withdrawFact,
  async (context, { householdId, claimId, factId, version, reason }) => {
    await lockHousehold(context, householdId)
    const claim = (await readClaims(context, householdId)).find(({ id }) => id === claimId)
    const fact = claim?.facts.find(({ id }) => id === factId)
    if (!claim || !fact) return context.refuse('unknown-record')
    if (claim.version !== version) return context.refuse('stale-version', claim)
    if (claimStatus(claim.facts.filter((one) => one !== fact)) === undefined)
      return context.refuse('out-of-line')
    await withdrawClaimFact(context, factId, reason)
    await settleRaisedTasks(context, [taskKey(claimId, factId)], 'Étape retirée')
    await record(context, {
      act: 'right-fact-withdrawn',
      subject: { kind: 'right-claim', id: claimId },
      householdId,
      before: { right: claim.right, kind: fact.kind, on: fact.on },
    })
    return { version: await moveClaimVersion(context, claimId) }
  },
)
