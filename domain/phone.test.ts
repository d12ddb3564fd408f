import { expect, it } from 'vitest'
import { formatPhoneNumber, readPhoneNumber, tellPhone } from '#domain/phone.ts'

it.each([
  [805_160_075, '0 805 16 00 75'],
  [473_001_205, '04 73 00 12 05'],
])('%i reads %s, and back', (digits, text) => {
  expect(formatPhoneNumber(digits)).toBe(text)
  expect(readPhoneNumber(text)).toBe(digits)
})
it.each([
  ['0', 0],
  ['04.73.00.12.05', 473_001_205],
  ['805160075', undefined],
  ['00 805 16 00 75', undefined],
  ['douze', undefined],
])('« %s » is %s', (text, digits) => {
  expect(readPhoneNumber(text)).toBe(digits)
})

it('a number kept in its international form is told as people read it', () => {
  expect(tellPhone('+33612345678')).toBe('06 12 34 56 78')
  for (const written of ['06 12 34 56 78', '+32470123456', '3949']) expect(tellPhone(written)).toBe(written)
})
