import { expect, it } from 'vitest'
import { paths } from '#web/paths.ts'

it('makes the addresses of the application', () => {
  expect(paths.signIn()).toBe('/connexion')
  expect(paths.plan({ slug: 'le-pas', householdId: 'h1', planId: 'p1' })).toBe('/le-pas/menages/h1/plans/p1')
})

it('keeps a value in its segment', () => {
  expect(paths.organisation({ slug: 'a/b?c' })).toBe('/a%2Fb%3Fc')
})
