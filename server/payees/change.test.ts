import { afterAll, beforeAll, expect, it } from 'vitest'
import { contract } from '#contract/index.ts'
import {
  coordinator,
  euros,
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

const { payees, disbursements } = contract
const identity = { name: 'Toitures du Val SARL', siret: null, town: 'Riom', country: 'FR' }
const change = (payeeId: string, version: number, more: object = {}, options: object = officer) =>
  t.call(payees.change, { payeeId, version, ...identity, ...more }, options)

const prepare = async (payeeId: string) => {
  const project = await makeProject(t)
  const financingId = await project.grant('loan', 1_000, { months: 12 })
  const invoiceId = await makeInvoice(t, { financingId, payeeId, amount: 500 })
  const { orderId } = passed(
    await t.call(
      disbursements.prepareDisbursement,
      { financingId, invoiceId, cents: euros(500), dueOn: '2026-11-23', execution: 'bank-file' },
      officer,
    ),
  )
  return orderId
}
const orderOf = async (orderId: string) => {
  const { rows } = passed(await t.call(disbursements.listOrders, { limit: 200 }, officer))
  return rows.find(({ id }) => id === orderId)
}

it('corrects a payee over the version that was read; another organisation finds nothing', async () => {
  const payeeId = await makeSupplier(t)
  expect((await change(payeeId, 2)).body).toMatchObject({
    reason: 'stale-version',
    details: { name: 'Toitures du Val', version: 1 },
  })
  expect((await change(payeeId, 1, { siret: '12345678901234' })).body).toMatchObject({
    reason: 'wrong-siret',
  })
  expect((await change(payeeId, 1, {}, { ...officer, in: t.elsewhere })).body).toMatchObject({
    reason: 'unknown-record',
  })
  expect((await change(payeeId, 1, {}, { as: 'social-worker' })).status).toBe(403)
  expect((await change(payeeId, 1)).body).toEqual({ version: 2 })
  const { rows } = await t.owner.query('select name, town, version from payee where id = $1', [payeeId])
  expect(rows).toEqual([{ name: identity.name, town: 'Riom', version: 2 }])
})

it('an order prepared before the correction keeps the name that was seen', async () => {
  const payeeId = await makeSupplier(t, 'Chauffage Durnd')
  const before = await prepare(payeeId)
  passed(await change(payeeId, 1, { name: 'Chauffage Durand' }))
  const after = await prepare(payeeId)
  expect((await orderOf(before))?.payee.name).toBe('Chauffage Durnd')
  expect((await orderOf(after))?.payee.name).toBe('Chauffage Durand')
})

it('a new IBAN is paid only once a second person has seen it, and never by what was released before', async () => {
  const payeeId = await makeSupplier(t, 'Isolation Massif')
  const [released, waiting] = [await prepare(payeeId), await prepare(payeeId)]
  passed(await t.call(disbursements.release, { orderIds: [released] }, coordinator))
  const iban = 'DE89370400440532013000'
  const { accountId } = passed(
    await t.call(payees.addAccount, { payeeId, iban, holder: 'Isolation Massif', source: 'RIB' }, officer),
  )
  expect((await orderOf(waiting))?.ibanEnd).toBe('2606')
  expect((await t.call(payees.checkAccount, { accountId, how: 'Appel' }, officer)).body).toMatchObject({
    reason: 'own-account',
  })
  passed(await t.call(payees.checkAccount, { accountId, how: 'Appel' }, coordinator))
  expect((await orderOf(waiting))?.ibanEnd).toBe('3000')
  expect((await orderOf(released))?.ibanEnd).toBe('2606')
})
