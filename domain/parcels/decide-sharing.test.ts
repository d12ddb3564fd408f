import { describe, expect, test } from 'vitest'
import { decideGrounds, decideSharing, isConsentFor, type Sharing } from '#domain/parcels/decide-sharing.ts'

const today = '2026-11-22'
const consent = {
  kind: 'share-with-partner' as const,
  partner: 'Association Le Pas',
  givenOn: '2026-11-01' as const,
  endsOn: null,
  revokedOn: null,
}
const sharing: Sharing = {
  kind: 'referral',
  categories: ['identity'],
  legalBasis: 'public-interest',
  informedOn: '2026-11-20',
  consent: null,
  leavesOn: today,
  expiresOn: '2027-05-22',
  termOn: null,
  partner: { name: 'Association Le Pas', isLandlord: false },
}
const told = (more: Partial<Sharing>, role: 'social-worker' | 'rent-officer' = 'social-worker') => {
  const verdict = decideSharing({ ...sharing, ...more }, role, today)
  return verdict.allowed ? 'allowed' : verdict.reason
}

describe('preparing a parcel', () => {
  test.each<[string, Partial<Sharing>, string]>([
    ['identity under a mission of public interest, the household told', {}, 'allowed'],
    ['the household not told', { informedOn: null }, 'household-not-informed'],
    [
      'child protection spares the telling (CASF L.226-2-2)',
      { informedOn: null, legalBasis: 'child-protection' },
      'allowed',
    ],
    [
      'professionals of social action share what is needed, told (CASF L.121-6-2)',
      { legalBasis: 'shared-secrecy' },
      'allowed',
    ],
    ['consent as the basis, without one', { legalBasis: 'consent' }, 'consent-missing'],
    ['consent as the basis, with one', { legalBasis: 'consent', consent }, 'allowed'],
    [
      'fragilities need an agreement besides the mission (RGPD art. 9)',
      { categories: ['vulnerabilities'] },
      'consent-missing',
    ],
    ['fragilities with one', { categories: ['vulnerabilities'], consent }, 'allowed'],
    [
      'an agreement for another partner',
      { legalBasis: 'consent', consent: { ...consent, partner: 'Le CCAS' } },
      'consent-not-for-partner',
    ],
    [
      'an agreement taken back today',
      { legalBasis: 'consent', consent: { ...consent, revokedOn: today } },
      'consent-not-running',
    ],
    [
      'an agreement that ends today still holds',
      { legalBasis: 'consent', consent: { ...consent, endsOn: today } },
      'allowed',
    ],
    ['kept for two years', { expiresOn: '2028-11-22' }, 'allowed'],
    ['kept a day longer', { expiresOn: '2028-11-23' }, 'expires-too-late'],
    ['a mission with a term', { kind: 'mandate', termOn: '2027-11-22' }, 'allowed'],
    ['a mission without', { kind: 'mandate' }, 'term-missing'],
  ])('%s', (_, more, expected) => expect(told(more)).toBe(expected))

  test('rent staff send no budget', () => {
    expect(told({ categories: ['budget'] }, 'rent-officer')).toBe('category-not-yours')
    expect(told({ categories: ['arrears'] }, 'rent-officer')).toBe('allowed')
  })
})

test('what was lawful when prepared is asked again when it leaves', () => {
  const later = {
    ...sharing,
    legalBasis: 'consent' as const,
    consent: { ...consent, revokedOn: '2026-11-24' as const },
  }
  expect(decideGrounds(later, '2026-11-23').allowed).toBe(true)
  expect(decideGrounds(later, '2026-11-24')).toEqual({ allowed: false, reason: 'consent-not-running' })
})

test('an agreement names its partner, written as people write; one for the landlord serves any landlord', () => {
  const named = { kind: 'share-with-partner' as const, partner: 'ASSOCIATION  Le pas' }
  expect(isConsentFor(named, sharing.partner)).toBe(true)
  expect(isConsentFor({ kind: 'support', partner: null }, sharing.partner)).toBe(false)
  expect(isConsentFor({ kind: 'share-with-landlord', partner: null }, { name: 'X', isLandlord: true })).toBe(
    true,
  )
  expect(isConsentFor({ kind: 'share-with-landlord', partner: null }, sharing.partner)).toBe(false)
})
