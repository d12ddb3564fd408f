import { afterAll, beforeAll, expect, it } from 'vitest'
import type { LineDecision } from '#contract/bank-file-shapes.ts'
import { contract } from '#contract/index.ts'
import { statementFile, type TestEntry } from '#server/bank-files/statement-for-tests.ts'
import {
  addAccount,
  decideLine,
  importFile,
  openLines,
  ownIban,
  undoLine,
} from '#server/bank-files/world-for-tests.ts'
import {
  balanceOf,
  coordinator,
  euros,
  makeInvoice,
  makeProject,
  makeSubsidy,
  makeSupplier,
  officer,
  passed,
  payInvoice,
  signFinancialMandate,
} from '#server/disbursements/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
  await addAccount(t)
})
afterAll(() => t.close())

/** An advance of 3 000 € paid to the artisan, its subsidy notified. */
const advanceOf = async (household: string, notified = 3_000) => {
  const project = await makeProject(t, household)
  const advance = await project.grant('subsidy-advance', 3_000)
  await signFinancialMandate(t, advance)
  const subsidy = await makeSubsidy(t, project, { funder: 'Anah', notified })
  const payeeId = await makeSupplier(t, `Toitures ${household}`)
  const invoiceId = await makeInvoice(t, { financingId: advance, payeeId, amount: 3_000 })
  await payInvoice(t, { financingId: advance, invoiceId, amount: 3_000 })
  const { rows } = await t.owner.query('select number from financing where id = $1', [advance])
  return { advance, subsidy, number: rows[0].number as string, project }
}

let statements = 0
/** The one movement of a new statement, as the officer sees it. */
const arrives = async (entry: TestEntry) => {
  const reference = `RELEVE-${++statements}`
  await importFile(
    t,
    statementFile({
      iban: ownIban,
      reference,
      entries: [{ bankReference: `R${statements}`, bookedOn: '2026-11-20', ...entry }],
    }),
  )
  const line = (await openLines(t)).at(-1)
  if (!line) throw new Error('no movement')
  return line
}
type Line = { id: string; version: number }
const decide = (line: Line, decision: LineDecision) => decideLine(t, line, decision)
const undo = (line: Line, options?: object) => undoLine(t, line, options)
const receiptsOf = async (subsidy: string) => {
  const { rows } = await t.owner.query(
    `select kind, cents::int, received_on::text as "on", statement_line_id as "lineId", reversed_on is not null as "isReversed"
     from subsidy_receipt where subsidy_id = $1 order by id`,
    [subsidy],
  )
  return rows
}

it('a credit that names the advance is proposed, confirmed by a person, posted once', async () => {
  const { advance, subsidy, number } = await advanceOf('Martine DURAND')
  const line = await arrives({ cents: euros(3_000), details: [{ name: 'ANAH', label: `SUBV ${number}` }] })
  const decision = {
    kind: 'subsidy',
    financingId: advance,
    subsidyId: subsidy,
    receiptKind: 'balance',
  } as const
  expect(line.proposal).toMatchObject({
    certainty: 'exact',
    words: 'Solde de Anah pour Martine DURAND',
    decision,
  })
  expect(await balanceOf(t, 'subsidy-advance', advance)).toBe(euros(3_000))
  const both = await Promise.all([decide(line, decision), decide(line, decision)])
  expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
  expect(await receiptsOf(subsidy)).toEqual([
    { kind: 'balance', cents: euros(3_000), on: '2026-11-20', lineId: line.id, isReversed: false },
  ])
  expect(await balanceOf(t, 'subsidy-advance', advance)).toBe(0)
  expect(await balanceOf(t, 'bank')).toBe(euros(3_000))
  const { rows } = await t.owner.query(
    `select piece, label from ledger_transaction where key like 'subsidy-receipt:%'`,
  )
  expect(rows).toEqual([{ piece: 'R1', label: `Subvention reçue de Anah · ${number}` }])
})

