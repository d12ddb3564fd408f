import type { Channel, SkipReason } from '#domain/communications/kinds.ts'
import { dialledMobile } from '#domain/communications/mobile.ts'

export type Contact = {
  personId: string | null
  phones: readonly string[]
  email: string | null
  language: string | null
}

/** What is known of a household on the day of a message; `contacts` in the order they are to be written to. */
export type RecipientFacts = {
  isMerged: boolean
  /** Asked never to be contacted, by any means. */
  refusesAll: boolean
  refusedChannels: readonly Channel[]
  preferredLanguage: string | null
  /** The lines of an envelope: names, then street, then town. */
  postalAddress: readonly string[] | null
  contacts: readonly Contact[]
}

export type Recipient =
  | {
      outcome: 'send'
      address: string
      personId: string | null
      /** The language of the wording chosen. */
      language: string
      /** The language asked for, when no wording speaks it: French is sent instead. */
      untranslated: string | null
    }
  | { outcome: 'skip'; reason: SkipReason; detail: string | null }

type Wish = {
  channel: Channel
  /** The languages the template speaks. */
  languages: readonly string[]
  /** An address that sent the last messages back, as written on the message. */
  hasBounced: (address: string) => boolean
}

/** Who gets a message, where and in which language; or why not. */
export const decideRecipient = (facts: RecipientFacts, wish: Wish): Recipient => {
  if (facts.isMerged) return skip('file-merged')
  if (facts.refusesAll || facts.refusedChannels.includes(wish.channel)) return skip('do-not-contact')
  const found = addressFor[wish.channel](facts)
  if (found.addresses.length === 0) return skip(found.missing)
  const reachable = found.addresses.find(({ address }) => !wish.hasBounced(address))
  if (!reachable) return skip('address-bounced', found.addresses[0]?.address ?? null)
  const asked = reachable.language ?? facts.preferredLanguage ?? 'fr'
  const language = [asked, 'fr'].find((one) => wish.languages.includes(one))
  if (language === undefined) return skip('no-wording', asked)
  return {
    outcome: 'send',
    address: reachable.address,
    personId: reachable.personId,
    language,
    untranslated: language === asked ? null : asked,
  }
}

const skip = (reason: SkipReason, detail: string | null = null): Recipient => ({
  outcome: 'skip',
  reason,
  detail,
})

type Found = {
  addresses: { address: string; personId: string | null; language: string | null }[]
  missing: SkipReason
}

const addressFor: Readonly<Record<Channel, (facts: RecipientFacts) => Found>> = {
  letter: ({ postalAddress }) => ({
    addresses: postalAddress ? [{ address: postalAddress.join('\n'), personId: null, language: null }] : [],
    missing: 'no-postal-address',
  }),
  email: ({ contacts }) => ({
    addresses: contacts.flatMap(({ email, personId, language }) =>
      email ? [{ address: email.trim().toLowerCase(), personId, language }] : [],
    ),
    missing: 'no-email',
  }),
  sms: ({ contacts }) => ({
    addresses: contacts.flatMap(({ phones, personId, language }) =>
      phones.flatMap((phone) => {
        const address = dialledMobile(phone)
        return address ? [{ address, personId, language }] : []
      }),
    ),
    missing: contacts.some(({ phones }) => phones.length > 0) ? 'no-mobile' : 'no-phone',
  }),
}
