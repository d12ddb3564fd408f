import { contract } from '#contract/index.ts'
import { commitmentEdition } from '#domain/volunteers/commitment.ts'
import { writeEntry } from '#server/casework/write-entry.ts'
import { record } from '#server/journal.ts'
import { cutPage, decodeKey, encodeKey } from '#server/keyset.ts'
import { followContact } from '#server/measures/follow-contact.ts'
import { useCase } from '#server/use-case.ts'
import {
  countMeetings,
  countOwn,
  findAcceptance,
  findOwn,
  insertAcceptance,
  listMeetingRows,
  listOwnRows,
} from '#server/volunteers/own-store.ts'

export const listOwn = useCase(contract.volunteers.listOwn, async (context) => {
  const acceptance = await findAcceptance(context)
  return {
    commitment: { edition: commitmentEdition, acceptedOn: acceptance?.acceptedOn ?? null },
    households: acceptance ? await listOwnRows(context) : [],
    total: { count: await countOwn(context), exact: true },
  }
})

export const openOwn = useCase(contract.volunteers.openOwn, async (context, { householdId }) => {
  if (!(await findAcceptance(context))) return context.refuse('commitment-missing')
  return (await findOwn(context, householdId)) ?? context.refuse('unknown-record')
})

export const listMeetings = useCase(
  contract.volunteers.listMeetings,
  async (context, { householdId, after, limit }) => {
    if (!(await findAcceptance(context))) return context.refuse('commitment-missing')
    const found = await listMeetingRows(context, householdId, decodeKey(after, 2), limit + 1)
    const { rows, next } = cutPage(found, limit, (row) => encodeKey(row.happenedOn, row.entryId))
    return { rows, next, total: { count: await countMeetings(context, householdId), exact: true } }
  },
)

export const writeMeeting = useCase(
  contract.volunteers.writeMeeting,
  async (context, { householdId, happenedOn, channel, outcome, audience, body }) => {
    if (!(await findAcceptance(context))) return context.refuse('commitment-missing')
    if (happenedOn > context.today) return context.refuse('dated-later')
    const told = { happenedOn, channel, outcome, place: null, present: [] }
    const written = await writeEntry(context, { householdId, audience, body }, { kind: 'contact', ...told })
    if (typeof written === 'string') return context.refuse(written)
    await followContact(context, householdId)
    return { entryId: written.entryId }
  },
)

export const acceptCommitment = useCase(
  contract.volunteers.acceptCommitment,
  async (context, { edition }) => {
    if (edition !== commitmentEdition) return context.refuse('other-edition')
    const already = await findAcceptance(context)
    if (already) return { acceptedOn: already.acceptedOn }
    await insertAcceptance(context)
    await record(context, {
      act: 'commitment-accepted',
      subject: { kind: 'membership', id: context.actor.membershipId },
      after: { edition },
    })
    return { acceptedOn: context.today }
  },
)
