import { expect, it } from 'vitest'
import { rangeBetween } from '#web/ui/selection.ts'

const order = ['a', 'b', 'c', 'd']

it.each([
  ['a', 'c', ['a', 'b', 'c']],
  ['d', 'b', ['b', 'c', 'd']],
  ['b', 'b', ['b']],
  [undefined, 'c', ['c']],
  ['gone', 'c', ['c']],
])('selects from %j to %j', (from, to, keys) => {
  expect(rangeBetween(order, from, to)).toEqual(keys)
})
