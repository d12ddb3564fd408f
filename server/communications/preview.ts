import type { Channel } from '#domain/communications/kinds.ts'
import { messageFields } from '#domain/communications/message-fields.ts'
import { letterFieldRows } from '#domain/letters/fields.ts'
import { formatLongDate } from '#domain/plain-date.ts'
import { findOrganisationName } from '#server/letters/organisation-name.ts'
import { type LetterFacts, readLetterFacts } from '#server/letters/read-facts.ts'
import type { Acting } from '#server/use-case.ts'
import { composeMessage, showMessage } from './compose-message.ts'

type Asked = {
  channel: Channel
  householdId?: string | undefined
  language: string
  subject: string
  body: string
}

/** A wording on a household, or on nobody in particular. */
export const composeSampleMessage = async (context: Acting, asked: Asked) => {
  const { channel, householdId, language, ...wording } = asked
  const facts = householdId && (await readLetterFacts(context, [householdId])).get(householdId)
  const message = composeMessage(channel, wording, facts || (await sampleFacts(context)), { language })
  return showMessage(channel, message)
}

const sampleFacts = async ({
  tx,
  actor,
  today,
}: Acting): Promise<Pick<LetterFacts, 'envelope' | 'values'>> => {
  const organisation = await findOrganisationName(tx, actor.organisationId)
  const values = Object.fromEntries(messageFields.map((field) => [field, letterFieldRows[field].sample]))
  const { destinataire, adresse } = letterFieldRows
  return {
    envelope: {
      author: organisation,
      sender: [organisation],
      recipient: [destinataire.sample, ...adresse.sample.split(', ')],
      dateline: `Le ${formatLongDate(today)}`,
    },
    values: { ...values, organisme: organisation, 'date du jour': formatLongDate(today) },
  }
}
