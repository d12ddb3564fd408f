import { expect, test } from 'vitest'
import { readPostalAddress } from './postal-address.ts'

test.each([
  ['3, rue Basse\n63300 Thiers', ['3, rue Basse', '63300 Thiers']],
  ['3, rue Basse, 63300 Thiers', ['3, rue Basse', '63300 Thiers']],
  ['3 rue Basse 63300 Thiers', ['3 rue Basse', '63300 Thiers']],
  [
    'Chez Mme Roux\n3 rue Basse\n63300 Thiers Cedex 1',
    ['Chez Mme Roux', '3 rue Basse', '63300 Thiers Cedex 1'],
  ],
])('« %s » is written on an envelope', (written, lines) => {
  expect(readPostalAddress(written)).toEqual(lines)
})

test.each([
  'Résidence des Acacias, Riom',
  '63000 Clermont-Ferrand',
  'Clermont-Ferrand, 115 appelé chaque soir',
  '',
])('a letter to « %s » would arrive nowhere', (written) => {
  expect(readPostalAddress(written)).toBeUndefined()
})
