import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blankProduct } from '#domain/funding/blank-product.ts'
import { checkProduct } from '#domain/funding/check-product.ts'
import { compareProducts, describeProduct } from '#domain/funding/describe-product.ts'
import { financingKinds } from '#domain/funding/kinds.ts'
import type { ProductDefinition } from '#domain/funding/product.ts'
import { checkLine, countConsecutive, type RequestedLine } from '#domain/funding/request.ts'
import { monthlyAid } from '#domain/funding/shipped/household-aids.ts'
import { msLoan } from '#domain/funding/shipped/works-loans.ts'
import { shippedProducts } from '#domain/funding/shipped-products.ts'
import { addMonths } from '#domain/plain-date.ts'

describe('the products that come with Palier', () => {
  test.each(shippedProducts.map(({ key, definition }) => [key, definition] as const))(
    '%s is ready to be published',
    (_, definition) => {
      expect(checkProduct(definition)).toEqual([])
    },
  )
  test('each has a key and a name of its own, and every kind of financing is there', () => {
    expect(new Set(shippedProducts.map(({ key }) => key)).size).toBe(shippedProducts.length)
    expect(new Set(shippedProducts.map(({ definition }) => definition.name)).size).toBe(
      shippedProducts.length,
    )
    expect(new Set(shippedProducts.map(({ definition }) => definition.kind))).toEqual(new Set(financingKinds))
  })
  test('none charges anything: no interest is billed to anyone financed (seed 000)', () => {
    for (const { definition } of shippedProducts)
      expect([definition.charges.fileFeeCents, definition.charges.insurance === 'compulsory']).toEqual([
        0,
        false,
      ])
  })
})

describe('a product that cannot be published says why', () => {
  const wrong = (change: Partial<ProductDefinition>) =>
    checkProduct({ ...msLoan.definition, ...change }).map(({ path }) => path)
  const amount = msLoan.definition.amount
  const length = { minMonths: 12, maxMonths: 120, maxDeferralMonths: 12 }
  test.each<[string, Partial<ProductDefinition>, string]>([
    ['no name', { name: ' ' }, 'name'],
    ['no source', { source: '' }, 'source'],
    ['no field', { fields: [] }, 'fields'],
    ['a field twice', { fields: ['adaptation', 'adaptation'] }, 'fields'],
    ['no purpose', { purposes: [] }, 'purposes'],
    ['a period upside down', { from: '2026-02-01', to: '2026-01-31' }, 'to'],
    ['a maximum of zero', { amount: { ...amount, maxCents: 0 } }, 'amount.maxCents'],
    ['10^15 €', { amount: { ...amount, maxCents: 10 ** 17 } }, 'amount.maxCents'],
    ['a minimum above the maximum', { amount: { ...amount, minCents: 1_000_001 } }, 'amount.minCents'],
    ['a loan without any limit', { amount: { ...amount, maxCents: null } }, 'amount.maxCents'],
    ['a rounding of seven cents', { amount: { ...amount, stepCents: 7 } }, 'amount.stepCents'],
    ['a loan without length', { length: null }, 'length'],
    ['no month at all', { length: { ...length, minMonths: 0 } }, 'length.minMonths'],
    ['a thousand months', { length: { ...length, maxMonths: 1_000 } }, 'length.maxMonths'],
    ['a negative deferral', { length: { ...length, maxDeferralMonths: -1 } }, 'length.maxDeferralMonths'],
    ['a loan without schedule', { convention: null }, 'convention'],
    ['a loan paid each month', { recurring: { monthlyCents: 15_000, maxMonths: 6 } }, 'recurring'],
    ['a grant with a length', { kind: 'grant' }, 'length'],
    ['a monthly aid without months', { kind: 'recurring-aid', length: null }, 'recurring'],
    ['a negative fee', { charges: { fileFeeCents: -1, insurance: 'none' } }, 'charges.fileFeeCents'],
    ['a delegation that never serves', { delegationUpToCents: 100 }, 'delegationUpToCents'],
    ['a paper twice', { documents: ['quotes', 'quotes'] }, 'documents'],
    [
      'a condition on income that is a number',
      {
        eligibility: [
          { key: 'a', fact: 'income-class', condition: { is: 'at-most', value: 1 }, source: 'convention' },
        ],
      },
      'eligibility.0.condition',
    ],
  ])('%s', (_, change, path) => {
    expect(wrong(change)).toContain(path)
  })
  test('a blank one says what to write, of every kind', () => {
    for (const kind of financingKinds) {
      const problems = checkProduct(blankProduct('', kind))
      expect(problems.length).toBeGreaterThan(2)
      expect(problems.every(({ isMissing }) => isMissing)).toBe(true)
    }
  })
})

