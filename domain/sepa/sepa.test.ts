import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { collectionDay, easterOf, isTargetDay } from '#domain/loans/target-days.ts'
import { addDays, addMonths, type PlainDate, weekdayOf } from '#domain/plain-date.ts'
import { addressNode, splitStreet } from '#domain/sepa/address.ts'
import { centsOfDecimal, decimalOf } from '#domain/sepa/decimal.ts'
import { isSepaReference, sepaCharacters, toSepaText } from '#domain/sepa/latin.ts'
import {
  decideMandateFact,
  type MandateFact,
  mandateFactKinds,
  mandateStanding,
  sequenceTypeOf,
} from '#domain/sepa/mandates.ts'
import { checkExecutionDay, whyExcluded } from '#domain/sepa/presentation.ts'
import { isPresentedAgain, returnReason } from '#domain/sepa/reasons.ts'
import {
  batchIdOf,
  endToEndIdOf,
  mandateReferenceOf,
  messageIdOf,
  readEndToEndId,
} from '#domain/sepa/references.ts'
import { addTargetDays } from '#domain/sepa/target-days.ts'

describe('Days on which banks settle', () => {
  test.each([
    [1981, '1981-04-19'],
    [2000, '2000-04-23'],
    [2019, '2019-04-21'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
    [2049, '2049-04-18'],
  ])('Easter of %i is on %s', (year, easter) => {
    expect(easterOf(year)).toBe(easter)
  })

  test.each([
    ['2026-04-03', 'Good Friday'],
    ['2026-04-06', 'Easter Monday'],
    ['2026-05-01', '1 May'],
    ['2026-12-25', 'Christmas'],
    ['2028-12-26', '26 December'],
    ['2027-01-01', 'New Year'],
    ['2026-11-22', 'a Sunday'],
  ])('TARGET is closed on %s: %s', (day) => {
    expect(isTargetDay(day as PlainDate)).toBe(false)
  })

  it('works on French holidays that are not its own', () => {
    expect(['2026-05-08', '2026-07-14', '2026-11-11'].map((day) => isTargetDay(day as PlainDate))).toEqual([
      true,
      true,
      true,
    ])
  })

  it('moves a collection to the next day that banks settle, and no further', () => {
    expect(collectionDay('2026-12-25')).toBe('2026-12-28')
    expect(collectionDay('2026-12-05')).toBe('2026-12-07')
    expect(collectionDay('2026-12-10')).toBe('2026-12-10')
    expect(addTargetDays('2026-04-02', 1)).toBe('2026-04-07')
  })

  it('finds in every year an Easter on a Sunday between 22 March and 25 April', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2199 }), (year) => {
        const easter = easterOf(year)
        expect(weekdayOf(easter)).toBe(7)
        expect(easter >= `${year}-03-22` && easter <= `${year}-04-25`).toBe(true)
      }),
    )
  })
})

describe('Letters that banks exchange', () => {
  test.each([
    ['Élodie Lefèvre-Çakır', 'Elodie Lefevre-Cakir'],
    ['SŒUR & Cie « Bâti »', "SOEUR + Cie ' Bati '"],
    ['Łukasz Ångström, 12 €', 'Lukasz Angstrom, 12 EUR'],
    ['O’Brien', "O'Brien"],
    ['  deux   espaces\n', 'deux espaces'],
    ['Ελένη', '?????'],
  ])('%j becomes %j', (text, written) => {
    expect(toSepaText(text, 70)).toBe(written)
  })

  it('writes any text whatever in the allowed letters, within its length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 140 }), (text, longest) => {
        const written = toSepaText(text, longest)
        expect(written).toMatch(sepaCharacters)
        expect(written.length).toBeLessThanOrEqual(longest)
        expect(written).toBe(written.trim())
        expect(toSepaText(written, longest)).toBe(written)
      }),
    )
  })
})

describe('Amounts of ISO 20022', () => {
  test.each([
    ['64.17', 6417],
    ['64.1', 6410],
    ['64', 6400],
    ['0.050', 5],
    ['64.175', undefined],
    ['-1.00', undefined],
    ['1,00', undefined],
    ['1 000.00', undefined],
    ['', undefined],
    ['.', undefined],
    ['1e5', undefined],
  ])('%j is %s cents', (text, cents) => {
    expect(centsOfDecimal(text)).toBe(cents)
  })

  it('reads what it wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (cents) => {
        expect(centsOfDecimal(decimalOf(cents))).toBe(cents)
      }),
    )
  })
})

