import { afterAll, beforeAll, expect, it } from 'vitest'
import { contract } from '#contract/index.ts'
import {
  coordinator,
  makeInvoice,
  makeProject,
  makeSupplier,
  officer,
  passed,
} from '#server/disbursements/world-for-tests.ts'
import { openTestHouse, type TestHouse } from '#tests/house.ts'

let t: TestHouse
beforeAll(async () => {
  t = await openTestHouse()
})
afterAll(() => t.close())

const list = async (input: object = {}, options: object = officer) =>
  passed(await t.call(contract.disbursements.listAwaitingInvoices, input, options))
const numbers = ({ rows }: { rows: { number: string }[] }) => rows.map(({ number }) => number)

it('lists, by page and by whose agreement is missing, what nobody may pay yet', async () => {
  const payeeId = await makeSupplier(t)
  const project = await makeProject(t)
  const financingId = await project.grant('loan', 9_000, { months: 12 })
  const invoice = (number: string, approvedBy: ('operator' | 'household')[]) =>
    makeInvoice(t, { financingId, payeeId, amount: 100 }, { number, approvedBy })
  const none = await invoice('A1', [])
  await invoice('A2', ['operator'])
  await invoice('A3', ['household'])
  await invoice('A4', ['operator', 'household'])

  const first = await list({ limit: 2 })
  expect(numbers(first)).toEqual(['A1', 'A2'])
  expect(first.total).toMatchObject({ count: 3 })
  expect(numbers(await list({ limit: 2, after: first.next ?? '' }))).toEqual(['A3'])
  expect(numbers(await list({ missing: 'operator' }))).toEqual(['A1', 'A3'])
  expect(numbers(await list({ missing: 'household' }, coordinator))).toEqual(['A1', 'A2'])
  expect(first.rows[0]).toMatchObject({
    missing: ['operator', 'household'],
    supplier: 'Toitures du Val',
    application: { id: project.applicationId },
  })
  expect(numbers(await list({}, { ...officer, in: t.elsewhere }))).toEqual([])
  const [seen] = (await list({}, { as: 'auditor' })).rows
  expect(seen).toMatchObject({ household: null, number: 'A1' })

  passed(
    await t.call(
      contract.disbursements.withdrawInvoice,
      { invoiceId: none, reason: 'Saisie deux fois', version: 1 },
      officer,
    ),
  )
  expect(numbers(await list())).toEqual(['A2', 'A3'])
})