test('a version tells what it changes', () => {
  const { definition } = msLoan
  const after = { ...definition, amount: { ...definition.amount, maxCents: 1_200_000 } }
  const [change, ...others] = compareProducts(definition, after)
  expect(others).toEqual([])
  expect(change?.added).toEqual(['de 2\u202f500,00\u00a0€ à 12\u202f000,00\u00a0€'])
  expect(describeProduct(definition).find(({ key }) => key === 'length')?.lines).toEqual([
    'De 12 à 120 mois',
    'Différé de 12 mois au plus',
  ])
})

describe('what is asked for under a product', () => {
  const loan = (line: Partial<RequestedLine>) =>
    checkLine(msLoan.definition, { cents: 687_000, months: 84, deferralMonths: 0, ...line }).map(
      ({ problem }) => problem,
    )
  test.each<[string, Partial<RequestedLine>, string[]]>([
    ['6 870 € over 84 months', {}, []],
    ['the very minimum', { cents: 250_000 }, []],
    ['one cent below', { cents: 249_999 }, ['amount-too-small']],
    ['the very maximum', { cents: 1_000_000 }, []],
    ['one euro above', { cents: 1_000_100 }, ['amount-too-large']],
    ['cents, where euros are lent', { cents: 687_050 }, ['amount-not-rounded']],
    ['no length', { months: null }, ['no-months']],
    ['11 months', { months: 11 }, ['months-too-few']],
    ['12 months', { months: 12 }, []],
    ['121 months', { months: 121 }, ['months-too-many']],
    ['13 months of deferral', { deferralMonths: 13 }, ['deferral-too-long']],
  ])('%s', (_, line, expected) => {
    expect(loan(line)).toEqual(expected)
  })
  test('150 € a month: six months, not seven, and so much a month', () => {
    const aid = (months: number | null, cents: number) =>
      checkLine(monthlyAid.definition, { cents, months, deferralMonths: 0 }).map(({ problem }) => problem)
    expect(aid(6, 90_000)).toEqual([])
    expect(aid(7, 105_000)).toEqual(['months-too-many'])
    expect(aid(6, 90_001)).toEqual(['not-so-much-a-month'])
    expect(aid(null, 90_000)).toEqual(['no-months'])
  })
})

describe('at most six consecutive months of the same household', () => {
  test('a seventh month is refused, whatever the file it was granted in', () => {
    const before = [{ firstMonth: '2026-01-01', months: 4 } as const]
    expect(countConsecutive({ firstMonth: '2026-05-01', months: 2 }, before, 6)).toMatchObject({
      inARow: 6,
      isTooLong: false,
    })
    expect(countConsecutive({ firstMonth: '2026-05-01', months: 3 }, before, 6)).toMatchObject({
      inARow: 7,
      isTooLong: true,
      allowedFrom: '2026-06-01',
    })
  })
  test('a month without aid breaks the row', () => {
    const before = [{ firstMonth: '2026-01-01', months: 6 } as const]
    expect(countConsecutive({ firstMonth: '2026-08-01', months: 6 }, before, 6)).toMatchObject({ inARow: 6 })
    expect(countConsecutive({ firstMonth: '2026-07-01', months: 1 }, before, 6)).toMatchObject({
      isTooLong: true,
    })
  })
  test('months granted on both sides join, over the new year', () => {
    const around = [
      { firstMonth: '2026-10-01', months: 2 },
      { firstMonth: '2027-01-01', months: 4 },
    ] as const
    expect(countConsecutive({ firstMonth: '2026-12-01', months: 1 }, around, 6)).toMatchObject({
      inARow: 7,
      isTooLong: true,
    })
  })
  test('never more than six are allowed in a row, in whatever order they are asked', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.integer({ min: 0, max: 40 }), months: fc.integer({ min: 1, max: 6 }) }), {
          maxLength: 12,
        }),
        (asked) => {
          const granted: { firstMonth: ReturnType<typeof addMonths>; months: number }[] = []
          for (const { at, months } of asked) {
            const run = { firstMonth: addMonths('2026-01-01', at), months }
            if (!countConsecutive(run, granted, 6).isTooLong) granted.push(run)
          }
          const paid = new Set(
            granted.flatMap((run) =>
              Array.from({ length: run.months }, (_, index) => addMonths(run.firstMonth, index)),
            ),
          )
          for (let at = 0; at < 48; at++) {
            const window = Array.from({ length: 7 }, (_, index) => addMonths('2026-01-01', at + index))
            expect(window.every((month) => paid.has(month))).toBe(false)
          }
        },
      ),
    )
  })
})