describe('References', () => {
  it('are short enough, allowed, unique and lead back to what was sent', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.constantFrom('collection' as const, 'payment-order' as const),
        fc.integer({ min: 1, max: 9 }),
        (id, kind, attempt) => {
          const reference = endToEndIdOf({ kind, id, attempt })
          expect(isSepaReference(reference)).toBe(true)
          expect(readEndToEndId(reference)).toEqual({ kind, id, attempt })
          expect(readEndToEndId(` ${reference.toUpperCase()}`)).toEqual({ kind, id, attempt })
        },
      ),
    )
  })

  it('of files, batches and mandates hold in 35 characters', () => {
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9_999_999 }),
        (id, n, number) => {
          for (const reference of [
            messageIdOf('transfer', id),
            batchIdOf(n, id),
            mandateReferenceOf(2026, number),
          ])
            expect(isSepaReference(reference)).toBe(true)
        },
      ),
    )
  })

  it('of others are not ours', () => {
    expect(readEndToEndId('NOTPROVIDED')).toBeUndefined()
    expect(readEndToEndId('P1short')).toBeUndefined()
  })
})

describe('Addresses', () => {
  it('are structured, or left out', () => {
    const address = {
      ...splitStreet('12 bis rue de l’Église'),
      postCode: '13001',
      town: 'Marseille',
      country: 'FR',
    }
    expect(addressNode(address)?.children.map(({ name, text }) => [name, text])).toEqual([
      ['StrtNm', "rue de l'Eglise"],
      ['BldgNb', '12 bis'],
      ['PstCd', '13001'],
      ['TwnNm', 'Marseille'],
      ['Ctry', 'FR'],
    ])
    expect(addressNode({ ...address, town: null })).toBeUndefined()
    expect(addressNode({ ...address, country: 'France' })).toBeUndefined()
    expect(addressNode(null)).toBeUndefined()
  })

  it('keep the whole line when no number stands before the street', () => {
    expect(splitStreet('Lieu-dit Le Moulin')).toEqual({ street: 'Lieu-dit Le Moulin', buildingNumber: null })
  })
})

const months = 36
const fact = (kind: MandateFact['kind'], on: PlainDate): MandateFact => ({ kind, on })
const stateOf = (facts: MandateFact[], today: PlainDate = '2026-12-31') =>
  mandateStanding(facts, months, today).state

describe('A mandate', () => {
  const signed = fact('signed', '2026-01-10')
  test.each([
    ['draft', []],
    ['signed', [signed]],
    ['active', [signed, fact('presented', '2026-02-05')]],
    ['amended', [signed, fact('presented', '2026-02-05'), fact('amended', '2026-03-01')]],
    ['signed', [signed, fact('amended', '2026-03-01')]],
    [
      'active',
      [
        signed,
        fact('presented', '2026-02-05'),
        fact('amended', '2026-03-01'),
        fact('presented', '2026-03-05'),
      ],
    ],
    ['suspended', [signed, fact('suspended', '2026-02-01')]],
    ['signed', [signed, fact('suspended', '2026-02-01'), fact('resumed', '2026-02-02')]],
    [
      'amended',
      [
        signed,
        fact('presented', '2026-02-05'),
        fact('suspended', '2026-02-06'),
        fact('amended', '2026-02-07'),
        fact('resumed', '2026-02-08'),
      ],
    ],
    ['revoked', [signed, fact('revoked', '2026-03-01')]],
    ['revoked', [fact('revoked', '2026-03-01')]],
  ])('is %s', (state, facts) => {
    expect(stateOf(facts)).toBe(state)
  })

  it('lapses after thirty-six months without a debit, not on the last day of them', () => {
    const facts = [signed, fact('presented', '2026-02-05')]
    const last = addMonths('2026-02-05', months)
    expect(stateOf(facts, last)).toBe('active')
    expect(stateOf(facts, addDays(last, 1))).toBe('lapsed')
    expect(decideMandateFact(facts, fact('amended', addDays(last, 1)), months, addDays(last, 1))).toBe(
      'lapsed-mandate',
    )
    expect(
      decideMandateFact(facts, fact('revoked', addDays(last, 1)), months, addDays(last, 1)),
    ).toBeUndefined()
  })

  it('refuses what its state does not permit', () => {
    const today = '2026-06-01'
    expect(decideMandateFact([], fact('amended', today), months, today)).toBe('not-in-this-state')
    expect(decideMandateFact([signed], fact('signed', today), months, today)).toBe('not-in-this-state')
    expect(decideMandateFact([signed], fact('suspended', '2026-06-02'), months, today)).toBe('future-fact')
    expect(decideMandateFact([signed], fact('suspended', '2026-01-09'), months, today)).toBe(
      'before-last-fact',
    )
  })

  it('once revoked never comes back, whatever happens to it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...mandateFactKinds)),
        fc.array(fc.constantFrom(...mandateFactKinds)),
        (before, after) => {
          const facts = [...before, 'revoked' as const, ...after].map((kind) => fact(kind, '2026-02-01'))
          const isLive = stateOf(before.map((kind) => fact(kind, '2026-02-01'))) !== 'revoked'
          expect(isLive || stateOf(facts) === 'revoked').toBe(true)
          expect(stateOf(facts)).toBe('revoked')
        },
      ),
    )
  })

  it('says which debit of its series comes next', () => {
    expect(sequenceTypeOf({ isSingle: false, kept: 0, isLast: false })).toBe('FRST')
    expect(sequenceTypeOf({ isSingle: false, kept: 1, isLast: false })).toBe('RCUR')
    expect(sequenceTypeOf({ isSingle: false, kept: 1, isLast: true })).toBe('FNAL')
    expect(sequenceTypeOf({ isSingle: true, kept: 0, isLast: true })).toBe('OOFF')
  })
})

