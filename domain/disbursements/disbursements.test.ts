import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideClosing } from '#domain/disbursements/closing.ts'
import { entriesAtExecution, entriesAtIssue, entriesAtReturn } from '#domain/disbursements/entries.ts'
import {
  decideInvoicePayment,
  findInvoiceProblem,
  normalInvoiceNumber,
  type PayableInvoice,
  type PayingFinancing,
} from '#domain/disbursements/invoices.ts'
import { paymentOrderKinds } from '#domain/disbursements/kinds.ts'
import {
  type MonthlyAid,
  monthsOfAid,
  monthsToPrepare,
  runAround,
} from '#domain/disbursements/monthly-aid.ts'
import { financingKinds } from '#domain/funding/kinds.ts'
import { sumCents } from '#domain/money.ts'
import { addMonths, type PlainDate } from '#domain/plain-date.ts'

const invoice = (part: Partial<PayableInvoice> = {}): PayableInvoice => ({
  grossCents: 1_000_000,
  isWithdrawn: false,
  approvedBy: ['operator', 'household'],
  orderedCents: 0,
  ...part,
})
const financing = (part: Partial<PayingFinancing> = {}): PayingFinancing => ({
  committedCents: 2_900_000,
  orderedCents: 0,
  releaseFrom: '2026-11-20',
  disbursementsClosed: false,
  needsMandate: true,
  hasMandate: true,
  ...part,
})

describe('an invoice is paid once approved twice, within the grant, from the day the law allows', () => {
  test.each<[string, Partial<PayableInvoice>, Partial<PayingFinancing>, number, object]>([
    ['all is there', {}, {}, 1_000_000, { outcome: 'allowed' }],
    ['nothing asked', {}, {}, 0, { reason: 'amount-not-positive' }],
    ['a negative amount', {}, {}, -1, { reason: 'amount-not-positive' }],
    [
      'the operator has said nothing',
      { approvedBy: ['household'] },
      {},
      1,
      { reason: 'not-approved-by-operator' },
    ],
    [
      'the household has said nothing',
      { approvedBy: ['operator'] },
      {},
      1,
      { reason: 'not-approved-by-household' },
    ],
    ['withdrawn', { isWithdrawn: true }, {}, 1, { reason: 'invoice-withdrawn' }],
    [
      'a cent more than invoiced',
      {},
      {},
      1_000_001,
      { reason: 'more-than-invoiced', atMostCents: 1_000_000 },
    ],
    [
      'a part already ordered',
      { orderedCents: 400_000 },
      {},
      600_001,
      { reason: 'more-than-invoiced', atMostCents: 600_000 },
    ],
    ['the last cent of the grant', {}, { orderedCents: 2_899_999 }, 1, { outcome: 'allowed' }],
    [
      'a cent beyond the grant',
      {},
      { orderedCents: 2_899_999 },
      2,
      { reason: 'more-than-granted', atMostCents: 1 },
    ],
    ['the offer is not accepted', {}, { releaseFrom: null }, 1, { reason: 'offer-not-accepted' }],
    [
      'the day before funds may leave',
      {},
      { releaseFrom: '2026-11-23' },
      1,
      { reason: 'before-release-of-funds' },
    ],
    ['closed', {}, { disbursementsClosed: true }, 1, { reason: 'disbursements-closed' }],
    ['nobody may receive the subsidy', {}, { hasMandate: false }, 1, { reason: 'no-financial-mandate' }],
    ['a loan needs no mandate', {}, { hasMandate: false, needsMandate: false }, 1, { outcome: 'allowed' }],
  ])('%s', (_, facts, funding, cents, expected) => {
    expect(
      decideInvoicePayment(invoice(facts), financing(funding), { cents, on: '2026-11-22' }),
    ).toMatchObject(expected)
  })
})

describe('an invoice as it was typed', () => {
  const rows = [{ rateBasisPoints: 550, netCents: 3_400_000, vatCents: 187_000 }]
  test('34 000 HT at 5,5 % make 35 870 TTC', () => {
    expect(findInvoiceProblem({ invoicedOn: '2026-10-01', rows }, '2026-11-22')).toBeUndefined()
  })
  test('VAT rounded line by line is a few cents away', () => {
    const rounded = [{ rateBasisPoints: 550, netCents: 3_400_000, vatCents: 187_005 }]
    expect(findInvoiceProblem({ invoicedOn: '2026-10-01', rows: rounded }, '2026-11-22')).toBeUndefined()
  })
  test.each([
    ['of tomorrow', { invoicedOn: '2026-11-23' as PlainDate, rows }, 'invoice-in-future'],
    [
      'VAT of another rate',
      {
        invoicedOn: '2026-10-01' as PlainDate,
        rows: [{ rateBasisPoints: 1000, netCents: 100_000, vatCents: 5_500 }],
      },
      'vat-does-not-match',
    ],
    [
      'the same rate twice',
      { invoicedOn: '2026-10-01' as PlainDate, rows: [...rows, ...rows] },
      'rate-twice',
    ],
    [
      '10^15 €',
      {
        invoicedOn: '2026-10-01' as PlainDate,
        rows: [{ rateBasisPoints: 0, netCents: 10 ** 14, vatCents: 0 }],
      },
      'invoice-too-large',
    ],
  ])('%s', (_, written, reason) => {
    expect(findInvoiceProblem(written, '2026-11-22')?.reason).toBe(reason)
  })
  test('a number typed twice is recognised', () => {
    expect(normalInvoiceNumber('  fac  2026-118 ')).toBe('FAC 2026-118')
  })
})

