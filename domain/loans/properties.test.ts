import fc from 'fast-check'
import { expect, test } from 'vitest'
import { booksOf, type LoanBooks, linesBetween } from '#domain/loans/books.ts'
import type { LoanFact, LoanHistory, LoanPayment } from '#domain/loans/facts.ts'
import { fact, loanOf, paid, rulesForTests } from '#domain/loans/history-for-tests.ts'
import { replayLoan } from '#domain/loans/replay.ts'
import { sumCents } from '#domain/money.ts'
import { addDays, type PlainDate } from '#domain/plain-date.ts'

const first: PlainDate = '2026-01-31'
const day = fc.integer({ min: -20, max: 700 }).map((days) => addDays(first, days))
const today = fc.integer({ min: -10, max: 1_600 }).map((days) => addDays(first, days))

const payments: fc.Arbitrary<LoanPayment[]> = fc
  .array(
    fc.record({
      on: day,
      cents: fc.integer({ min: 1, max: 60_000 }),
      rejectedAfter: fc.option(fc.nat(40)),
      named: fc.option(fc.nat(23)),
    }),
    { maxLength: 20 },
  )
  .map((all) =>
    all.map(({ on, cents, rejectedAfter, named }, at) =>
      paid(`p${at}`, on, cents, {
        rejectedOn: rejectedAfter === null ? null : addDays(on, rejectedAfter),
        towards: named === null ? null : (rowsOf[named]?.dueOn ?? null),
      }),
    ),
  )
const rowsOf = loanOf(250_000, 24, first).versions[0]?.rows ?? []

const facts: fc.Arbitrary<LoanFact[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom<LoanFact['kind']>(
        'loan-frozen',
        'loan-unfrozen',
        'loan-accelerated',
        'loan-doubtful',
        'loan-performing',
        'loan-depreciated',
        'loan-written-off',
      ),
      on: day,
      cents: fc.integer({ min: 1, max: 250_000 }),
    }),
    { maxLength: 4 },
  )
  .map((all) =>
    all.map(({ kind, on, cents }, at) => ({ ...fact(kind, on, { cents }), id: `f${at}` }) as LoanFact),
  )

const histories: fc.Arbitrary<LoanHistory> = fc
  .record({ payments, facts })
  .map((rest) => loanOf(250_000, 24, first, rest))

