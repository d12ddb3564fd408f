import { expect, it } from 'vitest'
import { sayTotal } from '#web/ui/total.ts'

const noun = { one: 'ménage', many: 'ménages' }

it.each([
  [{ count: 0, exact: true }, '0 ménage'],
  [{ count: 1, exact: true }, '1 ménage'],
  [{ count: 12_430, exact: true }, '12\u202f430 ménages'],
  [{ count: 10_000, exact: false }, 'plus de 10\u202f000 ménages'],
])('says %j', (total, said) => {
  expect(sayTotal(total, noun)).toBe(said)
})