it('undone with a reason, by reversal: the advance is owed again, the movement is matched anew', async () => {
  const { advance, subsidy, number } = await advanceOf('Paul PETIT', 2_000)
  const bank = await balanceOf(t, 'bank')
  const line = await arrives({ cents: euros(2_000), label: `ANAH ${number}` })
  const decision = {
    kind: 'subsidy',
    financingId: advance,
    subsidyId: subsidy,
    receiptKind: 'balance',
  } as const
  passed(await decide(line, decision))
  const [receipt] = passed(
    await t.call(contract.subsidies.openAdvance, { financingId: advance }, officer),
  ).receipts
  expect(
    (
      await t.call(
        contract.subsidies.reverseReceipt,
        { receiptId: receipt?.id ?? '', reason: 'Erreur' },
        officer,
      )
    ).body,
  ).toMatchObject({ reason: 'on-a-statement' })

  const matched = { ...line, version: 2 }
  expect((await undo(line)).body).toMatchObject({ reason: 'stale-version' })
  expect((await undo(matched, coordinator)).status).toBe(403)
  expect((await undo(matched, { ...officer, in: t.elsewhere })).body).toMatchObject({
    reason: 'unknown-record',
  })
  expect((await undo(matched)).body).toEqual({ version: 3 })
  expect((await undo({ ...line, version: 3 })).body).toMatchObject({ reason: 'not-matched' })
  expect(await balanceOf(t, 'subsidy-advance', advance)).toBe(euros(3_000))
  expect(await balanceOf(t, 'bank')).toBe(bank)
  const { rows } = await t.owner.query(
    `select detail ->> 'reason' as reason from statement_decision where line_id = $1 and kind = 'undone'`,
    [line.id],
  )
  expect(rows).toEqual([{ reason: 'Ce n’était pas cela' }])
  const { rows: told } = await t.owner.query(`select act from journal where subject_id = $1 order by id`, [
    line.id,
  ])
  expect(told).toEqual([{ act: 'statement-line-decided' }, { act: 'statement-decision-undone' }])

  passed(await decide({ ...line, version: 3 }, decision))
  expect((await receiptsOf(subsidy)).map(({ isReversed }) => isReversed)).toEqual([true, false])
  expect(await balanceOf(t, 'subsidy-advance', advance)).toBe(euros(1_000))
})

it('a receipt written by hand is not written again: the movement answers for it, and no other does', async () => {
  const { advance, subsidy, number } = await advanceOf('Awa TRAORE', 2_500)
  const { receiptId } = passed(
    await t.call(
      contract.subsidies.recordReceipt,
      {
        financingId: advance,
        subsidyId: subsidy,
        kind: 'balance',
        cents: euros(2_500),
        receivedOn: '2026-11-20',
        reference: `ANAH ${number}`,
      },
      officer,
    ),
  )
  const bank = await balanceOf(t, 'bank')
  const wrong = await arrives({ cents: euros(2_499), label: 'VIR' })
  expect((await decide(wrong, { kind: 'receipt', receiptId })).body).toMatchObject({
    reason: 'amounts-differ',
  })
  passed(await decide(wrong, { kind: 'set-aside', reason: 'Autre' }))
  const line = await arrives({ cents: euros(2_500), label: `ANAH ${number}` })
  expect(line.proposal?.decision).toEqual({ kind: 'receipt', receiptId })
  passed(await decide(line, { kind: 'receipt', receiptId }))
  expect(await balanceOf(t, 'bank')).toBe(bank)
  const again = await arrives({ cents: euros(2_500), label: `ANAH ${number}` })
  expect(again.proposal).toBeNull()
  expect((await decide(again, { kind: 'receipt', receiptId })).body).toMatchObject({
    reason: 'unknown-target',
  })
  expect((await undo({ ...line, version: 2 })).body).toEqual({ version: 3 })
  expect(await receiptsOf(subsidy)).toMatchObject([{ lineId: null, isReversed: false }])
})

it('what cannot be a receipt is refused, and writes nothing', async () => {
  const { advance, subsidy, project } = await advanceOf('Louis MOREAU', 1_800)
  const target = {
    kind: 'subsidy',
    financingId: advance,
    subsidyId: subsidy,
    receiptKind: 'interim',
  } as const
  const out = await arrives({ cents: -euros(10), label: 'VIR' })
  expect((await decide(out, target)).body).toMatchObject({ reason: 'amount-not-positive' })
  const early = await arrives({ cents: euros(10), bookedOn: '2026-01-02', label: 'VIR' })
  const [first] = await openLines(t)
  expect(first?.id).not.toBe(out.id)
  expect((await decide(first ?? early, target)).body).toMatchObject({ reason: 'before-request' })
  expect((await decide(out, { ...target, subsidyId: t.here.id })).body).toMatchObject({
    reason: 'unknown-record',
  })
  expect(await receiptsOf(subsidy)).toEqual([])
  const { rows: files } = await t.owner.query('select number from application where id = $1', [
    project.applicationId,
  ])
  const wanted: string = files[0].number
  const search = (text: string, options: object = officer) =>
    t.call(contract.bankFiles.searchSubsidies, { text }, options)
  expect((await search(wanted)).body.rows).toMatchObject([{ subsidyId: subsidy, awaitedCents: euros(1_800) }])
  expect((await search(wanted, { ...officer, in: t.elsewhere })).body.rows).toEqual([])
})
