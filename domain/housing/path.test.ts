import { expect, test } from 'vitest'
import type { BudgetSnapshot } from '#domain/budget/snapshot.ts'
import { effortInHome } from '#domain/housing/home-search.ts'
import { pathOf, type Stay } from '#domain/housing/path.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'

const stay = (parts: Pick<Stay, 'id' | 'from' | 'to'>): Stay => ({
  kind: 'direct-lease',
  place: 'Clermont-Ferrand',
  move: null,
  ...parts,
})

test('stays in the order they began, the unknown times between them drawn as such', () => {
  const path = pathOf(
    [
      stay({ id: 'b', from: '2024-06-01', to: null }),
      stay({ id: 'a', from: '2020-01-01', to: '2022-12-31' }),
      stay({ id: 'c', from: '2023-01-01', to: '2024-03-31' }),
    ],
    '2026-01-01',
  )
  expect(path.map((one) => (one.isStay ? one.id : [one.from, one.to]))).toEqual([
    'a',
    'c',
    ['2024-04-01', '2024-05-31'],
    'b',
  ])
})

test('a move that takes days overlaps and leaves no unknown time', () => {
  const path = pathOf(
    [
      stay({ id: 'a', from: '2020-01-01', to: '2024-06-15' }),
      stay({ id: 'b', from: '2024-06-01', to: null }),
    ],
    '2026-01-01',
  )
  expect(path.every((one) => one.isStay)).toBe(true)
})

test('what is to come is not yet on the path', () => {
  expect(pathOf([stay({ id: 'a', from: '2027-01-01', to: null })], '2026-01-01')).toEqual([])
})

const budget: BudgetSnapshot = {
  onDate: '2026-11-01',
  members: [{ bornOn: '1990-01-01' }],
  resources: [
    { kind: 'wages', amountCents: 120_000, every: 'month' },
    { kind: 'housing-benefit', amountCents: 20_000, every: 'month' },
  ],
  charges: [
    { kind: 'rent', amountCents: 70_000, every: 'month' },
    { kind: 'electricity', amountCents: 9_000, every: 'month' },
    { kind: 'phone-internet', amountCents: 3_000, every: 'month' },
  ],
}

test('the effort rate in another home takes its costs and its aid, not those of the present one', () => {
  const params = readParameters(legalParameters, '2026-11-01')
  const { withoutEnergy, withEnergy } = effortInHome(
    budget,
    { rentCents: 38_000, chargesCents: 6_000, energyCents: 6_000, benefitCents: 20_000 },
    params,
  )
  expect(withoutEnergy.rateBasisPoints).toBe(2_000)
  expect(withEnergy.rateBasisPoints).toBe(2_500)
  expect(withEnergy.isAboveThreshold).toBe(false)
  const dearer = { rentCents: 38_012, chargesCents: 6_000, energyCents: 6_000, benefitCents: 20_000 }
  expect(effortInHome(budget, dearer, params).withEnergy).toMatchObject({
    rateBasisPoints: 2_501,
    isAboveThreshold: true,
  })
})
