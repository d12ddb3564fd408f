import { describe, expect, it, test } from 'vitest'
import {
  type AwaitedSubsidy,
  numbersIn,
  proposeSubsidy,
  type UnmatchedReceipt,
} from '#domain/subsidies/recognise.ts'

const anah: AwaitedSubsidy = {
  subsidyId: 'anah',
  financingId: 'f1',
  financingNumber: '2026-00012-1',
  applicationNumber: '2026-00012',
  funder: 'Anah',
  household: 'Martine DURAND',
  awaitedCents: 300_000,
}
const other: AwaitedSubsidy = {
  ...anah,
  subsidyId: 'other',
  financingId: 'f2',
  financingNumber: '2026-00031-1',
  applicationNumber: '2026-00031',
  household: 'Paul PETIT',
}
const receipt: UnmatchedReceipt = {
  receiptId: 'r1',
  financingNumber: '2026-00012-1',
  applicationNumber: '2026-00012',
  funder: 'Anah',
  household: 'Martine DURAND',
  cents: 300_000,
  receivedOn: '2026-11-20',
  reference: 'VIR 7741',
}
const entry = (label: string, cents = 300_000) =>
  ({ bookedOn: '2026-11-21', cents, label, details: [] }) as const
const propose = (
  label: string,
  cents?: number,
  subsidies = [anah, other],
  receipts: UnmatchedReceipt[] = [],
) => proposeSubsidy(entry(label, cents), { subsidies, receipts })

describe('A credit that may be a subsidy', () => {
  test.each([
    ['its amount and the number of the file', 'VIR ANAH 2026 00012', undefined, 'anah', 'exact', 'balance'],
    [
      'its amount, the funder and the household',
      'ANAH DURAND MARTINE',
      undefined,
      'anah',
      'probable',
      'balance',
    ],
    [
      'less than awaited, with the number and the funder',
      'ANAH/2026-00031-1',
      120_000,
      'other',
      'probable',
      'interim',
    ],
  ] as const)('is recognised by %s', (_, label, cents, subsidyId, certainty, receiptKind) => {
    expect(propose(label, cents)).toMatchObject({ certainty, target: { subsidyId, receiptKind } })
  })

  test.each([
    ['two subsidies are as likely', 'ANAH', undefined],
    ['only the amount is the same', 'VIREMENT RECU', undefined],
    ['more than awaited came', 'ANAH 2026-00012-1', 300_001],
    ['the account paid', 'ANAH 2026-00012-1', -300_000],
    ['another number begins alike', 'VIR 2026-000123', 120_000],
  ] as const)('is not when %s', (_, label, cents) => {
    expect(propose(label, cents)).toBeUndefined()
  })

  it('already written by hand is not written again: the receipt itself is proposed first', () => {
    expect(propose('ANAH 2026-00012', 300_000, [anah], [receipt])).toMatchObject({
      target: { kind: 'receipt', receiptId: 'r1' },
      certainty: 'exact',
    })
    expect(propose('ANAH', 300_000, [], [receipt])).toMatchObject({ certainty: 'probable' })
    expect(propose('ANAH', 300_000, [], [receipt, { ...receipt, receiptId: 'r2' }])).toBeUndefined()
    expect(propose('ANAH', 300_000, [], [{ ...receipt, receivedOn: '2026-10-01' }])).toBeUndefined()
  })
})

test('the numbers that a text may hold', () => {
  expect(numbersIn('Dossier 2026-00012-1, réf. x')).toEqual(['2026-00012-1', '2026-00012'])
})
