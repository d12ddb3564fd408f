import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Input } from '#contract/endpoint.ts'
import type { FundingRow } from '#contract/funding-figures.ts'
import { contract } from '#contract/index.ts'
import { type Dimension, dimensions, type FundingSums } from '#domain/funding-figures/dimensions.ts'
import type { Movement } from '#domain/ledger/movements.ts'
import type { AccountUse } from '#domain/ledger/uses.ts'
import type { PlainDate } from '#domain/plain-date.ts'
import { postAll } from '#server/ledger/post.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'
import { makeConvention } from '#tests/make-envelope.ts'
import { makeFinancing } from '#tests/make-financing.ts'

const { fundingFigures, ledger } = contract
let t: TestHouse
let posts = 0

const tell = (financingId: string, use: AccountUse, movement: Movement, cents: number, on: PlainDate) =>
  t.asMember('finance-officer', (context) =>
    postAll(context, [
      {
        key: `figure:${posts++}`,
        journal: 'various',
        on,
        label: movement,
        lines: [
          { use, cents, movement, financingId },
          { use: use === 'commitment' ? 'commitment-counterpart' : 'bank', cents: -cents },
        ],
      },
    ]),
  )

beforeAll(async () => {
  t = await openTestHouse()
  const conventionId = await makeConvention(t.owner, t.here)
  const loan = await makeFinancing(t.owner, t.here, {
    communeCode: '13055',
    conventionId,
    field: 'energy-precarity',
  })
  const grant = await makeFinancing(t.owner, t.here, { kind: 'grant', field: 'rent-debt' })
  await tell(loan.financingId, 'commitment', 'commitment', 1_000_000, '2025-11-01')
  await tell(loan.financingId, 'loan-principal', 'disbursement', 600_000, '2025-12-01')
  await tell(loan.financingId, 'commitment', 'commitment-release', -100_000, '2026-01-15')
  await tell(loan.financingId, 'loan-principal', 'disbursement', 200_000, '2026-02-01')
  await tell(loan.financingId, 'loan-principal', 'repayment', -50_000, '2026-03-01')
  await tell(loan.financingId, 'loan-principal', 'repayment', 10_000, '2026-03-09')
  await tell(loan.financingId, 'loan-principal', 'write-off', -30_000, '2026-04-01')
  await tell(grant.financingId, 'commitment', 'commitment', 90_000, '2026-05-01')
  await tell(grant.financingId, 'grant-paid', 'disbursement', 15_000, '2026-06-01')
})
afterAll(() => t.close())

const as = 'finance-officer' as const
const year = { from: '2026-01-01' as const, to: '2026-12-31' as const }
const read = async (by: Dimension, period: { from: PlainDate; to: PlainDate } = year) =>
  (await t.call(fundingFigures.read, { ...period, by }, { as })).body

test('flows of the period, stocks on its last day', async () => {
  const { rows, total } = await read('kind')
  expect(rows).toMatchObject([
    {
      key: 'grant',
      committedCents: 90_000,
      disbursedCents: 15_000,
      outstandingCents: 0,
      toDisburseCents: 75_000,
    },
    {
      key: 'loan',
      committedCents: 0,
      releasedCents: 100_000,
      disbursedCents: 200_000,
      repaidCents: 40_000,
      lostCents: 30_000,
      outstandingCents: 730_000,
      toDisburseCents: 100_000,
    },
  ])
  expect(total).toMatchObject({
    disbursedCents: 215_000,
    outstandingCents: 730_000,
    toDisburseCents: 175_000,
  })
})

test.each(dimensions.filter((by) => by !== 'year'))('parted by %s, the whole is the same', async (by) => {
  expect((await read(by)).total).toEqual((await read('kind')).total)
})

test('a place that is known, and none', async () => {
  expect((await read('departement')).rows.map(({ key, label }) => [key, label])).toEqual([
    ['13', 'Bouches-du-Rhône'],
    [null, 'Département inconnu'],
  ])
  expect((await read('epci')).rows[0]).toMatchObject({ key: '200054807' })
  expect((await read('convention')).rows.at(-1)).toMatchObject({ key: null, label: 'Hors convention' })
})

test('year after year, what stands goes on', async () => {
  const { rows } = await read('year', { from: '2025-01-01', to: '2026-12-31' })
  expect(
    rows.map(({ key, disbursedCents, outstandingCents }) => [key, disbursedCents, outstandingCents]),
  ).toEqual([
    ['2025', 600_000, 600_000],
    ['2026', 215_000, 730_000],
  ])
  const late = await read('year')
  expect(late.rows.map(({ key, outstandingCents }) => [key, outstandingCents])).toEqual([['2026', 730_000]])
  expect(late.total.outstandingCents).toBe(730_000)
})

/** The entries that each figure opens on. */
const listOf: Readonly<Partial<Record<keyof FundingSums, [Input<typeof ledger.sumEntries>, sign: 1 | -1]>>> =
  {
    committedCents: [{ movements: ['commitment'], ...year }, 1],
    releasedCents: [{ movements: ['commitment-release'], ...year }, -1],
    disbursedCents: [{ movements: ['disbursement', 'disbursement-return'], ...year }, 1],
    repaidCents: [{ movements: ['repayment'], ...year }, -1],
    lostCents: [{ movements: ['write-off'], ...year }, -1],
    outstandingCents: [{ claims: true, to: year.to }, 1],
  }

describe('each figure is the sum of the entries it opens on', () => {
  const filterOf = (by: Dimension, { key }: FundingRow) => {
    if (by === 'convention') return { conventionId: key ?? ('none' as const) }
    if (by === 'field' || by === 'kind') return { [by]: key }
    return { territory: key === null ? 'none' : `${by}:${key}` }
  }
  test.each(dimensions.filter((by) => by !== 'year'))('%s', async (by) => {
    for (const row of (await read(by)).rows)
      for (const [figure, [filters, sign]] of Object.entries(listOf)) {
        const { body } = await t.call(ledger.sumEntries, { ...filters, ...filterOf(by, row) }, { as })
        expect([row.label, figure, sign * (body.debitCents - body.creditCents) || 0]).toEqual([
          row.label,
          figure,
          row[figure as keyof FundingSums],
        ])
      }
  })
})

test('exported as they are read; refused when the end precedes the start', async () => {
  const sent = await t.send(fundingFigures.export, { ...year, by: 'field', format: 'csv' }, { as: 'auditor' })
  const text = new TextDecoder('windows-1252').decode(await sent.arrayBuffer())
  expect(text).toContain('7300,00')
  const wrong = await t.call(
    fundingFigures.read,
    { from: '2026-02-01', to: '2026-01-01', by: 'field' },
    { as },
  )
  expect(wrong.body).toMatchObject({ reason: 'ends-before-start' })
  expect(
    (await t.call(fundingFigures.read, { ...year, by: 'field' }, { as, in: t.elsewhere })).body.rows,
  ).toEqual([])
})
