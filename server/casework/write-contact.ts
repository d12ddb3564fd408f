import { contract } from '#contract/index.ts'
import { writeEntry } from '#server/casework/write-entry.ts'
import { followContact } from '#server/measures/follow-contact.ts'
import { useCase } from '#server/use-case.ts'

export const writeContact = useCase(contract.casework.writeContact, async (context, sent) => {
  const { happenedOn, channel, outcome, place, present } = sent
  if (happenedOn > context.today) return context.refuse('dated-later')
  const told = { kind: 'contact', happenedOn, channel, outcome, place, present } as const
  const written = await writeEntry(context, sent, told)
  if (typeof written === 'string') return context.refuse(written)
  await followContact(context, sent.householdId)
  return written
})
