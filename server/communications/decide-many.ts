import { decideRecipient, type Recipient } from '#domain/communications/decide-recipient.ts'
import type { Channel } from '#domain/communications/kinds.ts'
import type { LetterValues } from '#server/letters/compose-letter.ts'
import { type ComposedMessage, composeMessage, labelsOf, type Wording } from './compose-message.ts'
import { type Facing, listDeadAddresses, type Reading, readFacing } from './recipient-store.ts'

export type Wordings = ReadonlyMap<string, Wording & { number: number }>
export type Judged = {
  recipient: Recipient
  /** Only what is to be sent is composed. */
  message: ComposedMessage | null
}

type Plan = { channel: Channel; wordings: Wordings; more?: LetterValues }

/** For each household, who gets the message and what it says; a text with a hole is for nobody. */
export const judgeMany = async (
  reading: Reading,
  householdIds: readonly string[],
  plan: Plan,
): Promise<Map<string, Judged>> => {
  const facing = await readFacing(reading, householdIds)
  const dead = await listDeadAddresses(reading, plan.channel)
  return new Map(
    [...facing].map(([id, facts]): [string, Judged] => [id, judge(facts, plan, (one) => dead.has(one))]),
  )
}

const judge = (facts: Facing, plan: Plan, hasBounced: (address: string) => boolean): Judged => {
  const { channel, wordings, more } = plan
  const recipient = decideRecipient(facts, { channel, languages: [...wordings.keys()], hasBounced })
  const wording = recipient.outcome === 'send' ? wordings.get(recipient.language) : undefined
  if (recipient.outcome === 'skip' || !wording) return { recipient, message: null }
  const options = { language: recipient.language, ...(more ? { more } : {}) }
  const message = composeMessage(channel, wording, facts.letter, options)
  if (message.missingFields.length === 0) return { recipient, message }
  const detail = labelsOf(message.missingFields).join(', ')
  return { recipient: { outcome: 'skip', reason: 'missing-field', detail }, message: null }
}