describe('A debit that is due', () => {
  const standing = mandateStanding([fact('signed', '2026-11-01')], months, '2026-11-22')
  const mandate = { ...standing, isSingle: false, noticeDays: null, noticedOn: null }
  const due = { mandate, isFrozen: false, isHeldBack: false }
  type Due = Parameters<typeof whyExcluded>[0]
  const why = (changed: Partial<Due>) => whyExcluded({ ...due, ...changed }, '2026-12-07', 14)

  it('is presented, unless something forbids it', () => {
    expect(why({})).toBeUndefined()
    expect(why({ isFrozen: true })).toBe('frozen')
    expect(why({ isHeldBack: true })).toBe('waits-for-decision')
    expect(why({ mandate: null })).toBe('no-mandate')
    expect(why({ mandate: { ...mandate, state: 'suspended' } })).toBe('mandate-not-usable')
    expect(why({ mandate: { ...mandate, state: 'draft' } })).toBe('mandate-not-usable')
    expect(why({ mandate: { ...mandate, lapsesOn: '2026-12-06' } })).toBe('mandate-lapsed')
    expect(why({ mandate: { ...mandate, isSingle: true, presentations: 1 } })).toBe('single-mandate-used')
  })

  it('waits for its fourteen days of notice, or for the shorter delay agreed', () => {
    expect(why({ mandate: { ...mandate, noticedOn: '2026-11-24' } })).toBe('notice-too-short')
    expect(why({ mandate: { ...mandate, noticedOn: '2026-11-23' } })).toBeUndefined()
    expect(why({ mandate: { ...mandate, noticedOn: '2026-12-01', noticeDays: 5 } })).toBeUndefined()
  })

  it('goes in a file for a day that banks work, early enough', () => {
    expect(checkExecutionDay('2026-12-25', 1, '2026-11-22')).toBe('not-a-bank-day')
    expect(checkExecutionDay('2026-11-23', 1, '2026-11-23')).toBe('too-soon')
    expect(checkExecutionDay('2026-11-23', 1, '2026-11-22')).toBeUndefined()
    expect(checkExecutionDay('2027-12-01', 1, '2026-11-22')).toBe('too-far')
  })
})

describe('What comes back', () => {
  it('is presented again once for want of money, and never for a death or a closed account', () => {
    expect(isPresentedAgain('AM04', 1)).toBe(true)
    expect(isPresentedAgain('AM04', 2)).toBe(false)
    expect(isPresentedAgain('MD07', 1)).toBe(false)
    expect(isPresentedAgain('AC04', 1)).toBe(false)
    expect(isPresentedAgain('XX99', 1)).toBe(false)
    expect(returnReason('MD07').mandate).toBe('revoke')
    expect(returnReason('XX99').label).toBe('Motif XX99')
  })
})