describe('what is written when money moves', () => {
  const order = fc.record({
    kind: fc.constantFrom(...paymentOrderKinds),
    cents: fc.integer({ min: 1, max: 1_000_000_000 }),
    financingId: fc.constant('f'),
    financingKind: fc.constantFrom(...financingKinds),
    envelopeId: fc.option(fc.constant('e'), { nil: null }),
  })
  test('each writing sums to zero, and a return leaves nothing of what had left', () => {
    fc.assert(
      fc.property(order, fc.boolean(), (paid, executed) => {
        const out = entriesAtIssue(paid)
        const shown = executed ? entriesAtExecution(paid) : []
        const back = entriesAtReturn(paid, executed)
        for (const lines of [out, shown, back]) expect(sumCents(lines.map(({ cents }) => cents))).toBe(0)
        const balances = Map.groupBy([...out, ...shown, ...back], ({ use }) => use)
        for (const lines of balances.values()) expect(sumCents(lines.map(({ cents }) => cents))).toBe(0)
      }),
    )
  })
  test('what is given back to a household is no disbursement', () => {
    const lines = entriesAtIssue({
      kind: 'refund-to-household',
      cents: 500,
      financingId: 'f',
      financingKind: 'subsidy-advance',
      envelopeId: 'e',
    })
    expect(lines).toEqual([
      { use: 'owed-to-household', cents: 500, financingId: 'f' },
      { use: 'bank-in-transit', cents: -500 },
    ])
  })
})

describe('closing of disbursements', () => {
  const facts = { committedCents: 687_000, disbursedCents: 527_000, waitingCents: 0, isClosed: false }
  test.each([
    ['what was not spent is given back', facts, { outcome: 'closed', unspentCents: 160_000 }],
    ['all was spent', { ...facts, disbursedCents: 687_000 }, { outcome: 'closed', unspentCents: 0 }],
    [
      'an order has not left',
      { ...facts, waitingCents: 1 },
      { outcome: 'refused', reason: 'orders-waiting' },
    ],
    ['twice', { ...facts, isClosed: true }, { outcome: 'refused', reason: 'already-closed' }],
  ])('%s', (_, given, expected) => {
    expect(decideClosing(given)).toEqual(expected)
  })
})

describe('150 € a month, six months in a row at most', () => {
  const aid: MonthlyAid = { firstMonth: '2026-09-01', months: 6, cents: 15_000, stoppedOn: null }
  const none = new Set<PlainDate>()
  const on = (today: PlainDate, part: Partial<Parameters<typeof monthsToPrepare>[1]> = {}, given = aid) =>
    monthsToPrepare(given, { ordered: none, paidMonths: none, maxInARow: 6, today, ...part })

  test('each month begun has its order, no month to come', () => {
    expect(on('2026-11-22').due).toEqual(['2026-09-01', '2026-10-01', '2026-11-01'])
    expect(on('2026-08-31').due).toEqual([])
  })
  test('a month already ordered is not ordered again', () => {
    const months = new Set<PlainDate>(['2026-09-01', '2026-10-01'])
    expect(on('2026-11-22', { ordered: months, paidMonths: months }).due).toEqual(['2026-11-01'])
  })
  test('the seventh in a row is refused, whatever aid paid the six before', () => {
    const before = new Set(Array.from({ length: 6 }, (_, index) => addMonths('2026-03-01', index)))
    expect(on('2026-09-15', { paidMonths: before })).toEqual({ due: [], barred: ['2026-09-01'] })
  })
  test('after a month without, one may start again', () => {
    const before = new Set(Array.from({ length: 6 }, (_, index) => addMonths('2026-02-01', index)))
    expect(on('2026-09-15', { paidMonths: before })).toEqual({ due: ['2026-09-01'], barred: [] })
  })
  test('an event stops it: the months that begin afterwards are not paid', () => {
    expect(monthsOfAid({ ...aid, stoppedOn: '2026-11-10' })).toEqual([
      '2026-09-01',
      '2026-10-01',
      '2026-11-01',
    ])
  })
  test('however the nights fall, no month twice and never more in a row than allowed', () => {
    const months = fc.record({
      firstMonth: fc.integer({ min: 0, max: 12 }).map((offset) => addMonths('2026-01-01', offset)),
      months: fc.integer({ min: 1, max: 12 }),
      cents: fc.constant(15_000),
      stoppedOn: fc.option(fc.constant<PlainDate>('2026-10-12'), { nil: null }),
    })
    fc.assert(
      fc.property(
        months,
        months,
        fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 7 }),
        (first, second, nights, maxInARow) => {
          const paid = { a: new Set<PlainDate>(), b: new Set<PlainDate>() }
          for (const night of nights.toSorted((x, y) => x - y))
            for (const [given, ordered] of [
              [first, paid.a],
              [second, paid.b],
            ] as const) {
              const { due } = monthsToPrepare(given, {
                ordered,
                paidMonths: paid.a.union(paid.b),
                maxInARow,
                today: addMonths('2026-01-01', Math.floor(night / 30)),
              })
              for (const month of due) {
                expect(ordered.has(month)).toBe(false)
                ordered.add(month)
              }
            }
          const all = paid.a.union(paid.b)
          for (const month of all) expect(runAround(month, all)).toBeLessThanOrEqual(maxInARow)
          for (const month of paid.a) expect(monthsOfAid(first)).toContain(month)
        },
      ),
    )
  })
})
