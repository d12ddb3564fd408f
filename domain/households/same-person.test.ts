import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contactChannelLabels, contactChannels, countsAsReached } from '#domain/households/contact-kinds.ts'
import { difficultyCauseLabels, vulnerabilities, vulnerabilityLabels } from '#domain/households/kinds.ts'
import { foldName, likeness, type PersonTraits, proposalScore } from '#domain/households/same-person.ts'

const nadia: PersonTraits = {
  lastName: 'D’Almeida Núñez',
  firstName: 'Nadia',
  bornOn: '1984-07-12',
  phones: ['06 12 34 56 78'],
  email: 'nadia@exemple.fr',
  address: '12 av. de la République, 63000 Clermont-Ferrand',
}
const like = (changes: Partial<PersonTraits>) =>
  likeness(nadia, { lastName: 'X', firstName: 'Y', ...changes })

describe('comparing names', () => {
  it.each([
    ['D’Almeida-Núñez', 'almeida nunez'],
    ['DE LA FONTAINE', 'fontaine'],
    ['Lebœuf', 'leboeuf'],
    ['De', 'de'],
    ['  el   Amrani ', 'amrani'],
  ])('folds « %s » into « %s »', (name, folded) => {
    expect(foldName(name)).toBe(folded)
  })
})

describe('the same person?', () => {
  it('same name without accents and same birth date: proposed, with the reasons', () => {
    const found = like({ lastName: 'ALMEIDA NUNEZ', firstName: 'NADIA', bornOn: '1984-07-12' })
    expect(found.reasons).toEqual(['same-name', 'same-birth-date'])
    expect(found.score).toBeGreaterThanOrEqual(proposalScore)
  })
  it('same phone, written otherwise, and names swapped', () => {
    const found = like({ lastName: 'Nadia', firstName: 'Almeida Nunez', phones: ['+33612345678'] })
    expect(found.reasons).toEqual(['names-swapped', 'same-phone'])
    expect(found.score).toBeGreaterThanOrEqual(proposalScore)
  })
  it('a typing slip in the name, the day and month swapped, the same address', () => {
    const found = like({
      lastName: 'Almeida Nunes',
      firstName: 'Nadia',
      bornOn: '1984-12-07',
      address: '12 AVENUE DE LA REPUBLIQUE 63000 CLERMONT FERRAND',
    })
    expect(found.reasons).toEqual(['close-name', 'birth-date-slip', 'same-address'])
    expect(found.score).toBeGreaterThanOrEqual(proposalScore)
  })
  it('the name at birth of one is the name of the other', () => {
    const married = { ...nadia, lastName: 'Martin', birthName: 'Almeida Núñez' }
    expect(likeness(nadia, married).reasons).toContain('same-birth-name')
  })
  it('a compound first name is the same first name', () => {
    expect(like({ lastName: 'Almeida Nunez', firstName: 'Nadia Sofia' }).reasons).toEqual(['same-name'])
  })
  it('a namesake born another year is not proposed', () => {
    const found = like({
      lastName: 'Almeida Nunez',
      firstName: 'Nadia',
      bornOn: '1961-02-28',
      address: nadia.address,
    })
    expect(found.reasons).toContain('different-birth-date')
    expect(found.score).toBeLessThan(proposalScore)
  })
  it('two people of one home who share phone and address are not proposed', () => {
    expect(
      like({ lastName: 'Almeida Nunez', firstName: 'Bruno', phones: nadia.phones, address: nadia.address }),
    ).toEqual({ score: 0, reasons: [] })
  })
  it('does not depend on which is compared to which, and is sure of oneself', () => {
    const anyPerson: fc.Arbitrary<PersonTraits> = fc.record({
      lastName: fc.constantFrom('Martin', 'Martín', 'MARTAIN', 'Nadia', 'De Souza', ''),
      firstName: fc.constantFrom('Nadia', 'N.', 'Nadia Sofia', 'Martin', 'Jean', ''),
      birthName: fc.constantFrom(null, 'Martin', 'De Souza'),
      bornOn: fc.constantFrom(null, '1984-07-12' as const, '1984-12-07' as const, '1984-07-13' as const),
      phones: fc.constantFrom([], ['0612345678']),
      address: fc.constantFrom(null, '3 rue Haute'),
    })
    fc.assert(
      fc.property(anyPerson, anyPerson, (a, b) => {
        expect(likeness(a, b)).toEqual(likeness(b, a))
        if (foldName(a.lastName) !== '') expect(likeness(a, a).reasons).toContain('same-name')
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('closed lists', () => {
  it('name the way of living, never an origin, and no illness', () => {
    const words = vulnerabilities
      .map((key) => vulnerabilityLabels[key])
      .join(' ')
      .toLowerCase()
    expect(words).toContain('habitat mobile')
    expect(words).not.toMatch(/voyage|rom\b|tsigane|maladie|handicap|psych|addict/)
  })
  it('keep the causes of seed 002', () => {
    expect(Object.values(difficultyCauseLabels)).toEqual(
      expect.arrayContaining([
        'Arrêt maladie',
        'Invalidité',
        'Séparation',
        'Chômage partiel',
        'Perte d’emploi',
        'Violences conjugales',
        'Sinistre',
        'Décès',
        'Augmentation des charges du logement',
      ]),
    )
  })
  it('label every channel, and count as reached only who was met', () => {
    expect(contactChannels.every((channel) => contactChannelLabels[channel].length > 2)).toBe(true)
    expect([countsAsReached('met'), countsAsReached('message-left')]).toEqual([true, false])
  })
})
