import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideRecipient, type RecipientFacts } from '#domain/communications/decide-recipient.ts'
import { channels, skipReasons } from '#domain/communications/kinds.ts'
import { problemsOfWording } from '#domain/communications/message-fields.ts'
import { dialledMobile } from '#domain/communications/mobile.ts'
import { nextAllowedMoment, type QuietHours } from '#domain/communications/quiet-hours.ts'
import { countSmsParts, toSmsText } from '#domain/communications/sms-parts.ts'
import { addDays, weekdayOf } from '#domain/plain-date.ts'

const household: RecipientFacts = {
  isMerged: false,
  refusesAll: false,
  refusedChannels: [],
  preferredLanguage: null,
  postalAddress: ['Mme Rosa Delmas', '12 rue des Tilleuls', '63000 Clermont-Ferrand'],
  contacts: [
    {
      personId: 'rosa',
      phones: ['04 73 00 00 01', '06 12 34 56 78'],
      email: 'Rosa@Delmas.example ',
      language: null,
    },
    { personId: 'paul', phones: ['+33 7 98 76 54 32'], email: 'paul@delmas.example', language: 'pt' },
  ],
}
const inFrench = { languages: ['fr'], hasBounced: () => false }

describe('who gets a message', () => {
  test('a letter goes to the envelope, a mail to the first holder who has one, a text to a mobile only', () => {
    const to = (channel: (typeof channels)[number]) => decideRecipient(household, { channel, ...inFrench })
    expect(to('letter')).toMatchObject({
      address: 'Mme Rosa Delmas\n12 rue des Tilleuls\n63000 Clermont-Ferrand',
    })
    expect(to('email')).toMatchObject({ address: 'rosa@delmas.example', personId: 'rosa' })
    expect(to('sms')).toMatchObject({ address: '+33612345678', personId: 'rosa' })
  })

  test.each([
    ['a merged file', { isMerged: true }, 'letter', 'file-merged'],
    ['who asked for nothing at all', { refusesAll: true }, 'letter', 'do-not-contact'],
    ['who refuses text messages', { refusedChannels: ['sms'] as const }, 'sms', 'do-not-contact'],
    ['a home nobody knows', { postalAddress: null }, 'letter', 'no-postal-address'],
    ['no address at all', { contacts: [] }, 'email', 'no-email'],
    ['no telephone', { contacts: [] }, 'sms', 'no-phone'],
    [
      'a telephone on the wall',
      { contacts: [{ personId: 'rosa', phones: ['04 73 00 00 01'], email: null, language: null }] },
      'sms',
      'no-mobile',
    ],
  ] as const)('nothing to %s', (_, change, channel, reason) => {
    expect(decideRecipient({ ...household, ...change }, { channel, ...inFrench })).toMatchObject({
      outcome: 'skip',
      reason,
    })
  })

  test('a refusal of one channel leaves the others', () => {
    const facts = { ...household, refusedChannels: ['sms'] as const }
    expect(decideRecipient(facts, { channel: 'email', ...inFrench }).outcome).toBe('send')
  })

  test('an address that sent the last message back is left for the next one; none left, nobody is written to', () => {
    const hasBounced = (address: string) => address === 'rosa@delmas.example'
    expect(decideRecipient(household, { channel: 'email', languages: ['fr'], hasBounced })).toMatchObject({
      address: 'paul@delmas.example',
    })
    expect(
      decideRecipient(household, { channel: 'email', languages: ['fr'], hasBounced: () => true }),
    ).toEqual({ outcome: 'skip', reason: 'address-bounced', detail: 'rosa@delmas.example' })
  })

  test('the language of the person where a wording speaks it, else French and it is said, else nothing', () => {
    const facts = { ...household, preferredLanguage: 'tr' }
    const speak = (languages: string[]) =>
      decideRecipient(facts, { channel: 'letter', languages, hasBounced: () => false })
    expect(speak(['fr', 'tr'])).toMatchObject({ language: 'tr', untranslated: null })
    expect(speak(['fr', 'pt'])).toMatchObject({ language: 'fr', untranslated: 'tr' })
    expect(speak(['pt'])).toMatchObject({ outcome: 'skip', reason: 'no-wording', detail: 'tr' })
  })

  test('whatever is known, a refusal is never written to and an address written to never bounced', () => {
    const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
    const facts = fc.record({
      isMerged: fc.boolean(),
      refusesAll: fc.boolean(),
      refusedChannels: fc.subarray(channels),
      preferredLanguage: some(fc.constantFrom('fr', 'tr', 'ar')),
      postalAddress: some(fc.array(fc.string(), { minLength: 1, maxLength: 4 })),
      contacts: fc.array(
        fc.record({
          personId: fc.uuid(),
          phones: fc.array(fc.constantFrom('0612345678', '0473000000', 'x', ''), { maxLength: 3 }),
          email: some(fc.emailAddress()),
          language: some(fc.constantFrom('fr', 'pt')),
        }),
        { maxLength: 3 },
      ),
    })
    fc.assert(
      fc.property(facts, fc.constantFrom(...channels), fc.string(), (one, channel, bounced) => {
        const decided = decideRecipient(one, {
          channel,
          languages: ['fr'],
          hasBounced: (address) => address === bounced,
        })
        if (decided.outcome === 'skip') return skipReasons.includes(decided.reason)
        return !one.refusesAll && !one.refusedChannels.includes(channel) && decided.address !== bounced
      }),
    )
  })
})