const shuffled = <T>(items: readonly T[], ranks: Iterator<number>): T[] =>
  items
    .map((item) => ({ item, rank: ranks.next().value as number }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item)

test('in whatever order it was typed, the state is that of the right order', () => {
  fc.assert(
    fc.property(histories, today, fc.infiniteStream(fc.nat()), (history, on, ranks) => {
      const typed = {
        ...history,
        payments: shuffled(history.payments, ranks),
        facts: shuffled(history.facts, ranks),
      }
      expect(replayLoan(typed, rulesForTests, on)).toEqual(replayLoan(history, rulesForTests, on))
    }),
    { numRuns: 300 },
  )
})

test('a rejected payment leaves what there would be without it', () => {
  fc.assert(
    fc.property(histories, today, (history, on) => {
      const stood = history.payments.filter(({ rejectedOn }) => rejectedOn === null || rejectedOn > on)
      const { changesOn: _, ...state } = replayLoan(history, rulesForTests, on)
      const { changesOn: __, ...without } = replayLoan({ ...history, payments: stood }, rulesForTests, on)
      expect(state).toEqual(without)
    }),
  )
})

test('no negative amount anywhere, and unpaid rows are what is outstanding', () => {
  fc.assert(
    fc.property(histories, today, (history, on) => {
      const state = replayLoan(history, rulesForTests, on)
      const unpaid = sumCents(state.rows.map((row) => row.cents - row.paidCents - row.remittedCents))
      expect(unpaid).toBe(state.outstandingCents)
      expect(state.outstandingCents).toBe(state.principalCents - state.repaidCents - state.lostCents)
      const received = history.payments.filter(
        (one) => one.on <= on && (one.rejectedOn === null || one.rejectedOn > on),
      )
      expect(state.repaidCents + state.recoveredCents + state.owedCents).toBe(
        sumCents(received.map(({ cents }) => cents)),
      )
      for (const cents of [
        state.outstandingCents,
        state.dueCents,
        state.lateCents,
        state.owedCents,
        state.recoveredCents,
        state.nextDueCents,
        state.depreciationCents,
        ...state.rows.flatMap(({ paidCents, remittedCents }) => [paidCents, remittedCents]),
      ])
        expect(cents).toBeGreaterThanOrEqual(0)
      expect(state.lateCents).toBeLessThanOrEqual(state.dueCents)
      expect(state.dueCents).toBeLessThanOrEqual(state.outstandingCents)
    }),
    { numRuns: 300 },
  )
})

test('changesOn is honest: nothing changes on any day before it', () => {
  const picture = (history: LoanHistory, on: PlainDate) => {
    const { daysPastDue: _, changesOn: __, ...state } = replayLoan(history, rulesForTests, on)
    return state
  }
  fc.assert(
    fc.property(histories, today, (history, on) => {
      const { changesOn } = replayLoan(history, rulesForTests, on)
      const now = picture(history, on)
      const until = changesOn ?? addDays(on, 200)
      for (let next = addDays(on, 1); next < until; next = addDays(next, 1))
        expect(picture(history, next)).toEqual(now)
    }),
    { numRuns: 100 },
  )
})

test('the ledger follows the replay, whatever the order of entry: each step balances, the sum is the state', () => {
  fc.assert(
    fc.property(histories, fc.infiniteStream(fc.nat()), (history, ranks) => {
      type Step = { payment?: LoanPayment; rejected?: LoanPayment; fact?: LoanFact }
      const steps: Step[] = shuffled<Step>(
        [
          ...history.payments.map((payment) => ({ payment })),
          ...history.facts.map((each) => ({ fact: each })),
        ],
        ranks,
      )
      for (const payment of history.payments)
        if (payment.rejectedOn !== null) steps.push({ rejected: payment })
      let known: LoanHistory = { ...history, payments: [], facts: [] }
      const balances = new Map<string, number>([['loan-principal', 250_000]])
      for (const step of steps) {
        const before = booksOf(known)
        known = take(known, step)
        const after = booksOf(known)
        const cash = (step.payment?.cents ?? 0) - (step.rejected?.cents ?? 0)
        const lines = linesBetween(before, after, cash === 0 ? null : { use: 'bank', cents: cash })
        expect(sumCents(lines.map(({ cents }) => cents))).toBe(0)
        for (const { use, cents } of lines) balances.set(use, (balances.get(use) ?? 0) + cents)
      }
      expectBalances(balances, booksOf(known))
    }),
    { numRuns: 300 },
  )
})

const take = (
  known: LoanHistory,
  step: { payment?: LoanPayment; rejected?: LoanPayment; fact?: LoanFact },
): LoanHistory => {
  if (step.payment) return { ...known, payments: [...known.payments, { ...step.payment, rejectedOn: null }] }
  if (step.fact) return { ...known, facts: [...known.facts, step.fact] }
  return {
    ...known,
    payments: known.payments.map((one) => (one.id === step.rejected?.id ? step.rejected : one)),
  }
}

const expectBalances = (balances: ReadonlyMap<string, number>, books: LoanBooks) => {
  const balance = (use: string) => balances.get(use) ?? 0
  expect(balance('loan-principal') + balance('doubtful-loan')).toBe(books.outstandingCents)
  expect(balance(books.claim)).toBe(books.outstandingCents)
  expect(balance('write-off')).toBe(books.lostCents)
  expect(balance('recovery-income') + books.recoveredCents).toBe(0)
  expect(balance('owed-to-household') + books.owedCents).toBe(0)
  expect(balance('depreciation') + books.depreciationCents).toBe(0)
}
