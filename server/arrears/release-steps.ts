import { randomUUIDv7 } from 'node:crypto'
import { Readable } from 'node:stream'
import { contract } from '#contract/index.ts'
import { type FoundProposal, findProposals } from '#server/arrears/find-proposals.ts'
import { renderLadderLetter, templateOf } from '#server/arrears/ladder-letters.ts'
import { holdTenancies } from '#server/arrears/ladder-store.ts'
import { raiseTasks } from '#server/casework/raise-task.ts'
import { findRefusing } from '#server/communications/find-refusing.ts'
import { record } from '#server/journal.ts'
import type { RenderedLetter } from '#server/letters/render-letter.ts'
import { type Context, useCase } from '#server/use-case.ts'

/**
 * What a person releases is proposed again on the spot, its rows held: a tenant who paid since the list was read gets no
 * letter, and of two people who release the same batch only the first one's is kept.
 */
export const releaseSteps = useCase(
  contract.arrears.releaseSteps,
  async (context, { stepKey, tenancyIds }) => {
    await holdTenancies(context.tx, context.actor.organisationId, tenancyIds)
    const { ladder, proposals } = await findProposals(context, { stepKey, tenancyIds })
    const step = ladder.find(({ key }) => key === stepKey)
    if (!step) return context.refuse('unknown-step')
    const released = templateOf(step.action) ? await reachableBy(context, proposals) : proposals
    for (const proposal of released) await release(context, proposal)
    if (!templateOf(step.action)) await giveTasks(context, released)
    return { released: released.length, skipped: new Set(tenancyIds).size - released.length }
  },
)

type Releasing = Omit<Context, 'refuse'>

/** Whoever refuses letters gets none, here either. */
const reachableBy = async (context: Releasing, proposals: readonly FoundProposal[]) => {
  const households = proposals.map(({ householdId }) => householdId)
  const refusing = await findRefusing(context, 'letter', households)
  return proposals.filter(({ householdId }) => !refusing.has(householdId))
}

const release = async (context: Releasing, proposal: FoundProposal) => {
  const { tx, actor, today } = context
  const { tenancyId, householdId, debtCents, firstDefaultOn, proposed } = proposal
  const letter = await renderLadderLetter(context, proposal)
  const fileId = letter ? await keepLetter(context, letter) : null
  await tx
    .insertInto('ladder_step_done')
    .values({
      organisation_id: actor.organisationId,
      tenancy_id: tenancyId,
      step_key: proposed.step.key,
      first_default_on: firstDefaultOn,
      household_id: householdId,
      label: proposed.step.label,
      done_on: today,
      done_by: actor.membershipId,
      debt_cents: debtCents,
      file_id: fileId,
    })
    .execute()
  await record(context, {
    act: letter ? 'ladder-letter-released' : 'ladder-step-done',
    subject: { kind: 'tenancy', id: tenancyId },
    householdId,
    after: { step: proposed.step.label, debtCents, fileId },
  })
}

const largestLetterBytes = 20_000_000

const keepLetter = async ({ tx, actor, house }: Releasing, letter: RenderedLetter): Promise<string> => {
  const stored = await house.files.write(
    actor.organisationId,
    Readable.from([letter.pdf]),
    largestLetterBytes,
  )
  const id = randomUUIDv7()
  await tx
    .insertInto('stored_file')
    .values({
      organisation_id: actor.organisationId,
      id,
      storage_key: stored.storageKey,
      file_name: letter.fileName,
      content_type: 'application/pdf',
      size_bytes: stored.sizeBytes,
      sha256: stored.sha256,
      stored_by: actor.membershipId,
    })
    .execute()
  return id
}

/** A step without a letter is something to do: whoever follows the household is told. */
const giveTasks = (context: Releasing, proposals: readonly FoundProposal[]) =>
  raiseTasks(
    context,
    proposals.map(({ householdId, tenancyId, firstDefaultOn, proposed }) => ({
      householdId,
      assigneeId: null,
      kind: 'ladder-step',
      title: proposed.step.label,
      dueOn: context.today,
      originKey: `ladder/${tenancyId}/${proposed.step.key}/${firstDefaultOn}`,
      link: `menages/${householdId}/logement`,
    })),
  )