describe('telephones that receive text messages', () => {
  test.each([
    ['06 12 34 56 78', '+33612345678'],
    ['07.98.76.54.32', '+33798765432'],
    ['+33 (0)6 12 34 56 78', '+33612345678'],
    ['0033612345678', '+33612345678'],
    ['+262 692 12 34 56', '+262692123456'],
    ['+32 470 12 34 56', '+32470123456'],
    ['04 73 12 34 56', undefined],
    ['+33 4 73 12 34 56', undefined],
    ['0800 000 000', undefined],
    ['3949', undefined],
    ['', undefined],
  ])('%s', (written, dialled) => expect(dialledMobile(written)).toBe(dialled))
})

describe('the hours when a telephone may ring', () => {
  const hours: QuietHours = { fromHour: 8, untilHour: 20, onSundays: false, onHolidays: false }
  const holidays = new Set(['2026-12-25'] as const)

  test.each([
    ['a Friday at noon', '2026-11-20', 720, '2026-11-20', 720],
    ['a Friday at five in the morning', '2026-11-20', 300, '2026-11-20', 480],
    ['a Friday at eight in the evening waits for Saturday', '2026-11-20', 1200, '2026-11-21', 480],
    ['a Saturday at nine in the evening waits for Monday', '2026-11-21', 1260, '2026-11-23', 480],
    ['a Sunday waits for Monday', '2026-11-22', 600, '2026-11-23', 480],
    ['Christmas waits for the day after', '2026-12-25', 600, '2026-12-26', 480],
  ] as const)('%s', (_, day, minutes, allowedDay, allowedMinutes) =>
    expect(nextAllowedMoment({ day, minutes }, hours, holidays)).toEqual({
      day: allowedDay,
      minutes: allowedMinutes,
    }),
  )

  test('hours that never open never allow', () =>
    expect(
      nextAllowedMoment({ day: '2026-11-20', minutes: 0 }, { ...hours, untilHour: 8 }, holidays),
    ).toBeUndefined())

  test('whatever the moment, the next allowed one is not before it, is open, and is itself allowed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 0, max: 1439 }), (shift, minutes) => {
        const at = { day: addDays('2026-01-01', shift), minutes }
        const next = nextAllowedMoment(at, hours, holidays)
        if (!next) return false
        const isLater = next.day > at.day || (next.day === at.day && next.minutes >= at.minutes)
        const isOpen = next.minutes >= 480 && next.minutes < 1200 && weekdayOf(next.day) !== 7
        expect(nextAllowedMoment(next, hours, holidays)).toEqual(next)
        return isLater && isOpen && !holidays.has(next.day as '2026-12-25')
      }),
    )
  })
})

describe('what a text message costs', () => {
  test.each([
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['a'.repeat(306), 2],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['ж'.repeat(70), 1],
    ['ж'.repeat(71), 2],
    ['', 1],
  ])('%s', (text, parts) => expect(countSmsParts(text).parts).toBe(parts))

  test('French typography is written plainly, and its accents stay', () => {
    const text = toSmsText('Bonjour, l’atelier « DALO » a lieu à 14 h 30… à bientôt')
    expect(text).toBe('Bonjour, l\'atelier "DALO" a lieu à 14 h 30... à bientôt')
    expect(countSmsParts(toSmsText('L’été, à Noël')).isUnicode).toBe(true)
    expect(countSmsParts(toSmsText('L’accueil est fermé')).isUnicode).toBe(false)
  })
})

describe('the fields of a message', () => {
  test('those of the file are known, those of another paper are refused, the others do not exist', () => {
    expect(problemsOfWording('Votre compte', 'Bonjour {destinataire}, vous devez {solde}.')).toEqual([])
    expect(problemsOfWording('{salaire}', 'Bonjour\n\n{échéancier}')).toEqual([
      { kind: 'unknown-field', names: ['salaire'] },
      { kind: 'field-elsewhere', names: ['Tableau des mensualités'] },
    ])
  })
})
