import { expect, it } from 'vitest'
import { relativeDays } from '#web/ui/relative-days.ts'

it.each([
  [0, 'aujourd’hui'],
  [1, 'demain'],
  [-1, 'hier'],
  [6, 'dans 6 jours'],
  [-13, 'il y a 13 jours'],
  [14, 'dans 2 semaines'],
  [-90, 'il y a 3 mois'],
  [800, 'dans 2 ans'],
])('says %i days as %j', (days, said) => {
  expect(relativeDays(days)).toBe(said)
})
