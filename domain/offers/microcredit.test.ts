import { expect, test } from 'vitest'
import { decideMicrocreditFact, splitGuarantee, walkMicrocredit } from '#domain/offers/microcredit.ts'
import type { MicrocreditFact } from '#domain/offers/microcredit-facts.ts'
import { legalParameters, readParameters } from '#domain/parameters.ts'

const params = readParameters(legalParameters, '2026-11-22')
const granted: MicrocreditFact[] = [
  { id: '1', kind: 'microcredit-interview', on: '2026-01-05' },
  { id: '2', kind: 'microcredit-budget-diagnosed', on: '2026-01-12' },
  { id: '3', kind: 'microcredit-sent-to-bank', on: '2026-01-20', bank: 'Banque du Lac' },
  { id: '4', kind: 'microcredit-bank-refused', on: '2026-02-02', reason: null },
  { id: '5', kind: 'microcredit-sent-to-bank', on: '2026-02-10', bank: 'Caisse des Alpes' },
  {
    id: '6',
    kind: 'microcredit-bank-accepted',
    on: '2026-02-20',
    cents: 300_000,
    months: 36,
    rateBasisPoints: 250,
  },
  { id: '7', kind: 'microcredit-signed', on: '2026-03-01' },
  { id: '8', kind: 'microcredit-paid-out', on: '2026-03-05' },
]

test('of 1 840 € outstanding on a loan of 3 000 €, the fund pays 920 and the bank loses 920', () => {
  expect(splitGuarantee(184_000, params)).toEqual({ guaranteedCents: 92_000, lostCents: 92_000 })
})

test('the two parts sum to an odd outstanding', () => {
  const { guaranteedCents, lostCents } = splitGuarantee(184_001, params)
  expect(guaranteedCents + lostCents).toBe(184_001)
})

test('a bank refuses, another accepts, an incident is regularised, the loan is repaid', () => {
  expect(walkMicrocredit(granted).course).toMatchObject({
    stage: 'repaying',
    bank: 'Caisse des Alpes',
    bankDecision: { cents: 300_000, months: 36, rateBasisPoints: 250 },
  })
  const incident: MicrocreditFact = {
    id: '9',
    kind: 'microcredit-incident',
    on: '2026-06-01',
    outstandingCents: 184_000,
  }
  const facts = [...granted, incident]
  expect(walkMicrocredit(facts).course).toMatchObject({ stage: 'incident', outstandingCents: 184_000 })
  const called: MicrocreditFact = {
    id: '10',
    kind: 'microcredit-guarantee-called',
    on: '2026-09-01',
    ...splitGuarantee(184_000, params),
  }
  expect(decideMicrocreditFact(facts, called, '2026-11-22')).toBeNull()
  expect(walkMicrocredit([...facts, called]).course.stage).toBe('guarantee-called')
})

test('nothing is signed before the bank agreed, nor noted in the future', () => {
  const early: MicrocreditFact = { id: '9', kind: 'microcredit-signed', on: '2026-01-21' }
  expect(decideMicrocreditFact(granted.slice(0, 3), early, '2026-11-22')).toBe('out-of-order')
  const future: MicrocreditFact = { id: '9', kind: 'microcredit-repaid', on: '2026-11-23' }
  expect(decideMicrocreditFact(granted, future, '2026-11-22')).toBe('future-fact')
})
