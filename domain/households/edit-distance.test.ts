import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editDistance, nearestWords } from '#domain/households/edit-distance.ts'

test.each([
  ['victor', 'vicotr', 1],
  ['chamarot', 'cahmarot', 1],
  ['dupont', 'dupond', 1],
  ['benali', 'ben', 3],
  ['', 'abc', 3],
  ['martin', 'martin', 0],
] as const)('%s and %s are %i slips apart', (a, b, slips) => {
  expect(editDistance(a, b)).toBe(slips)
})

test('a distance is the same both ways and never exceeds the longer word', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      const distance = editDistance(a, b)
      expect(distance).toBe(editDistance(b, a))
      expect(distance).toBeLessThanOrEqual(Math.max(a.length, b.length))
      expect(distance === 0).toBe(a === b)
    }),
  )
})

test('a short word forgives one slip, a longer one two, the nearest first', () => {
  expect(nearestWords('diop', ['diot', 'diallo', 'diopa', 'diop'], 5)).toEqual(['diop', 'diopa', 'diot'])
  expect(nearestWords('marchnad', ['marchand', 'marchard', 'merchant', 'martin'], 2)).toEqual([
    'marchand',
    'marchard',
  ])
})
