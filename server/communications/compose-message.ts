import type { Channel } from '#domain/communications/kinds.ts'
import { countSmsParts, toSmsText } from '#domain/communications/sms-parts.ts'
import { type LetterField, letterFieldRows } from '#domain/letters/fields.ts'
import { type ComposedLetter, composeLetter, type LetterValues } from '#server/letters/compose-letter.ts'
import type { LetterFacts } from '#server/letters/read-facts.ts'
import { drawLetter } from '#server/letters/typeset-letter.ts'

export type Wording = { subject: string; body: string }
export type ComposedMessage = {
  subject: string
  text: string
  /** The page a letter is printed from. */
  page: ComposedLetter['page']
  missingFields: LetterField[]
  unknownFields: string[]
}

/** The words of a message to one household. A text message has no subject and is written plainly. */
export const composeMessage = (
  channel: Channel,
  wording: Wording,
  { envelope, values }: Pick<LetterFacts, 'envelope' | 'values'>,
  { language, more = {} }: { language: string; more?: LetterValues },
): ComposedMessage => {
  const composed = composeLetter(wording, envelope, { ...values, ...more })
  const { missingFields, unknownFields, page } = composed
  const body = composed.text.slice(page.title.length).trim()
  return {
    subject: channel === 'sms' ? '' : page.title,
    text: channel === 'sms' ? toSmsText(body) : body,
    page: { ...page, language },
    missingFields,
    unknownFields,
  }
}

export const labelsOf = (fields: readonly LetterField[]): string[] =>
  fields.map((field) => letterFieldRows[field].label)

/** What the screen shows of a message before it leaves. */
export const showMessage = (channel: Channel, message: ComposedMessage) => {
  const drawn = channel === 'letter' ? drawLetter(message.page) : undefined
  return {
    subject: message.subject,
    text: message.text,
    svg: drawn?.svg ?? null,
    pageCount: drawn?.pageCount ?? null,
    sms: channel === 'sms' ? countSmsParts(message.text) : null,
    missingFields: labelsOf(message.missingFields),
    unknownFields: message.unknownFields,
  }
}
