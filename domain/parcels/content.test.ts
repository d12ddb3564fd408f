import { expect, test } from 'vitest'
import { keepCategories, labelOfContent } from '#domain/parcels/content.ts'

const content = {
  identity: { civility: null, lastName: 'Durand', firstName: 'Marie', birthOn: null },
  contact: { phone: '0600000000', email: null, language: null },
  budget: { onDate: '2026-10-01' as const, resourcesCents: 120_000, chargesCents: 90_000 },
  motive: 'arrears' as const,
  message: 'À joindre le matin.',
}

test('only what was chosen goes, with the words written for the receiver', () => {
  expect(keepCategories(content, ['identity', 'home'])).toEqual({
    identity: content.identity,
    motive: 'arrears',
    message: 'À joindre le matin.',
  })
  expect(Object.keys(keepCategories(content, []))).toEqual(['motive', 'message'])
})

test('a request is named by its person, its tenancy, or says that it is not', () => {
  expect(labelOfContent(content)).toBe('DURAND Marie')
  const home = {
    address: '1 rue A',
    tenancyNumber: 'L-1',
    enteredOn: null,
    rentCents: null,
    chargesCents: null,
  }
  expect(labelOfContent({ home })).toBe('Location L-1')
  expect(labelOfContent({})).toBe('Ménage non nommé')
})
